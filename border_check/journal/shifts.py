"""Shifts as a view of the journal: which is open at a post, what it was left, what was done in it.

An entry about a shift has "check": "shift", the "event" and the officer; one that closes names the
entry that opened ("of"), and what hits it hands over to whom. Nothing is kept beside the journal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from border_check.journal.cases import HIT
from border_check.journal.operations import answered
from border_check.journal.recorder import Recorder
from border_check.values.json_text import canonical
from border_check.values.shift import HandOver, Shift, ShiftEvent, Worked, officer_named

SHIFT = "shift"
"""The `check` of entries about shifts."""

_ANSWERS = ('"verdict":', '"stage":"end"', f'"check":"{HIT}"')


def open_shift(recorder: Recorder, post: str) -> Shift | None:
    """The shift that is open at a post; raises `BorderCheckError` for a journal that cannot be
    read."""
    found = _last(recorder, post)
    if found is None or found[1].get("event") != ShiftEvent.OPEN:
        return None
    reference, facts = found
    return Shift(reference, officer_named(facts), str(facts.get("user", "")), str(facts["at"]))


def handed_over(recorder: Recorder, post: str) -> HandOver | None:
    """What the last shift of a post said when it was closed; None where none was."""
    found = _last(recorder, post)
    if found is None or found[1].get("event") != ShiftEvent.CLOSE:
        return None
    facts = found[1]
    return HandOver(officer_named(facts), str(facts.get("to") or ""), str(facts["at"]))


def worked(recorder: Recorder, post: str, since: str, *, as_shown: bool) -> Worked:
    """What was done at a post since a moment; `as_shown` counts what its desks were told."""
    verdicts: Counter[str] = Counter()
    acts = 0
    for _, entry in recorder.entries(None, _ANSWERS):
        facts = entry.facts
        if facts.get("post") != post or str(facts.get("at")) < since:
            continue
        if facts.get("check") == HIT:
            acts += 1
        elif as_shown and "verdict" in facts:
            verdicts[str(facts["verdict"])] += 1
        elif (counted := answered(facts)) is not None:
            verdicts.update(counted[1])
    return Worked(verdicts, acts)


def _last(recorder: Recorder, post: str) -> tuple[str, Mapping[str, Any]] | None:
    found = recorder.last((f'"check":"{SHIFT}"', f'"post":{canonical(post)}'))
    return (found[0], found[1].facts) if found else None
