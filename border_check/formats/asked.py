"""What a check asked and what it did not, part by part: lists, travel documents of people, people.

A list of people answers two questions. By number it says whether a travel document is listed with
a person (TDAWN), by name whether the holder is. The second is not asked where no name was read.
"""

from __future__ import annotations

from border_check.formats.safe_text import plain
from border_check.formats.speech import translated
from border_check.formats.words import word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.screening.findings import age
from border_check.values.databases import not_asked
from border_check.values.lists import ListKind, ListStatus
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Hit, Relation, Screening, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from border_check.values.screening import Evidence

TDAWN = marked("TDAWN")
_ASKED = marked("Asked")
_PERSONS = marked("Persons")
_NO_LIST = marked("no list")
_NOT_ASKED = marked("Not asked: {databases}.")
_NO_NAME = marked("persons (no name read)")
_NO_NUMBER = marked("TDAWN (no number read)")
_NO_TDAWN = marked("TDAWN (no list has any)")
_NO_HIT = marked("{parts} ({age}): no hit")
_PEOPLE = marked("persons")
_NAMES = ("name", "surname", "given_names")


class Parts(NamedTuple):
    """The lists of a check by what they were asked for."""

    objects: tuple[ListStatus, ...]
    """Of documents, vehicles and guidance."""
    tdawn: tuple[ListStatus, ...]
    persons: tuple[ListStatus, ...]
    others: tuple[ListStatus, ...]
    """Of people, that could say nothing, and would not be named otherwise."""


def parts_of(lists: Iterable[ListStatus], *, number: bool, name: bool) -> Parts:
    """The lists by what they were asked for, where a number and a name were read or not."""
    known = tuple(lists)
    people = tuple(one for one in known if one.kind is ListKind.NOMINALS)
    tdawn = tuple(one for one in people if number and one.has_documents)
    persons = people if name else ()
    return Parts(
        tuple(one for one in known if one.kind is not ListKind.NOMINALS),
        tdawn,
        persons,
        tuple(one for one in people if not one.state.answers and one not in (*tdawn, *persons)),
    )


def asked(
    check: CheckKind, lists: Iterable[ListStatus], *, number: bool = True, name: bool = True
) -> Iterator[tuple[str, str]]:
    """What was asked and what was not, as paragraphs with their labels."""
    parts = parts_of(lists, number=number, name=name)
    told = {
        _ASKED: (*parts.objects, *parts.others),
        TDAWN: parts.tdawn,
        _PERSONS: parts.persons,
    }
    if not any(told.values()):
        yield _ASKED, translated(_NO_LIST)
    for label, statuses in told.items():
        if statuses:
            yield label, _lists_and_ages(statuses)
    unasked = not_asked(check)
    if check is not CheckKind.VEHICLE:
        tdawn = () if parts.tdawn else (_NO_TDAWN if number else _NO_NUMBER,)
        unasked = (*tdawn, *(() if name else (_NO_NAME,)), *unasked)
    yield "", translated(sentence(_NOT_ASKED, databases=enumeration(unasked)))


def asked_of(screening: Screening) -> Iterator[tuple[str, str]]:
    """The same of one check."""
    return asked(
        screening.check,
        screening.lists,
        number=_number_was_read(screening),
        name=_has_name(screening.query),
    )


def silent_answers(screening: Screening) -> str:
    """Of a check that lacks an answer, what did answer and found nothing; empty where none did.

    Where the search was not entered, nothing may be said of what was found.
    """
    if screening.verdict is not Verdict.NOT_CHECKED or not screening.reference:
        return ""
    number = _number_was_read(screening) and not _is_misread(screening)
    parts = parts_of(screening.lists, number=number, name=_has_name(screening.query))
    hit = {one.list for one in screening.hits}
    objects = [
        one for one in parts.objects if number and not one.kind.is_guidance and one.name not in hit
    ]
    found = {plain(one.shown): [one] for one in objects if one.state.answers}
    if not any(map(listed_document, screening.hits)):
        found[TDAWN] = [one for one in parts.tdawn if one.state.answers]
    if not any(one.kind is ListKind.NOMINALS for one in screening.hits):
        found[_PEOPLE] = [one for one in parts.persons if one.state.answers]
    named = {part: statuses for part, statuses in found.items() if statuses}
    if not named:
        return ""
    oldest = max((one for part in named.values() for one in part), key=_hours)
    return translated(sentence(_NO_HIT, parts=enumeration(named), age=age(oldest)))


def listed_document(hit: Hit) -> Evidence | None:
    """Of a hit on a person, that the document which was presented is listed with them."""
    if hit.kind is not ListKind.NOMINALS:
        return None
    for piece in hit.evidence:
        if piece.feature == "document_number" and piece.record:
            agrees = piece.relation is Relation.AGREES
            if agrees or (piece.relation is Relation.SIMILAR and piece.points > 0):
                return piece
    return None


def list_and_age(status: ListStatus) -> Sentence:
    """A list by its title, with its age, and its state where that is not ok."""
    told = sentence("{fact}", fact=plain(status.shown))
    if status.age_hours is not None:
        told = sentence("{list} {age}", list=told, age=age(status))
    if status.state != "ok":
        told = sentence("{list} ({state})", list=told, state=word(status.state))
    return told


def _lists_and_ages(statuses: Iterable[ListStatus]) -> str:
    """Those that answer first."""
    answering_first = sorted(statuses, key=lambda one: not one.state.answers)
    return translated(enumeration(map(list_and_age, answering_first)))


def _number_was_read(screening: Screening) -> bool:
    unread = any(problem.code == "number_unreadable" for problem in screening.problems)
    return "number" in screening.query and not unread


def _is_misread(screening: Screening) -> bool:
    """Whether the check digit says that it is another number, of which no hit says nothing."""
    return any(
        problem.code == "check_digit" and problem.field == "document_number"
        for problem in screening.problems
    )


def _has_name(query: Mapping[str, Any]) -> bool:
    zone = query.get("mrz", {})
    return any(zone.get(key) or query.get(key) for key in _NAMES)


def _hours(status: ListStatus) -> float:
    return status.age_hours or 0.0
