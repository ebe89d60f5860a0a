"""A record that its owner has withdrawn, and that lists still have."""

from __future__ import annotations

from border_check.values.record import NamedTuple


class Recall(NamedTuple):
    """It counts for versions of the list that are older."""

    list: str
    record_id: str
    at: str
    """UTC, ISO 8601 with Z."""
    reference: str
    """Under which it is known."""
