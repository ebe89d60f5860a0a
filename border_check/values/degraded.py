"""Degraded mode: what a post was ordered to do while a list is too old to answer."""

from __future__ import annotations

from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum


class DegradedEvent(StrEnum):
    """What begins or ends degraded mode."""

    OPEN = "open"
    CLOSE = "close"


class Mode(NamedTuple):
    """Degraded mode as somebody opened it."""

    reference: str
    """Of the entry that opened it."""
    since: str
    """UTC, ISO 8601 with Z."""
    until: str
    """When it ends by itself: UTC, ISO 8601 with Z."""
    contact: str
    """Whom officers call meanwhile."""
    user: str
    """The account of the operating system under which it was opened."""
    supervisor: str = ""
    """Whose code was given; empty without one."""
    reason: str = ""
    """In a supervisor's words; empty once erased."""
