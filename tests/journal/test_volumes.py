"""A journal of several volumes is one journal, whoever closes them and whenever."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session import Session

from border_check.errors import BorderCheckError, JournalError
from border_check.journal.book import Journal
from border_check.journal.volumes import first_of, holding, volume


def filled(folder: Path, *counts: int) -> Path:
    """A journal of volumes with so many entries each; the last of them is open."""
    number = 0
    with Journal(folder) as journal:
        for position, count in enumerate(counts):
            if position:
                assert journal.end_volume()
            for _ in range(count):
                number += 1
                journal.enter({"check": "document", "number": number}, {"number": f"X{number}"})
    return folder


NAMES = [
    ("the first", "journal.sqlite", 1),
    ("a later one", "journal-000004214.sqlite", 4214),
    ("past a billion", "journal-1000000001.sqlite", 1_000_000_001),
    ("its log", "journal-000004214.sqlite-wal", None),
    ("no number", "journal-.sqlite", None),
    ("digits of another script", "journal-٤.sqlite", None),
    ("another file", "head", None),
]


@pytest.mark.parametrize(("name", "first"), [n[1:] for n in NAMES], ids=[n[0] for n in NAMES])
def test_what_a_name_says(name: str, first: int | None) -> None:
    assert first_of(name) == first
    if first is not None:
        assert Path(volume("folder", first).path).name == name


def test_which_volume_holds_an_entry() -> None:
    found = [volume("folder", first) for first in (1, 10, 20)]
    held = [holding(found, number) for number in (1, 9, 10, 19, 20, 99)]
    assert [one.first for one in held if one] == [1, 1, 10, 10, 20, 20]
    assert holding(found[1:], 9) is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_volumes_do_not_show(tmp_path_factory: pytest.TempPathFactory, counts: list[int]) -> None:
    folder = filled(tmp_path_factory.mktemp("journal"), *counts)
    total = sum(counts)
    with Journal(folder) as journal:
        assert len(journal.volumes) == len(counts)
        assert journal.verify() == (total, ())
        assert [entry.sequence for entry in journal.entries()] == [*range(1, total + 1)]
        for newest in (0, 1, total - 1, total + 5):
            shown = [entry.sequence for entry in journal.entries(newest)]
            assert shown == [*range(max(1, total - newest + 1), total + 1)]
        for number in range(1, total + 1):
            entry = journal.entry(number)
            assert entry is not None
            assert entry.facts["number"] == number
            last = journal.last((f'"number":{number}}}',))
            assert last is not None
            assert last.sequence == number
        assert journal.entry(total + 1) is None
        assert next(e.sequence for e in journal.entries(None, ('"number":1',))) == 1


def test_a_volume_without_entries_is_not_closed(tmp_path: Path) -> None:
    with Journal(filled(tmp_path, 2)) as journal:
        assert journal.end_volume()
        assert not journal.end_volume()
        assert journal.enter({}, {}) == 3
        assert [one.first for one in journal.volumes] == [1, 3]


def test_who_has_a_volume_open_goes_on_in_the_next(tmp_path: Path) -> None:
    with Journal(tmp_path) as one, Journal(tmp_path) as other:
        assert [one.enter({}, {}), other.enter({}, {})] == [1, 2]
        one.end_volume()
        assert [other.enter({}, {}), one.enter({}, {}), other.enter({}, {})] == [3, 4, 5]
        assert other.verify() == (5, ())


def test_processes_that_write_while_volumes_are_closed_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from border_check.journal.book import Journal\n"
        "with Journal(sys.argv[1]) as j:\n"
        "    for n in range(25): j.enter({'n': n}, {}); n % 5 or j.end_volume()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    with Journal(tmp_path) as journal:
        assert journal.verify() == (100, ())
        assert len(journal.volumes) > 5


def test_a_volume_is_closed_at_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("border_check.journal.writing.VOLUME_BYTES", 1 << 15)
    monkeypatch.setattr("border_check.journal.writing._LOOK_EVERY", 8)
    with Journal(tmp_path) as journal:
        for number in range(64):
            journal.enter({"note": "x" * 1000, "number": number}, {})
        assert len(journal.volumes) > 1
        assert all(one.first % 8 == 1 for one in journal.volumes)
        assert journal.verify() == (64, ())


def test_an_entry_stands_where_its_volume_cannot_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("border_check.journal.writing.VOLUME_BYTES", 1)
    monkeypatch.setattr("border_check.journal.writing._LOOK_EVERY", 1)
    monkeypatch.setattr("border_check.journal.writing.close_volume", fail)
    with Journal(tmp_path) as journal:
        assert [journal.enter({}, {}), journal.enter({}, {})] == [1, 2]
        assert journal.verify() == (2, ())
        with pytest.raises(JournalError, match="disk I/O error"):
            journal.end_volume()


GONE = [
    ("the first", "journal.sqlite", "entry 1 to 2 is missing"),
    ("one between", "journal-000000003.sqlite", "entry 3 to 5 is missing"),
    ("the newest", "journal-000000006.sqlite", "the end is missing"),
]


@pytest.mark.parametrize(("name", "fault"), [g[1:] for g in GONE], ids=[g[0] for g in GONE])
def test_a_volume_that_is_gone_is_missed(tmp_path: Path, name: str, fault: str) -> None:
    (filled(tmp_path, 2, 3, 1) / name).unlink()
    with Journal(tmp_path) as journal:
        assert fault in journal.verify().faults[0]


def test_nothing_is_entered_after_a_volume_that_is_gone(tmp_path: Path) -> None:
    with Journal(filled(tmp_path, 2)) as journal:
        journal.end_volume()
        journal.enter({}, {})
        journal.end_volume()
        sqlite3.connect(volume(str(tmp_path), 4).path).close()  # killed before its first entry
    Path(volume(str(tmp_path), 3).path).unlink()
    with Journal(tmp_path) as journal, pytest.raises(JournalError, match="entry 3, the one before"):
        journal.enter({}, {})


def test_a_volume_that_was_just_made_has_no_entries_yet(tmp_path: Path) -> None:
    folder = filled(tmp_path, 2)
    with Journal(folder) as journal:
        journal.end_volume()
    sqlite3.connect(volume(str(folder), 3).path).close()
    with Journal(folder) as journal:
        assert journal.verify() == (2, ())
        assert journal.enter({}, {}) == 3
        assert journal.verify() == (3, ())


def test_a_closed_volume_does_not_change(tmp_path: Path) -> None:
    folder = filled(tmp_path, 2, 2)
    before = (folder / "journal.sqlite").read_bytes()
    with Journal(folder) as journal:
        journal.enter({}, {})
        list(journal.entries())
    assert (folder / "journal.sqlite").read_bytes() == before
    assert volume(str(folder), 1).size == len(before)


def test_queries_are_erased_from_every_volume(tmp_path: Path) -> None:
    folder = filled(tmp_path, 2, 2, 2)
    with Journal(folder) as journal:
        journal.erase_queries([1, 2, 3, 5])
        kept = [entry.sequence for entry in journal.entries() if entry.query is not None]
        assert (kept, journal.verify()) == ([4, 6], (6, ()))
    bytes_of = b"".join(file.read_bytes() for file in folder.glob("journal*"))
    assert [f'"X{n}"'.encode() in bytes_of for n in range(1, 7)] == [
        n in (4, 6) for n in range(1, 7)
    ]


def test_a_volume_that_is_damaged_is_told(tmp_path: Path) -> None:
    (filled(tmp_path, 2, 2) / "journal.sqlite").write_bytes(b"no database" * 1000)
    with Journal(tmp_path) as journal, pytest.raises(BorderCheckError, match="cannot be read"):
        journal.verify()


def test_a_session_over_two_volumes(session: Session) -> None:
    first = session("doc", "L8989123", "--issuer", "UTO", "--json").json["reference"]
    closed = session("journal", "rotate")
    assert (closed.code, closed.out.endswith("journal.sqlite: closed\n")) == (0, True)
    assert "nothing to close" in session("journal", "rotate").out
    second = session("doc", "K7654321", "--issuer", "UTO", "--json").json["reference"]
    assert session("journal", "verify").out == "2 entries, none changed, none missing\n"
    assert [one["sequence"] for one in session("hits", "--json").json_lines] == [1]
    for reference, number, word in (
        (first, 1, "stop"),
        (second, 2, "proceed"),
        ("2", 2, "proceed"),
    ):
        shown = session("journal", "show", reference, "--json").json
        assert (shown["sequence"], shown["verdict"]) == (number, word)


UNKNOWN = [("too large", "000009"), ("of another day", "1999-01-01/X/000001"), ("none", "abc")]


@pytest.mark.parametrize("reference", [u[1] for u in UNKNOWN], ids=[u[0] for u in UNKNOWN])
def test_a_reference_of_no_entry(session: Session, reference: str) -> None:
    session("doc", "L8989123", "--issuer", "UTO")
    session("journal", "show", reference).failed(2, "no entry has the reference")
