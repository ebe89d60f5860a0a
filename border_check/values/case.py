"""A search that hit, and what was done about it since: what the journal says, in order."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.values.actions import ActionClass
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Grade, Verdict
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Step(StrEnum):
    """What has to be done before a hit is closed, in this order."""

    QUERY = "query"
    PERSON = "person"
    ASK = "ask"
    ANSWER = "answer"
    CARRIED = "carried"


class Disposition(StrEnum):
    """An officer's ruling on a record that hit."""

    CONFIRMED = "confirmed"
    NOT_IDENTICAL = "not_identical"
    RECORD_OUTDATED = "record_outdated"
    NO_REPLY = "no_reply"
    CANNOT_TELL = "cannot_tell"
    """Of a traveller who has yet to arrive: it is told once they are here."""


class CaseEvent(StrEnum):
    """What can happen to a search that hit; each is an entry of the journal."""

    OPENED = "opened"
    STEP = "step"
    RULED = "ruled"
    LIFTED = "lifted"
    CODE_REFUSED = "code_refused"
    PROTECTION = "protection"
    DRAFTED = "drafted"
    SHEET = "sheet"
    RECEIPT = "receipt"


class Listed(NamedTuple):
    """A record that hit, as the journal names it."""

    list: str
    record_id: str
    grade: Grade
    action: ActionClass | None = None
    """None where a journal of an earlier version does not tell."""


class Happened(NamedTuple):
    """One entry about a search that hit."""

    event: CaseEvent
    at: str
    """UTC, ISO 8601 with Z."""
    user: str
    facts: Mapping[str, Any]
    """What else the entry says."""
    note: str = ""
    """In an officer's words; empty where there is none, and once erased."""


class Case(NamedTuple):
    """A search that hit, and what happened since, oldest first."""

    reference: str
    sequence: int
    check: CheckKind
    at: str
    """UTC, ISO 8601 with Z."""
    post: str
    user: str
    verdict: Verdict | None
    """Of all that was found, whatever the desk was told; None for a row of a passenger list."""
    hits: tuple[Listed, ...]
    versions: Mapping[str, str]
    """The lists that were asked, and the version of each."""
    facts: Mapping[str, Any]
    """The entry of the search, whole."""
    query: Mapping[str, Any] | None
    """What was asked; None once erased, and where it is sealed for others."""
    events: tuple[Happened, ...] = ()
    sealed: bool = False
    """Whether what was asked is sealed, and this desk has no key to it."""

    @property
    def row(self) -> int:
        """Of a passenger list; 0 where it was a check of its own."""
        row = self.reference.rpartition("/")[2].partition("-")[2]
        return int(row) if row else 0

    def last(self, event: CaseEvent) -> Happened | None:
        """The newest event of a kind."""
        return next((one for one in reversed(self.events) if one.event is event), None)

    @property
    def steps(self) -> dict[Step, Happened]:
        """The steps that were taken, each as it was entered last."""
        taken = (one for one in self.events if one.event is CaseEvent.STEP)
        return {Step(one.facts["step"]): one for one in taken}

    @property
    def rulings(self) -> dict[Listed, Happened]:
        """The rulings that stand: of each record, the one that was entered last."""
        standing: dict[Listed, Happened] = {}
        for one in self.events:
            if one.event is CaseEvent.RULED:
                ruled = {tuple(pair) for pair in one.facts["records"]}
                standing |= {hit: one for hit in self.hits if (hit.list, hit.record_id) in ruled}
        return standing

    @property
    def unreviewed(self) -> tuple[Listed, ...]:
        """The records on which nobody has ruled."""
        ruled = self.rulings
        return tuple(hit for hit in self.hits if hit not in ruled)

    @property
    def unruled(self) -> tuple[Listed, ...]:
        """The records of which it is left open whether they are about this traveller."""
        rulings = self.rulings
        return tuple(
            hit
            for hit in self.hits
            if hit not in rulings or _says(rulings[hit], Disposition.CANNOT_TELL)
        )

    @property
    def protection(self) -> Happened | None:
        """When somebody noted that the person asks for protection."""
        return self.last(CaseEvent.PROTECTION)

    @property
    def is_hold(self) -> bool:
        """Whether somebody, or a document, is held on this hit until it is confirmed or lifted. A
        row of a passenger list holds nobody: its traveller has yet to arrive."""
        return self.verdict is Verdict.STOP

    @property
    def is_confirmed(self) -> bool:
        """Whether a record was confirmed."""
        return any(_says(one, Disposition.CONFIRMED) for one in self.rulings.values())

    @property
    def lifted(self) -> Happened | None:
        """What lifted the hold: an entry that says so, or the last ruling, where a second user made
        it or the law allowed to hold no longer."""
        found = self.last(CaseEvent.LIFTED)
        if found is not None or not self.rulings or self.unruled or self.is_confirmed:
            return found
        ruled = [
            one
            for one in self.rulings.values()
            if one.user != self.user or one.facts.get("limit_reached")
        ]
        return ruled[-1] if ruled else None

    @property
    def is_held(self) -> bool:
        """Whether a hold stands."""
        return self.is_hold and not self.is_confirmed and self.lifted is None

    @property
    def is_open(self) -> bool:
        """Whether something is left to do: a record without a ruling, or a hold to be lifted."""
        return bool(self.unruled) or self.is_held


def _says(ruling: Happened, disposition: Disposition) -> bool:
    return bool(ruling.facts["disposition"] == disposition)
