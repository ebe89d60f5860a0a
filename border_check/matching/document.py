"""A presented document against a reported one.

What counts as the same document, a look-alike or another issuer's document is fixed by the
contract of the tool; the points say how much each finding is worth against the others.
"""

from __future__ import annotations

from datetime import date

from border_check.icao.check_digit import check_digit
from border_check.icao.document_codes import document_types
from border_check.icao.states import same_issuer
from border_check.language import marked
from border_check.matching.confusable import AS_DIGIT, fold, spellings
from border_check.values.document import DocumentRecord, RecordStatus, TravelDocument
from border_check.values.document_number import compact, in_series
from border_check.values.record import NamedTuple
from border_check.values.screening import Evidence, Grade, Relation
from border_check.values.str_enum import StrEnum

POINTS = {
    # One number of one issuer is one document: nothing else says as much.
    "same": 20.0,
    # Most misread characters are read rightly on the second look; half the certainty is left.
    "look_alike": 10.0,
    # Issuers number from the same small ranges, so a number without its issuer says far less.
    "issuer_missing": -8.0,
    # Types are often mis-keyed: a small doubt.
    "type_differs": -4.0,
}


class Note(StrEnum):
    """Why a record that was found is no hit, where the second line should still know of it."""

    OTHER_ISSUER = "same_number_other_issuer"
    RULED_OUT = "look_alike_ruled_out"
    CROWDED = "look_alike_by_chance"
    RECOVERED = "document_recovered"


class DocumentComparison(NamedTuple):
    """A document held against one record: evidence, and a grade, a note or neither."""

    evidence: tuple[Evidence, ...] = ()
    grade: Grade | None = None
    note: Note | None = None


NOTHING = DocumentComparison()


def compare_document(
    document: TravelDocument, record: DocumentRecord, asked: date
) -> DocumentComparison:
    """Hold a document against a record found under its number or a look-alike of it.

    `asked` is the day on which the record must be live.
    """
    if record.status in (RecordStatus.DELETED, RecordStatus.WITHDRAWN) or lapsed(record, asked):
        return NOTHING
    number = compact(document.number)
    alike = _likeness(number, record)
    if alike is None:
        return NOTHING
    issuer = _issuer_relation(document, record)
    if issuer is Relation.DIFFERS:
        same = alike is Relation.AGREES
        return DocumentComparison(note=Note.OTHER_ISSUER) if same else NOTHING
    if record.status is RecordStatus.RECOVERED:
        return DocumentComparison(note=Note.RECOVERED)
    if alike is Relation.SIMILAR and _ruled_out(document, number, record):
        return DocumentComparison(note=Note.RULED_OUT)
    kind = _type_relation(document, record)
    return DocumentComparison(
        evidence=_evidence(document, record, alike, issuer, kind),
        grade=_grade(alike, issuer, kind),
    )


def is_look_alike(comparison: DocumentComparison) -> bool:
    """Whether the record hits because its number looks like that of the document."""
    return comparison.grade is not None and comparison.evidence[0].relation is Relation.SIMILAR


def lapsed(record: DocumentRecord, asked: date) -> bool:
    """Whether the review date has surely come. A record without one stays live: it is never
    guessed."""
    return record.review is not None and record.review.last_day() <= asked


def _likeness(number: str, record: DocumentRecord) -> Relation | None:
    first = compact(record.number)
    last = compact(record.number_to) if record.number_to else first
    if in_series(number, first, last):
        return Relation.AGREES
    low, high = fold(first), fold(last)
    if any(in_series(spelling, low, high) for spelling in spellings(number)):
        return Relation.SIMILAR
    return None


def _issuer_relation(document: TravelDocument, record: DocumentRecord) -> Relation:
    if not document.issuing_state or not record.issuing_state:
        return Relation.MISSING
    if same_issuer(document.issuing_state, record.issuing_state):
        return Relation.AGREES
    return Relation.DIFFERS


def _type_relation(document: TravelDocument, record: DocumentRecord) -> Relation:
    kinds = document_types(document.type) if document.type else frozenset()
    if not kinds or record.type is None:
        return Relation.MISSING
    return Relation.AGREES if record.type in kinds else Relation.DIFFERS


def _ruled_out(document: TravelDocument, number: str, record: DocumentRecord) -> bool:
    """Whether the scanned number's check digit is right, and would not be for the listed number."""
    if document.check_digit is None or not number.isascii():
        return False
    return check_digit(_listed_number(number, record)) != document.check_digit


def _listed_number(number: str, record: DocumentRecord) -> str:
    """The number that the list has in place of this look-alike; of a series, the one meant."""
    first = compact(record.number)
    if not record.number_to:
        return first
    return "".join(
        listed if listed.isalpha() else AS_DIGIT.get(read, read)
        for listed, read in zip(first, number, strict=True)
    )


def _grade(alike: Relation, issuer: Relation, kind: Relation) -> Grade:
    if alike is not Relation.AGREES or issuer is not Relation.AGREES:
        return Grade.POSSIBLE
    return Grade.STRONG if kind is Relation.DIFFERS else Grade.EXACT


def _evidence(
    document: TravelDocument,
    record: DocumentRecord,
    alike: Relation,
    issuer: Relation,
    kind: Relation,
) -> tuple[Evidence, ...]:
    shown = f"{record.number}-{record.number_to}" if record.number_to else record.number
    number = Evidence(
        "document_number",
        alike,
        document.number,
        shown,
        POINTS["same" if alike is Relation.AGREES else "look_alike"],
        _number_note(record, alike, issuer, kind),
    )
    pieces = [number]
    if issuer is Relation.MISSING:
        pieces.append(
            Evidence(
                "issuing_state",
                issuer,
                document.issuing_state or "",
                record.issuing_state or "",
                POINTS["issuer_missing"],
                _ISSUER_NOT_READ if record.issuing_state else _NOT_ON_RECORD,
            )
        )
    if kind is Relation.DIFFERS:
        pieces.append(
            Evidence(
                "document_type",
                kind,
                document.type or "",
                record.type or "",
                POINTS["type_differs"],
                _OFTEN_MIS_KEYED,
            )
        )
    return tuple(pieces)


def _number_note(record: DocumentRecord, alike: Relation, issuer: Relation, kind: Relation) -> str:
    if alike is Relation.SIMILAR:
        return marked("differs only in characters that look alike")
    return _SAME[bool(record.number_to), issuer is Relation.AGREES, kind is Relation.AGREES]


_ISSUER_NOT_READ = marked("issuer not read or not given")
_NOT_ON_RECORD = marked("not on record")
_OFTEN_MIS_KEYED = marked("types are often mis-keyed")
_SAME = {
    (False, False, False): marked("same number"),
    (False, False, True): marked("same type and number"),
    (False, True, False): marked("same issuer and number"),
    (False, True, True): marked("same issuer, type and number"),
    (True, False, False): marked("inside a reported series: same series"),
    (True, False, True): marked("inside a reported series: same type and series"),
    (True, True, False): marked("inside a reported series: same issuer and series"),
    (True, True, True): marked("inside a reported series: same issuer, type and series"),
}
"""By whether it is a series, and whether issuer and type agree."""
