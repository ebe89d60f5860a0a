"""Entries of the journal, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA
from border_check.journal.chain import Finding
from border_check.journal.entries import Entry
from border_check.journal.erasure import Erased

_MOST_FAULTS = 10


def entry_line(entry: Entry) -> str:
    """One entry in a line, without what was asked."""
    facts = entry.facts
    hits = facts.get("hits", ())
    if facts.get("check") == "batch" and "rescreens" in facts:
        what = f"rescreen {facts.get('stage', '')}"
        outcome = f"of {facts['rescreens']}"
    elif facts.get("check") == "batch":
        what = f"batch {facts.get('stage', '')}"
        outcome = f"rows {'-'.join(map(str, facts['rows']))}" if "rows" in facts else ""
    elif facts.get("check") == "evaluation":
        what = "evaluation"
        names = ", ".join(str(name) for name, *_ in facts.get("lists", ()))
        outcome = f"{facts.get('travellers')} travellers on {names}"
    elif facts.get("check") == "degraded":
        what = f"degraded mode {facts.get('event', '')}"
        outcome = f"until {facts['until']}" if "until" in facts else ""
    elif facts.get("check") == "kept":
        what = f"kept list {facts.get('event', '')}"
        outcome = str(facts.get("of", ""))
    elif facts.get("check") == "shift":
        what = f"shift {facts.get('event', '')}"
        outcome = str(facts.get("officer", ""))
    elif facts.get("check") == "erasure":
        what = "erasure"
        outcome = f"{facts['count']} entries before {facts['before']}"
    elif facts.get("check") == "hit":
        what = f"hit {facts.get('event', '')}"
        outcome = str(facts.get("of", ""))
    else:
        what = str(facts.get("check", ""))
        outcome = str(facts.get("verdict", ""))
    shown = f"{len(hits)} hit{'' if len(hits) == 1 else 's'}" if hits else ""
    fields = (f"{entry.sequence:06d}", facts.get("at", ""), facts.get("post", ""))
    return plain(" ".join((*map(str, fields), str(facts.get("user", "")), what, outcome, shown)))


def entry_to_wire(entry: Entry) -> dict[str, Any]:
    """One entry whole: its facts, what was asked, and its place in the chain."""
    return {
        "sequence": entry.sequence,
        **entry.facts,
        "query": json.loads(entry.query) if entry.query is not None else None,
        "hash": entry.hash,
    }


def erased_report(erased: Erased) -> str:
    """What was erased, what was not, and which entry says so."""
    of_posts = f"erased of what posts have brought: {erased.brought}\n" if erased.brought else ""
    if not erased.reference:
        return f"nothing to erase; still needed: {erased.kept} entries\n{of_posts}"
    return (
        f"erased what was asked in {erased.entries} entries; still needed: {erased.kept} entries\n"
        f"entered as {erased.reference}\n{of_posts}"
    )


def erased_to_wire(erased: Erased) -> dict[str, Any]:
    """The same for programs."""
    return {"schema": SCHEMA, **erased._asdict()}


def finding_report(finding: Finding) -> str:
    """What a verification found: the first faults, or that there is none."""
    if finding.faults:
        return "".join(f"{fault}\n" for fault in finding.faults[:_MOST_FAULTS])
    return f"{finding.entries} entries, none changed, none missing\n"


def finding_to_wire(finding: Finding) -> dict[str, Any]:
    """What a verification found, all of it."""
    return {"schema": SCHEMA, "entries": finding.entries, "faults": list(finding.faults)}
