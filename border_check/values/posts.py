"""What a post and its centre tell each other, and what the centre knows of a post."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EVERYBODY = ""
"""To whom a message is that is for all posts."""


class Brought(NamedTuple):
    """An entry of a post's journal that the centre is to have: a search that hit, or about one."""

    sequence: int
    body: str
    query: str | None
    salt: str | None
    query_digest: str
    hash: str
    before: str
    """Hash of the entry before it, so that the centre can tell whether this one is whole."""


class Place(NamedTuple):
    """How far a journal was gone through: number and hash of an entry."""

    sequence: int
    hash: str


class Visit(NamedTuple):
    """What a post brings at one time."""

    journal: str
    """By which its journal is known: the beginning of the hash of its oldest entry."""
    home: str
    """The same of the first journal of its home, where there is one on a second medium."""
    device: str
    mark: str
    """What stands before numbers in references: nothing, or B on a second medium."""
    entries: tuple[Brought, ...]
    upto: Place | None
    """How far the journal was gone through; None where nothing is said of that."""
    anew: bool = False
    """Whether the centre has seen what the journal does not have any more: it was put back."""
    lists: tuple[Mapping[str, Any], ...] | None = None
    """How its lists stand, as `border-check lists --json` has them; None where that is not told."""
    day: str = ""
    """Of `searches`: YYYY-MM-DD, UTC."""
    searches: Mapping[str, int] = {}
    """Searches of that day by verdict."""


class Message(NamedTuple):
    """What the centre has for a post: an entry to be made in its journal."""

    id: str
    user: str
    """Who did at the centre what it tells."""
    body: Mapping[str, Any]
    query: Mapping[str, Any]
    """What stands where queries stand, so that it can be erased like them."""

    @property
    def at(self) -> str:
        """When: UTC, ISO 8601 with Z."""
        return str(self.body["at"])


class PostState(NamedTuple):
    """A journal of a post, as the centre knows it."""

    journal: str
    post: str
    device: str
    mark: str
    retired: bool
    """Whether nobody expects it to be heard of again."""
    heard: str
    """When it was last heard of: UTC, ISO 8601 with Z."""
    lists: tuple[Mapping[str, Any], ...]
    day: str
    searches: Mapping[str, int]
    waiting: int
    """Messages for it that it has not confirmed."""
    put_back: bool = False
    """Whether these are entries that the post's own journal does not have any more."""


class RecallState(NamedTuple):
    """A recall, and who has applied it."""

    id: str
    list: str
    record_id: str
    at: str
    user: str
    applied: tuple[PostState, ...]
    missing: tuple[PostState, ...]
