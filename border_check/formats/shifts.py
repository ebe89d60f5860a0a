"""Shifts of a post, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.asked import list_and_age
from border_check.formats.cases import case_to_wire, queue_report
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.screening.shifts import Opened, Shown
from border_check.screening.standing import Standing
from border_check.values.lists import ListStatus
from border_check.values.screening import Verdict
from border_check.values.settings import Settings
from border_check.values.shift import Shift

OPENED = "{officer} ({user}), {post}, since {since}"
CLOSED = "{officer} ({user}), {post}"
SPAN = "from {since} to {until}"
TAKEN_OVER = "The shift of {officer} ({user}), open since {since}, was not closed and ends here."
SOUND = (
    "Lists read whole, each of which finds its own records: {lists}. Entries of the journal, none "
    "of them changed: {entries}."
)
DAMAGED_LIST = "{list}: {fault}. What needs it may be NOT CHECKED: load it again."
DAMAGED_JOURNAL = "The journal: {fault}. Keep the machine as it is and call the auditor."
SILENT = "{list} is {state}: what needs it is NOT CHECKED until it is loaded."
SILENT_BESIDE = "{list} is {state} and does not answer; it is not required."
NO_LIST = "No list is installed: every answer is NOT CHECKED."
HANDED = "{officer} handed over to {to} at {at}:"
HANDED_TO_NOBODY = "The shift of {officer} was closed at {at} and handed over to nobody:"
NOBODY_HANDED = "Nobody has handed over these hits:"
OTHERS = "They were handed over to {to}, and the shift was opened by {officer}."
NOTHING_WAITS = "No hit is open."
HANDED_ON = "Handed over to {to}:"
STILL_OPEN = "Open, and to be handed over when the shift is closed:"
DUE = "{count} of degraded mode, see `border-check degraded show`"
NOT_HERE = "Hits are followed by the second line."
SEARCHES = "{count}: {verdicts}"
ACTS = "entries about hits: {count}"


def opened_report(opened: Opened, settings: Settings, *, colour: bool = False) -> str:
    """A shift that was just opened."""
    return _with_queue([*_opened(opened, settings)], opened.waiting, settings, colour)


def shown_report(shown: Shown, settings: Settings, *, colour: bool = False) -> str:
    """A shift as it stands, or as it was closed."""
    return _with_queue([*_shown(shown, settings)], shown.waiting, settings, colour)


def opened_to_wire(opened: Opened) -> dict[str, Any]:
    """A shift that was just opened."""
    before, handed = opened.taken_over, opened.handed
    return {
        "schema": SCHEMA,
        "shift": {
            **_shift_to_wire(opened.shift),
            **present(
                {
                    "taken_over": _shift_to_wire(before) if before else None,
                    "handed_over": handed._asdict() if handed else None,
                    "open": _open_to_wire(opened.waiting),
                    "due": opened.due,
                }
            ),
        },
        "lists": [
            {**status_to_wire(one), **present({"fault": opened.faults.get(one.name)})}
            for one in opened.lists
        ],
        "journal": {"entries": opened.journal.entries, "faults": list(opened.journal.faults)},
    }


def shown_to_wire(shown: Shown) -> dict[str, Any]:
    """A shift as it stands, or as it was closed."""
    return {
        "schema": SCHEMA,
        "shift": {
            **_shift_to_wire(shown.shift),
            **present(
                {
                    "until": shown.until,
                    "to": shown.to,
                    "searches": dict(shown.worked.verdicts),
                    "acts": shown.worked.acts,
                    "open": _open_to_wire(shown.waiting),
                    "due": shown.due,
                }
            ),
        },
        "lists": [status_to_wire(one) for one in shown.lists],
    }


def _shift_to_wire(shift: Shift) -> dict[str, Any]:
    return dict(shift._asdict())


def _open_to_wire(waiting: tuple[Standing, ...] | None) -> list[dict[str, Any]] | None:
    return None if waiting is None else [case_to_wire(one) for one in waiting]


def _opened(opened: Opened, settings: Settings) -> Iterator[Line]:
    shift, before = opened.shift, opened.taken_over
    head = OPENED.format(**shift._asdict(), post=settings.desk.post)
    yield Line.of(("SHIFT    ", "bold"), ("open  ", "bold"), plain(head))
    if before is not None:
        yield from labelled("Before", plain(TAKEN_OVER.format(**before._asdict())))
    yield from _lists(opened.lists)
    yield from _test(opened)
    yield from _due(opened.due)
    yield from _handed(opened)


def _test(opened: Opened) -> Iterator[Line]:
    if opened.is_sound:
        lists, entries = f"{len(opened.faults):,}", f"{opened.journal.entries:,}"
        yield from labelled("Test", SOUND.format(lists=lists, entries=entries))
        return
    told = [
        DAMAGED_LIST.format(list=name, fault=fault)
        for name, fault in opened.faults.items()
        if fault is not None
    ]
    told += [DAMAGED_JOURNAL.format(fault=fault) for fault in opened.journal.faults[:3]]
    for number, text in enumerate(told):
        yield from labelled("" if number else "DAMAGED", plain(text))


def _handed(opened: Opened) -> Iterator[Line]:
    waiting, handed = opened.waiting, opened.handed
    if waiting is None:
        yield from labelled("Hits", NOT_HERE)
    elif not waiting:
        yield from labelled("Hits", NOTHING_WAITS)
    elif handed is None:
        yield from labelled("Hits", NOBODY_HANDED)
    else:
        words = HANDED if handed.to else HANDED_TO_NOBODY
        yield from labelled("Hits", plain(words.format(**handed._asdict())))
        if handed.to and handed.to.casefold() != opened.shift.officer.casefold():
            officer = opened.shift.officer
            yield from labelled("", plain(OTHERS.format(to=handed.to, officer=officer)))


def _shown(shown: Shown, settings: Settings) -> Iterator[Line]:
    shift = shown.shift
    facts = {**shift._asdict(), "post": settings.desk.post}
    if shown.until is None:
        head = "open  ", OPENED.format(**facts)
    else:
        head = "closed  ", CLOSED.format(**facts)
    yield Line.of(("SHIFT    ", "bold"), (head[0], "bold"), plain(head[1]))
    if shown.until is not None:
        yield from labelled("", SPAN.format(since=shift.since, until=shown.until))
    counts = shown.worked.verdicts
    verdicts = ", ".join(f"{counts.get(one, 0):,} {one.word}" for one in Verdict)
    if counts.get("unreadable"):
        verdicts = f"{verdicts}, {counts['unreadable']:,} unreadable"
    told = SEARCHES.format(count=f"{shown.worked.searches:,}", verdicts=verdicts)
    yield from labelled("Searches", told)
    if shown.waiting is not None:
        yield from labelled("Acts", ACTS.format(count=f"{shown.worked.acts:,}"))
    yield from _lists(shown.lists)
    yield from _due(shown.due)
    if shown.waiting is None:
        yield from labelled("Hits", NOT_HERE)
    elif not shown.waiting:
        yield from labelled("Hits", NOTHING_WAITS)
    else:
        words = HANDED_ON.format(to=shown.to) if shown.to else STILL_OPEN
        yield from labelled("Hits", plain(words))


def _due(count: int) -> Iterator[Line]:
    """How many searches are to be asked again, where any are."""
    if count:
        yield from labelled("Due", DUE.format(count=f"{count:,}"))


def _lists(lists: Iterable[ListStatus]) -> Iterator[Line]:
    every = list(lists)
    yield from labelled("Lists", ", ".join(map(list_and_age, every)) or NO_LIST)
    for one in every:
        if not one.state.answers:
            words = SILENT if one.required else SILENT_BESIDE
            told = words.format(list=plain(one.shown), state=one.state)
            yield from labelled("", told)


def _with_queue(
    lines: list[Line], waiting: tuple[Standing, ...] | None, settings: Settings, colour: bool
) -> str:
    queue = queue_report(waiting, settings, colour=colour) if waiting else ""
    return render(lines, colour=colour) + (f"\n{queue}" if queue else "")
