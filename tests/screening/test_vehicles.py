"""Whole checks of vehicles against a small list."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from border_check.errors import UnreadableInput, UsageError
from border_check.formats.terminal import report
from border_check.formats.wire import screening_to_wire, to_json
from border_check.journal.book import Journal
from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot
from border_check.values.screening import Grade, Verdict
from border_check.values.settings import Role
from border_check.values.vehicle import Mark, MarkKind, Vehicle

from desk import DOCUMENTS, VEHICLES, Desk

VIN = "5UTZZ21DXMZ000101"
PLATE = {"plate": "UT 101 AB", "country": "UTO"}


@pytest.fixture
def garage(bare_desk: Desk) -> Desk:
    """A desk with vehicles, without a class of its own, and documents, which are not asked."""
    bare_desk.load("smv", VEHICLES)
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(days=40))
    return bare_desk


CHECKS = [
    ("a stolen car by its VIN", {"vin": VIN}, Verdict.REFER, ["C1"]),
    ("by its plate and country", PLATE, Verdict.REFER, ["C1"]),
    ("a record that asks to hold it", {"vin": "UT0ZZZ77ZJU003003"}, Verdict.STOP, ["C2"]),
    ("a plate of two countries", {"plate": "ut-101-ab"}, Verdict.REFER, ["C1", "C6"]),
    ("a plate of a third country", {**PLATE, "country": "XXB"}, Verdict.PROCEED, []),
    ("a look-alike", {"vin": "5UTZZ2IDXMZOO0IO1"}, Verdict.REFER, ["C1"]),
    ("a part of a plate", {"plate": "UT*?1AB"}, Verdict.REFER, ["C1", "C6"]),
    ("recovered", {"plate": "UT1515R", "country": "UTO"}, Verdict.PROCEED, []),
    ("past its review date", {"plate": "UT1717L", "country": "UTO"}, Verdict.PROCEED, []),
    ("a part of another one", {"part": "ab 77121"}, Verdict.REFER, ["C7"]),
    ("an engine", {"engine": "ze1-000101"}, Verdict.REFER, ["C1"]),
    ("a ship", {"imo": "IMO 0012340"}, Verdict.REFER, ["C8"]),
    ("a boat", {"registration": "ut 4411 k", "country": "Utopia"}, Verdict.REFER, ["C8"]),
    ("discreet, for the second line", {"vin": "5UTZZ21D7PZ000707"}, Verdict.PROCEED, ["C3"]),
    ("nothing known", {"vin": "UT0ZZZ77ZJU009999"}, Verdict.PROCEED, []),
    ("nothing known, of another script", {"plate": "京A12345"}, Verdict.PROCEED, []),
    ("nothing known, and misread", {"vin": "5UTZZ21D9MZ000999"}, Verdict.NOT_CHECKED, []),
    ("a letter that no VIN has", {"vin": "UT0ZZZ77ZJU00O999"}, Verdict.NOT_CHECKED, []),
    ("the same, sure by the check character", {"vin": "5UTZZ21D8MZOO0999"}, Verdict.PROCEED, []),
    ("listed, and another number misread", {"vin": VIN, "imo": "0012341"}, Verdict.REFER, ["C1"]),
    ("a ship that was misread", {"imo": "0012341"}, Verdict.NOT_CHECKED, []),
]


@pytest.mark.parametrize(
    ("asked", "verdict", "records"), [c[1:] for c in CHECKS], ids=[c[0] for c in CHECKS]
)
def test_vehicle(garage: Desk, asked: dict[str, str], verdict: Verdict, records: list[str]) -> None:
    with garage.screener() as screener:
        screening = screener.vehicle(**asked)
    assert (screening.verdict, [hit.record_id for hit in screening.hits]) == (verdict, records)
    assert {status.name for status in screening.lists} == {"smv"}


PROBLEMS = [
    ("letters that no VIN has", {"vin": "5UTZZ2IDXMZ000101"}, ["vin_letters"]),
    ("a check character that fails", {"vin": "5UTZZ21D9MZ000999"}, ["check_digit"]),
    ("a European maker's that would fail", {"vin": "SGZCZ43D13S812715"}, []),
    ("a chassis number", {"vin": "ZR6801818"}, ["vin_short"]),
    ("an IMO number that fails", {"imo": "0012341"}, ["check_digit"]),
    ("the plate of another country", {**PLATE, "country": "XXB"}, ["same_plate_other_country"] * 2),
    ("a vehicle that was found again", {"vin": "5UTZZ21D5FZ001515"}, ["vehicle_recovered"]),
]


@pytest.mark.parametrize(
    ("asked", "codes"), [p[1:] for p in PROBLEMS], ids=[p[0] for p in PROBLEMS]
)
def test_problems(garage: Desk, asked: dict[str, str], codes: list[str]) -> None:
    with garage.screener() as screener:
        screening = screener.vehicle(**asked)
    assert [problem.code for problem in screening.problems] == codes


def test_without_a_list_of_vehicles_nothing_is_concluded(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS)
    with bare_desk.screener() as screener:
        screening = screener.vehicle(vin="UT0ZZZ77ZJU009999")
    assert screening.verdict is Verdict.NOT_CHECKED
    assert [problem.code for problem in screening.problems] == ["nothing_asked"]


def test_an_expired_list_does_not_answer(bare_desk: Desk) -> None:
    bare_desk.load("smv", VEHICLES, age=timedelta(days=9))
    with bare_desk.screener() as screener:
        screening = screener.vehicle(vin=VIN)
    assert (screening.verdict, screening.hits) == (Verdict.NOT_CHECKED, ())
    assert "record C1, exact" in screening.problems[1].text


def test_a_document_check_does_not_ask_vehicles(garage: Desk) -> None:
    with garage.screener() as screener:
        assert {one.name for one in screener.document("K7654321").lists} == {"sltd"}


def test_the_journal_has_the_search(garage: Desk) -> None:
    with garage.screener() as screener:
        screener.vehicle(**PLATE)
    with Journal(garage.home / "journal") as journal:
        (entry,) = journal.entries()
    assert (entry.facts["check"], entry.facts["keyed"]) == ("vehicle", True)
    assert entry.facts["hits"] == [["smv", "C1", "exact", "inquire"]]
    assert json.loads(entry.query or "") == {"country": "UTO", "plate": "UT101AB"}


USAGE = [
    ("nothing", {}, "no number of a vehicle"),
    ("blanks", {"vin": " "}, "no number of a vehicle"),
    ("a country alone", {"country": "UTO"}, "no number of a vehicle"),
    ("a country with a VIN", {"vin": VIN, "country": "UTO"}, "neither a plate nor a registration"),
    ("a part of a VIN", {"vin": "5UTZZ*"}, "VIN: given with wild cards"),
]


@pytest.mark.parametrize(("asked", "words"), [u[1:] for u in USAGE], ids=[u[0] for u in USAGE])
def test_usage(garage: Desk, asked: dict[str, str], words: str) -> None:
    with garage.screener() as screener, pytest.raises(UsageError, match=words):
        screener.vehicle(**asked)


UNREADABLE = [
    ("a VIN of 18", {"vin": f"{VIN}X"}, "VIN: has 18 letters and digits, expected at most 17"),
    ("a VIN of signs", {"vin": "--"}, "VIN: has no letter or digit"),
    ("a short IMO number", {"imo": "IMO 12340"}, "IMO number: has 5 characters, expected 7"),
    ("a country that is none", {"plate": "X1", "country": "Q"}, "country: found 'Q'"),
    ("too little of a plate", {"plate": "U?T*"}, "plate: found 2 characters beside the wild cards"),
]


@pytest.mark.parametrize(
    ("asked", "words"), [u[1:] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE]
)
def test_unreadable(garage: Desk, asked: dict[str, str], words: str) -> None:
    with garage.screener() as screener, pytest.raises(UnreadableInput, match=words):
        screener.vehicle(**asked)
    assert not (garage.home / "journal").exists()


def test_a_first_line_desk_asks_for_whole_plates(garage: Desk) -> None:
    with garage.screener(Role.FIRST_LINE) as screener:
        with pytest.raises(UsageError, match="may not search by a part of a plate"):
            screener.vehicle(plate="UT1*", country="UTO")
        assert screener.vehicle(**PLATE).hits[0].grade is Grade.EXACT


# -- discreet records ------------------------------------------------------------------------------

READS = Path("/proc/self/io")
OTHERS = "".join(line for line in VEHICLES.splitlines(keepends=True) if "discreet" not in line)
ASKED = {"vin": "5UTZZ21D7PZ000707", "plate": "UT 707 DS", "country": "XXA"}


def first_line(desk: Desk, vehicles: str, age: timedelta) -> tuple[str, str]:
    desk.load("smv", vehicles, age=age)
    with desk.screener(Role.FIRST_LINE) as screener:
        screening = screener.vehicle(**ASKED)
    (status,) = screening.lists
    wire = to_json(screening_to_wire(screening)).replace(str(status.version), "V")
    return wire, report(screening)


@pytest.mark.parametrize("age", [timedelta(hours=1), timedelta(hours=98)], ids=["fresh", "expired"])
def test_a_first_line_desk_gets_the_answer_without_discreet_records(
    bare_desk: Desk, tmp_path_factory: pytest.TempPathFactory, age: timedelta
) -> None:
    other = Desk(tmp_path_factory.mktemp("other") / "home", bare_desk.now)
    assert first_line(bare_desk, VEHICLES, age) == first_line(other, OTHERS, age)


@pytest.mark.skipif(not READS.exists(), reason="the system does not count reads")
def test_a_discreet_record_costs_no_system_call_more(bare_desk: Desk) -> None:
    bare_desk.load("smv", VEHICLES)

    def reads(number: str) -> int:
        home = Home(bare_desk.home)
        current = home.current("smv")
        assert current is not None
        with Snapshot(home.snapshot_file("smv", current.version)) as snapshot:
            snapshot.read_alike()
            before = counted()
            rows = snapshot.find_vehicles(Vehicle((Mark(MarkKind.PLATE, number),)))
            assert bool([snapshot.vehicle(row) for row in rows]) is (number == "UT707DS")
            return counted() - before

    assert reads("UT707DS") == reads("UT707DT") == reads("X")


def counted() -> int:
    """How often this process has read from files."""
    return int(READS.read_text().partition("syscr: ")[2].split()[0])


def test_no_note_betrays_a_discreet_record(garage: Desk) -> None:
    with garage.screener(Role.FIRST_LINE) as screener:
        assert screener.vehicle(plate="UT707DS", country="XXA").problems == ()


# -- what to do ------------------------------------------------------------------------------------

ACTIONS = [
    ("inquire, which is the default", {"vin": VIN}, "inquire", "in good faith"),
    ("hold, where the record says so", {"vin": "UT0ZZZ77ZJU003003"}, "hold", "and its keys"),
    ("discreet", {"vin": "5UTZZ21D7PZ000707"}, "discreet", "Do not let the occupants know"),
    ("a look-alike", {"vin": "5UTZZ21DXMZOO0101"}, "inquire", "read the number again"),
    ("no country", {"plate": "UT101AB"}, "inquire", "read the country on the plate"),
    ("on another vehicle", {**PLATE, "vin": "UT0ZZZ77ZJU009999"}, "inquire", "another vehicle"),
    ("an engine alone", {"engine": "ZE1000101"}, "inquire", "compare make, model"),
    ("a part of a plate", {"plate": "UT7780*"}, "inquire", "compare make, model"),
    ("misread", {"vin": "5UTZZ21D9MZ000999"}, None, "may have been altered"),
    ("nothing", {"vin": "UT0ZZZ77ZJU009999"}, None, "Continue the examination"),
]


@pytest.mark.parametrize(
    ("asked", "action", "words"), [a[1:] for a in ACTIONS], ids=[a[0] for a in ACTIONS]
)
def test_action(garage: Desk, asked: dict[str, str], action: str | None, words: str) -> None:
    with garage.screener() as screener:
        found = screener.vehicle(**asked).action
    assert found.action_class == action
    assert words in found.text
