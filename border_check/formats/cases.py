"""Searches that hit, for the second line: a list of them, and one of them whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.case_wording import (
    CHANGED,
    GONE,
    LABEL,
    NO_IDENTIFICATION,
    PROTECTION,
    STATE,
    UNKNOWN_RECORD,
    asylum_first,
    event_line,
    hold_line,
    listed_line,
    next_line,
    reminder_line,
    ruling_line,
    search_line,
    state_line,
    step_line,
)
from border_check.formats.cells import WIDTH, cells_of, cut
from border_check.formats.lines import Line, render
from border_check.formats.speech import fact, translated
from border_check.formats.terminal import action_lines, hit_lines, labelled
from border_check.formats.wire import SCHEMA, action_to_wire, hit_to_wire, present, problems_to_wire
from border_check.formats.wording import headline, holder_line
from border_check.formats.words import said
from border_check.screening.second_line import Opened
from border_check.screening.standing import Standing, State
from border_check.values.case import Happened, Step
from border_check.values.contacts import ncb_of
from border_check.values.settings import Settings

_STYLE = {
    State.LIMIT: "bold white on red",
    State.OVERDUE: "bold black on yellow",
    State.OPEN: "bold",
    State.CLOSED: "dim",
}
_SHOWN_RECORDS = 3


def queue_report(queue: Iterable[Standing], settings: Settings, *, colour: bool = False) -> str:
    """Searches that hit, each with its records and what comes next."""
    return render((line for one in queue for line in _queued(one, settings)), colour=colour)


def case_report(opened: Opened, settings: Settings, *, colour: bool = False) -> str:
    """A search that hit, whole."""
    return render(_case(opened, settings), colour=colour)


def case_to_wire(standing: Standing) -> dict[str, Any]:
    """A search that hit, as the journal tells it."""
    case = standing.case
    until = standing.held_until
    return {
        "schema": SCHEMA,
        "sequence": case.sequence,
        **case.facts,
        "reference": case.reference,
        "query": dict(case.query) if case.query is not None else None,
        **({"sealed": True} if case.sealed else {}),
        "hits": [[*hit] for hit in case.hits],
        "state": standing.state,
        "age_hours": round(standing.age_hours, 2),
        "reminders": standing.reminders,
        "next": standing.following,
        "hold": present(
            {
                "stands": case.is_held,
                "until": f"{until:%Y-%m-%dT%H:%M:%SZ}" if until else None,
                "lifted": _happened_to_wire(case.lifted) if case.lifted else None,
            }
        )
        if case.is_hold
        else None,
        "protection": case.protection is not None,
        "rulings": [
            {"list": hit.list, "record_id": hit.record_id, **_happened_to_wire(ruling)}
            for hit, ruling in case.rulings.items()
        ],
        "events": [_happened_to_wire(event) for event in case.events],
    }


def opened_to_wire(opened: Opened, settings: Settings) -> dict[str, Any]:
    """A search that hit, with what the lists say of its records now."""
    screening = opened.again.screening
    action: dict[str, Any] = {"text": asylum_first(settings)}
    if not opened.case.protection:
        action = action_to_wire(screening.action)
    return {
        **case_to_wire(opened.standing),
        "action": present(action),
        "records": [hit_to_wire(hit) for hit in screening.hits],
        "gone": [[*hit] for hit in opened.again.gone],
        "changed": list(opened.again.changed),
        "problems": problems_to_wire(screening.problems),
    }


def _happened_to_wire(event: Happened) -> dict[str, Any]:
    facts = {
        key: event.facts.get(key)
        for key in ("step", "disposition", "records", "missing", "supervisor")
    }
    return present(
        {"event": event.event, "at": event.at, "user": event.user, **facts, "note": event.note}
    )


def _queued(standing: Standing, settings: Settings) -> Iterator[Line]:
    case = standing.case
    word = translated(STATE[standing.state])
    verdict = f" {said(case.verdict.word)}" if case.verdict else ""
    about = f"{fact(case.reference)}{verdict} {said(case.check)}"
    since = state_line(standing)
    gap = " " * max(1, WIDTH - 9 - cells_of(about) - cells_of(since))
    yield Line.of((_state(word), _STYLE[standing.state]), about, gap, since)
    reminder = reminder_line(standing)
    if reminder:
        yield from labelled("", reminder)
    if case.protection:
        yield from labelled("", translated(PROTECTION))
    more = len(case.hits) - _SHOWN_RECORDS
    records = [*map(listed_line, case.hits[:_SHOWN_RECORDS])]
    records += [translated("and {count} more", count=more)] if more > 0 else []
    yield from labelled("", "; ".join(records))
    told = next_line(standing, settings)
    if told:
        yield from labelled("", f"{translated('Next:')} {told}")
    for hit, ruling in list(case.rulings.items())[:_SHOWN_RECORDS]:
        yield from labelled("", ruling_line(hit, ruling))


def _case(opened: Opened, settings: Settings) -> Iterator[Line]:
    case, screening = opened.case, opened.again.screening
    yield from _head(opened)
    if case.protection:
        yield from labelled(LABEL["first"], f"{translated(PROTECTION)} {asylum_first(settings)}")
    elif screening.hits:
        yield from action_lines(screening.action, _whom_to_call(settings))
    yield from labelled(LABEL["search"], search_line(case))
    read = holder_line(screening)
    if read:
        yield from labelled(LABEL["read"], read)
    for hit in screening.hits:
        yield from hit_lines(screening, hit, explain=True)
    for gone in opened.again.gone:
        yield from labelled(LABEL["gone"], f"{listed_line(gone)}: {translated(GONE)}.")
    if opened.again.changed:
        changed = translated(CHANGED, lists=", ".join(opened.again.changed))
        yield from labelled(LABEL["note"], f"{changed}.")
    for problem in screening.problems:
        yield from labelled(LABEL["note"], translated(problem.text))
    yield from _life(opened, settings)


def _whom_to_call(settings: Settings) -> str | None:
    """The own NCB, where it is named."""
    ncb = ncb_of(settings)
    return ncb.told if ncb else None


def _head(opened: Opened) -> Iterator[Line]:
    standing = opened.standing
    word, reference = translated(STATE[standing.state]), fact(opened.case.reference)
    room = WIDTH - 10 - cells_of(reference)
    title = cut(
        headline(opened.again.screening)
        if opened.again.screening.hits
        else translated(UNKNOWN_RECORD),
        room,
    )
    gap = " " * max(1, room - cells_of(title) + 1)
    yield Line.of((_state(word), _STYLE[standing.state]), (title, "bold"), gap, reference)
    yield from labelled("", f"{state_line(standing)} {reminder_line(standing)}".strip())


def _state(word: str) -> str:
    return word + " " * max(1, 9 - cells_of(word))


def _life(opened: Opened, settings: Settings) -> Iterator[Line]:
    case = opened.case
    hold = hold_line(opened.standing)
    if hold:
        yield from labelled(LABEL["hold"], hold)
    for number, step in enumerate(Step):
        yield from labelled("" if number else LABEL["steps"], step_line(case, step))
    for number, (hit, ruling) in enumerate(case.rulings.items()):
        yield from labelled("" if number else LABEL["ruled"], ruling_line(hit, ruling))
    told = next_line(opened.standing, settings)
    if told:
        yield from labelled(LABEL["next"], told)
    for number, event in enumerate(case.events):
        yield from labelled("" if number else LABEL["log"], event_line(event))
    yield from labelled("", translated(NO_IDENTIFICATION))
