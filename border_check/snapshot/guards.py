"""Guards: what refuses a sound file that can hardly be the list that it should be.

Two people can lift one, for one load of one file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from border_check.errors import Refused, SnapshotError
from border_check.snapshot.build import Built
from border_check.snapshot.canaries import require_canaries
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.rejects import RejectsFile
from border_check.values.lists import ListDescription
from border_check.values.str_enum import StrEnum

OVERRIDE = "if it is right all the same: `load {list} FILE --override REASON` asks a second person"


class Guard(StrEnum):
    """Why a load may be refused."""

    MINIMUM = "minimum"
    """It has fewer records than the list should have."""
    MAXIMUM = "maximum"
    """It has more."""
    SHRINK = "shrink"
    """It lost more of its records than a list loses in a day, or one issuer did."""
    OLDER = "older"
    """It is of before what answers."""
    CLOCK = "clock"
    """The clock says less than it said before, so that the list looks younger than it is."""
    CANARY = "canary"
    """A record that must be on it is not found."""


class Lifted(NamedTuple):
    """A guard that may not refuse a load."""

    guard: Guard
    request: str
    """Reference of the request by which two people lifted it."""


class Before(NamedTuple):
    """What answers until now."""

    as_of: str
    records: int
    issuers: Mapping[str, int]


class New(NamedTuple):
    """What would answer."""

    as_of: str
    built: Built
    snapshot: Path
    now: datetime
    seen: datetime | None = None
    """When something was last done in this home, as far as is known."""


def require_likely(
    description: ListDescription,
    lifted: Lifted | None,
    new: New,
    before: Before | None,
    rejects: RejectsFile,
) -> None:
    """Raise `SnapshotError` for what cannot be the list, `Refused` for what hardly can; `before` is
    what a whole list takes the place of."""
    built, as_of = new.built, new.as_of
    name = description.name
    if built.records == 0:
        why = f"none of its {built.counts.read} entries is a usable record"
        message, hint = _not_installed(name, why, rejects)
        raise SnapshotError(message, hint=hint)
    for guard, why in _doubts(description, new, before):
        if lifted is None or lifted.guard is not guard:
            message, hint = _not_installed(name, why, rejects)
            hint = f"{hint}; {OVERRIDE.format(list=name)}"
            raise Refused(message, hint=hint, guard=guard, as_of=as_of)


def _doubts(
    description: ListDescription, new: New, before: Before | None
) -> Iterator[tuple[Guard, str]]:
    yield from unlike(description, new.built.records)
    if new.seen is not None and new.now < new.seen - _CLOCKS_APART:
        why = f"the clock says {new.now:%FT%TZ}, and something was entered at {new.seen:%FT%TZ}"
        yield Guard.CLOCK, f"{why}: was it put back?"
    with Snapshot(new.snapshot) as snapshot:
        if before is not None:
            yield from _changed(description, before, new, snapshot.issuer_records())
        try:
            require_canaries(snapshot, description.canaries)
        except SnapshotError as error:
            yield Guard.CANARY, error.message


def _changed(
    description: ListDescription, before: Before, new: New, issuers: Mapping[str, int]
) -> Iterator[tuple[Guard, str]]:
    if new.as_of < before.as_of:
        yield Guard.OLDER, f"it is of {new.as_of}, and what answers of {before.as_of}"
    records, most = new.built.records, description.shrinks_at_most
    if before.records >= _MANY and records < before.records * (1 - most / 100):
        yield Guard.SHRINK, f"it has {records:,} records, and {before.records:,} answer now"
    for issuer, count in before.issuers.items():
        left = issuers.get(issuer, 0)
        if most < 100 and count >= _MANY and left < count * _LEFT_OF_AN_ISSUER:
            who = issuer or "no issuer"
            yield Guard.SHRINK, f"it has {left:,} records of {who}, and {count:,} answer now"


_CLOCKS_APART = timedelta(hours=1)
"""By which clocks of machines that share a home may differ."""
_MANY = 100
"""Records from which on it tells something that some are gone."""
_LEFT_OF_AN_ISSUER = 0.5


def unlike(description: ListDescription, records: int) -> Iterator[tuple[Guard, str]]:
    """The guards that refuse so many records, each with why."""
    if description.minimum is not None and records < description.minimum:
        yield Guard.MINIMUM, f"it has {records} records, expected at least {description.minimum}"
    if description.maximum is not None and records > description.maximum:
        yield Guard.MAXIMUM, f"it has {records} records, expected at most {description.maximum}"


def _not_installed(name: str, why: str, rejects: RejectsFile) -> tuple[str, str]:
    """The message and the hint."""
    first = f"; the first: {rejects.first[0]}" if rejects.first else ""
    kept = rejects.keep("refused", added=Path())
    where = f"all that was rejected is in {kept[0]}" if kept else "see to its limits"
    message = f"{name}: not installed: {why}{first}"
    return message, f"what was installed before still answers; {where}"
