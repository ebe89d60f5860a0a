"""The sentences of a report."""

from __future__ import annotations

from border_check.formats.asked import listed_document
from border_check.formats.safe_text import plain
from border_check.formats.speech import fact, translated
from border_check.formats.words import said, word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.document_number import span
from border_check.values.lists import ListKind
from border_check.values.screening import (
    CheckKind,
    Grade,
    Hit,
    Relation,
    Screening,
    Verdict,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_PROCEED = marked("nothing found that calls for action")
_RESEMBLES = marked("nothing listed; resembles a counterfeit: look")
_PERSON = marked("PERSON LISTED: {on}")
_PERSON_AND_TDAWN = marked("PERSON AND TDAWN LISTED: {on}")
_NOTED = marked("nothing to act on here; see the note")
_AND_THEN = marked("{words}; {next}")


def headline(screening: Screening) -> str:
    """The finding in a few words, beside the verdict."""
    if screening.hits:
        return _hit_headline(screening)
    if screening.verdict is Verdict.NOT_CHECKED:
        return translated(_gap(screening))
    if any(problem.code == "resembles_alert" for problem in screening.problems):
        return translated(_RESEMBLES)
    return translated(_PROCEED)


def short_reference(reference: str) -> str:
    """Post and number; the day stands in the full reference."""
    return reference.partition("/")[2]


def holder_line(screening: Screening) -> str:
    """What was read or asked, in one line."""
    return query_line(screening.check, screening.query)


def query_line(check: CheckKind, query: Mapping[str, Any]) -> str:
    """The same, of a query as the journal has it."""
    if check is CheckKind.VEHICLE:
        from border_check.formats.vehicle import vehicle_line

        return vehicle_line(query)
    zone = query.get("mrz", {})
    surname = zone.get("surname") or query.get("surname") or ""
    given = zone.get("given_names") or query.get("given_names") or ""
    name = query.get("name") or ", ".join(filter(None, (surname, given)))
    facts = (
        query.get("issuing_state"),
        query.get("document_type"),
        query.get("number"),
        name,
        query.get("birth_date"),
        query.get("sex"),
        None if check is CheckKind.DOCUMENT else query.get("nationality"),
    )
    told = [
        translated("valid to {day}", day=query["expiry_date"]) if "expiry_date" in query else "",
        _zone_line(zone) if zone else "",
        translated("name cut short") if zone.get("truncated") else "",
    ]
    return " ".join([*(fact(one) for one in facts if one), *filter(None, told)])


def _zone_line(zone: Mapping[str, Any]) -> str:
    return translated("MRZ failed") if zone.get("failures") else translated("MRZ good")


def document_why(screening: Screening, hit: Hit) -> str:
    """A document hit in words: the record, then what agrees."""
    record = hit.record
    read = (
        marked("{list}: {what}, {why}. Scanned {number}: {agrees}.")
        if "mrz" in screening.query
        else marked("{list}: {what}, {why}. Typed {number}: {agrees}.")
    )
    text = sentence(
        read,
        list=list_title(screening, hit),
        what=_document(record),
        why=_reported(record),
        number=screening.query.get("number", ""),
        agrees=enumeration((piece.note for piece in hit.evidence if piece.note), _AND_THEN),
    )
    return translated(with_caution(text, record))


def with_caution(text: Sentence, record: Mapping[str, Any]) -> Sentence:
    """What is told of a record, and the caution that its owner calls for."""
    if "caution" not in record:
        return text
    return sentence("{text} Caution: {caution}.", text=text, caution=record["caution"])


def document_named(issuer: str, kind: str, number: str) -> Sentence:
    """A document by its issuer, its type and its number, as far as they are known."""
    named = _kind_of(issuer, kind)
    return sentence("{kind} {number}", kind=named, number=number) if number else named


def _kind_of(issuer: str, kind: str) -> Sentence:
    named = word(kind or "document")
    return sentence("{issuer} {kind}", issuer=issuer, kind=named) if issuer else named


def _document(record: Mapping[str, Any]) -> Sentence:
    issuer, kind = record.get("issuing_state", ""), record.get("document_type", "")
    if "number_to" not in record:
        return document_named(issuer, kind, record["number"])
    return sentence(
        "{kind} blanks {series} ({size})",
        kind=_kind_of(issuer, kind),
        series=f"{record['number']}-{record['number_to']}",
        size=span(record["number"], record["number_to"]),
    )


def _reported(record: Mapping[str, Any]) -> Sentence:
    """Why it was reported, and since when it is missing."""
    why = word(str(record.get("category", "listed")).removesuffix("_blank"))
    if "date_of_theft" not in record:
        return why
    return sentence("{why} {day}", why=why, day=record["date_of_theft"])


def _hit_headline(screening: Screening) -> str:
    hit = screening.hits[0]
    if hit.kind is ListKind.VEHICLES and screening.verdict is not Verdict.PROCEED:
        from border_check.formats.vehicle import vehicle_headline

        return vehicle_headline(hit)
    if hit.misused_identity:
        return translated("IDENTITY MISUSED BY SOMEBODY ELSE")
    if hit.grade is Grade.POSSIBLE:
        return _possible_headline(screening, hit)
    if hit.kind is ListKind.DOCUMENTS:
        category = said(hit.record.get("category", "reported")).upper()
        return translated("DOCUMENT LISTED: {category}", category=category)
    if screening.verdict is Verdict.PROCEED:
        return translated(_NOTED)
    request = requested_by(hit.record)
    listed = _PERSON_AND_TDAWN if listed_document(hit) else _PERSON
    why = translated(request).upper() if request else list_title(screening, hit)
    return translated(listed, on=why)


def requested_by(record: Mapping[str, Any]) -> Sentence:
    """The notice or diffusion behind a record of a person; empty where there is none."""
    colour = record.get("notice")
    if is_diffusion(record):
        if not colour or colour == "diffusion":
            return sentence("diffusion")
        return sentence("{colour} diffusion", colour=word(colour))
    return sentence("{colour} notice", colour=word(colour)) if colour else sentence("")


def is_diffusion(record: Mapping[str, Any]) -> bool:
    """Whether it was sent by one bureau to others, and not published as a notice."""
    return bool(record.get("diffusion")) or record.get("notice") == "diffusion"


def _possible_headline(screening: Screening, hit: Hit) -> str:
    if hit.kind is not ListKind.DOCUMENTS:
        if any("other holder" in piece.note for piece in hit.evidence):
            return translated("TDAWN: LISTED NUMBER, OTHER HOLDER")
        if any("holder not searched" in piece.note for piece in hit.evidence):
            return translated("TDAWN: LISTED NUMBER, HOLDER NOT SEARCHED")
        possible = sum(1 for one in screening.hits if one.grade is Grade.POSSIBLE)
        return translated("{count} POSSIBLE", count=possible)
    if any(piece.relation is Relation.SIMILAR for piece in hit.evidence):
        return translated("RE-READ: looks like a listed number")
    return translated("NUMBER LISTED, ISSUER NOT KNOWN")


def _gap(screening: Screening) -> str:
    """The reason for NOT CHECKED that outweighs the others."""
    codes = (
        "journal!",
        "event_over",
        "number_unreadable",
        "check_digit",
        "vin_letters",
        "list_",
        "nothing_asked",
    )
    optional = {status.name for status in screening.lists if not status.required}
    for code in codes:
        for problem in screening.problems:
            if problem.list in optional:
                continue
            if f"{problem.code}!".startswith(code) and problem.code != "list_stale":
                return problem.text
    return marked("not everything could be asked")


def list_title(screening: Screening, hit: Hit) -> str:
    """The list of a hit, as it is called on the screen."""
    for status in screening.lists:
        if status.name == hit.list:
            return plain(status.shown)
    return plain(hit.list.upper())
