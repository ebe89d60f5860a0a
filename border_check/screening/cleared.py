"""Travellers whom two people have told apart from a record: for them its hit becomes a note.

A pair holds for one traveller, by name, full birth date and, where there was one, document; for one
record as it stood, by a digest of it; and until a day. Whoever differs in any of these gets the
hit. It is a view of approved requests, kept in a small file so that a check need not read the
journal; a file that is missing or damaged clears nobody.
"""

from __future__ import annotations

import os

from border_check.at_rest.reading import read_text
from border_check.at_rest.writing import write_lasting
from border_check.icao.states import family
from border_check.language import sentence
from border_check.screening.findings import Asked
from border_check.values.actions import ActionClass
from border_check.values.digest import sha256
from border_check.values.json_text import canonical, from_json
from border_check.values.lists import ListKind
from border_check.values.record import NamedTuple
from border_check.values.screening import Hit, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from border_check.screening.queries import Query


class ClearedPair(NamedTuple):
    """A traveller who is not whom a record is about."""

    list: str
    record_id: str
    digest: str
    """Of what the record said."""
    traveller: Mapping[str, str]
    """As `traveller_of` tells them."""
    until: str
    """The last day, YYYY-MM-DD."""
    request: str
    """Reference of the request that was approved."""


def traveller_of(query: Query) -> dict[str, str]:
    """By what a traveller is known again: empty where a name or a full birth date is missing."""
    person, document = query.person, query.document
    if person is None or person.born is None or not person.born.is_full:
        return {}
    words = sorted(person.name.text.upper().replace("<", " ").replace(",", " ").split())
    if not words:
        return {}
    facts = {"name": " ".join(words), "birth_date": str(person.born)}
    if document is not None:
        facts["number"] = document.number
        facts["issuing_state"] = family(document.issuing_state or "") or ""
    return {key: text for key, text in facts.items() if text}


def digest_of(hit: Hit) -> str:
    """Of all that a record says, so that any change of it shows."""
    return sha256(canonical(dict(hit.record)).encode()).hexdigest()


def can_be_cleared(hit: Hit) -> bool:
    """Whether a hit is about a person, and openly: a listed document is listed whoever holds it,
    the victim of an impostor is to be met again, and a discreet record must not show in a note."""
    by_document = any(
        piece.feature == "document_number" and piece.relation == "agrees" for piece in hit.evidence
    )
    return (
        hit.kind is ListKind.NOMINALS
        and hit.action is not ActionClass.DISCREET
        and not hit.misused_identity
        and not by_document
    )


def without_cleared(asked: list[Asked], query: Query, file: str, today: date) -> list[Asked]:
    """What the lists say, with a note for each hit from which the traveller is told apart."""
    if not any(map(can_be_cleared, (hit for one in asked for hit in one.found.hits))):
        return asked
    pairs = read_pairs(file)
    traveller = traveller_of(query) if pairs else {}
    if not traveller:
        return asked
    known = {
        (pair.list, pair.record_id, pair.digest): pair
        for pair in pairs
        if pair.traveller == traveller and pair.until >= str(today)
    }
    return [_noted(one, known) for one in asked] if known else asked


def _noted(one: Asked, known: Mapping[tuple[str, str, str], ClearedPair]) -> Asked:
    hits, problems, cleared = [], list(one.found.problems), list(one.found.cleared)
    for hit in one.found.hits:
        pair = None
        if can_be_cleared(hit):
            pair = known.get((hit.list, hit.record_id, digest_of(hit)))
        if pair is None:
            hits.append(hit)
            continue
        text = sentence(
            "{list} record {record} is told apart from this traveller until {day} "
            "(request {request})",
            list=one.list.title,
            record=hit.record_id,
            day=pair.until,
            request=pair.request,
        )
        problems.append(Problem("cleared", text, hit.list))
        cleared.append((hit.list, hit.record_id))
    found = one.found._replace(hits=tuple(hits), problems=tuple(problems), cleared=tuple(cleared))
    return one._replace(found=found)


def read_pairs(file: str) -> list[ClearedPair]:
    """The pairs of a home; none where the file is missing, or is not as it was written."""
    try:
        digest, _, text = read_text(file).partition("\n")
        if sha256(text.encode()).hexdigest() != digest:
            return []
        return [ClearedPair(**pair) for pair in from_json(text)]
    except (OSError, ValueError, TypeError):
        return []


def write_pairs(file: str, pairs: Iterable[ClearedPair]) -> None:
    """Put pairs in place of those that were there; either stands, and never half of one."""
    text = canonical([pair._asdict() for pair in pairs])
    building = f"{file}.{os.getpid()}"
    write_lasting(building, f"{sha256(text.encode()).hexdigest()}\n{text}".encode())
    os.replace(building, file)
