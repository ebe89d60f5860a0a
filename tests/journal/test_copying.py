"""A copy of a journal is a journal, whoever writes meanwhile, and never loses what it has."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from session import Session

from border_check.errors import BorderCheckError
from border_check.journal.book import Journal
from border_check.journal.chain import Finding
from border_check.journal.copying import Copied, copy_journal


def filled(folder: Path, *counts: int) -> Path:
    """A journal of volumes with so many entries each; the last of them is open."""
    for position, count in enumerate(counts):
        if position:
            with Journal(folder) as journal:
                journal.end_volume()
        more(folder, count, "X1")
    return folder


def more(folder: Path, count: int = 1, number: str = "L8989123") -> None:
    with Journal(folder) as journal:
        for _ in range(count):
            journal.enter({"check": "document"}, {"number": number})


def found(folder: Path) -> Finding:
    with Journal(folder) as journal:
        return journal.verify()


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_it_is_brought_up_to_date(tmp_path: Path) -> None:
    journal, copy = filled(tmp_path / "journal", 3, 2, 4), tmp_path / "backup" / "copy"
    assert copy_journal(journal, copy) == Copied(9, 3, 3)
    assert len(names(copy)) == 4  # and no logs
    assert found(copy) == Finding(9, ())
    assert copy.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o077 for one in copy.glob("*.sqlite")} == {0}
    assert copy_journal(journal, copy) == Copied(9, 3, 0)
    more(journal)
    assert copy_journal(journal, copy) == Copied(10, 3, 1)
    with Journal(journal) as writing:
        writing.end_volume()
    more(journal)
    assert copy_journal(journal, copy) == Copied(11, 4, 2)
    assert found(copy) == Finding(11, ())


def test_while_others_write(tmp_path: Path) -> None:
    journal, ends = filled(tmp_path / "journal", 1), threading.Event()

    def write() -> None:
        with Journal(journal) as writing:
            while not ends.is_set():
                writing.enter({"check": "document", "filling": "x" * 9000}, {})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(30):
            if number % 10 == 9:
                with Journal(journal) as other:
                    other.end_volume()
            done = copy_journal(journal, tmp_path / "copy")
            assert found(tmp_path / "copy") == Finding(done.entries, ())
    finally:
        ends.set()
        writer.join()


def test_a_file_that_is_just_being_made_is_left_for_the_next_copy(tmp_path: Path) -> None:
    journal, copy = filled(tmp_path / "journal", 2), tmp_path / "copy"
    (journal / "journal-000000003.sqlite").touch()
    assert copy_journal(journal, copy) == Copied(2, 1, 1)
    assert {one.name for one in copy.iterdir()} == {"head", "journal.sqlite"}
    more(journal)
    assert copy_journal(journal, copy) == Copied(3, 2, 1)
    assert found(copy) == Finding(3, ())


def test_no_log_of_an_older_copy_takes_newer_entries_back(tmp_path: Path) -> None:
    """As files that were copied one by one leave it."""
    journal, copy = filled(tmp_path / "journal", 2), tmp_path / "copy"
    copy_journal(journal, copy)
    with Journal(journal) as writing:
        writing.enter({"check": "document"}, {})
        log = (journal / "journal.sqlite-wal").read_bytes()
    more(journal, 3)
    (copy / "journal.sqlite-wal").write_bytes(log)
    (copy / ".copying-journal.sqlite").write_text("of a copy that was cut off")
    assert copy_journal(journal, copy) == Copied(6, 1, 1)
    assert names(copy) == ["head", "journal.sqlite"]
    assert found(copy) == Finding(6, ())


def test_what_was_erased_goes_from_the_copy_as_well(tmp_path: Path) -> None:
    journal, copy = filled(tmp_path / "journal", 1, 1), tmp_path / "copy"
    more(journal)
    copy_journal(journal, copy)
    assert any(b"L8989123" in one.read_bytes() for one in copy.iterdir())
    with Journal(journal) as writing:
        writing.erase_queries([3])
    assert copy_journal(journal, copy) == Copied(3, 2, 1)
    assert not any(b"L8989123" in one.read_bytes() for one in copy.iterdir())
    assert found(copy) == Finding(3, ())


def _cut(journal: Path) -> None:
    (journal / "journal-000000003.sqlite").unlink()


def _anew(journal: Path) -> None:
    for file in journal.iterdir():
        file.unlink()
    filled(journal, 2, 4)


LOST = [("its end is gone", _cut), ("it was made anew", _anew)]


@pytest.mark.parametrize("lose", [one[1] for one in LOST], ids=[one[0] for one in LOST])
def test_a_journal_that_has_lost_something_does_not_replace_its_copy(
    tmp_path: Path, lose: object
) -> None:
    journal, copy = filled(tmp_path / "journal", 2, 2), tmp_path / "copy"
    copy_journal(journal, copy)
    before = {file.name: file.read_bytes() for file in copy.iterdir()}
    assert callable(lose)
    lose(journal)
    with pytest.raises(BorderCheckError, match="entries that are not in the journal"):
        copy_journal(journal, copy)
    assert {file.name: file.read_bytes() for file in copy.iterdir()} == before


WRONG = [
    ("itself", "home/journal", "is the journal itself"),
    ("a file", "note", "cannot be copied"),
]


@pytest.mark.parametrize(("out", "said"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_where_it_cannot_be(session: Session, out: str, said: str) -> None:
    session("doc", "K7654321", "--issuer", "UTO")
    session.file("note", "")
    session("journal", "copy", session.folder / out).failed(4, said)
    assert session("journal", "verify").code == 0


def test_the_command_says_what_it_did(session: Session) -> None:
    copy = session.folder / "drill" / "journal"
    assert session("journal", "copy", copy).out == f"{copy}: 0 entries in 0 files, 0 copied anew\n"
    session("doc", "K7654321", "--issuer", "UTO")
    assert session("journal", "copy", copy).out == f"{copy}: 1 entries in 1 files, 1 copied anew\n"
    verified = session("journal", "verify", "--home", copy.parent)
    assert verified.out == "1 entries, none changed, none missing\n"


def test_postgresql_copies_its_own(session: Session) -> None:
    pytest.importorskip("psycopg")
    (session.home / "config.yaml").write_text("database: postgresql:///nowhere\n")
    told = session("journal", "copy", session.folder / "copy")
    told.failed(2, "the journal is in PostgreSQL", "pg_dump")
