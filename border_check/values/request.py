"""What one person asks for and a second one approves: nothing is done on the word of one alone."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class RequestKind(StrEnum):
    """What is asked for."""

    WATCH = "watch"
    """To add a record to the local watchlist."""
    UNWATCH = "unwatch"
    """To take one off it."""
    CLEAR = "clear"
    """To tell a traveller apart from a record for some time."""
    OVERRIDE = "override"
    """To load a file that a guard refused."""
    RANGE = "range"
    """To install a series of more documents than a list may have in one."""


class RequestEvent(StrEnum):
    """What can happen to a request; each is an entry of the journal."""

    MADE = "made"
    APPROVED = "approved"
    REJECTED = "rejected"
    DONE = "done"
    REVOKED = "revoked"


class RequestState(StrEnum):
    """How a request stands."""

    PENDING = "pending"
    APPROVED = "approved"
    """By a second person, and not yet carried out: the next command about requests does it."""
    DONE = "done"
    REJECTED = "rejected"
    REVOKED = "revoked"
    """What it asked for was done, and has been undone since."""
    LAPSED = "lapsed"
    """Nobody decided in time."""


class Decision(NamedTuple):
    """One entry about a request."""

    event: RequestEvent
    at: str
    """UTC, ISO 8601 with Z."""
    user: str
    reason: str = ""


class Request(NamedTuple):
    """Something that needs two people, and what became of it."""

    reference: str
    """Of the entry by which it was made."""
    sequence: int
    kind: RequestKind
    at: str
    """UTC, ISO 8601 with Z."""
    until: str
    """Until when somebody may decide on it, in the same form."""
    post: str
    user: str
    """The account that made it, and may not approve it."""
    facts: Mapping[str, Any]
    """What the entry says of it."""
    content: Mapping[str, Any] | None
    """What is asked for, with the reason; None once erased."""
    decisions: tuple[Decision, ...] = ()

    def state(self, now: str) -> RequestState:
        """How it stands at a moment: UTC, ISO 8601 with Z."""
        states = {
            RequestEvent.REVOKED: RequestState.REVOKED,
            RequestEvent.DONE: RequestState.DONE,
            RequestEvent.REJECTED: RequestState.REJECTED,
            RequestEvent.APPROVED: RequestState.APPROVED,
        }
        events = {one.event for one in self.decisions}
        decided = next((state for event, state in states.items() if event in events), None)
        if decided is not None:
            return decided
        return RequestState.PENDING if now <= self.until else RequestState.LAPSED

    @property
    def reason(self) -> str:
        """Why it is asked for, in the words of who does."""
        return str((self.content or {}).get("reason", ""))

    @property
    def is_approved(self) -> bool:
        """Whether a second person approved it, and nobody revoked it or gave it up since."""
        events = {one.event for one in self.decisions}
        undone = {RequestEvent.REVOKED, RequestEvent.REJECTED}
        return RequestEvent.APPROVED in events and not events & undone

    @property
    def approved_by(self) -> str:
        """The account that approved it; empty while none has."""
        approved = (one.user for one in self.decisions if one.event is RequestEvent.APPROVED)
        return next(approved, "")
