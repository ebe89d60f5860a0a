"""The words of a query, and the most that names can give which meet some of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.matching.name import discount
from border_check.names.words import Kind, Word
from border_check.snapshot.candidates.points import CUT, most_unmet
from border_check.snapshot.candidates.runs import Split
from border_check.snapshot.candidates.vocabulary import Met
from border_check.values.record import NamedTuple

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

MARKED_WORDS = 6
"""Words of a query that get a mark of their own on the names that meet them."""
GLUED = 1 << MARKED_WORDS
"""The mark of names that glue words of the query together."""


class Asked(NamedTuple):
    """A word of the query that can speak for a name."""

    word: Word
    rare: float
    met: Met
    split: Split
    unmet: float
    """The most that it gives to a name that does not meet it."""
    is_strict: bool
    """Whether it then stands against something, or is left over; a word said twice is not, nor one
    that a particle of the name may be equal to."""

    @property
    def most(self) -> float:
        """The most that it can give."""
        points = (self.met.points, self.split.points)
        return max(self.unmet, *(float(found.max(initial=-np.inf)) for found in points))


class Glued(NamedTuple):
    """A run of query words that a word of the list can be, in place of these."""

    met: Met
    lacking: float
    """What these words count when they are not met, which is given back."""


def unmet_of(
    word: Word, before: tuple[Word, ...], rare: float, is_silent: bool
) -> tuple[float, bool]:
    """The most that a word gives unmet, and whether it is strict; `is_silent` if it is a particle
    or title of some name of the list."""
    repeated = any(word.text == other.text for other in before)
    unmet = most_unmet(rare) if word.kind is Kind.NAME else weights.EXTRA_QUERY
    return (max(0.0, unmet), False) if repeated or is_silent else (unmet, True)


class Gains(NamedTuple):
    """What the words of a query give with some names: a row for each word."""

    points: Floats
    """The most that each gives; of one that is not met, if it then stands against a word."""
    is_met: Flags
    spare_words: NDArray[np.int64]
    """Of each name: how many words of the query it has no word for, so that they are left over."""
    is_glued: Flags


def most_together(asked: list[Asked], gains: Gains, standing: Any, all_met: Any = 1.0) -> Floats:
    """The most that words can give together with each name, by the rules of `name.points_of`.

    `standing`: the share of agreement that stands where a word stands against another; `all_met`:
    the same where none does.
    """
    strict = np.array([word.is_strict for word in asked])[:, None]
    is_unmet = ~gains.is_met & strict
    unmet = np.where(is_unmet, gains.points, 0.0)
    speaking = gains.points - unmet
    agreeing = discounted(np.maximum(speaking, 0.0))
    against = np.minimum(speaking, 0.0).sum(axis=0)
    number = is_unmet.sum(axis=0)
    forced = number - gains.spare_words
    """How many of them stand against a word, since the name has more words than are met."""
    left_over = weights.EXTRA_QUERY
    either = np.where(is_unmet, np.maximum(unmet, left_over), 0.0).sum(axis=0)
    best = np.where(is_unmet, unmet, -np.inf).max(axis=0)
    one_forced = either - np.where(forced > 0, np.maximum(0.0, left_over - best), 0.0)
    differing = np.where(forced >= number, unmet.sum(axis=0), one_forced)
    most = agreeing * standing + differing
    most = np.where(forced > 0, most, np.maximum(most, agreeing + left_over * number))
    most = np.where(gains.is_glued, agreeing + np.minimum(unmet, 0.0).sum(axis=0), most)
    most = np.where((number > 0) | gains.is_glued, most, agreeing * all_met)
    return np.asarray(most + against, np.float32)


def discounted(points: NDArray[Any]) -> NDArray[Any]:
    """Points that agree, none below zero, by the discounts of `name.points_of`."""
    if len(points) > 2:
        points = -np.sort(-points, axis=0)
    factors = np.array([discount(place) for place in range(len(points))], np.float32)
    return np.asarray((points * factors[:, None]).sum(axis=0))


def standing_of(nearness: Any) -> Any:
    """The share of agreement that stands beside a word that is no nearer than this."""
    surely, from_on = weights.CONTRADICTED_BELOW
    doubt = np.clip((from_on - nearness) / (from_on - surely), 0.0, 1.0)
    return 1 - weights.NAMESAKES * doubt


STANDING = float(standing_of(CUT))
"""The most that stands beside a word that is not met."""


class Reach:
    """The most that a name can give, by the marks of what it meets; as a whole, if it may be."""

    def __init__(self, asked: list[Asked], glued: list[Glued]) -> None:
        marks = np.arange(2 * GLUED)
        own = [(marks >> place) & 1 > 0 for place in range(min(len(asked), MARKED_WORDS))]
        own += [np.ones(len(marks), np.bool_) for _ in asked[MARKED_WORDS:]]
        is_met = np.array(own)
        points = np.array(
            [np.where(met, word.most, word.unmet) for met, word in zip(own, asked, strict=True)]
        )
        is_glued = marks & GLUED > 0
        gains = Gains(points, is_met, np.full(len(marks), len(asked)), is_glued)
        standing = np.array([[STANDING], [1.0]])
        most = most_together(asked, gains, standing)
        extra = sum(float(run.met.points.max(initial=0)) - run.lacking for run in glued)
        strict = np.array([word.is_strict for word in asked])[:, None]
        is_whole = is_glued | ~(~is_met & strict).any(axis=0)
        most += np.where(is_glued, extra, 0.0) + np.where(is_whole, weights.WHOLE_NAME, 0.0)
        self.unsupported, self.supported = np.asarray(most, np.float32)
