"""Which guard refuses a list, and that a lifted one lets that list through and no other."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from border_check.errors import Refused
from border_check.snapshot.guards import Guard, Lifted, unlike
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.snapshot.reader import Snapshot
from border_check.sources.registry import source_named
from border_check.values.lists import ListDescription

from desk import DOCUMENTS

SIZES = [
    ("no limits", None, None, 0, []),
    ("fewer than it should have", 7, None, 6, [Guard.MINIMUM]),
    ("as few as it may have", 7, 7, 7, []),
    ("more than it should have", None, 7, 8, [Guard.MAXIMUM]),
    ("limits that exclude each other", 9, 5, 7, [Guard.MINIMUM, Guard.MAXIMUM]),
]


@pytest.mark.parametrize(
    ("minimum", "maximum", "records", "guards"),
    [case[1:] for case in SIZES],
    ids=[case[0] for case in SIZES],
)
def test_which_refuse(
    minimum: int | None, maximum: int | None, records: int, guards: list[Guard]
) -> None:
    description = ListDescription("sltd", minimum=minimum, maximum=maximum)
    assert [guard for guard, _ in unlike(description, records)] == guards


LIFTS = [
    ("none", None, Guard.MINIMUM),
    ("the one that refuses first", Guard.MINIMUM, Guard.MAXIMUM),
    ("the other one", Guard.MAXIMUM, Guard.MINIMUM),
]


@pytest.mark.parametrize(
    ("lifted", "refuses"), [case[1:] for case in LIFTS], ids=[case[0] for case in LIFTS]
)
def test_one_that_is_lifted_lifts_no_other(
    tmp_path: Path, now: datetime, lifted: Guard | None, refuses: Guard
) -> None:
    load = given(tmp_path, now, lifted, maximum=5)
    with pytest.raises(Refused) as raised:
        install_list(Home(tmp_path / "home"), load)
    assert raised.value.guard is refuses
    assert raised.value.as_of == "2026-11-22T05:48:02Z"


CLOCKS = [
    ("nothing was done yet", None, False),
    ("it goes on", -60, False),
    ("another machine is ahead", 59, False),
    ("it was put back", 61, True),
]


@pytest.mark.parametrize(
    ("minutes", "refused"), [c[1:] for c in CLOCKS], ids=[c[0] for c in CLOCKS]
)
def test_a_clock_that_was_put_back(
    tmp_path: Path, now: datetime, minutes: int | None, refused: bool
) -> None:
    seen = None if minutes is None else now + timedelta(minutes=minutes)
    load = given(tmp_path, now, Guard.MINIMUM)._replace(seen=seen)
    if not refused:
        assert install_list(Home(tmp_path / "home"), load).records
        return
    with pytest.raises(Refused, match="was it put back") as raised:
        install_list(Home(tmp_path / "home"), load)
    assert raised.value.guard is Guard.CLOCK


def test_what_was_loaded_so_names_the_request(tmp_path: Path, now: datetime) -> None:
    home = Home(tmp_path / "home")
    report = install_list(home, given(tmp_path, now, Guard.MINIMUM))
    with Snapshot(home.snapshot_file("sltd", report.version)) as snapshot:
        assert snapshot.request == "2026-11-22/DESK-01/000001"


def given(folder: Path, now: datetime, lifted: Guard | None, maximum: int | None = None) -> Load:
    file = folder / "sltd.csv"
    file.write_text(DOCUMENTS)
    return Load(
        ListDescription("sltd", minimum=9, maximum=maximum),
        source_named("sltd-csv"),
        file,
        now,
        now - timedelta(hours=1),
        lifted=Lifted(lifted, "2026-11-22/DESK-01/000001") if lifted else None,
    )
