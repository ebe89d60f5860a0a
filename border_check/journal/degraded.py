"""Degraded mode as a view of the journal: whether it is open, and what is to be asked again.

A search that was answered in it names the entry that opened it ("degraded"). Once it was asked
again, the new search names it in turn ("again_of"): whatever has no such entry is still due, so
that nothing is lost when a process ends half-way, and nobody is asked twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from border_check.journal.entries import Entry
from border_check.journal.recorder import Recorder
from border_check.values.degraded import DegradedEvent, Mode
from border_check.values.json_text import canonical, from_json
from border_check.values.lists import ListState
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind

DEGRADED = "degraded"
"""The `check` of entries about degraded mode, and the key by which searches name one."""
AGAIN = "again_of"
"""The key by which a search names the one that it asks again."""
CODE_REFUSED = "degraded_code_refused"
"""The `check` of entries that a wrong code was given."""


class Due(NamedTuple):
    """A search that is to be asked again once its lists are renewed."""

    reference: str
    mode: str
    """The entry that opened the degraded mode in which it was answered."""
    check: CheckKind
    at: str
    """UTC, ISO 8601 with Z."""
    keyed: bool
    hits: tuple[tuple[str, str], ...]
    """Lists and ids of records that hit even so."""
    silent: tuple[str, ...]
    """The lists that were too old."""
    query: Mapping[str, Any] | None
    """What was asked; None once erased, and where it is sealed for others."""
    sealed: bool = False
    """Whether it is sealed for others."""


class DueBatch(NamedTuple):
    """A passenger list that is to be run again once its lists are renewed."""

    reference: str
    file: str
    silent: tuple[str, ...]
    """The lists that were too old."""


def mode_at(recorder: Recorder, at: str) -> Mode | None:
    """Degraded mode where it is open at a moment; raises `BorderCheckError` for a journal that
    cannot be read."""
    found = last_mode(recorder)
    if found is None or found[1] is DegradedEvent.CLOSE or at >= found[0].until:
        return None
    return found[0]


def last_mode(recorder: Recorder) -> tuple[Mode, DegradedEvent] | None:
    """Degraded mode as it was opened last, and what the newest entry about it says; None where
    there never was one."""
    of_mode = f'"check":"{DEGRADED}"'
    newest = recorder.last((of_mode,))
    opened = recorder.last((of_mode, f'"event":"{DegradedEvent.OPEN}"'))
    if newest is None or opened is None:
        return None
    reference, entry = opened
    facts = entry.facts
    said = from_json(entry.query) if entry.query is not None else {}
    mode = Mode(
        reference=reference,
        since=str(facts["at"]),
        until=str(facts["until"]),
        contact=str(facts["contact"]),
        user=str(facts.get("user", "")),
        supervisor=str(facts.get("supervisor") or ""),
        reason=str(said.get("note", "")),
    )
    return mode, DegradedEvent(newest[1].facts["event"])


def due(recorder: Recorder) -> list[Due]:
    """The searches that were answered in degraded mode and not asked again since, oldest first."""
    found: dict[str, Due] = {}
    asked: set[str] = set()
    for reference, entry in recorder.entries(None, (f'"{DEGRADED}":"', f'"{AGAIN}":"')):
        facts = entry.facts
        if AGAIN in facts:
            asked.add(str(facts[AGAIN]))
        if DEGRADED in facts and facts["check"] in frozenset(CheckKind):
            found[reference] = _due(reference, entry, facts)
    return [one for reference, one in found.items() if reference not in asked]


def due_batches(recorder: Recorder) -> list[DueBatch]:
    """The passenger lists that were run in degraded mode, and not since with these lists renewed.

    Their rows are not kept, so that nobody else can ask them again.
    """
    found: dict[str, DueBatch] = {}
    for reference, entry in recorder.entries(None, ('"stage":"start"',)):
        facts = entry.facts
        own, silent = str(facts["sha256"]), _silent(facts)
        if DEGRADED in facts:
            found[own] = DueBatch(reference, str(facts["file"]), silent)
        elif own in found and not set(found[own].silent) & set(silent):
            del found[own]
    return list(found.values())


def was_asked_again(recorder: Recorder, reference: str) -> bool:
    """Whether a search was asked again, by whatever process."""
    return recorder.last((f'"{AGAIN}":{canonical(reference)}',)) is not None


def wrong_codes(recorder: Recorder, day: str) -> int:
    """How many wrong codes were given on a day (YYYY-MM-DD)."""
    entries = recorder.entries(None, (f'"check":"{CODE_REFUSED}"',))
    return sum(str(entry.facts["at"]).startswith(day) for _, entry in entries)


def _due(reference: str, entry: Entry, facts: Mapping[str, Any]) -> Due:
    return Due(
        reference=reference,
        mode=str(facts[DEGRADED]),
        check=CheckKind(facts["check"]),
        at=str(facts["at"]),
        keyed=bool(facts.get("keyed")),
        hits=tuple((name, record) for name, record, *_ in facts["hits"]),
        silent=_silent(facts),
        query=entry.asked,
        sealed=entry.is_sealed,
    )


def _silent(facts: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name, _, state, *_ in facts["lists"] if state == ListState.EXPIRED)
