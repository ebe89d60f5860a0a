"""Lists: what they are, and in what state their local copies are."""

from __future__ import annotations

from border_check.values.actions import ActionClass
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.values.canary import Canary


class ListKind(StrEnum):
    """What the records of a list are about."""

    DOCUMENTS = "documents"
    NOMINALS = "nominals"
    VEHICLES = "vehicles"
    REFERENCES = "references"
    ALERTS = "alerts"

    @property
    def is_guidance(self) -> bool:
        """Whether its records help to look, and never decide: no answer waits for them."""
        return self in (ListKind.REFERENCES, ListKind.ALERTS)


LOCAL_WATCHLIST = "local-watchlist"
"""The list of a post itself, whose records two people enter."""


class ListState(StrEnum):
    """Whether a list can answer; only `ok` and `stale` do."""

    OK = "ok"
    STALE = "stale"
    EXPIRED = "expired"
    MISSING = "missing"
    EMPTY = "empty"
    CORRUPT = "corrupt"
    UNSIGNED = "unsigned"

    @property
    def answers(self) -> bool:
        """Whether a list in this state may be asked."""
        return self in (ListState.OK, ListState.STALE)


class ListStatus(NamedTuple):
    """One list as it stood when it was asked, or would have been."""

    name: str
    kind: ListKind
    state: ListState
    required: bool = True
    version: str | None = None
    as_of: str | None = None
    """When the source last confirmed the list current, UTC, ISO 8601 with Z."""
    age_hours: float | None = None
    limit_hours: float | None = None
    """The age at which the list stops answering."""
    records: int | None = None
    detail: str | None = None
    """What is wrong with it, in words, where something is."""
    title: str = ""
    """As shown on a screen; the name in capitals where empty."""
    has_documents: bool = False
    """Of a list of people: whether travel documents are listed with them (TDAWN)."""

    @property
    def shown(self) -> str:
        """The name for people."""
        return self.title or self.name.upper()


class ListDescription(NamedTuple):
    """A list as its keeper describes it: what it is, and what to expect of it."""

    name: str
    kind: ListKind | None = None
    """None until the first load, which takes the kind of the format."""
    title: str = ""
    """As shown on a screen; the name in capitals where empty."""
    owner: str = ""
    purpose: str = ""
    required: bool = True
    stale_after: float = 24.0
    """Hours after which answers carry a warning."""
    expires_after: float = 72.0
    """Hours after which the list no longer answers."""
    minimum: int | None = None
    """Fewest records that a snapshot may hold to be installed."""
    maximum: int | None = None
    shrinks_at_most: float = 20.0
    """Percent of its records that a list may lose with one load, or one issuer of it half; lists of
    fewer than a hundred records, and such issuers, come and go."""
    canaries: tuple[Canary, ...] = ()
    """Records that must be found on it, when it is loaded and each time that it is opened."""
    widest_range: int = 100_000
    """Most documents in one reported series; what covers more takes the word of a second person.
    Thefts of blanks are boxes of hundreds and thousands. This many is a hundredth of all numbers
    of a letter and seven digits: of the travellers of such an issuer it would stop one in a
    hundred, and ten times as many one in ten."""
    action: ActionClass | None = None
    """Class of the records that have none of their own and no notice."""
    format: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """Column map of a foreign CSV: field of ours, column of theirs."""


class ListChanges(NamedTuple):
    """What the configuration says of a list; all else stays as the list is described."""

    name: str
    changes: tuple[tuple[str, object], ...] = ()
    """Fields of `ListDescription` with their values."""
    origin: tuple[tuple[str, object], ...] = ()
    """Fields of `border_check.values.origin.Origin`, which only updates import."""

    def over(self, description: ListDescription) -> ListDescription:
        """The description with these changes."""
        given: dict[str, Any] = dict(self.changes)
        kind = given.get("kind")
        if kind is not None and ListKind(kind).is_guidance:
            given.setdefault("required", False)
        return description._replace(**given)
