"""Requests of two people, as a view of the journal: the entry that made each, and those about it.

Nothing is kept beside the journal. What is asked for stands where queries stand, so that it can be
erased like them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from border_check.journal.entries import Entry
from border_check.journal.recorder import Recorder
from border_check.values.json_text import from_json
from border_check.values.request import Decision, Request, RequestEvent, RequestKind

REQUEST = "request"
"""The `check` of entries about requests."""


def requests(recorder: Recorder) -> list[Request]:
    """All requests, the oldest first; raises `BorderCheckError` when the journal cannot be read."""
    found: dict[str, Request] = {}
    decisions: dict[str, list[Decision]] = {}
    for reference, entry in recorder.entries(None, (f'"check":"{REQUEST}"',)):
        facts = entry.facts
        if facts.get("check") != REQUEST:
            continue
        if facts["event"] == RequestEvent.MADE:
            found[reference] = _made(reference, entry, facts)
        else:
            decisions.setdefault(str(facts["of"]), []).append(_decision(entry, facts))
    return [
        one._replace(decisions=tuple(decisions.get(reference, ())))
        for reference, one in found.items()
    ]


def _made(reference: str, entry: Entry, facts: Mapping[str, Any]) -> Request:
    return Request(
        reference=reference,
        sequence=entry.sequence,
        kind=RequestKind(facts["kind"]),
        at=str(facts["at"]),
        until=str(facts["until"]),
        post=str(facts.get("post", "")),
        user=str(facts.get("user", "")),
        facts=facts,
        content=from_json(entry.query) if entry.query is not None else None,
    )


def _decision(entry: Entry, facts: Mapping[str, Any]) -> Decision:
    said = from_json(entry.query) if entry.query is not None else {}
    return Decision(
        RequestEvent(facts["event"]),
        str(facts["at"]),
        str(facts.get("user", "")),
        str(said.get("reason", "")),
    )
