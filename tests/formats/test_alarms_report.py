"""Alarms of travellers, as a keeper of lists sees them."""

from __future__ import annotations

import json

import pytest

from border_check.evaluation.alarms import Alarms, ListAlarms, Measurement
from border_check.formats.alarms import measurement_report, measurement_to_wire
from border_check.formats.terminal import WIDTH
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.screening import Grade
from border_check.values.settings import Thresholds

from golden import Golden

THRESHOLDS = (5.5, 6.0, 9.0, 9.5)


def rows(travellers: int, *figures: tuple[int, int, int, int]) -> tuple[Alarms, ...]:
    return tuple(
        Alarms(
            threshold,
            alarming,
            1000 * alarming / travellers if travellers else None,
            dict(zip(Grade, grades, strict=True)),
        )
        for threshold, (alarming, *grades) in zip(THRESHOLDS, figures, strict=True)
    )


def status(name: str, records: int) -> ListStatus:
    return ListStatus(
        name,
        ListKind.NOMINALS,
        ListState.OK,
        version="20261122T060000Z-0a1b2c",
        as_of="2026-11-22T06:00:00Z",
        age_hours=0.8,
        records=records,
    )


WANTED = ListAlarms(
    rows(2000, (14, 1, 2, 17), (3, 1, 1, 1), (1, 1, 0, 0), (0, 0, 0, 0)),
    rows(2000, (160, 0, 0, 213), (40, 0, 0, 44), (1, 0, 0, 1), (0, 0, 0, 0)),
)
LOCAL = ListAlarms(rows(2000, *[(0, 0, 0, 0)] * 4), rows(2000, (1, 0, 0, 1), *[(0, 0, 0, 0)] * 3))
TOGETHER = ListAlarms(WANTED.full_record, rows(2000, (161, 0, 0, 214), *[(40, 0, 0, 44)] * 3))

MEASURED = Measurement(
    file="week.csv",
    reference="2026-11-22/GVA-2L/000420",
    warning=None,
    travellers=2000,
    not_read=3,
    thresholds=Thresholds(),
    lists=((status("wanted", 75_000), WANTED), (status("local", 12), LOCAL)),
    together=TOGETHER,
)
ONE_LIST = MEASURED._replace(lists=MEASURED.lists[:1], together=WANTED)
NOBODY = ONE_LIST._replace(
    travellers=0,
    together=ListAlarms(rows(0, *[(0, 0, 0, 0)] * 4), rows(0, *[(0, 0, 0, 0)] * 4)),
)

CASES = [("alarms", MEASURED), ("alarms_one_list", ONE_LIST)]


@pytest.mark.parametrize(("name", "measured"), CASES, ids=[case[0] for case in CASES])
def test_the_report(golden: Golden, name: str, measured: Measurement) -> None:
    text = measurement_report(measured, colour=False)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    assert "\x1b" not in text
    golden.holds(f"{name}.txt", text)


def test_the_wire(golden: Golden) -> None:
    wire = measurement_to_wire(MEASURED)
    golden.holds("alarms.json", json.dumps(wire, indent=1) + "\n")
    assert "together" not in measurement_to_wire(ONE_LIST)


def test_where_nobody_was_asked_about_there_is_no_figure() -> None:
    assert "no plot: nobody alarms" in measurement_report(NOBODY, colour=False)
    nobody = NOBODY._replace(lists=((status("wanted", 1), NOBODY.together),))
    figures = measurement_to_wire(nobody)["lists"][0]["full_record"][0]
    assert "alarms_per_1000" not in figures
    assert figures["travellers"] == 0


def test_the_name_of_a_file_cannot_rewrite_the_screen() -> None:
    text = measurement_report(MEASURED._replace(file="a\x1b[2Jb"), colour=False)
    assert "\x1b" not in text
