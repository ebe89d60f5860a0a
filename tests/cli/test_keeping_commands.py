"""A home for an event through the real command: set up, over, told and wiped."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from session import Session, ago, wait_for

from desk import DOCUMENTS

DAY = "2036-12-20T23:59:00Z"
PASSENGERS = "surname,given names,document number,issuing state\nDOE,JANE,L8989123,UTO\n"


def configure(session: Session, ends: str = DAY, lists: str = "[sltd, wanted]") -> None:
    session.home.mkdir(exist_ok=True)
    event = f"event: {{name: CUP, lists: {lists}, ends: '{ends}'}}\n"
    (session.home / "config.yaml").write_text(event)


def test_no_other_list_is_loaded(session: Session) -> None:
    configure(session)
    file = session.file("extra.csv", DOCUMENTS)
    for command in (("load", "extra", file), ("update", "extra", "--from", file)):
        session(*command).failed(2, "the event CUP has no such list, but sltd, wanted")
    assert not (session.home / "lists" / "extra").exists()
    assert session("load", "sltd", file).code == 0
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11
    assert session("operations", "--json").json["operations"][0]["name"] == "CUP"


def test_no_local_watchlist_unless_it_belongs_to_the_event(session: Session) -> None:
    facts = ("--dob", "1985-03-04", "--reason", "case 12", "--source", "note", "--expires")
    added = ("watchlist", "add", "Joan Roe", *facts, ago(days=-20)[:10])
    configure(session)
    session(*added).failed(2, "the event CUP has no such list")
    configure(session, lists="[sltd, local-watchlist]")
    assert session(*added).code == 0


def test_after_the_end(session: Session) -> None:
    configure(session, "2026-01-01T00:00:00Z")
    result = session("doc", "L8989123", "--issuer", "UTO", "--json")
    assert (result.code, result.json["verdict"], result.json["hits"]) == (20, "not_checked", [])
    assert [one["code"] for one in result.json["problems"]] == ["event_over"]
    row, summary = session("batch", session.file("p.csv", PASSENGERS), "--json").json_lines
    assert row["verdict"] == "not_checked"
    assert (summary["not_checked"], summary["complete"]) == (1, False)
    assert "event_over" in [one["code"] for one in row["problems"]]
    assert session("journal", "verify").code == 0


def test_nothing_is_measured_after_the_end(session: Session) -> None:
    configure(session, "2026-01-01T00:00:00Z")
    file = session.file("p.csv", PASSENGERS)
    session("evaluate", "--on", "wanted", "--travellers", file).failed(4, "event CUP ended")


BAD = [
    ("event: 7", "event: found 7, expected keys and values"),
    ("event: {name: CUP}", "event: lists is missing"),
    ("event: {name: CUP, lists: [], ends: '2036-01-01T00:00:00Z'}", "event.lists: found []"),
    ("event: {name: CUP, lists: [a], ends: soon}", "event.ends: found 'soon'"),
    ("event: {name: CUP, lists: [a], ends: '2036-01-01T00:00:00'}", "with its time zone"),
    ("event: {name: CUP, lists: [a], ends: 2036-01-01}", "with its time zone"),
    ("event: {nam: CUP}", "unknown key event.nam"),
]


@pytest.mark.parametrize(("config", "told"), BAD, ids=[told for _, told in BAD])
def test_a_bad_event(bare_session: Session, config: str, told: str) -> None:
    file = bare_session.file("config.yaml", config)
    bare_session("doc", "K1", "--config", file).failed(3, told)


def test_other_time_zones(session: Session) -> None:
    configure(session, "2026-01-01T00:59:00+01:00")
    result = session("doc", "L8989123", "--issuer", "UTO")
    assert "event CUP ended 2025-12-31 23:59 UTC" in result.out


def test_inventory(session: Session) -> None:
    wire = session("inventory", "--json").json
    assert wire["home"] == str(session.home)
    kinds = {one["kind"] for one in wire["files"]}
    assert {"snapshot", "index", "state"} <= kinds
    assert f"{len(wire['files'])} files, " in session("inventory").out
    session("inventory", home=session.folder / "nowhere").failed(4, "no such home")


def test_a_wipe_says_what_becomes_of_the_journal(session: Session) -> None:
    session("doc", "K7654321")
    session("wipe", "--yes").failed(
        2, "entries of the journal that would go with the home: 1", "--journal-to FILE"
    )
    both = ("wipe", "--yes", "--without-export", "--journal-to", session.folder / "j.jsonl")
    session(*both).failed(2, "expected one of them")
    assert session("doc", "K7654321").code == 0


def test_a_wipe_with_its_proof(session: Session) -> None:
    session("doc", "K7654321")
    (session.home / "notes.txt").write_text("mine")
    exported = session("journal", "export").out
    proof, journal = session.folder / "proof.json", session.folder / "journal.jsonl"
    result = session("wipe", "--yes", "--to", proof, "--journal-to", journal)
    assert result.code == 0
    assert result.out.splitlines()[-1] == "left, since border-check did not write it: notes.txt"
    assert [file.name for file in session.home.rglob("*")] == ["notes.txt"]
    assert journal.read_text() == exported
    assert journal.stat().st_mode & 0o777 == 0o600
    assert json.loads(proof.read_text())["done"] is True
    session("wipe", "--yes").failed(4, "neither a list nor a journal")


def test_the_second_journal_stays(session: Session) -> None:
    second = session.folder / "second"
    (session.home / "config.yaml").write_text(f"second_journal: {second}\n")
    assert f"and stays: {second}" in session("wipe", "--yes").err


def test_what_machines_share_stays(session: Session, database: str) -> None:
    pytest.importorskip("psycopg")
    (session.home / "config.yaml").write_text(f"database: {database}\n")
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11
    assert f"and stay: {database}" in session("wipe", "--yes").err
    session.home.mkdir()
    (session.home / "config.yaml").write_text(f"database: {database}\n")
    assert "000001" in session("journal", "show").out


def test_an_export_is_not_written_over(session: Session) -> None:
    session("doc", "K7654321")
    journal = session.file("journal.jsonl", "mine")
    session("wipe", "--yes", "--journal-to", journal).failed(4, "cannot be written")
    assert (journal.read_text(), session("lists", "verify").code) == ("mine", 0)


def test_the_proof_lies_elsewhere(session: Session) -> None:
    session("wipe", "--yes", "--to", session.home / "proof.json").failed(2, "lies in the home")


def test_nobody_is_there_to_confirm(session: Session) -> None:
    session("wipe").failed(2, "nobody is there to confirm it")
    assert session("lists", "verify").code == 0


@pytest.mark.parametrize(("typed", "code"), [("home\n", 0), ("hom\n", 2), ("", 2)])
def test_the_name_is_typed_at_a_terminal(
    session: Session, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr("border_check.cli.keeping.is_terminal", lambda: True)
    assert session("wipe", stdin=typed).code == code
    assert session.home.exists() is (code != 0)


@pytest.mark.skipif(sys.platform != "linux", reason="the warm process needs SO_PEERCRED")
def test_not_while_a_warm_process_answers(session: Session) -> None:
    with session.start("warm") as warm:
        wait_for((session.home / "warm" / "socket").exists)
        session("wipe", "--yes").failed(4, "a warm process is running", "warm --stop")
        assert session("warm", "--stop").code == 0
        warm.wait()
    assert session("wipe", "--yes").code == 0
    assert not session.home.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may remove everything")
def test_what_cannot_be_removed(session: Session) -> None:
    folder: Path = session.home / "lists" / "sltd"
    folder.chmod(0o500)
    try:
        session("wipe", "--yes").failed(4)
    finally:
        folder.chmod(0o700)
    assert session("wipe", "--yes").code == 0
