"""One snapshot, open to be asked; damage of every kind is an error of ours."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from border_check.errors import SnapshotError
from border_check.snapshot import reader, schema
from border_check.snapshot.document_writer import write_index
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
    """Change a snapshot as a flipped bit would: without the counters that SQLite raises."""
    sound = file.read_bytes()
    connection = sqlite3.connect(file)
    connection.executescript(sql)
    connection.close()
    changed = bytearray(file.read_bytes())
    for counter in (slice(24, 28), slice(92, 96)):
        changed[counter] = sound[counter]
    file.write_bytes(changed)


def test_what_it_says_of_itself(file_of: Callable[[str], Path]) -> None:
    with Snapshot(file_of("wanted")) as snapshot:
        assert (snapshot.kind, snapshot.records) == (ListKind.NOMINALS, 6)
        assert (snapshot.discreet, snapshot.as_of) == (1, "2026-11-22T06:00:02Z")
        assert snapshot.damage() is None


@pytest.mark.parametrize("many", [1, 1_000])
def test_which_of_many_numbers_may_be_listed(
    file_of: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(reader, "_MANY", many)
    numbers = ["K7654321", "L8989123", "K472O135", "1", "D77340512688", "L8989500", "M3302291"]
    with Snapshot(file_of("sltd")) as snapshot:
        assert snapshot.listed_among(numbers) == [1, 2, 4, 6]
        assert snapshot.listed_among([]) == []
    with Snapshot(file_of("wanted")) as snapshot:
        assert snapshot.listed_among(["T5550001", "K1"]) == [0]


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
    index_again(file_of("wanted"))
    with Snapshot(file_of("wanted")) as snapshot, pytest.raises(SnapshotError):
        snapshot.prove()


def index_again(file: Path) -> None:
    """Make the index of a snapshot from what is in it now."""
    connection = sqlite3.connect(file)
    write_index(connection, file)
    connection.close()


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
    ("another schema", "schema", "99", "written for schema 99"),
    ("no schema", "schema", None, "written for schema None"),
    ("no kind", "kind", None, "damaged"),
    ("another kind", "kind", "x", "damaged"),
    ("no number of records", "records", "x", "damaged"),
]


@pytest.mark.parametrize(
    ("key", "value", "words"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_a_snapshot_that_is_not_opened(
    file_of: Callable[[str], Path], key: str, value: str | None, words: str
) -> None:
    file = file_of("sltd")
    change(file, f"DELETE FROM meta WHERE key = '{key}'")
    if value is not None:
        change(file, f"INSERT INTO meta VALUES ('{key}', '{value}')")
    index_again(file)
    with pytest.raises(SnapshotError, match=words) as raised:
        Snapshot(file)
    assert "load the list again" in raised.value.hint


def test_an_older_schema_is_named_with_the_way_out(file_of: Callable[[str], Path]) -> None:
    file = file_of("sltd")
    change(file, "UPDATE meta SET value = '2' WHERE key = 'schema'")
    file.with_suffix(".documents").unlink()  # no older version wrote one
    with pytest.raises(SnapshotError, match=f"this version reads {schema.VERSION}") as raised:
        Snapshot(file)
    assert raised.value.hint == "load the list again: load sltd FILE"


def test_an_index_can_be_made_again(file_of: Callable[[str], Path]) -> None:
    file = file_of("sltd")
    index = file.with_suffix(".documents")
    installed = index.read_bytes()
    index.unlink()
    with pytest.raises(SnapshotError, match="index of documents is missing"):
        Snapshot(file)
    index_again(file)
    assert index.read_bytes() == installed


def test_an_index_of_another_snapshot(file_of: Callable[[str], Path]) -> None:
    file = file_of("sltd")
    file.with_suffix(".documents").write_bytes(
        file_of("wanted").with_suffix(".documents").read_bytes()
    )
    with pytest.raises(SnapshotError, match="damaged"):
        Snapshot(file)


def test_a_snapshot_whose_beginning_was_overwritten(file_of: Callable[[str], Path]) -> None:
    file = file_of("sltd")
    content = file.read_bytes()
    file.write_bytes(bytes(512) + content[512:])
    with pytest.raises(SnapshotError, match="damaged"):
        Snapshot(file)


INSIDE = [
    ("no table", "sltd", "DROP TABLE document_block; DROP TABLE document_series"),
    ("a type that is none", "sltd", "UPDATE document_series SET kind = 999"),
    ("a date that is a text", "sltd", "UPDATE document_series SET theft = 'soon'"),
    ("a day that is none", "sltd", "UPDATE document_detail SET facts = '{\"issue\": \"x\"}'"),
    ("details that are no object", "sltd", "UPDATE document_detail SET facts = '[1]'"),
    ("a day that is none", "sltd", "UPDATE document_series SET theft = theft + 31"),
    ("no details", "sltd", "DELETE FROM document_detail"),
    ("no series", "sltd", "DELETE FROM document_series"),
    ("facts that are no JSON", "wanted", "UPDATE nominal SET facts = '{'"),
    ("facts that are no object", "wanted", "UPDATE nominal SET facts = '[]'"),
    ("a birth date that is none", "wanted", "UPDATE nominal SET facts = '{\"dobs\": [\"x\"]}'"),
    ("facts that say the same", "wanted", "UPDATE nominal SET facts = facts || ' '"),
    (
        "facts of others",
        "wanted",
        "UPDATE nominal SET row = row + 1000;"
        "UPDATE nominal SET row = 1001 + (SELECT count(*) FROM nominal) - row",
    ),
    ("a commoner name", "wanted", "UPDATE name_family SET bearers = bearers + 1"),
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


LISTED = [
    ("the same", "K4720135"),
    ("a look-alike", "K472O135"),
    ("in a series", "L8989123"),
    ("a long number", "D77340512688"),
]


@pytest.mark.parametrize("suffix", [".sqlite", ".documents"])
@pytest.mark.parametrize("number", [one[1] for one in LISTED], ids=[one[0] for one in LISTED])
def test_a_flipped_bit_never_hides_a_document(
    desk: Desk, file_of: Callable[[str], Path], number: str, suffix: str
) -> None:
    """Wherever it is: the answer is the same, or the list is damaged."""
    file = file_of("sltd").with_suffix(suffix)

    def answer() -> object:
        try:
            with Snapshot(file_of("sltd")) as snapshot:
                found = list(snapshot.documents(number))
                return [snapshot.document(one) for one in found], snapshot.issuer_records()
        except SnapshotError:
            return None

    sound, expected = file.read_bytes(), answer()
    damaged = 0
    for at in range(len(number), len(sound), 61):
        content = bytearray(sound)
        content[at] ^= 1 << at % 8
        file.write_bytes(content)
        found = answer()
        damaged += found is None
        assert found in (expected, None), f"byte {at}"
    assert damaged
