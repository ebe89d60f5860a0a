"""The most that the names of a list can give the words of a query, by the words that they have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.snapshot.candidates.asked import (
    STANDING,
    Asked,
    Gains,
    Glued,
    most_together,
    standing_of,
)
from border_check.snapshot.candidates.borne import found_among
from border_check.snapshot.candidates.layout import REPEATED, UNDATED
from border_check.snapshot.candidates.mapped import MappedFile, ranges
from border_check.snapshot.candidates.points import CUT
from border_check.snapshot.candidates.vocabulary import Vocabulary
from border_check.values.record import NamedTuple

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ids = NDArray[np.int64]


class ListedNames:
    """The distinct names of a list by their words, and room to reckon with these."""

    def __init__(self, file: MappedFile, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.start, self.word = file.array("name_start"), file.array("name_word")
        self._size = file.array("name_size")
        self._excess: list[Floats] = []

    def __len__(self) -> int:
        return len(self._size)

    def sizes(self, names: Ids) -> Ids:
        """How many words these names have that can be met."""
        return (self._size.take(names) & ~np.uint8(UNDATED | REPEATED)).astype(np.int64)

    def are_undated(self, names: Ids) -> Flags:
        """Which of them somebody bears of whom no birth date is known."""
        return np.asarray(self._size.take(names) & UNDATED > 0)

    def repeat_a_word(self, names: Ids) -> Flags:
        """Which of them have a word twice."""
        return np.asarray(self._size.take(names) & REPEATED > 0)

    def excess(self, place: int) -> Floats:
        """A number for each word of the list: zeros, to be left as such."""
        while len(self._excess) <= place:
            self._excess.append(np.zeros(len(self.vocabulary), np.float32))
        return self._excess[place]


class Words(NamedTuple):
    """The words of some names, one name after the other."""

    rows: NDArray[np.uint32]
    first: Ids
    """Where the words of each name begin."""


class NameBounds:
    """Says of names, by their numbers, how many points a comparison can give them at most.

    To be used as a context: it borrows the room of the list.
    """

    def __init__(
        self, listed: ListedNames, asked: list[Asked], glued: list[Glued], words: int
    ) -> None:
        self._listed = listed
        self._asked, self._glued, self._words = asked, glued, words
        self._unmet = np.array([[word.unmet] for word in asked], np.float32)
        self._strict = np.array([[word.is_strict] for word in asked])

    def __enter__(self) -> NameBounds:
        for place, word in enumerate(self._asked):
            self._listed.excess(place)[word.met.rows] = _above(word.met.points - word.unmet)
        for place, run in enumerate(self._glued, len(self._asked)):
            self._listed.excess(place)[run.met.rows] = _above(run.met.points) - run.lacking
        return self

    def __exit__(self, *_: object) -> None:
        mets = [word.met for word in self._asked] + [run.met for run in self._glued]
        for place, met in enumerate(mets):
            self._listed.excess(place)[met.rows] = 0.0

    def of(self, names: Ids, supported: Flags, *, closely: bool) -> Floats:
        """The most that each name can give; `closely` looks at every pair of words.

        `supported`: for whose bearer a birth date speaks.
        """
        if not len(names):
            return np.zeros(0, np.float32)
        starts, stops = self._listed.start.bounds(names)
        rows = self._listed.word.take(ranges(starts, stops))
        first = np.concatenate(([0], np.cumsum(stops - starts, dtype=np.int64)[:-1]))
        words, sizes = Words(rows, first), self._listed.sizes(names)
        given = np.array(
            [self._listed.excess(place)[rows] for place in range(len(self._asked + self._glued))]
        )
        excess = np.maximum.reduceat(given, first, axis=1)
        own, glued = excess[: len(self._asked)], excess[len(self._asked) :]
        is_met, points = own > 0, own + self._unmet
        is_glued = np.asarray((glued > 0).any(axis=0))
        if closely:
            differing = np.minimum(self._unmet, self._differing(words))
            points = np.where(is_met | is_glued | ~self._strict, points, differing)
        is_split = self._split(names, points, is_met)
        spare = np.where(is_split, self._words, np.maximum(0, self._words - sizes))
        standing = np.where(supported, np.float32(1.0), np.float32(STANDING))
        doubt = np.ones(len(names), np.float32)
        if closely:
            is_sure = ~((sizes < self._words) | is_split | is_glued | supported)
            least = standing_of(self._least_near(words))
            standing[is_sure] = doubt[is_sure] = least[is_sure]
        fits = (sizes <= self._words) | is_split
        gains = Gains(points, is_met, spare, is_glued)
        most = self._together(gains, standing, doubt, fits)
        if closely:
            shared = _shared(given[: len(self._asked)] > 0, words)
            shared[:, is_split | is_glued | self._listed.repeat_a_word(names)] = False
            self._once_each(most, shared, gains, differing, standing, fits)
        most += glued.sum(axis=0)
        more = np.where(is_split, 0, np.maximum(0, sizes - self._words))
        return np.asarray(most + weights.EXTRA_RECORD * more, np.float32)

    def _together(self, gains: Gains, standing: Floats, doubt: Floats, fits: Flags) -> Floats:
        most = most_together(self._asked, gains, standing, doubt)
        is_whole = ~(~gains.is_met & self._strict).any(axis=0) | gains.is_glued
        return most + np.where(is_whole & fits, np.float32(weights.WHOLE_NAME), np.float32(0))

    def _once_each(
        self,
        most: Floats,
        shared: Flags,
        gains: Gains,
        differing: Floats,
        standing: Floats,
        fits: Flags,
    ) -> None:
        """Lower `most` where several words of the query meet one and the same word of the name and
        no other: only one of them can be paired with it."""
        which = np.flatnonzero(shared.any(axis=0))
        if not len(which):
            return
        shared, best = shared[:, which], np.full(len(which), -np.inf, np.float32)
        some = Gains(
            gains.points[:, which],
            gains.is_met[:, which],
            gains.spare_words[which],
            gains.is_glued[which],
        )
        lost = np.where(self._strict, differing[:, which], self._unmet)
        sure = np.ones(len(which), np.float32)
        for place in range(len(self._asked)):
            others = shared.copy()
            others[place] = False
            points = np.where(others, lost, some.points)
            fewer = some._replace(points=points, is_met=some.is_met & ~others)
            alone = self._together(fewer, standing[which], sure, fits[which])
            best = np.where(shared[place], np.maximum(best, alone), best)
        most[which] = np.minimum(most[which], best)

    def _split(self, names: Ids, points: Floats, is_met: Flags) -> Flags:
        """Enter the words that stand in several pieces in a name; which names these are."""
        is_split = np.zeros(len(names), np.bool_)
        for place, word in enumerate(self._asked):
            at, there = found_among(names, word.split.names)
            points[place, there] = np.maximum(points[place, there], word.split.points[at])
            is_met[place, there] = True
            is_split[there] = True
        return is_split

    def _differing(self, words: Words) -> Floats:
        """The most that each word of the query gives against one that it does not meet."""
        against = self._listed.vocabulary.against
        distinct, place = np.unique(words.rows.astype(np.int64), return_inverse=True)
        points = (against(one.word, one.rare, distinct)[place] for one in self._asked)
        return np.array([np.maximum.reduceat(each, words.first) for each in points])

    def _least_near(self, words: Words) -> Floats:
        """How near the word is at most, in each name, that is the least near of all."""
        least = np.ones(len(words.first), np.float32)
        for word in self._asked:
            if word.is_strict:
                near = np.full(len(words.rows), CUT, np.float32)
                at, there = found_among(words.rows.astype(np.int64), word.met.rows)
                near[there] = word.met.nearness[at]
                least = np.minimum(least, np.maximum.reduceat(near, words.first))
        return least


def _above(points: Floats) -> Floats:
    """The points, but a little more than none: it matters whether a word is met at all."""
    return np.maximum(points, np.float32(1e-6))


def _shared(met: Flags, words: Words) -> Flags:
    """Of each name: which words of the query meet but one word of it, which another of them meets,
    too, and no other. Of several such words of a name the first is told."""
    places = np.arange(len(words.rows))
    count = np.add.reduceat(met, words.first, axis=1, dtype=np.int64)
    place = np.add.reduceat(np.where(met, places, 0), words.first, axis=1)
    place[count != 1] = -1
    found = np.zeros(count.shape, np.bool_)
    for one in range(len(met) - 1):
        same = (place[one + 1 :] == place[one]) & (place[one] >= 0) & ~found.any(axis=0)
        found[one + 1 :] |= same
        found[one] |= same.any(axis=0)
    return found
