"""For whom queries are sealed in the journal."""

from __future__ import annotations

from border_check.values.record import NamedTuple


class SealedQueries(NamedTuple):
    """Who can read what was asked: whoever has the key to one of these."""

    recipients: tuple[str, ...] = ()
    """Public keys ("age1…"); with none, queries are entered as they are."""
    identity: str | None = None
    """File with the key that opens them at this desk; None where it may not."""
