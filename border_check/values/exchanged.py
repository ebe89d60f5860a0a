"""What came of an exchange between a post and its centre."""

from __future__ import annotations

from border_check.values.record import NamedTuple


class Exchanged(NamedTuple):
    """Counts of one exchange."""

    brought: int
    """Entries about hits that the centre has now."""
    steps: int
    """Steps, rulings and notes of the centre that were entered here."""
    recalls: int
    """Records that were withdrawn."""
    again: bool
    """Whether the centre was told of a journal that was put back."""
