"""The centre that a post may ask over the network."""

from __future__ import annotations

from border_check.values.record import NamedTuple


class CentreRules(NamedTuple):
    """Where the centre is, how a post is known there, and how long it is waited for."""

    address: str
    """https://HOST[:PORT]; http:// on the loopback interface alone."""
    token: str
    """File with the token of this post."""
    exchange: str | None = None
    """File with the token for exchanges, by which hits are brought; else `token`."""
    authority: str | None = None
    """File with the certificates of whoever vouches for the centre; else those of the system."""
    certificate: str | None = None
    key: str | None = None
    patience: float = 0.8
    """Seconds in which an answer has to be there; then the lists here are asked."""
    always: bool = False
    """Whether checks ask the centre without `--via`."""
