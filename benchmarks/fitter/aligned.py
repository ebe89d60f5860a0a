"""Many pairs of names, each aligned once, and what they are worth at any weights.

The words are paired by border-check itself; pairing does not depend on weights. What is left of
`matching.name` is arithmetic over arrays, thousands of times faster, which is why a fit is possible
at all. It would be a second scorer, so `assert_same` holds it against the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from border_check.matching import name as scorer
from border_check.matching.rarity import Rarity
from border_check.names.compare import Pairing
from border_check.names.likeness import How, is_across

from fitter import weights as columns
from fitter.weights import KNOTS, Floats, NameWeights

Pairings = tuple[Pairing, ...]
_Term = tuple[int, float]
"""A column of the weights, and by what it is multiplied."""

MOST_TERMS = 5
"""Of one word: share and constant at the knots on either side, and that it is a known form."""
EXACT = 1e-9


class AlignedNames(NamedTuple):
    """A row for each pair of names, a place for each of its words."""

    columns: NDArray[np.intp]
    """By pair, word and term."""
    factors: Floats
    doubt: Floats
    """By pair: how surely a word differs."""
    whole: NDArray[np.bool_]
    """By pair: whether no word is left over or differs."""

    def points(self, weights: NameWeights) -> Floats:
        """What each pair is worth."""
        agreeing, differing = self._words(weights)
        points: Floats = agreeing.sum(1) + differing.sum(1) + weights.whole * self.whole
        return points

    def points_as_told(self, weights: NameWeights) -> Floats:
        """The same as border-check tells it: in hundredths, word by word."""
        agreeing, differing = (np.round(words, 2) for words in self._words(weights))
        whole = np.round(weights.whole, 2) * self.whole
        points: Floats = np.round(agreeing.sum(1) + differing.sum(1) + whole, 2)
        return points

    def take(self, rows: NDArray[np.intp]) -> AlignedNames:
        """Some of the pairs."""
        return AlignedNames(
            self.columns[rows], self.factors[rows], self.doubt[rows], self.whole[rows]
        )

    def _words(self, weights: NameWeights) -> tuple[Floats, Floats]:
        """What the words of each pair say, those that agree and those that do not."""
        worth = np.einsum("pwt,pwt->pw", weights.words[self.columns], self.factors)
        agreeing = -np.sort(-np.maximum(worth, 0), axis=1)
        places = np.minimum(np.arange(worth.shape[1]), len(weights.discounts) - 1)
        standing = 1 - weights.namesakes * self.doubt
        return agreeing * weights.discounts[places] * standing[:, None], np.minimum(worth, 0)


def align_once(pairs: Sequence[Pairings], rarity: Rarity) -> AlignedNames:
    """The arrays of pairs of names whose words are paired."""
    most = max((len(pairings) for pairings in pairs), default=0)
    shape = (len(pairs), most, MOST_TERMS)
    found_columns, factors = np.zeros(shape, np.intp), np.zeros(shape)
    for row, pairings in enumerate(pairs):
        for word, pairing in enumerate(pairings):
            for place, (column, factor) in enumerate(_terms(pairing, rarity)):
                found_columns[row, word, place] = column
                factors[row, word, place] = factor
    doubt = np.array([scorer.doubt(pairings) for pairings in pairs])
    whole = np.array([scorer.is_whole(pairings) for pairings in pairs], dtype=np.bool_)
    return AlignedNames(found_columns, factors, doubt, whole)


def assert_same(names: AlignedNames, pairs: Sequence[Pairings], rarity: Rarity) -> None:
    """Raise `AssertionError` where the arrays come to other points than `matching.name`."""
    expected = [
        sum(scorer.points_of(pairings, rarity)) + scorer.whole(pairings) for pairings in pairs
    ]
    apart = np.abs(names.points(columns.shipped()) - expected)
    if (apart > EXACT).any():
        raise AssertionError(
            f"{int((apart > EXACT).sum())} of {len(pairs)} pairs have other points than "
            f"border-check gives them, up to {apart.max():.2f}: matching/name.py has changed"
        )


def _terms(pairing: Pairing, rarity: Rarity) -> Iterable[_Term]:
    """What a pair of words says, as weights and factors; see `matching.name`."""
    how = pairing.how
    if how is How.EXTRA:
        return [(columns.EXTRA_QUERY if pairing.query else columns.EXTRA_RECORD, 1.0)]
    if how is How.DIFFERS and scorer.has_initial(pairing):
        return [(columns.INITIAL_DIFFERS, 1.0)]
    rare = scorer.rarity_of_commoner(pairing, rarity)
    if rare is None:
        return []
    if how is How.INITIAL:
        return [(columns.INITIAL, 1.0)]
    if how is How.PREFIX:  # only where a machine readable zone was full: no pair tells its weight
        letters = len(pairing.query[0].text)
        return [(columns.GIVEN, scorer.word_points(how, pairing.likeness, rare, letters))]
    known = [(columns.KNOWN_FORM, 1.0)] if how is How.KNOWN else []
    across = is_across(pairing.query[0], pairing.record[0])
    return chain(_agreement(pairing.likeness, rare, across), known)


def _agreement(likeness: float, rare: float, across: bool) -> Iterable[_Term]:
    """Straight between the knots on either side."""
    high = int(np.clip(np.searchsorted(KNOTS, likeness), 1, len(KNOTS) - 1))
    part = float((likeness - KNOTS[high - 1]) / (KNOTS[high] - KNOTS[high - 1]))
    share = columns.SHARE_ACROSS if across else columns.SHARE
    constant = columns.CONSTANT_ACROSS if across else columns.CONSTANT
    for knot, weight in ((high - 1, 1 - part), (high, part)):
        yield share + knot, weight * rare
        yield constant + knot, weight
