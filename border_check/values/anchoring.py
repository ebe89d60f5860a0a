"""When and where the journal is anchored by itself."""

from __future__ import annotations

from border_check.values.record import NamedTuple


class Anchoring(NamedTuple):
    """A folder on another machine or medium, and the key that signs what is written there."""

    folder: str
    key: str
    """File of a private key, which needs no passphrase."""
    every: float = 24.0
    """Hours after which another anchor is due."""
