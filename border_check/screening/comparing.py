"""Two identities held against each other, without any list."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.matching.person import compare_person
from border_check.matching.rarity import GENERAL
from border_check.screening.queries import person_of
from border_check.values.mapping import nominal_from_mapping
from border_check.values.record import NamedTuple
from border_check.values.screening import Evidence, Grade, score_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Match(NamedTuple):
    """How well two identities agree, and why."""

    evidence: tuple[Evidence, ...]
    grade: Grade | None

    @property
    def points(self) -> float:
        """The sum of the evidence, in natural log-odds."""
        return sum(piece.points for piece in self.evidence)

    @property
    def score(self) -> float:
        """The same on a scale of 0 to 1."""
        return score_of(self.points)

    @property
    def alert(self) -> bool:
        """Whether a person check would report it at the default threshold."""
        return self.grade is not None


def compare(query: Mapping[str, Any], candidate: Mapping[str, Any]) -> Match:
    """Say why two identities do or do not agree.

    The query has the keys of `Screener.person`; the candidate the same or those of `nominal-jsonl`.
    Raises `UsageError` for an unknown key of the query, `UnreadableInput` for an unreadable value.
    """
    comparison = compare_person(person_of(query), nominal_from_mapping(candidate), GENERAL)
    return Match(comparison.evidence, comparison.grade)
