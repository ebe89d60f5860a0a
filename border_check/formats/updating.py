"""What became of lists that were to be updated: a plain line each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from border_check.formats.loading import load_to_wire
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA, present, status_to_wire
from border_check.updating.update import Outcome, Updated
from border_check.values.lists import ListState, ListStatus


def update_report(updates: Iterable[Updated]) -> str:
    """One line a list: done or unchanged, how many records, how old; or why not."""
    return "".join(f"{_line(one)}\n" for one in updates)


def update_to_wire(updates: Iterable[Updated]) -> dict[str, Any]:
    """The same as all lists, with what became of each."""
    return {"schema": SCHEMA, "lists": [_to_wire(one) for one in updates]}


def _line(one: Updated) -> str:
    name, standing = one.status.name, _standing(one.status)
    if one.error is not None and one.outcome is Outcome.FAILED:
        why = plain(one.error.message).removeprefix(f"{name}: ")
        return f"{name}: not updated: {why}; {standing}"
    records = "1 record" if one.status.records == 1 else f"{one.status.records or 0:,} records"
    return f"{name}: {one.outcome}, {records}, {standing}"


def _standing(status: ListStatus) -> str:
    """How a list stands, in a few words."""
    if status.as_of is None:
        return "none is installed" if status.state is ListState.MISSING else str(status.state)
    current = f"current as of {status.as_of[:10]} {status.as_of[11:16]} UTC"
    if not status.state.answers:
        return f"{current}, {status.state}: it no longer answers"
    return f"{current}, {status.state}" if status.state is ListState.STALE else current


def _to_wire(one: Updated) -> dict[str, Any]:
    loaded = load_to_wire(one.load) if one.load is not None else None
    if loaded is not None:
        del loaded["schema"]
    return present(
        {
            **status_to_wire(one.status),
            "outcome": str(one.outcome),
            "load": loaded,
            "error": one.error.message if one.error else None,
            "hint": one.error.hint if one.error else None,
        }
    )
