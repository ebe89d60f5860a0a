"""The sentences of a report."""

from __future__ import annotations

from border_check.formats.asked import listed_document
from border_check.formats.safe_text import plain
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

_PROCEED = "nothing found that calls for action"
_RESEMBLES = "nothing listed; resembles a counterfeit: look"
_PERSON = "PERSON LISTED: {on}"
_PERSON_AND_TDAWN = "PERSON AND TDAWN LISTED: {on}"
_NOTED = "nothing to act on here; see the note"


def headline(screening: Screening) -> str:
    """The finding in a few words, beside the verdict."""
    if screening.hits:
        return _hit_headline(screening)
    if screening.verdict is Verdict.NOT_CHECKED:
        return plain(_gap(screening))
    if any(problem.code == "resembles_alert" for problem in screening.problems):
        return _RESEMBLES
    return _PROCEED


def short_reference(reference: str) -> str:
    """Post and number; the day stands in the full reference."""
    return reference.partition("/")[2]


def holder_line(screening: Screening) -> str:
    """What was read or asked, in one line."""
    query = screening.query
    if screening.check is CheckKind.VEHICLE:
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
        None if screening.check is CheckKind.DOCUMENT else query.get("nationality"),
        f"valid to {query['expiry_date']}" if "expiry_date" in query else None,
        ("MRZ good" if not zone.get("failures") else "MRZ failed") if zone else None,
        "name cut short" if zone.get("truncated") else None,
    )
    return " ".join(plain(str(fact)) for fact in facts if fact)


def document_why(screening: Screening, hit: Hit) -> str:
    """A document hit in words: the record, then what agrees."""
    record = hit.record
    what = " ".join(
        filter(None, (record.get("issuing_state"), _words(record.get("document_type", "document"))))
    )
    if "number_to" in record:
        size = span(record["number"], record["number_to"])
        what += f" blanks {record['number']}-{record['number_to']} ({size})"
    else:
        what += f" {record['number']}"
    why = _words(record.get("category", "listed")).removesuffix(" blank")
    if "date_of_theft" in record:
        why += f" {record['date_of_theft']}"
    agrees = "; ".join(piece.note for piece in hit.evidence if piece.note)
    read = "Scanned" if "mrz" in screening.query else "Typed"
    number = screening.query.get("number", "")
    text = f"{list_title(screening, hit)}: {what}, {why}. {read} {number}: {agrees}."
    caution = f" Caution: {record['caution']}." if "caution" in record else ""
    return plain(text + caution)


def _hit_headline(screening: Screening) -> str:
    hit = screening.hits[0]
    if hit.kind is ListKind.VEHICLES and screening.verdict is not Verdict.PROCEED:
        from border_check.formats.vehicle import vehicle_headline

        return vehicle_headline(hit)
    if hit.misused_identity:
        return "IDENTITY MISUSED BY SOMEBODY ELSE"
    if hit.grade is Grade.POSSIBLE:
        return _possible_headline(screening, hit)
    if hit.kind is ListKind.DOCUMENTS:
        return f"DOCUMENT LISTED: {_words(hit.record.get('category', 'reported')).upper()}"
    if screening.verdict is Verdict.PROCEED:
        return _NOTED
    request = requested_by(hit.record)
    listed = _PERSON_AND_TDAWN if listed_document(hit) else _PERSON
    return listed.format(on=request.upper() if request else list_title(screening, hit))


def requested_by(record: Mapping[str, Any]) -> str:
    """The notice or diffusion behind a record of a person; empty where there is none."""
    colour = record.get("notice")
    if record.get("diffusion") or colour == "diffusion":
        own = colour if colour and colour != "diffusion" else ""
        return f"{own} diffusion".lstrip()
    return f"{colour} notice" if colour else ""


def _possible_headline(screening: Screening, hit: Hit) -> str:
    if hit.kind is not ListKind.DOCUMENTS:
        for note in ("other holder", "holder not searched"):
            if any(note in piece.note for piece in hit.evidence):
                return f"TDAWN: LISTED NUMBER, {note.upper()}"
        possible = sum(1 for one in screening.hits if one.grade is Grade.POSSIBLE)
        return f"{possible} POSSIBLE"
    if any(piece.relation is Relation.SIMILAR for piece in hit.evidence):
        return "RE-READ: looks like a listed number"
    return "NUMBER LISTED, ISSUER NOT KNOWN"


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
    return "not everything could be asked"


def list_title(screening: Screening, hit: Hit) -> str:
    """The list of a hit, as it is called on the screen."""
    for status in screening.lists:
        if status.name == hit.list:
            return plain(status.shown)
    return plain(hit.list.upper())


def _words(code: str) -> str:
    return code.replace("_", " ")
