"""Records that lists have under the number of a document: hits, notes, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from border_check.language import marked, sentence
from border_check.matching.crowding import MOST
from border_check.matching.document import (
    DocumentComparison,
    Note,
    compare_document,
    is_look_alike,
)
from border_check.screening.classes import class_of_document
from border_check.screening.findings import Findings
from border_check.screening.library import OpenList
from border_check.snapshot.document_rows import FoundDocument
from border_check.snapshot.reader import Snapshot
from border_check.values.actions import ActionClass
from border_check.values.document import DocumentRecord, TravelDocument
from border_check.values.record import NamedTuple
from border_check.values.screening import Grade, Hit, Problem


class DocumentMatch(NamedTuple):
    """A record that is a hit or worth a note."""

    found: FoundDocument
    comparison: DocumentComparison


def said_of_document(
    one: OpenList,
    snapshot: Snapshot,
    document: TravelDocument,
    found: Iterable[FoundDocument],
    asked: date,
) -> Findings:
    """What the records of a list of documents that were found say of the one that is asked."""
    best: dict[str, Hit] = {}
    problems = []
    for match in matches(snapshot, found, document, asked):
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
    return Findings(tuple(best.values()), tuple(problems))


def matches(
    snapshot: Snapshot, found: Iterable[FoundDocument], document: TravelDocument, asked: date
) -> Iterator[DocumentMatch]:
    """Found records that are the document, or that it might be, or that deserve a note."""
    for one in found:
        comparison = compare_document(document, one.record, asked)
        if is_look_alike(comparison) and snapshot.chance_of_look_alike(document) > MOST:
            comparison = DocumentComparison(note=Note.CROWDED)
        if comparison.grade is not None or comparison.note is not None:
            yield DocumentMatch(one, comparison)


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
    issuer = record.issuing_state or sentence("an unnamed issuer")
    words = _NOTES[note] if note else "{list} (record {record})"
    text = sentence(words, list=one.title, issuer=issuer, record=record.record_id)
    return Problem(note or "", text, one.status.name)


_NOTES = {
    Note.OTHER_ISSUER: marked(
        "{list} has this number of another issuer: {issuer} (record {record})"
    ),
    Note.RULED_OUT: marked(
        "{list} has a look-alike of {issuer} that the check digit rules out (record {record})"
    ),
    Note.CROWDED: marked(
        "{list} has a look-alike of {issuer}; it has too many for one to say much (record {record})"
    ),
    Note.RECOVERED: marked(
        "{list} had this document of {issuer}; reported as recovered (record {record})"
    ),
}
