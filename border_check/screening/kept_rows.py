"""The rows of a passenger list as they are kept: who was asked about, and what was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from border_check.manifests.interface import Traveller
from border_check.screening.cleared import digest_of
from border_check.screening.near import Near
from border_check.screening.screener import Outcome
from border_check.values.dates import PartialDate
from border_check.values.document import TravelDocument
from border_check.values.lists import ListStatus
from border_check.values.person import DocumentReference, Name, Person, Sex
from border_check.values.record import NamedTuple
from border_check.values.screening import Hit, Problem, Verdict


class KeptHit(NamedTuple):
    """A hit as it was told."""

    list: str
    record_id: str
    grade: str
    action: str
    digest: str
    """Of all that the record said."""

    @property
    def record(self) -> tuple[str, str]:
        """List and record."""
        return self.list, self.record_id


class KeptRow(NamedTuple):
    """A traveller, and what was told of them last."""

    traveller: Traveller
    verdict: Verdict
    hits: tuple[KeptHit, ...]
    near: tuple[Near, ...] = ()
    unsettled: bool = False
    """Whether it is to be asked again in any case: a list failed, or somebody was told apart."""

    @property
    def documents(self) -> tuple[TravelDocument, ...]:
        """All documents that are asked about."""
        first = self.traveller.document
        return (*(() if first is None else (first,)), *self.traveller.others)

    def told(self, name: str) -> frozenset[KeptHit]:
        """The hits of one list."""
        return frozenset(hit for hit in self.hits if hit.list == name)


def kept_row(
    traveller: Traveller,
    outcome: Outcome,
    lists: Iterable[ListStatus],
    measured: Mapping[str, str | None],
) -> KeptRow:
    """A row as it is to be kept; `lists` as they stood for the batch.

    The room that a record has counts only where the rarity of names was `measured` on the version
    of its list that was asked: from there on drift is known.
    """
    unsettled = bool(outcome.cleared) or (
        traveller.unreadable is None and answering(outcome.lists) != answering(lists)
    )
    asked = {one.name: one.version for one in outcome.lists}
    near = tuple(
        one
        if one.list in measured and measured[one.list] == asked.get(one.list)
        else one._replace(room=0.0)
        for one in outcome.near
    )
    return KeptRow(traveller, outcome.verdict, kept_hits(outcome.hits), near, unsettled=unsettled)


def kept_hits(hits: Iterable[Hit]) -> tuple[KeptHit, ...]:
    """Hits as they are kept."""
    return tuple(
        KeptHit(hit.list, hit.record_id, hit.grade, hit.action, digest_of(hit)) for hit in hits
    )


def answering(lists: Iterable[ListStatus]) -> dict[str, bool]:
    """Which lists there are, and whether each answers."""
    return {one.name: one.state.answers for one in lists}


def row_to_json(row: KeptRow) -> dict[str, Any]:
    """A row in JSON; what is empty is left out."""
    who = row.traveller
    facts = {
        "row": who.row,
        "line": who.line,
        "query": dict(who.query),
        "person": who.person and _person_to_json(who.person),
        "document": who.document and _document_to_json(who.document),
        "problems": [list(one) for one in who.problems],
        "unreadable": who.unreadable,
        "others": [_document_to_json(one) for one in who.others],
        "verdict": row.verdict,
        "hits": [list(one) for one in row.hits],
        "near": [list(one) for one in row.near],
        "unsettled": row.unsettled,
    }
    return {key: value for key, value in facts.items() if value}


def row_of_json(facts: Mapping[str, Any]) -> KeptRow:
    """The row that `row_to_json` wrote; raises `ValueError`, `LookupError` or `TypeError`."""
    traveller = Traveller(
        row=int(facts["row"]),
        line=int(facts["line"]),
        query=dict(facts.get("query", {})),
        person=_person(facts["person"]) if "person" in facts else None,
        document=_document(facts["document"]) if "document" in facts else None,
        problems=tuple(Problem(*one) for one in facts.get("problems", ())),
        unreadable=facts.get("unreadable"),
        others=tuple(_document(one) for one in facts.get("others", ())),
    )
    return KeptRow(
        traveller,
        Verdict(facts["verdict"]),
        tuple(KeptHit(*one) for one in facts.get("hits", ())),
        tuple(Near(*one) for one in facts.get("near", ())),
        unsettled=bool(facts.get("unsettled")),
    )


def _person_to_json(person: Person) -> list[Any]:
    return [
        list(person.name),
        person.born and list(person.born),
        person.sex,
        person.nationality,
        [list(one) for one in person.documents],
        person.birthplace,
    ]


def _person(facts: list[Any]) -> Person:
    name, born, sex, nationality, documents, birthplace = facts
    return Person(
        Name(*name),
        PartialDate(*born) if born else None,
        Sex(sex) if sex else None,
        nationality,
        tuple(DocumentReference(*one) for one in documents),
        birthplace,
    )


def _document_to_json(document: TravelDocument) -> list[Any]:
    number, issuer, kind, expiry, digit = document
    return [number, issuer, kind, expiry and list(expiry), digit]


def _document(facts: list[Any]) -> TravelDocument:
    number, issuer, kind, expiry, digit = facts
    return TravelDocument(number, issuer, kind, PartialDate(*expiry) if expiry else None, digit)
