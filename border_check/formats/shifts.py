"""Shifts of a post, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.asked import list_and_age
from border_check.formats.cases import case_to_wire, queue_report
from border_check.formats.cells import fit
from border_check.formats.lines import Line, render
from border_check.formats.speech import translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.formats.words import counted, word
from border_check.language import enumeration, marked, sentence
from border_check.screening.shifts import Opened, Shown
from border_check.screening.standing import Standing
from border_check.values.lists import ListStatus
from border_check.values.screening import Verdict
from border_check.values.settings import Settings
from border_check.values.shift import Shift

OPENED = marked("{officer} ({user}), {post}, since {since}")
CLOSED = marked("{officer} ({user}), {post}")
SPAN = marked("from {since} to {until}")
TAKEN_OVER = marked(
    "The shift of {officer} ({user}), open since {since}, was not closed and ends here."
)
SOUND = marked(
    "Lists read whole, each of which finds its own records: {lists}. Entries of the journal, none "
    "of them changed: {entries}."
)
DAMAGED_LIST = marked("{list}: {fault}. What needs it may be NOT CHECKED: load it again.")
DAMAGED_JOURNAL = marked("The journal: {fault}. Keep the machine as it is and call the auditor.")
SILENT = marked("{list} is {state}: what needs it is NOT CHECKED until it is loaded.")
SILENT_BESIDE = marked("{list} is {state} and does not answer; it is not required.")
NO_LIST = marked("No list is installed: every answer is NOT CHECKED.")
HANDED = marked("{officer} handed over to {to} at {at}:")
HANDED_TO_NOBODY = marked("The shift of {officer} was closed at {at} and handed over to nobody:")
NOBODY_HANDED = marked("Nobody has handed over these hits:")
OTHERS = marked("They were handed over to {to}, and the shift was opened by {officer}.")
NOTHING_WAITS = marked("No hit is open.")
HANDED_ON = marked("Handed over to {to}:")
STILL_OPEN = marked("Open, and to be handed over when the shift is closed:")
DUE = marked("{count} of degraded mode, see `border-check degraded show`")
NOT_HERE = marked("Hits are followed by the second line.")
SEARCHES = marked("{count}: {verdicts}")
ACTS = marked("entries about hits: {count}")


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
    head = translated(OPENED, **shift._asdict(), post=settings.desk.post)
    yield Line.of((_label(), "bold"), (f"{translated('open')}  ", "bold"), head)
    if before is not None:
        yield from labelled("Before", translated(TAKEN_OVER, **before._asdict()))
    yield from _lists(opened.lists)
    yield from _test(opened)
    yield from _due(opened.due)
    yield from _handed(opened)


def _test(opened: Opened) -> Iterator[Line]:
    if opened.is_sound:
        lists, entries = f"{len(opened.faults):,}", f"{opened.journal.entries:,}"
        yield from labelled("Test", translated(SOUND, lists=lists, entries=entries))
        return
    told = [
        translated(DAMAGED_LIST, list=name, fault=fault)
        for name, fault in opened.faults.items()
        if fault is not None
    ]
    told += [translated(DAMAGED_JOURNAL, fault=fault) for fault in opened.journal.faults[:3]]
    for number, text in enumerate(told):
        yield from labelled("" if number else "DAMAGED", text)


def _handed(opened: Opened) -> Iterator[Line]:
    waiting, handed = opened.waiting, opened.handed
    if waiting is None:
        yield from labelled("Hits", translated(NOT_HERE))
    elif not waiting:
        yield from labelled("Hits", translated(NOTHING_WAITS))
    elif handed is None:
        yield from labelled("Hits", translated(NOBODY_HANDED))
    else:
        words = HANDED if handed.to else HANDED_TO_NOBODY
        yield from labelled("Hits", translated(words, **handed._asdict()))
        if handed.to and handed.to.casefold() != opened.shift.officer.casefold():
            officer = opened.shift.officer
            yield from labelled("", translated(OTHERS, to=handed.to, officer=officer))


def _shown(shown: Shown, settings: Settings) -> Iterator[Line]:
    shift = shown.shift
    facts = {**shift._asdict(), "post": settings.desk.post}
    if shown.until is None:
        state, head = translated("open"), translated(OPENED, **facts)
    else:
        state, head = translated("closed"), translated(CLOSED, **facts)
    yield Line.of((_label(), "bold"), (f"{state}  ", "bold"), head)
    if shown.until is not None:
        yield from labelled("", translated(SPAN, since=shift.since, until=shown.until))
    counts = shown.worked.verdicts
    verdicts = [(f"{counts.get(one, 0):,}", one.word) for one in Verdict]
    if counts.get("unreadable"):
        verdicts.append((f"{counts['unreadable']:,}", "unreadable"))
    searches = f"{shown.worked.searches:,}"
    told = translated(SEARCHES, count=searches, verdicts=counted(verdicts))
    yield from labelled("Searches", told)
    if shown.waiting is not None:
        yield from labelled("Acts", translated(ACTS, count=f"{shown.worked.acts:,}"))
    yield from _lists(shown.lists)
    yield from _due(shown.due)
    if shown.waiting is None:
        yield from labelled("Hits", translated(NOT_HERE))
    elif not shown.waiting:
        yield from labelled("Hits", translated(NOTHING_WAITS))
    else:
        told = translated(HANDED_ON, to=shown.to) if shown.to else translated(STILL_OPEN)
        yield from labelled("Hits", told)


def _due(count: int) -> Iterator[Line]:
    """How many searches are to be asked again, where any are."""
    if count:
        yield from labelled("Due", translated(DUE, count=f"{count:,}"))


def _lists(lists: Iterable[ListStatus]) -> Iterator[Line]:
    every = list(lists)
    yield from labelled("Lists", translated(enumeration(map(list_and_age, every)) or NO_LIST))
    for one in every:
        if not one.state.answers:
            words = SILENT if one.required else SILENT_BESIDE
            told = sentence(words, list=one.shown, state=word(one.state))
            yield from labelled("", translated(told))


def _label() -> str:
    return fit(translated("SHIFT"), 9)


def _with_queue(
    lines: list[Line], waiting: tuple[Standing, ...] | None, settings: Settings, colour: bool
) -> str:
    queue = queue_report(waiting, settings, colour=colour) if waiting else ""
    return render(lines, colour=colour) + (f"\n{queue}" if queue else "")
