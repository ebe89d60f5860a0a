"""Degraded mode, and what was asked again after it, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, screening_to_wire
from border_check.journal.degraded import Due
from border_check.screening.degraded import Again, Waiting
from border_check.values.degraded import Mode
from border_check.values.screening import Verdict

NOT_OPEN = "not open"
OPEN = "open since {since}, until {until}"
BY = "{user}"
BY_CODE = "{user}, with the code of {supervisor}"
STAYS = (
    "Answers stay NOT CHECKED. They show what the old copy says, and are asked again once the list "
    "is renewed."
)
NOTHING_DUE = "Nothing is to be asked again."
READY = "{count} can be asked again now: `border-check degraded again`"
WAITING = "{count} wait for {lists}"
ERASED = "{count} cannot be asked again: what was asked was erased"
BATCH = "passenger list {file} ({reference}): run it again"
WAITING_BATCH = "passenger list {file} ({reference}): run it again once {lists} answers"
OFFER = (
    "searches and passenger lists of degraded mode that can be asked again now: {count}; "
    "`border-check degraded again`"
)
NEW_HIT = "Of a search that was answered in degraded mode: {reference}, {at}"
ASKED = "{count} asked again: {verdicts}"
NONE_ASKED = "no search was asked again"


def mode_report(mode: Mode | None, waiting: Waiting, *, colour: bool = False) -> str:
    """Whether degraded mode is open, and what is to be asked again."""
    return render(_mode(mode, waiting), colour=colour)


def mode_to_wire(mode: Mode | None, waiting: Waiting) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "degraded": present(
            {
                "open": mode is not None,
                **(mode._asdict() if mode is not None else {}),
                "ready": [one.reference for one in waiting.ready],
                "waiting": [one.reference for one in waiting.waiting],
                "erased": [one.reference for one in waiting.erased],
                "batches": [one._asdict() for one in (*waiting.batches, *waiting.waiting_batches)],
            }
        ),
    }


def new_hit_line(again: Again) -> str:
    """Which search it was whose answer would have been another one."""
    before = again.before
    told = NEW_HIT.format(reference=before.reference, at=before.at)
    return render(labelled("NEW HIT", plain(told)), colour=False)


def again_to_wire(again: Again) -> dict[str, Any]:
    """A search that was asked again, with the reference that it had."""
    return {
        **screening_to_wire(again.screening),
        "again_of": again.before.reference,
        "new_hits": again.has_new_hits,
    }


def asked_line(verdicts: Counter[Verdict]) -> str:
    """How many were asked again, and with what answers."""
    if not verdicts:
        return f"{NONE_ASKED}\n"
    counts = ", ".join(f"{verdicts[one]:,} {one.word}" for one in Verdict)
    return f"{ASKED.format(count=f'{verdicts.total():,}', verdicts=counts)}\n"


def due_report(waiting: Waiting) -> str:
    """What is still due, a line each; empty where nothing is."""
    return "".join(f"{line}\n" for line in _due(waiting))


def _mode(mode: Mode | None, waiting: Waiting) -> Iterator[Line]:
    head = NOT_OPEN if mode is None else OPEN.format(since=mode.since, until=mode.until)
    yield Line.of(("DEGRADED ", "bold"), (head, "" if mode is None else "bold black on yellow"))
    if mode is not None:
        by = BY_CODE if mode.supervisor else BY
        yield from labelled("By", plain(by.format(user=mode.user, supervisor=mode.supervisor)))
        if mode.reason:
            yield from labelled("Reason", plain(mode.reason))
        yield from labelled("Call", plain(mode.contact))
        yield from labelled("", STAYS)
    for number, line in enumerate(_due(waiting) or [NOTHING_DUE]):
        yield from labelled("" if number else "Due", line)


def _due(waiting: Waiting) -> list[str]:
    lines = []
    if waiting.ready:
        lines.append(READY.format(count=f"{len(waiting.ready):,}"))
    if waiting.waiting:
        lists = plain(", ".join(_lists(waiting.waiting)))
        lines.append(WAITING.format(count=f"{len(waiting.waiting):,}", lists=lists))
    if waiting.erased:
        lines.append(ERASED.format(count=f"{len(waiting.erased):,}"))
    lines += [plain(BATCH.format(**one._asdict())) for one in waiting.batches]
    for one in waiting.waiting_batches:
        lists = ", ".join(one.silent)
        told = WAITING_BATCH.format(file=one.file, reference=one.reference, lists=lists)
        lines.append(plain(told))
    return lines


def _lists(found: Iterable[Due]) -> list[str]:
    return sorted({name for one in found for name in one.silent})
