"""Operations, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from border_check.formats.cells import WIDTH, wrapped
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA
from border_check.journal.operations import Operation

_WORDS = ("stop", "refer", "not_checked", "proceed", "unreadable")


def operations_table(found: Iterable[Operation]) -> str:
    """A line for each operation: searches, hits, records without a ruling, the last search."""
    lines = [f"{'operation':<26}{'searches':>10}{'hits':>7}{'open':>6}  last search"]
    for one in found:
        name = plain(one.name)
        open_ones = one.outcomes.get("open", 0)
        lines.append(f"{name:<25} {one.searches:>10,}{one.hits:>7,}{open_ones:>6,}  {one.last}")
    return "\n".join(lines) + "\n" if len(lines) > 1 else "no search belongs to an operation\n"


def operation_report(one: Operation) -> str:
    """One operation whole: verdicts by check, hits and what came of them, posts and days."""
    lines = [
        f"OPERATION {plain(one.name)}",
        f"{'from':<10}{one.first} to {one.last}",
        "",
        f"{'check':<12}" + "".join(f"{word.replace('_', ' '):>13}" for word in _WORDS),
    ]
    for check, counts in sorted(one.verdicts.items()):
        lines.append(f"{check:<12}" + "".join(f"{counts.get(word, 0):>13,}" for word in _WORDS))
    outcomes = ", ".join(
        f"{count:,} {word.replace('_', ' ')}" for word, count in sorted(one.outcomes.items())
    )
    lines += ["", *_row("searches", f"{one.searches:,}"), *_row("hits", f"{one.hits:,}")]
    lines += _row("records", outcomes or "none hit")
    lines += _row("posts", _counted(one.posts)) + _row("days", _counted(one.days))
    return "\n".join(lines) + "\n"


def operations_to_wire(found: Iterable[Operation]) -> dict[str, Any]:
    """All of them."""
    return {
        "schema": SCHEMA,
        "operations": [{**one._asdict(), "searches": one.searches} for one in found],
    }


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{plain(name)} {count:,}" for name, count in sorted(counts.items()))


def _row(key: str, text: str) -> list[str]:
    first, *more = wrapped(text, WIDTH - 10) or [""]
    return [f"{key:<10}{first}", *(f"{'':<10}{line}" for line in more)]
