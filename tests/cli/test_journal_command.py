"""`border-check journal` and `hits`."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from session import Session


@pytest.fixture
def asked(session: Session) -> Session:
    """A desk at which four searches were made, two of which hit."""
    session("doc", "L8989123", "--issuer", "UTO")
    session("doc", "K7654321", "--issuer", "UTO")
    session("person", "Zarou Tayibeli", "--dob", "1971-03-04")
    session("person", "Jane Doe")
    return session


def test_show_tells_what_was_done_and_not_what_was_asked(asked: Session) -> None:
    lines = asked("journal", "show").out.splitlines()
    assert [line.split()[0] for line in lines] == ["000001", "000002", "000003", "000004"]
    assert [line.split()[4:6] for line in lines] == [
        ["document", "stop"],
        ["document", "proceed"],
        ["person", "stop"],
        ["person", "proceed"],
    ]
    assert not any(word in "".join(lines) for word in ("L8989123", "Tayibeli", "Jane"))


def test_show_the_newest(asked: Session) -> None:
    assert asked("journal", "show", "--newest", "1").out.startswith("000004 ")
    asked("journal", "show", "--newest", "0").failed(2, "--newest")


def test_show_in_json_is_whole(asked: Session) -> None:
    entry = asked("journal", "show", "--json").json_lines[0]
    assert entry["query"] == {"number": "L8989123", "issuing_state": "UTO"}
    assert entry["hits"] == [["sltd", "D1", "exact", "hold"]]
    assert entry.keys() >= {"sequence", "at", "post", "device", "user", "role", "purpose", "hash"}


def test_export_is_all_of_it(asked: Session) -> None:
    exported = asked("journal", "export").json_lines
    assert exported == asked("journal", "show", "--json").json_lines


def test_hits(asked: Session) -> None:
    shown = [line.split()[1] for line in asked("hits").out.splitlines() if line[0] != " "]
    assert [reference[-6:] for reference in shown] == ["000001", "000003"]
    assert [entry["sequence"] for entry in asked("hits", "--json").json_lines] == [1, 3]
    assert asked("hits", "--newest", "1").out == ""


def test_verify(asked: Session) -> None:
    result = asked("journal", "verify")
    assert (result.code, result.out) == (0, "4 entries, none changed, none missing\n")


def test_nothing_was_asked_yet(session: Session) -> None:
    assert session("journal", "verify").out == "0 entries, none changed, none missing\n"
    assert (session("journal", "show").out, session("hits").out) == ("", "")
    assert not (session.home / "journal").exists()


def test_an_edit_is_found(asked: Session) -> None:
    connection = sqlite3.connect(asked.home / "journal" / "journal.sqlite")
    connection.execute("UPDATE entry SET body = replace(body, 'stop', 'proceed')")
    connection.commit()
    connection.close()
    result = asked("journal", "verify")
    result.failed(4, "the journal is not as it was written, faults: 2")
    assert result.out.splitlines() == ["entry 1 was changed", "entry 3 was changed"]


def test_a_journal_that_is_gone_is_missed(asked: Session) -> None:
    for file in (asked.home / "journal").glob("journal.sqlite*"):
        file.unlink()
    result = asked("journal", "verify")
    result.failed(4)
    assert "the end is missing: entry 4 was written" in result.out


def test_a_damaged_journal_answers_no_search(asked: Session) -> None:
    file = asked.home / "journal" / "journal.sqlite"
    for beside in file.parent.glob("journal.sqlite-*"):
        beside.unlink()
    file.write_bytes(b"no database" + file.read_bytes()[11:])
    result = asked("doc", "L8989123", "--issuer", "UTO", "--json")
    assert (result.code, result.json["hits"]) == (20, [])
    assert "journal" in {problem["code"] for problem in result.json["problems"]}
    for command in ("show", "verify", "export"):
        asked("journal", command).failed(4, "cannot be read", "call the auditor")


def test_a_second_medium_takes_over_and_says_so(session: Session) -> None:
    second = session.folder / "second"
    config = session.file("config.yaml", f"second_journal: {second}")
    (session.home / "journal").write_text("in the way")
    result = session("doc", "L8989123", "--issuer", "UTO", "--config", config)
    assert result.code == 11
    assert "entered on the second medium" in " ".join(result.out.split())
    assert (second / "journal.sqlite").exists()


def test_a_copy_on_a_write_protected_medium_can_be_read(asked: Session) -> None:
    copy = asked.folder / "copy"
    shutil.copytree(asked.home, copy)
    for file in (copy / "journal").iterdir():
        file.chmod(0o400)
    (copy / "journal").chmod(0o500)
    assert asked("journal", "verify", home=copy).code == 0
    (copy / "journal").chmod(0o700)
