"""How old a list is: counted from when its source last confirmed it current."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from border_check.errors import SnapshotError
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.snapshot.upkeep import confirm, fold_list, roll_back
from border_check.sources.registry import source_named
from border_check.values.lists import ListDescription, ListState, ListStatus

from desk import DOCUMENTS, Desk

WEEK = timedelta(days=7)
DELTA = "record_id,issuing_country,din,category\nD99,UTO,Z9990001,lost\n"


def status(desk: Desk) -> ListStatus:
    with desk.screener() as screener:
        (found,) = screener.statuses()
    return found


def confirmed(desk: Desk, ago: timedelta) -> None:
    home = Home(desk.home)
    current = home.current("sltd")
    assert current is not None
    confirm(home, "sltd", current.version, desk.now - ago)


def more(desk: Desk, *, add: bool = False, delta: bool = False) -> None:
    """Load a few records over a list, or to it."""
    file = desk.home.parent / "more.csv"
    file.write_text(DELTA)
    source = source_named("sltd-csv")
    load = Load(ListDescription("sltd"), source, file, desk.now, desk.now - WEEK, add, delta)
    install_list(Home(desk.home), load)


def test_an_old_list_that_was_confirmed_answers(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    assert status(bare_desk).state is ListState.EXPIRED
    snapshot = sorted((bare_desk.home / "lists" / "sltd").glob("2*"))
    before = [file.read_bytes() for file in snapshot]
    confirmed(bare_desk, timedelta(hours=2))
    found = status(bare_desk)
    assert (found.state, found.age_hours) == (ListState.OK, 2.0)
    assert found.as_of == "2026-11-22T04:48:02Z"
    assert [file.read_bytes() for file in snapshot] == before


def test_a_screener_that_is_open_sees_it(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    with bare_desk.screener() as screener:
        assert screener.statuses()[0].state is ListState.EXPIRED
        confirmed(bare_desk, timedelta(hours=2))
        assert screener.statuses()[0].state is ListState.OK


def test_a_confirmation_grows_old_too(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    confirmed(bare_desk, timedelta(hours=30))
    assert status(bare_desk).state is ListState.STALE
    confirmed(bare_desk, timedelta(hours=80))  # an earlier one takes nothing away
    assert status(bare_desk).age_hours == 30.0


def test_a_confirmation_never_makes_a_list_older(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(hours=1))
    confirmed(bare_desk, WEEK)
    assert status(bare_desk).age_hours == 1.0


def test_only_the_version_that_was_confirmed_is(bare_desk: Desk) -> None:
    first = bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    second = bare_desk.load("sltd", DOCUMENTS, age=timedelta(days=6))
    home = Home(bare_desk.home)
    with pytest.raises(SnapshotError, match="another version was installed"):
        confirm(home, "sltd", first.version, bare_desk.now)
    confirm(home, "sltd", second.version, bare_desk.now)
    assert status(bare_desk).state is ListState.OK
    roll_back(home, "sltd")
    assert status(bare_desk).state is ListState.EXPIRED
    roll_back(home, "sltd", second.version)  # what was said of it is not kept
    assert status(bare_desk).state is ListState.EXPIRED


def test_what_is_added_leaves_the_list_confirmed(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    confirmed(bare_desk, timedelta(hours=2))
    more(bare_desk, add=True)
    assert status(bare_desk).age_hours == 2.0


def test_folding_leaves_the_list_as_fresh_as_it_was(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    more(bare_desk, delta=True)
    assert status(bare_desk).age_hours == 168.0  # a delta has a date of its own
    confirmed(bare_desk, timedelta(hours=2))
    assert fold_list(Home(bare_desk.home), "sltd")
    assert status(bare_desk).age_hours == 2.0


@pytest.mark.parametrize("said", ["soon", "9999", 7, ["x"]])
def test_a_confirmation_that_is_none_makes_nothing_fresh(bare_desk: Desk, said: object) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=WEEK)
    file = bare_desk.home / "lists" / "sltd" / "current"
    file.write_text(json.dumps({**json.loads(file.read_text()), "confirmed": said}))
    assert status(bare_desk).state is ListState.CORRUPT


FORWARD = [
    ("older", timedelta(hours=50), True),
    ("of the same date", timedelta(hours=48), False),
    ("newer", timedelta(hours=47), False),
]


@pytest.mark.parametrize(("age", "refused"), [f[1:] for f in FORWARD], ids=[f[0] for f in FORWARD])
def test_a_list_that_may_only_go_forward(bare_desk: Desk, age: timedelta, refused: bool) -> None:
    bare_desk.load("sltd", DOCUMENTS, age=timedelta(hours=48))
    file = bare_desk.home.parent / "older.csv"
    file.write_text(DOCUMENTS)
    now: datetime = bare_desk.now
    source = source_named("sltd-csv")
    load = Load(ListDescription("sltd"), source, file, now, now - age, forward=True)
    if not refused:
        assert install_list(Home(bare_desk.home), load).records
        return
    with pytest.raises(SnapshotError, match="older than the one that answers"):
        install_list(Home(bare_desk.home), load)


def test_a_clock_that_is_put_back_under_an_open_desk_is_told(desk: Desk) -> None:
    with desk.screener() as screener:
        before = screener.now()
        assert all(one.status.state.answers for one in screener.lists())
        screener._clock = lambda: before - timedelta(days=2)
        states = {one.status.state for one in screener.lists()}
    assert states == {ListState.CORRUPT}
