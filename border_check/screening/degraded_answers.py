"""What an answer says while degraded mode is open: it stays NOT CHECKED, and tells the order."""

from __future__ import annotations

from collections.abc import Iterable

from border_check.errors import BorderCheckError
from border_check.journal.degraded import mode_at
from border_check.journal.recorder import Recorder
from border_check.language import marked, sentence
from border_check.values.contacts import Call
from border_check.values.degraded import Mode
from border_check.values.lists import ListState, ListStatus
from border_check.values.screening import Action, Problem, Verdict

ORDER = marked(
    "Degraded mode until {until}: follow the order for it, and call. This search is asked again "
    "once the list is renewed."
)
OPEN = marked("degraded mode since {since}, until {until}: asked again once the list is renewed")


def mode_for(recorder: Recorder, lists: Iterable[ListStatus], at: str) -> Mode | None:
    """Degraded mode where it is open and a list of this search is too old to answer."""
    if not any(is_too_old(one) for one in lists):
        return None
    try:
        return mode_at(recorder, at)
    except BorderCheckError:  # nor will the search be entered, and that is told
        return None


def is_too_old(status: ListStatus) -> bool:
    """Whether a list that has to answer is there, and too old for it."""
    return status.required and status.state is ListState.EXPIRED


def ordered(verdict: Verdict, action: Action, mode: Mode) -> Action:
    """What to do: the order for degraded mode, where nothing hit."""
    if verdict is not Verdict.NOT_CHECKED:
        return action
    return Action(None, sentence(ORDER, until=mode.until), (Call("", mode.contact),))


def told(mode: Mode) -> Problem:
    """That degraded mode is open."""
    return Problem("degraded_mode", sentence(OPEN, since=mode.since, until=mode.until))
