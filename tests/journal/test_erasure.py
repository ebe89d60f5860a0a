"""What was asked is gone from every byte, once nobody needs it, and the chain still holds."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Officer
from session import Result, Session

from border_check.journal.book import Journal

SECRET = "K7654321"


def bytes_of(session: Session) -> bytes:
    folder = session.home / "journal"
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.name != "reserve")


def erase(session: Session) -> Result:
    """Erase what is older than an hour, two hours from now."""
    with patch("border_check.screening.screener.datetime") as clock:
        clock.now.return_value = datetime.now(UTC) + timedelta(hours=2)
        return session("journal", "erase", "--older-than", "1h", "--json")


def test_nothing_of_a_query_is_left(session: Session) -> None:
    session("doc", SECRET, "--issuer", "UTO")
    assert SECRET.encode() in bytes_of(session)
    erased = erase(session).json
    assert (erased["entries"], erased["kept"]) == (1, 0)
    assert SECRET.encode() not in bytes_of(session)
    assert session("journal", "verify").code == 0
    (entry, own) = session("journal", "show", "--json").json_lines
    assert entry["query"] is None
    assert (own["check"], own["count"], own["entries"]) == ("erasure", 1, [1, 1])


def test_what_is_open_stays(session: Session, officer: Officer) -> None:
    officer("anna")
    session("doc", "L8989123", "--issuer", "UTO")
    session("hits", "step", "1", "query", "--note", "read twice")
    session("doc", SECRET, "--issuer", "UTO")
    erased = erase(session).json
    assert (erased["entries"], erased["kept"]) == (1, 2)
    officer("berta")
    session("hits", "dismiss", "1", "--note", "compared")
    assert erase(session).json["entries"] == 3
    for word in (b"L8989123", b"read twice", b"compared"):
        assert word not in bytes_of(session)


def test_a_row_that_is_open_keeps_its_block(session: Session) -> None:
    file = session.file("flight.csv", "name,number,issuing_state\nJane Doe,L8989123,UTO\n")
    session("batch", file)
    assert erase(session).json["kept"] == 1
    session("hits", "dismiss", "000001-1")
    assert erase(session).json["kept"] == 0
    assert b"L8989123" not in bytes_of(session)


def test_nothing_old_enough(session: Session) -> None:
    session("doc", SECRET, "--issuer", "UTO")
    result = session("journal", "erase", "--older-than", "90d")
    assert result.out == "nothing to erase; still needed: 0 entries\n"
    assert len(session("journal", "show", "--json").json_lines) == 1


def test_an_erasure_that_was_announced_and_not_done(session: Session) -> None:
    """Killed between the two: what was announced is erased the next time."""
    session("doc", SECRET, "--issuer", "UTO")
    with pytest.MonkeyPatch.context() as monkeypatch:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(Journal, "erase_queries", killed)
        assert erase(session).code == 130
    assert SECRET.encode() in bytes_of(session)
    assert erase(session).json["entries"] == 1
    assert SECRET.encode() not in bytes_of(session)
    assert session("journal", "verify").code == 0


def test_a_query_that_was_changed_in_place_of_being_erased_is_told(session: Session) -> None:
    session("doc", SECRET, "--issuer", "UTO")
    with sqlite3.connect(session.home / "journal/journal.sqlite") as connection:
        connection.execute("UPDATE entry SET query = ?", (json.dumps({}),))
    assert session("journal", "verify").code == 4


WRONG = ["soon", "-1d", "0h", "d"]


@pytest.mark.parametrize("span", WRONG)
def test_what_is_no_span(session: Session, span: str) -> None:
    session("journal", "erase", f"--older-than={span}").failed(2, "--older-than")


def test_a_first_line_desk_erases_nothing(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {role: first-line}\n")
    session("journal", "erase", "--older-than", "90d").failed(2, "first-line desk")


def test_the_journal_itself(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.enter({"check": "document"}, {"number": SECRET})
        journal.erase_queries([1])
        assert [entry.query for entry in journal.entries()] == [None]
        assert journal.verify() == (1, ())
