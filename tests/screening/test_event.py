"""A home that was set up for an event: its lists and no others, until its end and not after it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from border_check.formats.terminal import report
from border_check.screening.screener import Screener
from border_check.values.event import Event
from border_check.values.lists import ListState
from border_check.values.screening import Screening, Verdict
from border_check.values.settings import Desk as DeskSettings
from border_check.values.settings import Role, Settings

from desk import DOCUMENTS, NOMINALS, Desk
from golden import Golden

CUP = Event("CUP-2026", ("sltd", "wanted"), "2026-11-22T07:00:00Z")
AFTER = timedelta(minutes=12)


def at_event(desk: Desk, event: Event = CUP) -> Screener:
    return desk.screener(event=event)


def asked(screener: Screener) -> Screening:
    return screener.document("L8989123", "UTO", "P")


def later(desk: Desk) -> Desk:
    return desk._replace(now=desk.now + AFTER)


def test_a_search_is_part_of_the_event(desk: Desk) -> None:
    with at_event(desk) as screener:
        assert asked(screener).verdict is Verdict.STOP
        (entry,) = [entry for _, entry in screener.recorder.entries()]
    assert entry.facts["operation"] == "CUP-2026"


def test_unless_it_names_another(desk: Desk) -> None:
    settings = Settings(desk=DeskSettings(operation="SUMMER"), event=CUP)
    with Screener(desk.home, settings, clock=lambda: desk.now) as screener:
        asked(screener)
        assert [entry.facts["operation"] for _, entry in screener.recorder.entries()] == ["SUMMER"]


def test_only_its_lists_are_asked_and_a_missing_one_is_missed(desk: Desk) -> None:
    desk.load("extra", DOCUMENTS)
    event = CUP._replace(lists=("sltd", "un-sc"))
    with at_event(desk, event) as screener:
        states = {one.name: one.state for one in screener.document("K7654321").lists}
    assert states == {"sltd": ListState.OK, "un-sc": ListState.MISSING}


ASKED: dict[str, Callable[[Screener], Screening]] = {
    "a document": asked,
    "a person": lambda screener: screener.person({"name": "Zaru Mohamed TAYIBELI"}),
    "a vehicle": lambda screener: screener.vehicle(vin="5UTZZ21DXMZ000101"),
}


@pytest.mark.parametrize(
    ("what", "role"),
    [
        *((what, Role.SECOND_LINE) for what in ASKED),
        ("a document", Role.FIRST_LINE),
        ("a vehicle", Role.FIRST_LINE),
    ],
)
def test_after_the_end_nothing_is_answered(desk: Desk, what: str, role: Role) -> None:
    with later(desk).screener(role, event=CUP) as screener:
        screening = ASKED[what](screener)
    assert (screening.verdict, screening.hits, screening.lists) == (Verdict.NOT_CHECKED, (), ())
    assert [problem.code for problem in screening.problems] == ["event_over"]
    assert "wipe" in screening.action.text
    assert screening.reference


def test_what_the_officer_reads(desk: Desk, golden: Golden) -> None:
    with at_event(later(desk)) as screener:
        golden.holds("event_over.txt", report(asked(screener)))


def test_until_the_end_it_answers(desk: Desk) -> None:
    with at_event(desk, CUP._replace(ends="2026-11-22T06:48:03Z")) as screener:
        assert asked(screener).verdict is Verdict.STOP
    with at_event(desk, CUP._replace(ends="2026-11-22T06:48:02Z")) as screener:
        assert asked(screener).verdict is Verdict.NOT_CHECKED


def test_a_clock_that_goes_back_does_not_open_it_again(desk: Desk) -> None:
    with at_event(later(desk)) as screener:
        asked(screener)
    for _ in range(2):
        with at_event(desk) as screener:
            assert asked(screener).verdict is Verdict.NOT_CHECKED


def test_an_entry_of_the_journal_proves_that_it_was_over(desk: Desk) -> None:
    with later(desk).screener() as screener:  # somebody without this configuration
        asked(screener)
    assert not (desk.home / "event-over").exists()
    for _ in range(2):  # the second time the newest entry is an earlier one again
        with at_event(desk) as screener:
            assert asked(screener).verdict is Verdict.NOT_CHECKED


def test_a_mark_of_another_end_does_not_count(desk: Desk) -> None:
    (desk.home / "event-over").write_text(json.dumps({"ends": "2026-10-01T00:00:00Z"}))
    with at_event(desk) as screener:
        assert asked(screener).verdict is Verdict.STOP


@pytest.mark.parametrize("content", ["", "{}", "[1]", "\x00"])
def test_a_damaged_mark_is_none(desk: Desk, content: str) -> None:
    (desk.home / "event-over").write_text(content)
    with at_event(desk) as screener:
        assert asked(screener).verdict is Verdict.STOP


def test_it_ends_in_the_life_of_a_process(desk: Desk) -> None:
    moments = iter([desk.now, desk.now + AFTER, desk.now])
    with Screener(desk.home, Settings(event=CUP), clock=lambda: next(moments)) as screener:
        verdicts = [asked(screener).verdict for _ in range(3)]
    assert verdicts == [Verdict.STOP, Verdict.NOT_CHECKED, Verdict.NOT_CHECKED]


def test_the_lists_are_those_of_the_event_installed_or_not(bare_desk: Desk) -> None:
    bare_desk.load("wanted", NOMINALS)
    with at_event(bare_desk) as screener:
        assert {one.name for one in screener.statuses()} == {"sltd", "wanted"}
