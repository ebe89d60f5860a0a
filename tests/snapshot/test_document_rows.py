"""Documents into the tables of a snapshot, and out of them again."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.matching.confusable import fold
from border_check.matching.document import NOTHING, compare_document
from border_check.snapshot import schema
from border_check.snapshot.document_index import DocumentIndex
from border_check.snapshot.document_rows import DocumentTables, details_to_json, with_details
from border_check.snapshot.document_writer import REPEATED, DocumentWriter, write_index
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import (
    DocumentRecord,
    DocumentType,
    FraudType,
    RecordStatus,
    TravelDocument,
)


class Stored:
    """Documents in a file of their own, with its index."""

    def __init__(self, records: Iterable[DocumentRecord], *, repeated: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory()
        snapshot = Path(self._folder.name) / "x.sqlite"
        self.connection = sqlite3.connect(snapshot, isolation_level=None)
        self.connection.executescript("PRAGMA synchronous = OFF; BEGIN;" + schema.TABLES)
        writer = DocumentWriter(self.connection, Path(self._folder.name) / "runs")
        for row, record in enumerate(records, 1):
            writer.add(row, record, row)
            if repeated:
                writer.add(row, record, row, REPEATED)
        writer.finish()
        self.connection.execute("COMMIT")
        write_index(self.connection, snapshot)
        self.index = DocumentIndex(snapshot.with_suffix(".documents"))
        self.tables = DocumentTables(self.index, lambda: self.connection)

    def __enter__(self) -> Stored:
        return self

    def __exit__(self, *_: object) -> None:
        self.index.close()
        self.connection.close()
        self._folder.cleanup()

    def rows(self, number: str) -> set[int]:
        """The records that are found under a number."""
        return {found.row for found in self.tables.find(number)}


def document(number: str, issuer: str | None = "UTO", last: str | None = None) -> DocumentRecord:
    return DocumentRecord("", number, issuer, number_to=last)


FOUND = [
    ("itself", "K4720135", True),
    ("with the letter that looks like its digit", "K472O135", True),
    ("with two of them", "K472OI35", True),
    ("another digit", "K4720136", False),
    ("a character less", "K472013", False),
    ("a character more", "K47201350", False),
]


@pytest.mark.parametrize(("number", "expected"), [f[1:] for f in FOUND], ids=[f[0] for f in FOUND])
def test_exact_and_look_alike(number: str, expected: bool) -> None:
    with Stored([document("K4720135"), document("M1111111")]) as stored:
        assert stored.rows(number) == ({1} if expected else set())


def test_records_of_every_issuer_and_of_none_are_found() -> None:
    with Stored([document("K1", "UTO"), document("K1", "UNO"), document("K1", None)]) as stored:
        found = {one.row: one.record.issuing_state for one in stored.tables.find("K1")}
    assert found == {1: "UTO", 2: "UNO", 3: None}


def test_two_records_of_one_document() -> None:
    with Stored([document("K1"), document("K1"), document("K1")]) as stored:
        assert stored.rows("K1") == {1, 2, 3}


SERIES = [
    ("the first", "L8989000", True),
    ("the last", "L8989499", True),
    ("between", "L8989123", True),
    ("between, with a letter for a digit", "L8989I23", True),
    ("before", "L8988999", False),
    ("after", "L8989500", False),
    ("longer", "L89890001", False),
    ("another beginning", "K8989123", False),
]


@pytest.mark.parametrize(
    ("number", "expected"), [s[1:] for s in SERIES], ids=[s[0] for s in SERIES]
)
def test_a_series(number: str, expected: bool) -> None:
    with Stored([document("L8989000", last="L8989499")]) as stored:
        assert stored.rows(number) == ({1} if expected else set())


def test_a_series_across_a_thousand() -> None:
    with Stored([document("AB0998", last="AB1002"), document("7", last="12")]) as stored:
        numbers = ("AB0997", "AB0998", "AB1000", "AB1002", "AB1003")
        assert [bool(stored.rows(number)) for number in numbers] == [False, True, True, True, False]


LONG = ["D77340512688", "A" * 22, "ÄB12"]


@pytest.mark.parametrize("number", LONG)
def test_numbers_without_a_key(number: str) -> None:
    with Stored([document(number)]) as stored:
        assert stored.rows(number) == {1}
        assert stored.rows(number[:-1]) == set()


NUMBERS = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14)
ISSUERS = st.sampled_from(["UTO", "UNO", "D", None])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(NUMBERS, ISSUERS), max_size=12))
def test_everything_is_found_and_comes_back_as_it_was(
    given_documents: list[tuple[str, str | None]],
) -> None:
    records = [document(*one) for one in given_documents]
    with Stored(records) as stored:
        for row, record in enumerate(records, 1):
            for number in (record.number, fold(record.number)):
                found = {one.row: one.record for one in stored.tables.find(number)}
                assert found[row] == record
        kept = {(one.row, one.record) for one in stored.tables.all()}
        assert kept == set(enumerate(records, 1))


FACTS = [
    DocumentRecord("", "K1", "UTO", kind, fraud, None, status, theft, review=review)
    for kind, fraud, status, theft, review in [
        (None, None, RecordStatus.ACTIVE, None, None),
        (DocumentType.OTHER, FraudType.COUNTERFEIT, RecordStatus.DELETED, PartialDate(2023), None),
        (
            DocumentType.PASSPORT,
            FraudType.STOLEN_BLANK,
            RecordStatus.RECOVERED,
            PartialDate(2023, 5),
            PartialDate(2033, 5, 6),
        ),
    ]
]


@pytest.mark.parametrize("record", FACTS)
def test_facts_come_back_as_they_were(record: DocumentRecord) -> None:
    with Stored([record]) as stored:
        assert [one.record for one in stored.tables.find("K1")] == [record]


def test_documents_are_counted_by_issuer_once() -> None:
    records = [document("K1"), document("K2"), document("K3", None), document("A", last="C")]
    with Stored(records, repeated=True) as stored:
        counts = {state: records for _, state, records in stored.index.facts.issuers}
    assert counts == {"UTO": 3, "": 1}


def test_more_issuers_than_a_key_has_room_for() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    issuers = [f"{one}{two}" for one in letters for two in letters][:600]
    with Stored([document("K1", issuer) for issuer in issuers]) as stored:
        found = {one.row: one.record.issuing_state for one in stored.tables.find("K1")}
    assert found == dict(enumerate(issuers, 1))


# -- against the rule itself -----------------------------------------------------------------------

# Few characters, so that look-alikes, further look-alikes and more of them than are asked for meet.
CROWDED = st.text("01OQDALIBK7", min_size=1, max_size=10)
STRETCHES = st.tuples(st.sampled_from(["K", "AO", "", "0"]), st.integers(0, 99), st.integers(0, 99))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CROWDED, ISSUERS), max_size=20),
    st.lists(STRETCHES, max_size=4),
    st.lists(CROWDED, max_size=8),
)
def test_what_hits_is_what_the_rule_says(
    given_documents: list[tuple[str, str | None]],
    given_series: list[tuple[str, int, int]],
    asked: list[str],
) -> None:
    """Asking every record one by one gives the same hits and notes."""
    records = [document(*one) for one in given_documents]
    records += [
        document(f"{start}{min(ends):03}", "UTO", f"{start}{max(ends):03}")
        for start, *ends in given_series
        if len(set(ends)) == 2
    ]
    with Stored(records) as stored:
        for number in [*asked, *(record.number for record in records)]:
            presented = TravelDocument(number, "UTO", "P")

            def says(record: DocumentRecord, presented: TravelDocument = presented) -> object:
                return compare_document(presented, record, date(2026, 11, 22))

            by_rule = {row: says(one) for row, one in enumerate(records, 1) if says(one) != NOTHING}
            found = {one.row: says(one.record) for one in stored.tables.find(number)}
            assert {row: said for row, said in found.items() if said != NOTHING} == by_rule


def test_series_of_which_each_lies_in_another_one() -> None:
    records = [document(f"K{2222 + n}", last=f"K{8888 - n}") for n in range(100)]
    with Stored(records) as stored:
        assert stored.rows("K5000") == set(range(1, 101))
        assert stored.rows("K2249") == set(range(1, 29))
        assert stored.rows("L5000") == set()


# -- details ---------------------------------------------------------------------------------------


def test_details() -> None:
    full = DocumentRecord(
        "7",
        "K1",
        theft_place="Zenith",
        reporting_state="UTO",
        issue=PartialDate(2020, 1),
        expiry=PartialDate(2030, 1, 1),
        reference="R",
        information="I",
        action=ActionClass.DISCREET,
        caution="C",
        extra=(("colour", "red"), ("colour", "blue")),
    )
    assert with_details(DocumentRecord("", "K1"), 7, details_to_json(full)) == full


def test_no_details() -> None:
    assert details_to_json(DocumentRecord("7", "K1")) is None
    assert with_details(DocumentRecord("", "K1"), "7", None) == DocumentRecord("7", "K1")


@pytest.mark.parametrize("facts", ["{", "[1]", "7", '{"issue": "soon"}', '{"action": "x"}'])
def test_damaged_details(facts: str) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        with_details(DocumentRecord("", "K1"), "7", facts)
