"""Erasing what was asked, once nobody needs it: the chain still proves all the rest.

Erased are queries and notes, with the salts of their digests; when, where, by whom, which lists and
which records stay. An entry says what is erased before it is, so that a process which is killed
leaves no gap that nobody announced; erasing the same again is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from border_check.journal.cases import HIT, cases
from border_check.journal.degraded import due
from border_check.journal.entries import Entry
from border_check.journal.recorder import Recorder
from border_check.journal.requests import REQUEST, requests
from border_check.values.digest import sha256
from border_check.values.record import NamedTuple
from border_check.values.request import Request, RequestKind, RequestState

ERASURE = "erasure"
"""The `check` of entries about erased queries."""


class Erased(NamedTuple):
    """What was erased."""

    reference: str
    """Of the entry that says so; empty where there was nothing to erase."""
    entries: int
    kept: int
    """Entries that are old enough, and still needed: of open hits, of requests that wait or
    stand, of searches to be asked again."""
    brought: int = 0
    """Entries that posts have brought, and messages for them."""


def erase(recorder: Recorder, before: str, at: str) -> Erased:
    """Erase what was asked in all entries made before a moment; both UTC, ISO 8601 with Z.

    Raises `JournalError` where that cannot be entered, and `BorderCheckError` where the journal
    cannot be read or written.
    """
    needed = _needed(recorder, at)
    old = list(_with_queries(recorder, before))
    erasable = [entry for reference, entry in old if not is_needed(reference, entry, needed)]
    if not erasable:
        return Erased("", 0, len(old))
    numbers = [entry.sequence for entry in erasable]
    facts = {
        "check": ERASURE,
        "before": before,
        "entries": [numbers[0], numbers[-1]],
        "count": len(numbers),
        "sha256": sha256("\n".join(one.query_digest for one in erasable).encode()).hexdigest(),
    }
    entered = recorder.enter(at, facts, {})
    recorder.erase_queries(numbers)
    return Erased(entered.reference, len(numbers), len(old) - len(numbers))


def _with_queries(recorder: Recorder, before: str) -> Iterator[tuple[str, Entry]]:
    for reference, entry in recorder.entries(second=False):
        if entry.query not in (None, "{}") and str(entry.facts.get("at", "")) < before:
            yield reference, entry


def _needed(recorder: Recorder, now: str) -> AbstractSet[str]:
    """References of entries whose query somebody will still ask for."""
    return {
        *(one.reference for one in cases(recorder) if one.is_open),
        *(one.reference for one in requests(recorder) if _stands(one, now)),
        *(one.reference for one in due(recorder)),
    }


def _stands(request: Request, now: str) -> bool:
    """Whether a request waits, or clears a traveller still."""
    if request.kind is RequestKind.CLEAR and request.is_approved:
        return str(request.facts["expires"]) >= now[:10]
    return request.state(now) in (RequestState.PENDING, RequestState.APPROVED)


def is_needed(reference: str, entry: Entry, needed: AbstractSet[str]) -> bool:
    """Whether it is one of these, or about one: a block of rows of a batch, a note on a hit."""
    facts = entry.facts
    of = str(facts.get("of", ""))
    if facts.get("check") in (HIT, REQUEST):
        return of in needed or reference in needed
    if facts.get("stage") == "rows":
        return any(f"{of}-{row}" in needed for row in facts.get("hits", ()))
    return reference in needed
