"""Operations as the journal tells of them: what was asked for each, what hit, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from border_check.journal.cases import HIT, cases
from border_check.journal.entries import Entry
from border_check.journal.recorder import Recorder
from border_check.values.case import Case
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Verdict

_SAYING = ('"operation":"',)
"""What entries say, as the journal writes it, that belong to an operation."""
OPEN = "open"
"""A record that hit and on which nobody has ruled."""


class Operation(NamedTuple):
    """What was done for one operation. Counts are of checks; of a passenger list, of its rows."""

    name: str
    first: str
    """When its first search was made: UTC, ISO 8601 with Z."""
    last: str
    posts: Mapping[str, int]
    days: Mapping[str, int]
    verdicts: Mapping[str, Mapping[str, int]]
    """By kind of check: all that was found, whatever the desk was told."""
    hits: int
    """Searches that hit."""
    outcomes: Mapping[str, int]
    """Records that hit, by the ruling on each, or `OPEN`."""

    @property
    def searches(self) -> int:
        """All of them."""
        return sum(self.posts.values())


def operations(recorder: Recorder, name: str | None = None) -> list[Operation]:
    """All operations by name, or the one that is named, if any search belongs to it.

    Raises `BorderCheckError` when the journal cannot be read.
    """
    found: dict[str, list[tuple[Mapping[str, Any], str, Counter[str]]]] = {}
    for _, entry in recorder.entries(None, _SAYING):
        facts = entry.facts
        own, counted = facts.get("operation"), answered(facts)
        if own and counted is not None and name in (None, own):
            found.setdefault(own, []).append((facts, *counted))
    hit: dict[str, list[Case]] = {}
    for case in cases(recorder) if found else ():
        hit.setdefault(str(case.facts.get("operation")), []).append(case)
    return [_operation(own, found[own], hit.get(own, [])) for own in sorted(found)]


def answered(facts: Mapping[str, Any]) -> tuple[str, Counter[str]] | None:
    """The kind of check and the verdicts of an entry; None where it answers nothing."""
    check = facts.get("check")
    if check == "batch":
        if facts.get("stage") != "end":
            return None
        words = (*Verdict, "unreadable")
        return CheckKind.TRAVELLER, Counter({one: facts[one] for one in words if facts.get(one)})
    if check == HIT or check not in frozenset(CheckKind):
        return None
    return str(check), Counter([str(facts.get("full_verdict", facts["verdict"]))])


def searches_on(entries: Iterable[Entry], day: str) -> dict[str, Counter[str]]:
    """How many searches each post made on a day (YYYY-MM-DD, UTC), by verdict."""
    found: dict[str, Counter[str]] = {}
    for entry in entries:
        facts = entry.facts
        told = answered(facts)
        if told is not None and str(facts.get("at", "")).startswith(day):
            found.setdefault(str(facts.get("post", "")), Counter()).update(told[1])
    return found


def _operation(
    name: str, answered: list[tuple[Mapping[str, Any], str, Counter[str]]], hit: list[Case]
) -> Operation:
    moments = sorted(str(facts["at"]) for facts, _, _ in answered)
    posts, days, outcomes = Counter[str](), Counter[str](), Counter[str]()
    verdicts: dict[str, Counter[str]] = {}
    for facts, check, counts in answered:
        posts[str(facts["post"])] += counts.total()
        days[str(facts["at"])[:10]] += counts.total()
        verdicts.setdefault(check, Counter()).update(counts)
    for case in hit:
        outcomes.update(str(ruling.facts["disposition"]) for ruling in case.rulings.values())
        outcomes[OPEN] += len(case.unruled)
    return Operation(name, moments[0], moments[-1], posts, days, verdicts, len(hit), +outcomes)
