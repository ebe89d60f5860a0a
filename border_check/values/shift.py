"""A shift at a post, as the journal tells it."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ShiftEvent(StrEnum):
    """What begins or ends a shift."""

    OPEN = "open"
    CLOSE = "close"


class Shift(NamedTuple):
    """A shift that was opened."""

    reference: str
    """Of the entry that opened it."""
    officer: str
    """As they named themselves."""
    user: str
    """The account of the operating system under which it was opened."""
    since: str
    """UTC, ISO 8601 with Z."""


class HandOver(NamedTuple):
    """What the shift before left."""

    officer: str
    """Who handed over."""
    to: str
    """To whom; empty where nobody was named."""
    at: str
    """UTC, ISO 8601 with Z."""


class Worked(NamedTuple):
    """What was done within a shift. Counts are of checks; of a passenger list, of its rows."""

    verdicts: Mapping[str, int]
    """At a first-line desk as they were shown."""
    acts: int
    """Entries about hits."""

    @property
    def searches(self) -> int:
        """All of them."""
        return sum(self.verdicts.values())


def officer_named(facts: Mapping[str, Any]) -> str:
    """The officer whom an entry about a shift names."""
    return str(facts.get("officer", ""))
