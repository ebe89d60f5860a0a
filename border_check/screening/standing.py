"""How a search that hit stands at a moment: open or closed, overdue, and what comes next."""

from __future__ import annotations

from datetime import timedelta

from border_check.values.actions import ActionClass
from border_check.values.case import Case, Step
from border_check.values.contacts import Following
from border_check.values.moments import datetime
from border_check.values.record import NamedTuple
from border_check.values.screening import Verdict
from border_check.values.str_enum import StrEnum


class State(StrEnum):
    """How urgent it is; earlier members come first."""

    LIMIT = "limit"
    OVERDUE = "overdue"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def rank(self) -> int:
        """0 for what comes first."""
        return list(State).index(self)


class Standing(NamedTuple):
    """A search that hit, at a moment."""

    case: Case
    state: State
    age_hours: float
    """Since the search."""
    reminders: int
    """How many have come due."""
    reminders_in_all: int
    held_until: datetime | None
    """When the law ends a hold that stands; None without a hold or without a limit."""
    following: Step | None
    """The step that comes next; None when all are taken."""


def standing(case: Case, following: Following, now: datetime) -> Standing:
    """How a search that hit stands now."""
    since = moment(case.at)
    age = max(0.0, (now - since).total_seconds() / 3600)
    only_note = all(hit.action is ActionClass.INFORM for hit in case.hits)
    due = 0 if only_note else sum(1 for after in following.remind_after if age >= after)
    until = None
    if case.is_held and following.hold_at_most is not None:
        until = since + timedelta(hours=following.hold_at_most)
    if not case.is_open:
        state = State.CLOSED
    elif until is not None and now >= until:
        state = State.LIMIT
    else:
        state = State.OVERDUE if due else State.OPEN
    return Standing(case, state, age, due, len(following.remind_after), until, following_step(case))


def following_step(case: Case) -> Step | None:
    """The first step that was not taken. Nobody is asked about who asks for protection."""
    skipped = {Step.ASK, Step.ANSWER} if case.protection else set[Step]()
    return next((step for step in Step if step not in case.steps and step not in skipped), None)


def missing_steps(case: Case) -> tuple[Step, ...]:
    """The steps that were not taken, in their order."""
    return tuple(step for step in Step if step not in case.steps)


def most_urgent_first(found: list[Standing]) -> list[Standing]:
    """Those at the limit of a hold first, then overdue, open and closed ones; of each of these STOP
    before all else, and notes last; the oldest first."""
    return sorted(found, key=urgency)


def urgency(one: Standing) -> tuple[int, int, str, int]:
    """What comes first has the least of it. A row of a passenger list stands with REFER: it has no
    verdict of its own here, and its traveller has yet to arrive."""
    verdict = one.case.verdict or Verdict.REFER
    return one.state.rank, verdict.rank, one.case.at, one.case.row


def moment(text: str) -> datetime:
    """A moment as the journal writes it."""
    return datetime.fromisoformat(text)
