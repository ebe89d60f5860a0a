"""A search that hit, asked again: the journal names the records, the lists know what they say.

So nothing that a list says of somebody is kept in the journal, and whoever opens a hit sees the
record as it stands now, and whether it still stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from border_check.icao.states import is_known
from border_check.language import marked
from border_check.screening.person_queries import has_name, person_of, person_query
from border_check.screening.queries import Query, document_query
from border_check.screening.screener import Screener
from border_check.screening.vehicle_queries import vehicle_query
from border_check.screening.verdict import decide
from border_check.values.case import Case, Listed
from border_check.values.document import other_documents
from border_check.values.document_number import is_machine_readable
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Hit, Problem, Screening
from border_check.values.vehicle import MarkKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class AskedAgain(NamedTuple):
    """What the lists say now of the records that hit."""

    screening: Screening
    """Its reference and its moment are those of the search; its lists are those of now."""
    gone: tuple[Listed, ...]
    """Records that hit, and do not hit the same question now."""
    changed: tuple[str, ...]
    """Lists of these records that have another version than they had."""
    owners: Mapping[str, str]
    """The lists of these records, and who owns them."""


_ERASED = Problem("query_erased", marked("what was asked was erased: the records cannot be shown"))
_SEALED = Problem(
    "query_sealed", marked("what was asked is sealed: the records cannot be shown without the key")
)


def asked_again(screener: Screener, case: Case) -> AskedAgain:
    """Ask the lists again what was asked; what hits now and did not then is left out.

    Where the query was erased, or is sealed for others, no record can be found.
    """
    now = screener.now()
    names = {listed.list for listed in case.hits}
    lists = screener.asked_lists(case.check, now)
    owners = {one.status.name: one.description.owner for one in lists if one.status.name in names}
    hits: tuple[Hit, ...] = ()
    problems: tuple[Problem, ...] = (_SEALED if case.sealed else _ERASED,)
    if case.query is not None:
        outcome, _ = screener.look(case.check, query_of(case.check, case.query, now.date()), now)
        hits = tuple(hit for hit in outcome.hits if _is_among(hit, case.hits))
        problems = tuple(problem for problem in outcome.problems if problem.list in names)
    verdict = case.verdict or decide(hits, checked=True)
    screening = Screening(
        check=case.check,
        reference=case.reference,
        asked_at=case.at,
        verdict=verdict,
        action=screener.action(verdict, hits, owners, now.date()),
        query=case.query or {},
        hits=hits,
        lists=tuple(one.status for one in lists),
        problems=problems,
    )
    found = {(hit.list, hit.record_id) for hit in hits}
    return AskedAgain(
        screening,
        tuple(one for one in case.hits if (one.list, one.record_id) not in found),
        tuple(
            one.status.name
            for one in lists
            if one.status.name in names
            and case.versions.get(one.status.name, one.status.version) != one.status.version
        ),
        owners,
    )


def query_of(check: CheckKind, shown: Mapping[str, Any], asked: date) -> Query:
    """The question that the journal shows; the zone itself is not kept, what was read of it is."""
    if check is CheckKind.VEHICLE:
        marks = {kind: shown.get(kind) for kind in MarkKind}
        return vehicle_query(marks, shown.get("country"), may_browse=True)
    zone = shown.get("mrz", {})
    number, issuer = shown.get("number", ""), shown.get("issuing_state", "")
    person = {
        "name": shown.get("name"),
        "surname": shown.get("surname") or zone.get("surname"),
        "given": shown.get("given_names") or zone.get("given_names"),
        "dob": shown.get("birth_date"),
        "nationality": shown.get("nationality") if is_known(shown.get("nationality", "")) else "",
        "gender": shown.get("sex"),
        "pob": shown.get("birthplace"),
    }
    known = {key: value for key, value in person.items() if value}
    number = number if is_machine_readable(number) else ""
    issuer = issuer if is_known(issuer) else None
    named = bool(known.keys() & {"name", "surname", "given"}) and has_name(person_of(known))
    if number and check is not CheckKind.PERSON:
        kind = shown.get("document_type")
        query = document_query(number, issuer, kind, known if named else None, asked)
        query = query._replace(others=other_documents(shown.get("other_documents", "")))
    elif named or number:
        documents = {"documents": [[number, issuer]]} if number else {}
        query = person_query({**known, **documents})
    else:  # nothing could be read
        return Query(None, None, shown)
    if query.person is None or not zone.get("truncated"):
        return query
    name = query.person.name._replace(truncated=True)
    return query._replace(person=query.person._replace(name=name))


def _is_among(hit: Hit, known: tuple[Listed, ...]) -> bool:
    return any((hit.list, hit.record_id) == (one.list, one.record_id) for one in known)
