"""The same words to either database: what is asked, what lasts, what is undone."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from border_check.at_rest import homes
from border_check.database import sqlite_file
from border_check.database.opening import database_of
from border_check.database.rows import Database, DatabaseError, Tables
from border_check.database.sqlite_file import SqliteFile
from border_check.errors import UsageError

TABLES = Tables("tried", "CREATE TABLE IF NOT EXISTS thing (name TEXT PRIMARY KEY, n BIGINT)")
Open = Callable[[], Database]


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens the same database again and again."""
    address = None
    if request.param == "postgres":
        pytest.importorskip("psycopg")
        address = request.getfixturevalue("database")
    made: list[Database] = []

    def open_one() -> Database:
        made.append(database_of(str(tmp_path / "room" / "tried.sqlite"), address, TABLES))
        return made[-1]

    yield open_one
    for one in made:
        one.close()


def names(database: Database) -> list[str]:
    with database.reading() as ask:
        return [name for (name,) in ask("SELECT name FROM thing ORDER BY name")]


def test_what_was_written_lasts(opened: Open) -> None:
    with opened() as database, database.writing() as ask:
        assert ask("INSERT INTO thing VALUES (?, ?)", "a 100% ?", 1 << 40) == []
        assert ask("SELECT n FROM thing WHERE name LIKE '%100%%'") == [(1 << 40,)]
    assert names(opened()) == ["a 100% ?"]


def test_nothing_is_kept_of_what_did_not_end(opened: Open) -> None:
    database = opened()
    with pytest.raises(ZeroDivisionError), database.writing() as ask:
        ask("INSERT INTO thing VALUES (?, ?)", "a", 1)
        raise ZeroDivisionError
    assert names(database) == names(opened()) == []


def test_an_error_undoes_all_of_it_and_tells_no_value(opened: Open) -> None:
    database = opened()
    with pytest.raises(DatabaseError) as error, database.writing() as ask:
        ask("INSERT INTO thing VALUES (?, ?)", "TAYIBELI", 1)
        ask("INSERT INTO thing VALUES (?, ?)", "TAYIBELI", 2)
    assert "TAYIBELI" not in error.value.in_one_line
    assert names(database) == []


def test_one_statement_changes_what_is_there(opened: Open) -> None:
    database = opened()
    with database.writing() as ask:
        ask("INSERT INTO thing VALUES ('a', 1), ('b', 2)")
    database.change("UPDATE thing SET name = ? WHERE n IN (?, ?)", "c", 2, 3)
    assert names(opened()) == ["a", "c"]
    with pytest.raises(DatabaseError):
        database.change("UPDATE thing SET name = ?", "d")
    assert names(database) == ["a", "c"]


def test_those_who_write_take_turns(opened: Open) -> None:
    """Each reads what is there and writes one more: nothing is overwritten."""

    def add() -> None:
        database = opened()
        for _ in range(20):
            with database.writing() as ask:
                ((most,),) = ask("SELECT coalesce(max(n), 0) FROM thing")
                ask("INSERT INTO thing VALUES (?, ?)", f"{most + 1:03}", most + 1)
        database.close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert names(opened()) == [f"{number:03}" for number in range(1, 81)]


def test_rows_come_one_after_the_other_while_others_are_written(opened: Open) -> None:
    database = opened()
    with database.writing() as ask:
        for number in range(1200):
            ask("INSERT INTO thing VALUES (?, ?)", f"{number:04}", number)
    found = database.each("SELECT name FROM thing WHERE n < ? ORDER BY n", 1100)
    assert next(found) == ("0000",)
    with opened() as other, other.writing() as ask:
        ask("DELETE FROM thing WHERE n = 1150")
    assert sum(1 for _ in found) == 1099


def test_what_was_erased_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "tried.sqlite"
    with SqliteFile(str(path), TABLES) as database:
        with database.writing() as ask:
            ask("INSERT INTO thing VALUES (?, 1)", "TAYIBELI")
        database.forget("thing")
        assert b"TAYIBELI" in path.read_bytes(), "else this proves nothing"
        with database.writing() as ask:
            ask("UPDATE thing SET name = ''")
        database.forget("thing")
        assert not any(b"TAYIBELI" in file.read_bytes() for file in tmp_path.iterdir())


def test_what_a_reader_keeps_from_being_erased_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_BUSY_SECONDS", 0.05)
    path = tmp_path / "tried.sqlite"
    with SqliteFile(str(path), TABLES) as database, closing(sqlite3.connect(path)) as reader:
        with database.writing() as ask:
            ask("INSERT INTO thing VALUES (?, 1)", "TAYIBELI")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM thing").fetchall()
        database.change("UPDATE thing SET name = ''")
        with pytest.raises(DatabaseError, match="is being read"):
            database.forget("thing")
        reader.execute("COMMIT")
        database.forget("thing")
        assert not any(b"TAYIBELI" in file.read_bytes() for file in tmp_path.iterdir())


def test_who_comes_while_another_makes_the_file_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tried.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("time.sleep", lambda _: other.execute("COMMIT"))
        with SqliteFile(str(path), TABLES) as database:
            assert names(database) == []
        assert not other.in_transaction, "else this proves nothing"


def test_nobody_else_may_look_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "room" / "tried.sqlite"
    with SqliteFile(str(path), TABLES) as database:
        names(database)
    assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tried.sqlite"
    path.write_bytes(b"no database at all, and long enough to be read as one" * 100)
    with SqliteFile(str(path), TABLES) as database, pytest.raises(DatabaseError, match=str(path)):
        names(database)


def test_what_is_encrypted_does_not_go_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(homes._known, str(tmp_path), bytes(32))
    with pytest.raises(UsageError, match="encrypted"):
        database_of(str(tmp_path / "journal"), "postgresql:///any", TABLES)
