"""Where a fit starts, how far it may go, and what no weight may be.

A fit that starts at the shipped weights and is held near them knows of every source on which those
were fitted, also of the one that is held out. So it starts from what anybody might put down who has
never seen a pair: names are taken at face value, and their words for independent. How plausible
other weights are is said by a spread for each, and is not fitted either.
"""

from __future__ import annotations

from math import log

import numpy as np

from border_check.matching.weights import RARITY_BOUNDS

from fitter.weights import KNOTS, Floats, NameWeights, by_column

ANOTHER_NAME = -log(100)
"""One person has another word in a name once in a hundred times."""
ONE_NAME_FROM = 0.6
"""Likeness below which two words are not held to be one, see `names.likeness.NEAR`. From there to
equality, what a word says rises along a straight line."""
FULL_SHARE = 1.0
"""Equal words say all of their rarity."""
INITIAL_AGREES = log(20)
"""One letter of twenty, were all equally common."""
LEFT_OUT = -log(3)
"""One person in three leaves out a word that another one has."""
INDEPENDENT = np.ones(5)
"""Every word counts in full, however many agree before it."""

_NEARNESS = np.clip((KNOTS - ONE_NAME_FROM) / (1 - ONE_NAME_FROM), 0, 1)
_CONSTANTS = ANOTHER_NAME * (1 - _NEARNESS)
_TELLING = KNOTS > ONE_NAME_FROM
"""The knots with a share: a word that differs says the same however rare it is."""

_SPREADS = {
    # which numbers: how many of them, and how far one of them goes without surprise
    "shares": (int(_TELLING.sum()), 0.2),
    "constants": (len(KNOTS), 1.5),
    "constants across": (len(KNOTS), 1.5),
    "known form": (1, 0.7),
    "initials": (2, 1.0),
    "extras": (2, 0.7),
    "discounts": (len(INDEPENDENT) - 1, 0.3),
    "namesakes": (1, 0.3),
    "whole": (1, 0.7),
}
_ENDS = np.cumsum([count for count, _ in _SPREADS.values()])
DIMENSIONS = int(_ENDS[-1])


def weights_at(steps: Floats) -> NameWeights:
    """The weights that lie so many spreads away from the start, repaired where none may lie.

    More likeness never says less, not even of the commonest name. Two scripts never say more than
    one. No word says more than its rarity. A further word never counts more than the one before.
    """
    moved = dict(zip(_SPREADS, np.split(steps, _ENDS[:-1]), strict=True))
    away = {name: moved[name] * spread for name, (_, spread) in _SPREADS.items()}
    shares = _NEARNESS * FULL_SHARE
    shares[_TELLING] += away["shares"]
    shares = np.maximum.accumulate(np.clip(shares, 0, 1))
    constants = _rising(_CONSTANTS + away["constants"], shares)
    across = _rising(_CONSTANTS + away["constants across"], shares)
    agrees, differs = away["initials"]
    query, record = away["extras"]
    words = by_column(
        shares=shares,
        constants=constants,
        shares_across=shares,
        constants_across=np.minimum(constants, across),
        known_form=min(0.0, float(away["known form"][0])),
        initials=(max(0.0, INITIAL_AGREES + agrees), min(0.0, ANOTHER_NAME + differs)),
        extras=(min(0.0, LEFT_OUT + query), min(0.0, LEFT_OUT + record)),
    )
    discounts = np.concatenate(([1.0], INDEPENDENT[1:] + away["discounts"]))
    return NameWeights(
        words,
        np.minimum.accumulate(np.clip(discounts, 0, 1)),
        float(np.clip(away["namesakes"][0], 0, 1)),
        max(0.0, float(away["whole"][0])),
    )


def plain() -> NameWeights:
    """The weights from which every fit starts."""
    return weights_at(np.zeros(DIMENSIONS))


def _rising(constants: Floats, shares: Floats) -> Floats:
    """Constants such that the commonest name says no less at more likeness."""
    of_commonest = shares * RARITY_BOUNDS[0]
    worth: Floats = np.maximum.accumulate(constants + of_commonest)
    return worth - of_commonest
