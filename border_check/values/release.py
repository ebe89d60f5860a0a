"""What may be told of a passenger list to those who are no officers of the post."""

from __future__ import annotations

from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum


class Told(StrEnum):
    """What a carrier or another authority is told of a traveller, and nothing beside it.

    There is no word for a refusal: a hit identifies nobody, and who may board or enter is decided
    by an officer who has the traveller before them.
    """

    NO_FINDING = "no_finding"
    EXAMINE_ON_ARRIVAL = "examine_on_arrival"
    CONTACT_BEFORE_BOARDING = "contact_before_boarding"
    NOT_CHECKED = "not_checked"


class ReleasedRow(NamedTuple):
    """One row, as far as it may be known elsewhere."""

    row: int
    reference: str
    told: Told


class Release(NamedTuple):
    """The result of a passenger list that may go out, and to whom."""

    of: str
    """Reference of the batch."""
    to: str
    file: str
    """The passenger list, by its name."""
    sha256: str
    """Of the passenger list."""
    at: str
    """UTC, ISO 8601 with Z."""
    post: str
    rows: tuple[ReleasedRow, ...]

    @property
    def counts(self) -> dict[Told, int]:
        """How many rows are told what; they add up to the rows of the list."""
        told = [one.told for one in self.rows]
        return {word: told.count(word) for word in Told}
