"""The answer to one check: evidence, hits, the lists that were asked, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, fsum

from border_check.language import enumeration, marked, sentence
from border_check.values.actions import ActionClass
from border_check.values.lists import ListKind, ListStatus
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.values.contacts import Call
    from border_check.values.person import Alias


class Relation(StrEnum):
    """How a fact of the query stands to the same fact of the record."""

    AGREES = "agrees"
    SIMILAR = "similar"
    DIFFERS = "differs"
    MISSING = "missing"


class Grade(StrEnum):
    """How well a record fits; earlier members are the better ones."""

    EXACT = "exact"
    STRONG = "strong"
    POSSIBLE = "possible"

    @property
    def rank(self) -> int:
        """0 for the best grade."""
        return list(Grade).index(self)


class Verdict(StrEnum):
    """The one word that the officer acts on; a batch ends with the earliest one of its rows."""

    STOP = "stop"
    REFER = "refer"
    NOT_CHECKED = "not_checked"
    PROCEED = "proceed"

    @property
    def word(self) -> str:
        """As shown on a screen."""
        return self.value.replace("_", " ").upper()

    @property
    def exit_code(self) -> int:
        """The exit code of a command that ends with this verdict."""
        return {"stop": 11, "refer": 10, "not_checked": 20, "proceed": 0}[self.value]

    @property
    def rank(self) -> int:
        """0 for the verdict that outranks all others."""
        return list(Verdict).index(self)


class CheckKind(StrEnum):
    """What was checked."""

    DOCUMENT = "document"
    PERSON = "person"
    TRAVELLER = "traveller"
    VEHICLE = "vehicle"


class Evidence(NamedTuple):
    """One compared fact: what each side says, and what that is worth in natural log-odds."""

    feature: str
    relation: Relation
    query: str = ""
    record: str = ""
    points: float = 0.0
    note: str = ""


class Explanation(NamedTuple):
    """What the rows of the evidence do not tell by themselves."""

    reason: str
    """Why this grade and not the next better one; where it is no hit, what it lacks."""
    required: float | None = None
    """The points that make a hit; None where it is one whatever the points are."""
    because: str = ""
    """Why that is more than the threshold; empty where it is not."""
    alias: Alias | None = None
    """The alias that the name was held against; None where it was the main name."""


class Comparison(NamedTuple):
    """A query held against one record."""

    evidence: tuple[Evidence, ...]
    grade: Grade | None
    """None where the evidence does not make a hit at the threshold that it was held against."""
    explanation: Explanation | None = None

    @property
    def alert(self) -> bool:
        """Whether a check would report it."""
        return self.grade is not None

    @property
    def points(self) -> float:
        """The sum of the evidence, in natural log-odds."""
        return fsum(piece.points for piece in self.evidence)

    @property
    def score(self) -> float:
        """The same on a scale of 0 to 1."""
        return score_of(self.points)


def score_of(points: float) -> float:
    """Log-odds to the share that they stand for: 1 / (1 + e^-points)."""
    return 1.0 / (1.0 + exp(-max(-700.0, min(700.0, points))))


class Hit(NamedTuple):
    """A record with enough evidence to stop and look; not an identification."""

    list: str
    kind: ListKind
    record_id: str
    grade: Grade
    action: ActionClass
    evidence: tuple[Evidence, ...]
    record: Mapping[str, Any]
    """What the list says, in the words of the JSON contract."""
    misused_identity: bool = False
    explanation: Explanation | None = None
    """Of a hit on a person."""

    @property
    def points(self) -> float:
        """The sum of the evidence, in natural log-odds."""
        return fsum(piece.points for piece in self.evidence)

    @property
    def score(self) -> float:
        """The same on a scale of 0 to 1."""
        return score_of(self.points)


class Problem(NamedTuple):
    """Something that the reader must know beside the verdict."""

    code: str
    text: str
    list: str | None = None
    field: str | None = None


class Action(NamedTuple):
    """The one thing to do now."""

    action_class: ActionClass | None
    text: str
    calls: tuple[Call, ...] = ()

    @property
    def told(self) -> str:
        """What to do, and whom to call, in one text."""
        if not self.calls:
            return self.text
        calls = enumeration((call.told for call in self.calls), marked("{words}; {next}"))
        return sentence("{text} Call: {calls}.", text=sentence(self.text), calls=calls)


class Screening(NamedTuple):
    """The whole answer to one check."""

    check: CheckKind
    reference: str
    asked_at: str
    """UTC, ISO 8601 with Z."""
    verdict: Verdict
    action: Action
    query: Mapping[str, Any]
    """The query as it was understood, in the words of the JSON contract."""
    hits: tuple[Hit, ...]
    """Best first, uncapped."""
    lists: tuple[ListStatus, ...]
    problems: tuple[Problem, ...] = ()
    cue: str | None = None
    """What a report says in place of "Continue the examination.", where the keeper of a post with
    one officer wants a discreet record to show to whoever knows the phrase."""
