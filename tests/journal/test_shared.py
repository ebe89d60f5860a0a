"""The journal that several machines share: the same chain, in a real PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("psycopg")

from border_check.database.opening import database_of
from border_check.database.rows import Tables
from border_check.errors import JournalError, UsageError
from border_check.journal import shared
from border_check.journal.recorder import Recorder
from border_check.journal.shared import SharedJournal
from border_check.values.settings import Desk

from postgres import Server

ENTER = (
    "import sys; from border_check.journal.shared import SharedJournal\n"
    "with SharedJournal('', sys.argv[1]) as journal:\n"
    "    for number in range(40): journal.enter({'by': sys.argv[2], 'n': number}, {'asked': 1})\n"
)


@pytest.fixture
def journal(database: str) -> Iterator[SharedJournal]:
    with SharedJournal("", database) as journal:
        yield journal


def test_it_is_a_chain_that_verifies(journal: SharedJournal) -> None:
    assert (journal.newest, journal.verify()) == (None, (0, ()))
    assert journal.enter({"at": "2026-11-27T08:00:00Z", "n": 1}, {"number": "L8989123"}) == 1
    assert journal.enter_all([({"n": 2}, {}), ({"n": 3}, {})]) == 2
    assert journal.verify() == (3, ())
    newest = journal.newest
    assert newest is not None
    assert newest.sequence == 3
    assert journal.latest() == "2026-11-27T08:00:00Z"


def test_entries_are_found_as_in_a_home(journal: SharedJournal) -> None:
    journal.enter_all([({"n": number, "even": number % 2 == 0}, {}) for number in range(1, 10)])
    told = [entry.sequence for entry in journal.entries()]
    assert told == list(range(1, 10))
    assert [entry.sequence for entry in journal.entries(3)] == [7, 8, 9]
    assert [entry.sequence for entry in journal.entries(after=7)] == [8, 9]
    assert [entry.sequence for entry in journal.entries(4, ['"even":true'])] == [6, 8]
    last, fifth = journal.last(['"even":true']), journal.entry(5)
    assert last is not None
    assert last.sequence == 8
    assert fifth is not None
    assert fifth.facts["n"] == 5
    assert journal.entry(10) is journal.last(["nothing says this"]) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param("UPDATE entry SET body = '{}' WHERE sequence = 2", "2 was changed", id="body"),
        pytest.param("UPDATE entry SET query = '{}' WHERE sequence = 2", "query of entry 2",
                     id="what was asked"),
        pytest.param("DELETE FROM entry WHERE sequence = 2", "entry 2 is missing", id="a gap"),
        pytest.param("DELETE FROM entry WHERE sequence = 3", "the end is missing", id="the end"),
    ],
)  # fmt: skip
def test_what_was_changed_is_told(
    journal: SharedJournal, database: str, postgres_server: Server, change: str, fault: str
) -> None:
    journal.enter_all([({"n": number}, {"asked": number}) for number in range(3)])
    postgres_server.ask(change, database)
    assert any(fault in one for one in journal.verify().faults)


def test_what_was_asked_is_erased(
    journal: SharedJournal, database: str, postgres_server: Server
) -> None:
    journal.enter_all([({"n": number}, {"number": "L8989123"}) for number in range(2)])
    journal.erase_queries([1])
    assert [entry.query is None for entry in journal.entries()] == [True, False]
    assert journal.verify() == (2, ())
    salted = "SELECT count(*) FROM entry WHERE salt IS NOT NULL"
    assert postgres_server.ask(salted, database) == "1"


def test_searches_are_entered_while_others_are_erased(
    journal: SharedJournal, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever erases neither takes the turn of those who enter, nor all entries at once."""
    monkeypatch.setattr(shared, "_ERASED_AT_ONCE", 3)
    journal.enter_all([({"n": number}, {"number": "L8989123"}) for number in range(1, 9)])
    with SharedJournal("", database) as other, database_of("", database, Tables("journal")) as held:
        with held.writing():
            other.erase_queries([1, 2, 3, 4, 5, 7, 8])
        left = [entry.sequence for entry in journal.entries() if entry.query is not None]
    assert left == [6]
    assert journal.verify() == (8, ())


def test_machines_that_write_at_once_make_one_chain(database: str, journal: SharedJournal) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", ENTER, database, str(number)])
        for number in range(4)
    ]
    assert [writer.wait() for writer in writers] == [0] * 4
    assert journal.verify() == (160, ())
    by = [entry.facts["by"] for entry in journal.entries()]
    assert {one: by.count(one) for one in set(by)} == dict.fromkeys("0123", 40)


def test_a_server_that_was_started_again_goes_on(
    journal: SharedJournal, postgres_server: Server
) -> None:
    journal.enter({"n": 1}, {})
    postgres_server.stop()
    with pytest.raises(JournalError, match="the database"):
        journal.enter({"n": 2}, {})
    postgres_server.start()
    assert journal.enter({"n": 3}, {}) == 2
    assert journal.verify() == (2, ())


def test_the_second_medium_takes_over(
    database: str, postgres_server: Server, tmp_path: Path
) -> None:
    second = str(tmp_path / "second")
    with Recorder("", Desk(post="GVA-03"), second, database=database) as recorder:
        at = "2026-11-27T08:00:00Z"
        assert recorder.enter(at, {"n": 1}, {}).reference == "2026-11-27/GVA-03/000001"
        postgres_server.stop()
        entered = recorder.enter(at, {"n": 2}, {})
        postgres_server.start()
        assert entered.reference == "2026-11-27/GVA-03/B000001"
        assert "second medium" in (entered.warning or "")
        assert recorder.enter(at, {"n": 3}, {}).reference == "2026-11-27/GVA-03/000002"


def test_there_is_no_file_to_close(journal: SharedJournal) -> None:
    with pytest.raises(UsageError, match="no volumes"):
        journal.end_volume()


def test_errors_tell_nothing_of_rows(
    journal: SharedJournal, database: str, postgres_server: Server
) -> None:
    journal.enter({"name": "TAYIBELI"}, {})
    postgres_server.ask("UPDATE newest SET sequence = 0", database)
    with pytest.raises(JournalError, match="duplicate key") as error:
        journal.enter({"name": "TAYIBELI"}, {})
    assert "TAYIBELI" not in error.value.in_one_line
