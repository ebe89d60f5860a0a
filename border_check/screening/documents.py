"""Asking one list about a document."""

from __future__ import annotations

from datetime import date

from border_check.icao.states import family, state_name
from border_check.matching.document import (
    DocumentComparison,
    Note,
    compare_document,
)
from border_check.screening.actions import class_of_document
from border_check.screening.findings import Findings
from border_check.screening.library import OpenList
from border_check.snapshot.document_rows import FoundDocument
from border_check.values.actions import ActionClass
from border_check.values.document import DocumentRecord, TravelDocument
from border_check.values.record import NamedTuple
from border_check.values.screening import Grade, Hit, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from border_check.snapshot.reader import Snapshot


class DocumentMatch(NamedTuple):
    """A record that is a hit or worth a note."""

    found: FoundDocument
    comparison: DocumentComparison


def ask_documents(
    one: OpenList, document: TravelDocument, asked: date, sparse_issuer: int
) -> Findings:
    """What a list of documents says of one."""
    snapshot = one.snapshot
    if snapshot is None:
        return Findings()
    best: dict[str, Hit] = {}
    problems = []
    for match in matches(snapshot, document, asked):
        record = snapshot.document(match.found)
        grade = match.comparison.grade
        if grade is None:
            if class_of_document(record.action, one.description) is ActionClass.DISCREET:
                continue  # a note would betray the record to whoever may not know of it
            problems.append(_note(one, record, match.comparison.note))
            continue
        hit = _hit(one, record, match.comparison, grade)
        known = best.get(hit.record_id)
        if known is None or hit.points > known.points:
            best[hit.record_id] = hit
    problems += _coverage(one, snapshot, document, sparse_issuer)
    return Findings(tuple(best.values()), tuple(dict.fromkeys(problems)))


def matches(snapshot: Snapshot, document: TravelDocument, asked: date) -> Iterator[DocumentMatch]:
    """Records of a snapshot that are the document, or that it might be, or that deserve a note."""
    for found in dict.fromkeys(snapshot.documents(document.number)):
        comparison = compare_document(document, found.record, asked)
        if comparison.grade is not None or comparison.note is not None:
            yield DocumentMatch(found, comparison)


def _hit(
    one: OpenList, record: DocumentRecord, comparison: DocumentComparison, grade: Grade
) -> Hit:
    return Hit(
        list=one.status.name,
        kind=one.status.kind,
        record_id=record.record_id,
        grade=grade,
        action=class_of_document(record.action, one.description),
        evidence=comparison.evidence,
        record=record_facts(record),
    )


def record_facts(record: DocumentRecord) -> dict[str, str]:
    """A record in the words of the JSON contract; absent facts are absent keys."""
    facts = {
        "number": record.number,
        "number_to": record.number_to,
        "issuing_state": record.issuing_state,
        "document_type": record.type,
        "category": record.fraud,
        "status": record.status,
        "date_of_theft": record.theft,
        "place_of_theft": record.theft_place,
        "reporting_state": record.reporting_state,
        "date_of_issue": record.issue,
        "date_of_expiry": record.expiry,
        "review_date": record.review,
        "national_reference": record.reference,
        "additional_info": record.information,
        "caution": record.caution,
    }
    return {
        **dict(record.extra),
        **{key: str(value) for key, value in facts.items() if value is not None},
    }


def _note(one: OpenList, record: DocumentRecord, note: Note | None) -> Problem:
    issuer = record.issuing_state or "an unnamed issuer"
    words = {
        Note.OTHER_ISSUER: f"has this number of another issuer: {issuer}",
        Note.RULED_OUT: f"has a look-alike of {issuer} that the check digit rules out",
        Note.RECOVERED: f"had this document of {issuer}; reported as recovered",
    }
    text = words[note] if note else ""
    return Problem(note or "", f"{one.title} {text} (record {record.record_id})", one.status.name)


def _coverage(
    one: OpenList, snapshot: Snapshot, document: TravelDocument, sparse: int
) -> list[Problem]:
    """A list that hardly knows an issuer cannot speak for its documents: say so."""
    if not document.issuing_state:
        return []
    own = family(document.issuing_state)
    records = sum(
        count
        for state, count in snapshot.issuer_records().items()
        if state and family(state) == own
    )
    if records >= sparse:
        return []
    name = state_name(document.issuing_state) or document.issuing_state
    text = f"{one.title} holds {records or 'no'} record{'' if records == 1 else 's'} of {name}"
    return [Problem("issuer_coverage", text, one.status.name)]
