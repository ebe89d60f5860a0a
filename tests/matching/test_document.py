"""Which records are the document, which it might be, and which deserve no more than a note."""

from __future__ import annotations

from datetime import date

import pytest

from border_check.icao.check_digit import check_digit
from border_check.matching.document import DocumentComparison, Note, compare_document
from border_check.values.dates import PartialDate
from border_check.values.document import (
    DocumentRecord,
    DocumentType,
    FraudType,
    RecordStatus,
    TravelDocument,
)
from border_check.values.screening import Grade

TODAY = date(2026, 11, 22)
LOST = DocumentRecord("1", "L8989023", "UTO", DocumentType.PASSPORT, FraudType.LOST)
BLANKS = LOST._replace(number="L8989000", number_to="L8989499", fraud=FraudType.STOLEN_BLANK)


def compare(document: TravelDocument, record: DocumentRecord = LOST) -> DocumentComparison:
    return compare_document(document, record, TODAY)


GRADES = [
    ("same issuer, number and type", TravelDocument("L8989023", "UTO", "P"), LOST, Grade.EXACT),
    ("a type that is not known", TravelDocument("L8989023", "UTO"), LOST, Grade.EXACT),
    ("another type", TravelDocument("L8989023", "UTO", "V"), LOST, Grade.STRONG),
    ("no issuer", TravelDocument("L8989023", None, "P"), LOST, Grade.POSSIBLE),
    (
        "no issuer on record",
        TravelDocument("L8989023", "UTO", "P"),
        LOST._replace(issuing_state=None),
        Grade.POSSIBLE,
    ),
    ("a look-alike that was typed", TravelDocument("L8989O23", "UTO"), LOST, Grade.POSSIBLE),
    ("spaces and small letters", TravelDocument("l 898 9023", "UTO", "P"), LOST, Grade.EXACT),
    ("first of a series", TravelDocument("L8989000", "UTO", "P"), BLANKS, Grade.EXACT),
    ("last of a series", TravelDocument("L8989499", "UTO", "P"), BLANKS, Grade.EXACT),
    ("after a series", TravelDocument("L8989500", "UTO", "P"), BLANKS, None),
    ("longer than a series", TravelDocument("L89890001", "UTO", "P"), BLANKS, None),
    ("a look-alike in a series", TravelDocument("L8989O00", "UTO", "P"), BLANKS, Grade.POSSIBLE),
    (
        "an issuer of the same family",
        TravelDocument("L8989023", "D", "P"),
        LOST._replace(issuing_state="DEU"),
        Grade.EXACT,
    ),
]


@pytest.mark.parametrize(
    ("document", "record", "grade"), [g[1:] for g in GRADES], ids=[g[0] for g in GRADES]
)
def test_grade(document: TravelDocument, record: DocumentRecord, grade: Grade | None) -> None:
    found = compare(document, record)
    assert found.grade == grade
    assert bool(found.evidence) == (grade is not None)


SILENT = [
    ("deleted", LOST._replace(status=RecordStatus.DELETED)),
    ("withdrawn", LOST._replace(status=RecordStatus.WITHDRAWN)),
    ("past its review date", LOST._replace(review=PartialDate(2026, 11, 22))),
    ("past its review year", LOST._replace(review=PartialDate(2025))),
]


@pytest.mark.parametrize("record", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_a_record_that_no_longer_stands_says_nothing(record: DocumentRecord) -> None:
    assert compare(TravelDocument("L8989023", "UTO", "P"), record) == DocumentComparison()


def test_a_record_stands_until_the_day_before_its_review() -> None:
    record = LOST._replace(review=PartialDate(2026, 11, 23))
    assert compare(TravelDocument("L8989023", "UTO", "P"), record).grade is Grade.EXACT


@pytest.mark.parametrize(
    ("review", "stands"),
    [
        pytest.param(PartialDate(2026), True, id="some day of this year"),
        pytest.param(PartialDate(2026, 11), True, id="some day of this month"),
        pytest.param(PartialDate(2026, 10), False, id="some day of last month"),
        pytest.param(PartialDate(2025), False, id="some day of last year"),
    ],
)
def test_a_review_date_in_part_hides_nothing_too_early(review: PartialDate, stands: bool) -> None:
    found = compare(TravelDocument("L8989023", "UTO", "P"), LOST._replace(review=review))
    assert (found.grade is Grade.EXACT) == stands


NOTES = [
    ("another issuer", TravelDocument("L8989023", "SYR", "P"), LOST, Note.OTHER_ISSUER),
    (
        "recovered",
        TravelDocument("L8989023", "UTO", "P"),
        LOST._replace(status=RecordStatus.RECOVERED),
        Note.RECOVERED,
    ),
    (
        "a look-alike ruled out by its digit",
        TravelDocument("L8989O23", "UTO", "P", check_digit=check_digit("L8989O23")),
        LOST,
        Note.RULED_OUT,
    ),
    (
        "a look-alike of a series ruled out by its digit",
        TravelDocument("L8989O00", "UTO", "P", check_digit=check_digit("L8989O00")),
        BLANKS,
        Note.RULED_OUT,
    ),
    (
        "a series of another letter, ruled out by its digit",
        TravelDocument("QA989001", "UTO", "P", check_digit=check_digit("QA989001")),
        DocumentRecord("7", "DA989000", "UTO", number_to="DA989499"),
        Note.RULED_OUT,
    ),
    ("a look-alike of another issuer", TravelDocument("L8989O23", "SYR", "P"), LOST, None),
]


@pytest.mark.parametrize(
    ("document", "record", "note"), [n[1:] for n in NOTES], ids=[n[0] for n in NOTES]
)
def test_what_is_no_hit(
    document: TravelDocument, record: DocumentRecord, note: Note | None
) -> None:
    found = compare(document, record)
    assert (found.grade, found.note) == (None, note)


@pytest.mark.parametrize(
    ("read", "listed"), [("K6123", "KG123"), ("K1123", "KL123"), ("A123", "0123")]
)
def test_a_good_digit_does_not_rule_out_what_it_cannot_see(read: str, listed: str) -> None:
    document = TravelDocument(read, "UTO", "P", check_digit=check_digit(read))
    assert compare(document, LOST._replace(number=listed)).grade is Grade.POSSIBLE


def test_better_grades_have_more_points() -> None:
    documents = (
        TravelDocument("L8989023", "UTO", "P"),
        TravelDocument("L8989023", "UTO", "V"),
        TravelDocument("L8989023", None, "P"),
        TravelDocument("L8989O23", "UTO", "P"),
    )
    exact, strong, no_issuer, alike = (
        sum(piece.points for piece in compare(document).evidence) for document in documents
    )
    assert exact > strong > no_issuer > alike > 0
