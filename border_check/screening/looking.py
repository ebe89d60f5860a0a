"""The rows of a passenger list, held against the lists: in this process, or in several of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from border_check.language import marked
from border_check.manifests.interface import Traveller
from border_check.screening.person_queries import has_name
from border_check.screening.queries import Query
from border_check.screening.screener import Outcome, Screener
from border_check.values.screening import Action, CheckKind, Problem, Verdict
from border_check.values.settings import Settings

ASK_AGAIN = marked("Ask the carrier for the row again; until then this traveller is not checked.")

PART_ROWS = 100
"""Rows that are handed on at a time."""


class Looked(NamedTuple):
    """A row, with what this desk is told of it and all that was found."""

    traveller: Traveller
    shown: Outcome
    full: Outcome


Look = Callable[[Iterable[Traveller]], Iterator[Looked]]
"""Holds travellers against the lists, and yields them in their order."""


def in_this_process(screener: Screener) -> Look:
    """One row after the other."""
    return lambda travellers: (look_at(screener, traveller) for traveller in travellers)


def in_processes(screener: Screener, count: int) -> Look:
    """In as many processes, each of which opens the lists for itself and shares their pages."""

    def look(travellers: Iterable[Traveller]) -> Iterator[Looked]:
        from concurrent.futures import ProcessPoolExecutor  # many do without, and it is large

        arguments = (screener.home, screener.settings, screener.margin)
        with ProcessPoolExecutor(count, initializer=_open_worker, initargs=arguments) as pool:
            yield from in_order(
                travellers, lambda part: pool.submit(_look_at_many, part), ahead=2 * count
            )

    return look


class Part(Protocol):
    """Rows that are being looked at elsewhere."""

    def result(self) -> list[Looked]:
        """Wait for them."""
        ...


def in_order(
    travellers: Iterable[Traveller], submit: Callable[[list[Traveller]], Part], ahead: int
) -> Iterator[Looked]:
    """Hand on the rows part by part, never more than so many `ahead`, and yield them in order."""
    rows = iter(travellers)
    waiting: deque[Part] = deque()
    while True:
        while len(waiting) < ahead and (part := list(islice(rows, PART_ROWS))):
            waiting.append(submit(part))
        if not waiting:
            return
        yield from waiting.popleft().result()


def look_at(screener: Screener, traveller: Traveller, now: datetime | None = None) -> Looked:
    """What the lists say of one row, at a moment: by default, now."""
    if traveller.unreadable is not None:
        outcome = _unread(traveller)
        return Looked(traveller, outcome, outcome)
    problems = list(traveller.problems)
    if traveller.document is None:
        problems.append(
            Problem("no_document", marked("no document number to check"), field="number")
        )
    if traveller.person is None or not has_name(traveller.person):
        problems.append(
            Problem("no_name", marked("no name: the holder was not searched"), field="surname")
        )
    query = Query(
        document=traveller.document,
        person=traveller.person,
        shown=traveller.query,
        problems=tuple(problems),
        number_unread=traveller.document is None or _is_misread(traveller),
        others=traveller.others,
    )
    return Looked(traveller, *screener.look(CheckKind.TRAVELLER, query, now or screener.now()))


def _is_misread(traveller: Traveller) -> bool:
    """Whether the row brings a zone whose document number fails its check digit."""
    return any(
        problem.code == "check_digit" and problem.field in ("number", "document_number")
        for problem in traveller.problems
    )


def _unread(traveller: Traveller) -> Outcome:
    problem = Problem("unreadable", traveller.unreadable or "")
    return Outcome(
        Verdict.NOT_CHECKED, (), (), (*traveller.problems, problem), Action(None, ASK_AGAIN)
    )


_worker: list[Screener] = []


def _open_worker(home: Path, settings: Settings, margin: float) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that we work for
    _worker.append(Screener(home, settings))
    _worker[0].margin = margin


def _look_at_many(travellers: list[Traveller]) -> list[Looked]:
    return [look_at(_worker[0], traveller) for traveller in travellers]
