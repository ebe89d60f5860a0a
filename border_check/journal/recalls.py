"""Recalls as the journal tells of them: records that their owners have withdrawn."""

from __future__ import annotations

from border_check.journal.recorder import Recorder
from border_check.values.recall import Recall

RECALL = "recall"
"""The `check` of entries about records that were withdrawn."""


def recalls(recorder: Recorder) -> list[Recall]:
    """All recalls, the oldest first; raises `BorderCheckError` when the journal cannot be read.

    One that came from the centre has its name there, one that was made here that of its entry.
    """
    found: dict[str, Recall] = {}
    for reference, entry in recorder.entries(None, (f'"check":"{RECALL}"',)):
        facts = entry.facts
        if facts.get("check") == RECALL:
            name = str(facts.get("message", reference))
            found[name] = Recall(
                str(facts["list"]), str(facts["record_id"]), str(facts["at"]), name
            )
    return list(found.values())
