"""The weights of `border_check.matching.weights` that words are worth, as numbers to be fitted.

What a word says is a sum of weights, each times a factor that only the words decide. So these
weights are one array, and a column names the place of one in it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights as shipped_weights

Floats = NDArray[np.float64]

KNOTS = np.array([likeness for likeness, _, _ in shipped_weights.AGREEMENT])
"""Likeness at which the tables of agreement have a row. Where they are is not fitted."""

SHARE, CONSTANT, SHARE_ACROSS, CONSTANT_ACROSS = (len(KNOTS) * part for part in range(4))
"""The first columns of the two tables of agreement: a column for each knot."""
KNOWN_FORM, INITIAL, INITIAL_DIFFERS, EXTRA_QUERY, EXTRA_RECORD, GIVEN = (
    CONSTANT_ACROSS + len(KNOTS) + place for place in range(6)
)
"""`GIVEN` is no weight but 1, for points that are not fitted."""


class NameWeights(NamedTuple):
    """All that decides what two names are worth, beside the words themselves."""

    words: Floats
    """By column."""
    discounts: Floats
    namesakes: float
    whole: float


def shipped() -> NameWeights:
    """The weights that border-check has now."""
    agreement, across = map(np.array, (shipped_weights.AGREEMENT, shipped_weights.AGREEMENT_ACROSS))
    if not np.array_equal(agreement[:, 0], across[:, 0]):
        raise ValueError("the two tables of agreement have rows at different likeness")
    return NameWeights(
        by_column(
            shares=agreement[:, 1],
            constants=agreement[:, 2],
            shares_across=across[:, 1],
            constants_across=across[:, 2],
            known_form=shipped_weights.KNOWN_FORM,
            initials=(shipped_weights.INITIAL_POINTS, shipped_weights.INITIAL_DIFFERS),
            extras=(shipped_weights.EXTRA_QUERY, shipped_weights.EXTRA_RECORD),
        ),
        np.array(shipped_weights.DISCOUNTS),
        shipped_weights.NAMESAKES,
        shipped_weights.WHOLE_NAME,
    )


def named(weights: NameWeights) -> dict[str, Any]:
    """The same weights as `border_check.matching.weights` would have them, by their names there."""
    words = [float(value) for value in weights.words]

    def table(share: int, constant: int) -> tuple[tuple[float, float, float], ...]:
        rows = zip(KNOTS, words[share:], words[constant:], strict=False)
        return tuple((float(likeness), part, points) for likeness, part, points in rows)

    return {
        "AGREEMENT": table(SHARE, CONSTANT),
        "AGREEMENT_ACROSS": table(SHARE_ACROSS, CONSTANT_ACROSS),
        "KNOWN_FORM": words[KNOWN_FORM],
        "WHOLE_NAME": weights.whole,
        "DISCOUNTS": tuple(map(float, weights.discounts)),
        "NAMESAKES": weights.namesakes,
        "INITIAL_POINTS": words[INITIAL],
        "INITIAL_DIFFERS": words[INITIAL_DIFFERS],
        "EXTRA_QUERY": words[EXTRA_QUERY],
        "EXTRA_RECORD": words[EXTRA_RECORD],
    }


def by_column(
    *,
    shares: Floats,
    constants: Floats,
    shares_across: Floats,
    constants_across: Floats,
    known_form: float,
    initials: tuple[float, float],
    extras: tuple[float, float],
) -> Floats:
    """The array of what words are worth."""
    tables = (shares, constants, shares_across, constants_across)
    return np.concatenate((*tables, [known_form, *initials, *extras, 1.0]))
