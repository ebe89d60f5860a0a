"""The journal: what it keeps, what it notices, and what it does when the disk does not serve."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import BorderCheckError, JournalError
from border_check.journal.book import Journal


def filled(folder: Path, count: int = 5) -> Path:
    with Journal(folder) as journal:
        for number in range(count):
            journal.enter({"check": "document", "number": number}, {"number": f"X{number}"})
    return folder / "journal.sqlite"


def faults(folder: Path) -> tuple[str, ...]:
    with Journal(folder) as journal:
        return journal.verify().faults


def test_entries_are_numbered_from_one_and_hold(tmp_path: Path) -> None:
    filled(tmp_path)
    with Journal(tmp_path) as journal:
        assert [entry.sequence for entry in journal.entries()] == [1, 2, 3, 4, 5]
        assert [entry.sequence for entry in journal.entries(2)] == [4, 5]
        assert journal.verify() == (5, ())


def test_a_journal_that_never_was_is_empty(tmp_path: Path) -> None:
    with Journal(tmp_path / "none") as journal:
        assert list(journal.entries()) == []
        assert journal.verify() == (0, ())


@pytest.mark.parametrize(
    ("folder_mode", "group_writes"), [(0o770, True), (0o700, False)], ids=["shared", "own"]
)
def test_a_group_that_has_the_folder_has_the_journal(
    tmp_path: Path, folder_mode: int, group_writes: bool
) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    folder.chmod(folder_mode)
    with Journal(folder) as journal:
        journal.enter({"check": "document"}, {})
        files = [folder / f"journal.sqlite{suffix}" for suffix in ("", "-wal", "-shm")]
        assert [bool(file.stat().st_mode & 0o020) for file in files] == [group_writes] * 3


TAMPERED = [
    ("an edit", "UPDATE entry SET body = '{}' WHERE sequence = 3", "entry 3 was changed"),
    ("an edited query", "UPDATE entry SET query = '{}' WHERE sequence = 3", "query of entry 3"),
    ("a deletion", "DELETE FROM entry WHERE sequence = 3", "entry 3 is missing"),
    ("a deletion at the start", "DELETE FROM entry WHERE sequence = 1", "entry 1 is missing"),
    ("a cut-off end", "DELETE FROM entry WHERE sequence > 3", "the end is missing"),
    (
        "two entries exchanged",
        "UPDATE entry SET sequence = CASE sequence WHEN 2 THEN -3 WHEN 3 THEN -2 END"
        " WHERE sequence IN (2, 3); UPDATE entry SET sequence = -sequence WHERE sequence < 0",
        "entry 2 was changed",
    ),
]


@pytest.mark.parametrize(("sql", "fault"), [t[1:] for t in TAMPERED], ids=[t[0] for t in TAMPERED])
def test_what_was_done_to_it_is_noticed(tmp_path: Path, sql: str, fault: str) -> None:
    connection = sqlite3.connect(filled(tmp_path))
    connection.executescript(sql)
    connection.close()
    assert any(fault in found for found in faults(tmp_path))


def test_an_erased_query_breaks_nothing(tmp_path: Path) -> None:
    connection = sqlite3.connect(filled(tmp_path))
    connection.executescript("UPDATE entry SET query = NULL, salt = NULL WHERE sequence = 2")
    connection.close()
    assert faults(tmp_path) == ()


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from border_check.journal.book import Journal\n"
        "with Journal(Path(sys.argv[1])) as j:\n"
        "    for n in range(25): j.enter({'n': n}, {})\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)]) for _ in range(4)]
    assert [process.wait() for process in running] == [0, 0, 0, 0]
    with Journal(tmp_path) as journal:
        assert journal.verify() == (100, ())


def test_a_journal_that_another_desk_is_just_making_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What SQLite says of a file that is being made, without waiting."""
    connect, left = sqlite3.connect, [3]

    class Making(sqlite3.Connection):
        def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
            if sql.startswith("PRAGMA journal_mode") and left[0]:
                left[0] -= 1
                raise sqlite3.OperationalError("database is locked")
            return super().execute(sql, *arguments)

    monkeypatch.setattr(
        "border_check.journal.writing.sqlite.connect",
        lambda *arguments, **options: connect(*arguments, factory=Making, **options),
    )
    with Journal(tmp_path) as journal:
        assert journal.enter({"check": "document"}, {}) == 1
    assert left == [0]


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Journal(tmp_path / "file" / "journal") as journal, pytest.raises(JournalError) as error:
        journal.enter({}, {})
    assert error.value.exit_code == 20


def left_behind(folder: Path) -> Path:
    """A journal whose last process ended without closing it."""
    script = (
        "import os, sys; from border_check.journal.book import Journal\n"
        "journal = Journal(sys.argv[1]); journal.enter({'n': 1}, {}); journal.enter({'n': 2}, {})\n"
        "os._exit(0 if journal.can_be_left else 1)"
    )
    subprocess.run([sys.executable, "-c", script, str(folder)], check=True)
    assert (folder / "journal.sqlite-wal").stat().st_size > 0
    return folder


def test_a_log_that_was_left_is_read_and_closed_by_the_next(tmp_path: Path) -> None:
    with Journal(left_behind(tmp_path)) as journal:
        assert journal.verify() == (2, ())
        assert journal.enter({"n": 3}, {}) == 3
    assert not (tmp_path / "journal.sqlite-wal").exists()
    with Journal(tmp_path) as journal:
        assert journal.verify() == (3, ())


def test_a_log_that_cannot_be_read_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr("border_check.journal.reading._has_entries", fail)
    with Journal(left_behind(tmp_path)) as journal, pytest.raises(BorderCheckError, match="unable"):
        list(journal.entries())


def test_an_entry_that_does_not_last_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("border_check.journal.writing._sync", fail)
    with Journal(tmp_path) as journal, pytest.raises(JournalError, match="Input/output error"):
        journal.enter({"n": 1}, {})


def test_the_head_names_the_newest_entry(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    number, own = (tmp_path / "head").read_text().split()
    with Journal(tmp_path) as journal:
        assert [(int(number), own)] == [(e.sequence, e.hash) for e in journal.entries(1)]
    (tmp_path / "head").write_text(f"2 {own}\n")  # as earlier versions wrote it
    with Journal(tmp_path) as journal:
        journal.enter({"n": 4}, {})
        assert journal.verify() == (4, ())


def test_space_is_reserved_for_the_last_entries(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    assert (tmp_path / "reserve").stat().st_size == 1 << 20


def test_only_its_owner_may_look(tmp_path: Path) -> None:
    filled(tmp_path / "journal", 1)
    assert (tmp_path / "journal").stat().st_mode & 0o077 == 0


def test_what_a_centre_had_entered_says_nothing_of_the_clock_here(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.enter({"at": "2026-11-27T08:00:00Z"}, {})
        journal.enter({"at": "2026-11-28T14:00:00Z", "by": "centre"}, {})
        assert journal.latest() == "2026-11-27T08:00:00Z"
