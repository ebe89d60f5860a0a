"""Guards: what refuses a sound file that can hardly be the list that it should be.

Two people can lift one, for one load of one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from border_check.errors import Refused, SnapshotError
from border_check.snapshot.build import Built
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


class Lifted(NamedTuple):
    """A guard that may not refuse a load."""

    guard: Guard
    request: str
    """Reference of the request by which two people lifted it."""


def require_likely(
    description: ListDescription,
    lifted: Lifted | None,
    as_of: str,
    built: Built,
    rejects: RejectsFile,
) -> None:
    """Raise `SnapshotError` for what cannot be the list, `Refused` for what hardly can."""
    name = description.name
    if built.records == 0:
        why = f"none of its {built.counts.read} entries is a usable record"
        message, hint = _not_installed(name, why, rejects)
        raise SnapshotError(message, hint=hint)
    for guard, why in unlike(description, built.records):
        if lifted is None or lifted.guard is not guard:
            message, hint = _not_installed(name, why, rejects)
            hint = f"{hint}; {OVERRIDE.format(list=name)}"
            raise Refused(message, hint=hint, guard=guard, as_of=as_of)


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
