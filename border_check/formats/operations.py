"""Operations, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from border_check.formats.cells import WIDTH, cells_of, fit, flush_right, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.speech import enumerated, fact, translated
from border_check.formats.wire import SCHEMA
from border_check.formats.words import said
from border_check.journal.operations import Operation

_WIDTHS = (10, 7, 6)
"""Cells of the columns, at least: searches, hits, and records without a ruling."""
_WORDS = ("stop", "refer", "not_checked", "proceed", "unreadable")


def operations_table(found: Iterable[Operation]) -> str:
    """A line for each operation: searches, hits, records without a ruling, the last search."""
    heads = translated("searches"), translated("hits"), translated("open")
    widths = [max(cells_of(head) + 1, least) for head, least in zip(heads, _WIDTHS, strict=True)]
    counted = "".join(map(flush_right, heads, widths))
    lines = [f"{fit(translated('operation'), 26)}{counted}  {translated('last search')}"]
    for one in found:
        counts = one.searches, one.hits, one.outcomes.get("open", 0)
        counted = "".join(map(flush_right, (f"{count:,}" for count in counts), widths))
        name = fit(fact(one.name), max(25, cells_of(fact(one.name))))
        lines.append(f"{name} {counted}  {fact(one.last)}")
    if len(lines) == 1:
        lines = [translated("no search belongs to an operation")]
    return _rendered(lines)


def operation_report(one: Operation) -> str:
    """One operation whole: verdicts by check, hits and what came of them, posts and days."""
    lines = [
        translated("OPERATION {name}", name=one.name),
        *_row(translated("from"), translated("{first} to {last}", first=one.first, last=one.last)),
        "",
        fit(translated("check"), 12) + "".join(flush_right(said(word), 13) for word in _WORDS),
    ]
    for check, counts in sorted(one.verdicts.items()):
        counted = (flush_right(f"{counts.get(word, 0):,}", 13) for word in _WORDS)
        lines.append(fit(said(check), 12) + "".join(counted))
    outcomes = enumerated(
        f"{fact(f'{count:,}')} {said(word)}" for word, count in sorted(one.outcomes.items())
    )
    lines += ["", *_row(translated("searches"), fact(f"{one.searches:,}"))]
    lines += _row(translated("hits"), fact(f"{one.hits:,}"))
    lines += _row(translated("records"), outcomes or translated("none hit"))
    lines += _row(translated("posts"), _counted(one.posts))
    lines += _row(translated("days"), _counted(one.days))
    return _rendered(lines)


def operations_to_wire(found: Iterable[Operation]) -> dict[str, Any]:
    """All of them."""
    return {
        "schema": SCHEMA,
        "operations": [{**one._asdict(), "searches": one.searches} for one in found],
    }


def _counted(counts: Mapping[str, int]) -> str:
    return enumerated(fact(f"{name} {count:,}") for name, count in sorted(counts.items()))


def _rendered(lines: Iterable[str]) -> str:
    return render((Line(line) for line in lines), colour=False)


def _row(key: str, text: str) -> list[str]:
    first, *more = wrapped(text, WIDTH - 10) or [""]
    label = fit(key, max(10, cells_of(key) + 1))
    return [f"{label}{first}", *(f"{'':<10}{line}" for line in more)]
