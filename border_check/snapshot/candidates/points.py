"""The most that words can be worth, by the tables of `matching.weights`, for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights

Floats = NDArray[np.float32]


class _Table:
    """A table of agreement, as columns."""

    def __init__(self, knots: Sequence[tuple[float, float, float]]) -> None:
        columns = np.array(knots).T
        self.likeness, self.share, self.constant = columns
        at_bounds = [self.share * rare + self.constant for rare in weights.RARITY_BOUNDS]
        falls = np.any([np.append(np.diff(points), 0) < 0 for points in at_bounds], axis=0)
        self.peaks = columns.T[falls].tolist()
        """Knots beyond which more likeness can give less: a common word that is merely similar."""


_WITHIN, _ACROSS = _Table(weights.AGREEMENT), _Table(weights.AGREEMENT_ACROSS)


def most_points(alike: NDArray[Any], rarity: Any, *, across: bool) -> Floats:
    """The most that words give that are no more alike than this; never less for more likeness."""
    table = _ACROSS if across else _WITHIN
    most = np.interp(alike, table.likeness, table.share) * rarity
    most += np.interp(alike, table.likeness, table.constant)
    for likeness, share, constant in table.peaks:
        beyond = np.where(alike >= likeness, share * rarity + constant, -np.inf)
        most = np.maximum(most, beyond)
    return np.asarray(most, np.float32) + np.float32(1e-5)


def most_at(alike: float, rarity: float) -> float:
    """The same of one word, in whichever scripts."""
    return max(
        float(most_points(np.array([alike]), rarity, across=across)[0]) for across in (False, True)
    )


def _cut() -> float:
    rarest = weights.RARITY_BOUNDS[1]
    against = weights.EXTRA_RECORD
    below = (percent for percent in range(60, 100) if most_at(percent / 100, rarest) <= against)
    return min(max(below) / 100, weights.WHOLE_FROM)


CUT = _cut()
"""The likeness from which on words are looked for, in whole hundredths: below it, even the rarest
word says as much against a name as one that is left out, and no name agrees as a whole."""


def most_unmet(rarity: float) -> float:
    """The most that a word of the query gives with a name that has no word so near."""
    return max(most_at(CUT, rarity), weights.EXTRA_QUERY)
