"""One snapshot, open to be asked; damage of every kind is an error of ours."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from border_check.errors import SnapshotError
from border_check.snapshot import schema
from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot
from border_check.values.document import DocumentRecord
from border_check.values.lists import ListKind
from border_check.values.person import Name, Nominal, Person
from border_check.values.screening import Verdict

from desk import Desk


@pytest.fixture
def file_of(desk: Desk) -> Callable[[str], Path]:
    """The snapshot file of a list of the desk."""

    def file(name: str) -> Path:
        current = Home(desk.home).current(name)
        assert current is not None
        return Home(desk.home).snapshot_file(name, current.version)

    return file


def change(file: Path, sql: str) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(sql)
    connection.close()


def test_what_it_says_of_itself(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("wanted")) as snapshot:
        assert (snapshot.kind, snapshot.records) == (ListKind.NOMINALS, 6)
        assert (snapshot.discreet, snapshot.as_of) == (1, "2026-11-22T06:00:02Z")
        assert snapshot.damage() is None


def test_all_records_of_documents(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("sltd")) as snapshot:
        records = list(snapshot.all_records())
        assert {record.record_id for record in records} == {f"D{n}" for n in range(1, 8)}
        assert all(isinstance(record, DocumentRecord) for record in records)
        assert snapshot.issuer_records() == {"UTO": 7}


def test_all_records_of_persons(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("wanted")) as snapshot:
        records = list(snapshot.all_records())
    assert [record.record_id for record in records] == [f"N{n}" for n in range(1, 7)]
    assert all(isinstance(record, Nominal) for record in records)


def test_a_document_in_full(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("sltd")) as snapshot:
        (found,) = snapshot.documents("l898 9123")
        record = snapshot.document(found)
    assert (record.record_id, record.number_to, record.reporting_state) == ("D1", "L8989499", "UTO")


def test_documents_of_persons_are_found_by_number(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("wanted")) as snapshot:
        (found,) = snapshot.documents("T5550001")
        assert snapshot.nominal(found.row).record_id == "N1"


def test_candidates(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("wanted")) as snapshot:
        assert 1 in snapshot.find_candidates(Person(Name("Zarou Tayibeli")), 6.0)


def test_a_row_that_is_not_there(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("wanted")) as snapshot, pytest.raises(SnapshotError, match="row 99"):
        snapshot.nominal(99)


def test_a_snapshot_that_does_not_find_its_own_records(file_of: Callable[[str], Path]) -> None:
    change(file_of("wanted"), "DELETE FROM nominal")
    with Snapshot(file_of("wanted")) as snapshot, pytest.raises(SnapshotError):
        snapshot.prove()


# -- damage ----------------------------------------------------------------------------------------


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError):
        Snapshot(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


CONTENTS = [b"", b"text", b"SQLite format 3\0", bytes(8192)]


@pytest.mark.parametrize("content", CONTENTS)
def test_no_snapshot(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(content)
    with pytest.raises(SnapshotError, match="damaged"):
        Snapshot(file)


CHANGES = [
    (
        "another schema",
        "UPDATE meta SET value = '99' WHERE key = 'schema'",
        "written for schema 99",
    ),
    ("no schema", "DELETE FROM meta WHERE key = 'schema'", "written for schema None"),
    ("no kind", "DELETE FROM meta WHERE key = 'kind'", "damaged"),
    ("another kind", "UPDATE meta SET value = 'x' WHERE key = 'kind'", "damaged"),
    ("no number of records", "UPDATE meta SET value = 'x' WHERE key = 'records'", "damaged"),
    ("no list of prefixes", "UPDATE meta SET value = '{' WHERE key = 'series_prefixes'", "damaged"),
]


@pytest.mark.parametrize(("sql", "words"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_snapshot_that_is_not_opened(
    file_of: Callable[[str], Path], sql: str, words: str
) -> None:
    change(file_of("sltd"), sql)
    with pytest.raises(SnapshotError, match=words) as raised:
        Snapshot(file_of("sltd"))
    assert "load the list again" in raised.value.hint


def test_an_older_schema_is_named_with_the_way_out(file_of: Callable[[str], Path]) -> None:
    change(file_of("sltd"), "UPDATE meta SET value = '0' WHERE key = 'schema'")
    with pytest.raises(SnapshotError, match=f"this version reads {schema.VERSION}") as raised:
        Snapshot(file_of("sltd"))
    assert raised.value.hint == "load the list again: load sltd FILE"


INSIDE = [
    ("no table", "sltd", "DROP TABLE document"),
    ("a type that is none", "sltd", "UPDATE document_series SET type = 99"),
    ("a date that is a text", "sltd", "UPDATE document_series SET theft = 'soon'"),
    ("a day that is none", "sltd", "UPDATE document_detail SET facts = '{\"issue\": \"x\"}'"),
    ("details that are no object", "sltd", "UPDATE document_detail SET facts = '[1]'"),
    ("no details", "sltd", "DELETE FROM document_detail"),
    ("facts that are no JSON", "wanted", "UPDATE nominal SET facts = '{'"),
    ("facts that are no object", "wanted", "UPDATE nominal SET facts = '[]'"),
    ("a birth date that is none", "wanted", "UPDATE nominal SET facts = '{\"dobs\": [\"x\"]}'"),
    ("no description", "sltd", "UPDATE meta SET value = '{}' WHERE key = 'description'"),
    ("a date of its own that is none", "sltd", "UPDATE meta SET value = 'x' WHERE key = 'as_of'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sql"), [i[1:] for i in INSIDE], ids=[i[0] for i in INSIDE])
def test_damage_that_a_question_meets_is_not_checked(
    desk: Desk, file_of: Callable[[str], Path], name: str, sql: str
) -> None:
    file = file_of(name)
    change(file, sql)
    pointer = file.parent / "current"
    facts = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**facts, "size": file.stat().st_size}))
    with desk.screener() as screener:
        if name == "sltd":
            screening = screener.document("L8989123", "UTO", "P")
        else:
            screening = screener.person({"name": "Zaru Tayibeli", "dob": "1971-03-04"})
    assert (screening.verdict, screening.hits) == (Verdict.NOT_CHECKED, ())
    assert {status.name: status.state for status in screening.lists}[name] == "corrupt"


@pytest.mark.parametrize("name", ["sltd", "wanted"])
def test_whatever_bytes_are_flipped_there_is_an_answer(
    desk: Desk, file_of: Callable[[str], Path], name: str
) -> None:
    file = file_of(name)
    sound = file.read_bytes()
    for seed in range(40):
        chance = random.Random(seed)
        content = bytearray(sound)
        for _ in range(chance.choice([1, 20, 400])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file.write_bytes(content)
        with desk.screener() as screener:
            holder = {"name": "Zaru Tayibeli", "dob": "1971-03-04"}
            for screening in (
                screener.document("L8989123", "UTO", "P", holder=holder),
                screener.person(holder),
            ):
                assert screening.verdict in Verdict
