"""Names of a list with the persons who bear them, and what these reach."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.values.record import NamedTuple

Ids = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Reached(NamedTuple):
    """Persons, and the most that a comparison with each could come to."""

    persons: Ids
    points: Floats


class Borne(NamedTuple):
    """Names, and for each a person who bears it."""

    names: Ids
    persons: Ids
    lacking: Floats
    """What the name has to give, so that the person reaches the threshold."""
    supported: Flags
    """Whether the person's birth date takes doubt from the name."""

    def only(self, which: Any) -> Borne:
        """Some of them, by flags, places or a slice."""
        return Borne(
            self.names[which], self.persons[which], self.lacking[which], self.supported[which]
        )


NONE = np.zeros(0, np.int64)
NO_NAMES = Borne(NONE, NONE, np.zeros(0, np.float32), np.zeros(0, np.bool_))


def distinct(ids: NDArray[Any]) -> Ids:
    """Each once, in order."""
    ids = np.sort(ids)
    return ids[np.append(True, ids[1:] != ids[:-1])] if len(ids) else ids


def found_among(names: Ids, wanted: Ids) -> tuple[Ids, Ids]:
    """Places in `wanted`, which is in order, and in `names` of what is in both."""
    if not len(wanted):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(wanted, names), len(wanted) - 1)
    there = np.flatnonzero(wanted[at] == names)
    return at[there], there


def joined(parts: list[Borne]) -> Borne:
    """All of them, one part after the other."""
    return Borne(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def best_of_each(persons: Ids, points: Floats) -> Reached:
    """Each person once, with the most points."""
    order = np.lexsort((-points, persons))
    persons, points = persons[order], points[order]
    first = np.append(True, persons[1:] != persons[:-1]) if len(persons) else np.zeros(0, bool)
    return Reached(persons[first], points[first])
