"""Reports on vehicles as officers see them, held against files that say how they must look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from border_check.formats.terminal import WIDTH, report
from border_check.formats.wire import screening_to_wire, to_json

from desk import VEHICLES, Desk
from golden import Golden

CASES: dict[str, dict[str, str]] = {
    "vehicle_refer": {"vin": "5UTZZ21DXMZ000101", "plate": "ut-101-ab", "country": "UTO"},
    "vehicle_stop": {"vin": "UT0ZZZ77ZJU003003", "plate": "UT 1", "country": "UTO"},
    "vehicle_look_alike": {"vin": "5UTZZ2IDXMZOO0101"},
    "vehicle_other_vehicle": {"vin": "UT0ZZZ77ZJU009999", "plate": "UT101AB", "country": "UTO"},
    "vehicle_no_country": {"plate": "UT101AB"},
    "vehicle_part_of_plate": {"plate": "UT?0*AB", "country": "UTO"},
    "vehicle_engine": {"engine": "ZE1000101"},
    "vehicle_vessel": {"imo": "IMO 0012340", "registration": "UT-4411-K", "country": "UTO"},
    "vehicle_misread": {"vin": "5UTZZ21D9MZ000999"},
    "vehicle_proceed": {"plate": "UT 101 AB", "country": "XXB"},
    "vehicle_discreet": {"plate": "UT707DS", "country": "UTO"},
}
EXPLAINED = {"vehicle_look_alike", "vehicle_other_vehicle"}


@pytest.mark.parametrize("case", CASES)
def test_report(bare_desk: Desk, golden: Golden, case: str) -> None:
    bare_desk.load("smv", VEHICLES)
    with bare_desk.screener() as screener:
        text = report(screener.vehicle(**CASES[case]), explain=case in EXPLAINED)
    golden.holds(f"{case}.txt", text)
    assert all(len(line) <= WIDTH for line in text.splitlines())


def test_report_of_a_gap(bare_desk: Desk, golden: Golden) -> None:
    bare_desk.load("smv", VEHICLES, age=timedelta(days=4, hours=2))
    with bare_desk.screener() as screener:
        golden.holds("vehicle_not_checked.txt", report(screener.vehicle(plate="UT101AB")))


def test_json(bare_desk: Desk, golden: Golden) -> None:
    bare_desk.load("smv", VEHICLES)
    with bare_desk.screener() as screener:
        screening = screener.vehicle(**CASES["vehicle_refer"])
    text = to_json(screening_to_wire(screening))
    for status in screening.lists:  # versions hold a digest, which SQLite's own version changes
        text = text.replace(str(status.version), "VERSION")
    golden.holds(
        "vehicle_refer.json", text.replace('], "', '],\n"').replace("}, {", "},\n{") + "\n"
    )


def test_a_list_cannot_rewrite_the_report(bare_desk: Desk) -> None:
    hostile = VEHICLES.replace("Zephyr", "Ze\u202ephyr")
    bare_desk.load("smv", hostile)
    with bare_desk.screener() as screener:
        text = report(screener.vehicle(vin="5UTZZ21DXMZ000101"))
    assert "\u202e" not in text
