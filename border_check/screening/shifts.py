"""Shifts of a post: opened with a self-test, closed with a report, no open hit left in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from border_check.errors import BorderCheckError, UsageError
from border_check.journal.chain import Finding
from border_check.journal.degraded import due
from border_check.journal.opening import journal_at
from border_check.journal.shifts import SHIFT, handed_over, open_shift, worked
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.screening.standing import Standing
from border_check.snapshot.home import Home
from border_check.snapshot.self_test import self_test
from border_check.values.lists import ListStatus
from border_check.values.record import NamedTuple
from border_check.values.settings import Role, ShiftUse
from border_check.values.shift import HandOver, Shift, ShiftEvent, Worked

LONGEST_NAME = 60


class Opened(NamedTuple):
    """A shift that was just opened, and what it starts with."""

    shift: Shift
    taken_over: Shift | None
    """The shift that was still open, and ends with this one."""
    handed: HandOver | None
    lists: tuple[ListStatus, ...]
    faults: Mapping[str, str | None]
    """What the self-test found of each installed list."""
    journal: Finding
    waiting: tuple[Standing, ...] | None
    """Open hits, the most urgent first; None at a first-line desk, which may not see them."""
    due: int = 0
    """Searches of degraded mode that are to be asked again."""
    warnings: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether neither lists nor journal are damaged."""
        return not self.journal.faults and not any(self.faults.values())


class Shown(NamedTuple):
    """A shift as it stands, or as it was closed."""

    shift: Shift
    worked: Worked
    lists: tuple[ListStatus, ...]
    waiting: tuple[Standing, ...] | None
    until: str | None = None
    """When it was closed: UTC, ISO 8601 with Z; None while it is open."""
    to: str = ""
    """To whom open hits were handed over."""
    due: int = 0
    """Searches of degraded mode that are to be asked again."""
    warnings: tuple[str, ...] = ()


class Shifts:
    """The shifts of a post, whose home and settings a screener has."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._recorder = screener.recorder
        self._desk = screener.settings.desk

    def current(self) -> Shift | None:
        """The shift that is open."""
        return open_shift(self._recorder, self._desk.post)

    def require(self) -> None:
        """Raise `BorderCheckError` where the configuration asks for a shift and none is open."""
        if self._desk.shift is ShiftUse.REQUIRED and self.current() is None:
            raise BorderCheckError(
                f"no shift is open at {self._desk.post}, and the configuration requires one",
                hint="open it: `border-check shift open --officer NAME`",
            )

    def open(self, officer: str, *, take_over: bool = False) -> Opened:
        """Open a shift, after a self-test of every list and of the journal.

        Damage does not keep it from being opened: the post works on, and is told. Raises
        `BorderCheckError` where one is open that is not taken over.
        """
        name = _name(officer, "--officer")
        before = self.current()
        if before is not None and not take_over:
            raise BorderCheckError(
                f"a shift is open since {before.since}, of {before.officer} ({before.user})",
                hint="let them close it; after a crash, or where they forgot: --take-over",
            )
        handed = handed_over(self._recorder, self._desk.post)
        faults = self_test(Home(self._screener.home))
        folder = Home(self._screener.home).journal
        with journal_at(folder, self._screener.settings.database) as journal:
            finding = journal.verify()
        lists, waiting = self._screener.statuses(), self._waiting()
        latest, at = self._recorder.latest(), self._at()
        facts: dict[str, Any] = {
            "event": ShiftEvent.OPEN,
            "officer": name,
            "took_over": before.reference if before else None,
            "lists": [[one.name, one.version, one.state, one.age_hours] for one in lists],
            "damaged": sorted(name for name, fault in faults.items() if fault),
            "journal_faults": len(finding.faults),
            **_waiting_facts(waiting),
        }
        entered = self._recorder.enter(at, {"check": SHIFT, **facts}, {})
        shift = Shift(entered.reference, name, self._recorder.user, at)
        warnings = (*([entered.warning] if entered.warning else []), *_put_back(latest, at))
        return Opened(shift, before, handed, lists, faults, finding, waiting, self._due(), warnings)

    def show(self) -> Shown:
        """The shift that is open, as it stands; raises `BorderCheckError` where none is."""
        shift = self._open_one()
        lists, waiting = self._screener.statuses(), self._waiting()
        return Shown(shift, self._worked(shift), lists, waiting, due=self._due())

    def close(self, hand_over: str = "") -> Shown:
        """Close the shift that is open. Raises `BorderCheckError` where none is, and where hits are
        open that are handed over to nobody."""
        shift = self._open_one()
        to = _name(hand_over, "--hand-over") if hand_over else ""
        waiting = self._waiting()
        if waiting and not to:
            count = "1 hit is" if len(waiting) == 1 else f"{len(waiting)} hits are"
            first = ", ".join(one.case.reference for one in waiting[:5])
            raise BorderCheckError(
                f"the shift is not closed: {count} open ({first})",
                hint="see `border-check hits --open`; hand them over by name: --hand-over NAME",
            )
        done = self._worked(shift)
        at = self._at()
        facts: dict[str, Any] = {
            "event": ShiftEvent.CLOSE,
            "of": shift.reference,
            "officer": shift.officer,
            "to": to or None,
            "counts": dict(done.verdicts),
            **_waiting_facts(waiting),
        }
        entered = self._recorder.enter(at, {"check": SHIFT, **facts}, {})
        warnings = (entered.warning,) if entered.warning else ()
        lists = self._screener.statuses()
        return Shown(shift, done, lists, waiting, at, to, self._due(), warnings)

    def _open_one(self) -> Shift:
        shift = self.current()
        if shift is None:
            raise BorderCheckError(
                f"no shift is open at {self._desk.post}",
                hint="open one: `border-check shift open --officer NAME`",
            )
        return shift

    def _waiting(self) -> tuple[Standing, ...] | None:
        if self._desk.role is Role.FIRST_LINE:
            return None
        return tuple(SecondLine(self._screener).queue(only_open=True))

    def _due(self) -> int:
        return len(due(self._recorder))

    def _worked(self, shift: Shift) -> Worked:
        as_shown = self._desk.role is Role.FIRST_LINE
        return worked(self._recorder, self._desk.post, shift.since, as_shown=as_shown)

    def _at(self) -> str:
        return self._screener.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _waiting_facts(waiting: tuple[Standing, ...] | None) -> dict[str, Any]:
    """Open hits as the journal names them; nothing where the desk may not know of them."""
    return {} if waiting is None else {"open": [one.case.reference for one in waiting]}


def _put_back(latest: str | None, at: str) -> list[str]:
    """What to warn of where the clock says less than it said before."""
    if latest is None or latest <= at:
        return []
    return [f"the clock says {at}, and something was entered at {latest}: was it put back?"]


def _name(given: str, option: str) -> str:
    name = " ".join(given.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageError(
            f"{option}: expected a name of at most {LONGEST_NAME} characters",
            hint="the account of the operating system is entered beside it",
        )
    return name
