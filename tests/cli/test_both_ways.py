"""The short way of a plain question and the way through Typer: read alike, answered alike."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from session import Result, Session

from border_check.cli import console, options, start
from border_check.cli.app import run_typed
from border_check.cli.console import Place
from border_check.cli.definitions import Command, plainly_read
from border_check.cli.start import HOT
from border_check.journal.book import Journal
from border_check.screening.screener import Screener

from desk import VEHICLES

Read = tuple[str, dict[str, object]]

WORDS = sorted(
    {option.flag for command in HOT for option in command.options}
    | {
        "doc",
        "person",
        "vehicle",
        "lists",
        "K7654321",
        "UTO",
        "Jane Doe",
        "Łódź",
        "F",
        "-",
        "--",
        "",
        "-h",
    }
    | {"--issuer=UTO", "--issuer=", "--issuer=-", "--home=a/b/", "--json=yes", "--mrz=-", "-x"}
    | {"review", "vehicle", "batch", "m.csv", "2", "0", "٣", "1e3", "--workers=2", "--out=x.csv"}
    | {"--no-such", "--issuer=--type", "--debug", "--version", "-1", "a=b", "--iss"}
)


def meant(command: Command, found: Mapping[str, Any]) -> Read:
    """What was read, as the command takes it."""
    flags = {option.name for option in command.options if not option.metavar}
    numbers = {option.name for option in command.options if option.least is not None}
    kinds: dict[str, Any] = {
        **dict.fromkeys(flags, bool),
        **dict.fromkeys(numbers, int),
        **dict.fromkeys(("home", "config"), Path),
    }
    return command.name, {name: kinds.get(name, str)(value) for name, value in found.items()}


def read_by_typer(words: list[str]) -> Read | None:
    """What Typer makes of a command line; None where it answers by itself, or refuses."""
    seen: list[Read] = []

    def note(command: Command, found: Mapping[str, Any]) -> int:
        seen.append(meant(command, found))
        return 0

    with patch.object(options, "carry_out", note), patch("sys.stdout"), patch("sys.stderr"):
        try:
            run_typed(words)
        except Exception:
            return None
    return seen[0] if seen else None


@given(st.lists(st.sampled_from(WORDS), max_size=7))
@example(["doc", "K1", "--issuer", "--type", "P"])
@example(["doc", "--home", "x", "K1", "--json"])
@example(["--home", "x", "person", "Jane", "--config=y"])
@settings(max_examples=400, deadline=None)
def test_what_is_read_the_short_way_is_what_typer_reads(words: list[str]) -> None:
    read = plainly_read(words, HOT)
    if read is not None:
        assert meant(*read) == read_by_typer(words)


PLAIN = [
    ["doc", "K7654321"],
    ["doc", "K7654321", "--issuer", "UTO", "--type=P", "--json"],
    ["--home", "x", "doc", "--mrz", "-", "--explain"],
    ["person", "--surname", "Doe", "--given", "Jane", "--dob", "1990", "--config", "c.yaml"],
    ["person", "-"],
    ["doc"],
    ["vehicle", "--vin", "5UTZZ21DXMZ000101", "--plate=UT 1", "--country", "UTO", "--json"],
    ["vehicle", "--vin", "-", "--engine", "-"],
    ["vehicle"],
    ["batch", "m.csv", "--out", "x.csv", "--workers", "2", "--resume", "--json"],
    ["batch", "-", "--cluster=tcp://desk:8786"],
    ["batch", "--template"],
    ["batch", "--template", "jsonl"],
]


@pytest.mark.parametrize("words", PLAIN, ids=" ".join)
def test_what_a_counter_sends_is_read_the_short_way(words: list[str]) -> None:
    read = plainly_read(words, HOT)
    assert read is not None
    assert meant(*read) == read_by_typer(words)


LEFT_TO_TYPER = [
    [],
    ["--help"],
    ["doc", "--help"],
    ["doc", "K1", "K2"],
    ["doc", "K1", "--issuer"],
    ["doc", "K1", "--issuer", ""],
    ["doc", "K1", "--issuer", "--type"],
    ["doc", "K1", "--json", "--json"],
    ["doc", "--", "K1"],
    ["doc", "K1", "--debug"],
    ["vehicle", "5UTZZ21DXMZ000101"],
    ["vehicle", "--vin"],
    ["batch", "review"],
    ["batch", "m.csv", "k.csv"],
    ["batch", "m.csv", "--workers", "0"],
    ["batch", "m.csv", "--workers", "two"],
    ["lists"],
]


@pytest.mark.parametrize("words", LEFT_TO_TYPER, ids=lambda words: " ".join(words) or "(nothing)")
def test_all_else_is_left_to_typer(words: list[str]) -> None:
    assert plainly_read(words, HOT) is None


# -- answers ---------------------------------------------------------------------------------------

MOMENT = datetime.now(UTC)
ZONE = """\
P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L8989123<7UTO7408122F3104150<<<<<<<<<<<<<<<2
"""
MANIFEST = """\
surname,given names,number,issuer
DOE,JANE,K7654321,UTO
,,L8989123,UTO
"""
SESSIONS: list[tuple[list[str], str]] = [
    (["doc", "K7654321", "--issuer", "UTO", "--type", "P"], ""),
    (["doc", "K7654321", "--issuer", "UTO", "--json"], ""),
    (["doc", "L8989123", "--issuer", "UTO", "--type", "P"], ""),
    (["doc", "L8989123", "--issuer", "UTO", "--explain"], ""),
    (["doc", "K472O135", "--issuer", "Utopia", "--json"], ""),
    (["doc", "M3311846", "--issuer", "FRA"], ""),
    (["doc", "--mrz", "-"], ZONE),
    (["doc", "--mrz", ZONE, "--json"], ""),
    (["doc", "--mrz", ZONE.replace("<7UTO", "<6UTO")], ""),
    (["doc", "--mrz", "no zone"], ""),
    (["doc", "K1", "--mrz", ZONE], ""),
    (["doc"], ""),
    (["doc", "K76*1"], ""),
    (["doc", "K1", "--issuer", "Nowhere"], ""),
    (["doc", "-", "--issuer", "UTO"], "\ufeffL8989123\n"),
    (["doc", "Jos\udce9"], ""),
    (["doc", "A1", "--surname", "TAYIBELI", "--given", "Zaru Mohamed", "--dob", "1971-03-04"], ""),
    (["doc", "A1", "--surname", "Doe", "--dob", "1971-13-04"], ""),
    (["person", "Zarou Tayibeli", "--dob", "1971-03-04", "--sex", "M"], ""),
    (["person", "-", "--json"], "Quilla Ostermane"),
    (["person", "Jane Doe", "--nationality", "UTO", "--pob", "Łódź"], ""),
    (["person", "--doc", "T5550001", "--issuer", "UTO"], ""),
    (["person", "李明 محمد"], ""),
    (["person"], ""),
    (["person", "Jane", "--sex", "Q"], ""),
    (["person", "Jane", "--config", "none.yaml"], ""),
    (["vehicle", "--vin", "5UTZZ21DXMZ000101"], ""),
    (["vehicle", "--vin", "-", "--plate", "-", "--json"], "5UTZZ21DXMZOO0101\nUT 1"),
    (["vehicle", "--plate", "UT?0*", "--explain"], ""),
    (["vehicle", "--plate", "UT 1", "--country", "Nowhere"], ""),
    (["vehicle"], ""),
    (["batch", "-"], MANIFEST),
    (["batch", "-", "--json"], MANIFEST),
    (["batch", "-", "--resume"], MANIFEST),
    (["batch", "none.csv"], ""),
]


def told(session: Session, home: Path, words: list[str], stdin: str) -> tuple[Result, list[Any]]:
    """What a command answers at a fixed moment, and what it leaves in the journal."""

    def fixed(place: Place) -> Screener:
        return Screener(place.home.folder, place.settings, clock=lambda: MOMENT)

    with patch.object(console, "screener_of", fixed):
        result = session(*words, stdin=stdin, home=home)
    with Journal(home / "journal") as journal:
        assert journal.verify().faults == ()
        entries = [(json.loads(one.body), one.query) for one in journal.entries()]
    return result, entries


@pytest.mark.parametrize(("words", "stdin"), SESSIONS, ids=[" ".join(s[0])[:60] for s in SESSIONS])
def test_answer_exit_code_and_entry_are_the_same(
    session: Session, words: list[str], stdin: str
) -> None:
    other = session.folder / "other"
    if words[0] == "vehicle":
        session.load("smv", VEHICLES)
    shutil.copytree(session.home, other)
    assert plainly_read(words, HOT) is not None
    short, its_entries = told(session, session.home, words, stdin)
    with patch.object(start, "plainly_read", lambda *_: None):
        typed, others = told(session, other, words, stdin)
    assert short == typed
    assert its_entries == others


def test_completion_is_left_to_typer(session: Session) -> None:
    asked = {"_BORDER_CHECK_COMPLETE": "complete_bash", "COMP_WORDS": "border-check doc --js"}
    result = session.process("doc", "K7654321", env={**asked, "COMP_CWORD": "2"})
    assert "PROCEED" not in result.out
    assert not (session.home / "journal").exists()


# -- the end of the process ------------------------------------------------------------------------


def test_a_process_leaves_the_log_of_the_journal_to_the_next(session: Session) -> None:
    for number in range(1, 4):
        result = session.process("doc", "K7654321", "--issuer", "UTO", "--json")
        assert result.json["reference"].endswith(f"/{number:06d}")
    assert (session.home / "journal" / "journal.sqlite-wal").stat().st_size > 0
    with Journal(session.home / "journal") as journal:
        assert journal.verify() == (3, ())


def test_a_long_log_is_taken_into_the_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.process("doc", "K7654321", "--issuer", "UTO")
    journal = Journal(session.home / "journal")
    before = journal.can_be_left
    monkeypatch.setattr("border_check.journal.writing._LONGEST_LOG", 1)
    assert (before, journal.can_be_left) == (True, False)
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0
    assert not (session.home / "journal" / "journal.sqlite-wal").exists()
