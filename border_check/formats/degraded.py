"""Degraded mode, and what was asked again after it, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.cells import fit
from border_check.formats.lines import Line, render
from border_check.formats.speech import fact, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, present, screening_to_wire
from border_check.formats.words import counted
from border_check.journal.degraded import Due
from border_check.language import marked
from border_check.screening.degraded import Again, Waiting
from border_check.values.degraded import Mode
from border_check.values.screening import Verdict

NOT_OPEN = marked("not open")
OPEN = marked("open since {since}, until {until}")
BY = marked("{user}")
BY_CODE = marked("{user}, with the code of {supervisor}")
STAYS = marked(
    "Answers stay NOT CHECKED. They show what the old copy says, and are asked again once the list "
    "is renewed."
)
NOTHING_DUE = marked("Nothing is to be asked again.")
READY = marked("{count} can be asked again now: `border-check degraded again`")
WAITING = marked("{count} wait for {lists}")
ERASED = marked("{count} cannot be asked again: what was asked was erased")
BATCH = marked("passenger list {file} ({reference}): run it again")
WAITING_BATCH = marked("passenger list {file} ({reference}): run it again once {lists} answers")
OFFER = marked(
    "searches and passenger lists of degraded mode that can be asked again now: {count}; "
    "`border-check degraded again`"
)
NEW_HIT = marked("Of a search that was answered in degraded mode: {reference}, {at}")
ASKED = marked("{count} asked again: {verdicts}")
NONE_ASKED = marked("no search was asked again")


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
    told = translated(NEW_HIT, reference=before.reference, at=before.at)
    return render(labelled("NEW HIT", told), colour=False)


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
        return f"{translated(NONE_ASKED)}\n"
    counts = counted((f"{verdicts[one]:,}", one.word) for one in Verdict)
    return f"{translated(ASKED, count=f'{verdicts.total():,}', verdicts=counts)}\n"


def due_report(waiting: Waiting) -> str:
    """What is still due, a line each; empty where nothing is."""
    return "".join(f"{line}\n" for line in _due(waiting))


def _mode(mode: Mode | None, waiting: Waiting) -> Iterator[Line]:
    head = translated(NOT_OPEN)
    if mode is not None:
        head = translated(OPEN, since=mode.since, until=mode.until)
    label = fit(translated("DEGRADED"), 9)
    yield Line.of((label, "bold"), (head, "" if mode is None else "bold black on yellow"))
    if mode is not None:
        by = BY_CODE if mode.supervisor else BY
        yield from labelled("By", translated(by, user=mode.user, supervisor=mode.supervisor))
        if mode.reason:
            yield from labelled("Reason", fact(mode.reason))
        yield from labelled("Call", fact(mode.contact))
        yield from labelled("", translated(STAYS))
    for number, line in enumerate(_due(waiting) or [translated(NOTHING_DUE)]):
        yield from labelled("" if number else "Due", line)


def _due(waiting: Waiting) -> list[str]:
    lines = []
    if waiting.ready:
        lines.append(translated(READY, count=f"{len(waiting.ready):,}"))
    if waiting.waiting:
        lists = ", ".join(_lists(waiting.waiting))
        lines.append(translated(WAITING, count=f"{len(waiting.waiting):,}", lists=lists))
    if waiting.erased:
        lines.append(translated(ERASED, count=f"{len(waiting.erased):,}"))
    lines += [translated(BATCH, **one._asdict()) for one in waiting.batches]
    for one in waiting.waiting_batches:
        facts = {**one._asdict(), "lists": ", ".join(one.silent)}
        lines.append(translated(WAITING_BATCH, **facts))
    return lines


def _lists(found: Iterable[Due]) -> list[str]:
    return sorted({name for one in found for name in one.silent})
