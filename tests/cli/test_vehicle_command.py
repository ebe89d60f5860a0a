"""`border-check vehicle`, as typed at a barrier."""

from __future__ import annotations

import pytest
from session import Session

from desk import VEHICLES

VIN = "5UTZZ21DXMZ000101"


@pytest.fixture
def garage(bare_session: Session) -> Session:
    """The command, in a home with vehicles."""
    bare_session.load("smv", VEHICLES)
    return bare_session


ANSWERS = [
    ("a stolen car", ["--vin", VIN], "", 10, "[? ] REFER  VEHICLE LISTED: STOLEN"),
    ("a plate", ["--plate", "UT 101 AB", "--country", "UTO"], "", 10, "[? ] REFER  VEHICLE"),
    ("to be kept", ["--vin", "UT0ZZZ77ZJU003003"], "", 11, "[!!] STOP  VEHICLE LISTED"),
    ("from standard input", ["--vin", "-"], f"\ufeff{VIN}\r\n", 10, "[? ] REFER  VEHICLE"),
    (
        "two from standard input, a line each",
        ["--plate", "-", "--vin", "-", "--country", "UTO"],
        f"{VIN}\nUT 101 AB\n",
        10,
        "[? ] REFER  VEHICLE LISTED: STOLEN",
    ),
    ("a part of a plate", ["--plate", "UT?01*"], "", 10, "[? ] REFER  PART OF A PLATE"),
    ("an engine", ["--engine", "ZE1 000101"], "", 10, "[? ] REFER  ENGINE LISTED"),
    ("a part", ["--part", "GB-77120"], "", 10, "[? ] REFER  PART LISTED"),
    ("a ship", ["--imo", "IMO0012340"], "", 10, "[? ] REFER  VESSEL LISTED: STOLEN"),
    ("a boat", ["--registration", "UT4411K", "--country", "UTO"], "", 10, "[? ] REFER  VESSEL"),
    ("nothing known", ["--plate", "UT 1", "--country", "UTO"], "", 0, "[  ] PROCEED"),
    ("misread", ["--vin", "5UTZZ21D9MZ000999"], "", 20, "[xx] NOT CHECKED"),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "head"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS]
)
def test_answer(garage: Session, arguments: list[str], stdin: str, code: int, head: str) -> None:
    result = garage("vehicle", *arguments, stdin=stdin)
    assert (result.code, result.err) == (code, "")
    assert result.out.startswith(head)
    assert all(len(line) <= 80 for line in result.out.splitlines())


def test_without_a_list_nothing_is_concluded(bare_session: Session) -> None:
    result = bare_session("vehicle", "--vin", VIN)
    assert result.code == 20
    assert result.out.startswith("[xx] NOT CHECKED  no list of vehicles could answer")


USAGE = [
    ("nothing", [], "", "no number of a vehicle is given"),
    ("a word without an option", [VIN], "", VIN),
    ("a country alone", ["--country", "UTO"], "", "no number of a vehicle is given"),
    ("one line for two", ["--vin", "-", "--plate", "-"], f"{VIN}\n", "found 1 line, expected 2"),
    ("nothing on standard input", ["--vin", "-"], "\n", "found 0 lines, expected 1"),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"), [u[1:] for u in USAGE], ids=[u[0] for u in USAGE]
)
def test_usage(garage: Session, arguments: list[str], stdin: str, words: str) -> None:
    garage("vehicle", *arguments, stdin=stdin).failed(2, words)


def test_an_error_does_not_repeat_what_was_asked(garage: Session) -> None:
    result = garage("vehicle", "--vin", f"{VIN}9")
    result.failed(3, "has 18 letters and digits")
    assert VIN not in result.err


def test_a_first_line_desk_may_not_browse(garage: Session) -> None:
    (garage.home / "config.yaml").write_text("desk: {role: first-line}")
    result = garage("vehicle", "--plate", "UT1*", "--country", "UTO")
    result.failed(2, "a first-line desk may not search by a part of a plate")
    assert not (garage.home / "journal").exists()
    assert garage("vehicle", "--plate", "UT101AB", "--country", "UTO").code == 10


def test_a_load_tells_lines_of_rejects(bare_session: Session) -> None:
    file = bare_session.file("smv.csv", f"{VEHICLES}C10,ship,,,,,,,,0012341,stolen,,,,\n")
    result = bare_session("load", "smv", file)
    assert "smv.csv, line 11, imo: check digit 1, expected 0" in result.out
    assert bare_session("lists", "verify").out == "smv: as it was installed\n"
    shown = bare_session("lists", "show", "smv").out
    assert "kind      vehicles" in shown
    assert "action    inquire" in shown
    assert "documents" not in shown


def test_a_search_that_hit_is_listed(garage: Session) -> None:
    garage("vehicle", "--vin", VIN)
    assert " REFER vehicle " in garage("hits").out
    assert garage("hits", "show", "1").code == 0
