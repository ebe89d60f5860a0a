"""Many questions at once of sorted keys; answers and proofs are those of `sorted_keys`.

The file is mapped, questions are sorted, and each step is taken for all of them together. Units are
checked once for as long as the file is mapped.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

from border_check.snapshot.document_packing import Keys
from border_check.snapshot.sorted_keys import (
    KEYS_OF_UNIT,
    UNIT,
    UNITS_OF_PAGE,
    Layout,
)

Places = npt.NDArray[np.int64]

_WORDS = UNIT // 8


class Between(NamedTuple):
    """Keys that were found: by which question, where, and which; by question, then in order."""

    questions: Places
    places: Places
    keys: Keys


class ManyKeys:
    """Sorted keys of a mapped file, as words of 64 bits. Questions raise `ValueError`."""

    def __init__(self, words: Keys, layout: Layout) -> None:
        first, end = layout.start // 8, layout.directory // 8
        self._size = layout.size
        self._words = words[first:end]
        self._bytes = memoryview(self._words.view(np.uint8).data)
        self._directory = words[end : end + layout.pages]
        self._checked = np.zeros(layout.pages * UNITS_OF_PAGE, bool)
        self.units_read = 0

    def forget(self) -> None:
        """Check units anew: the file was let go of, and is read again."""
        self._checked[:] = False
        self.units_read = 0

    def between(self, lows: Keys, highs: Keys) -> Between:
        """The keys from each of `lows` to each of `highs`, both included."""
        places = self._before(lows)
        questions = np.arange(len(lows))
        found = []
        while len(places):
            inside = places < self._size
            questions, places = questions[inside], places[inside]
            self._check(places)
            keys = self._keys(places)
            if (keys < lows[questions]).any():
                raise ValueError("keys are out of order")
            hit = keys <= highs[questions]
            questions, places = questions[hit], places[hit]
            found.append(Between(questions, places, keys[hit]))
            places = places + 1
        if not found:
            return Between(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint64))
        questions = np.concatenate([one.questions for one in found])
        order = np.argsort(questions, kind="stable")
        return Between(
            questions[order],
            np.concatenate([one.places for one in found])[order],
            np.concatenate([one.keys for one in found])[order],
        )

    def before(self, keys: Keys) -> Keys:
        """The greatest key that is less than each of these; 0 where there is none."""
        places = self._before(keys)
        following = places < self._size
        self._check(places[following])
        if (self._keys(places[following]) < keys[following]).any():
            raise ValueError("keys are out of order")
        found = np.zeros(len(keys), np.uint64)
        found[places > 0] = self._keys(places[places > 0] - 1)
        return found

    def _before(self, keys: Keys) -> Places:
        """How many keys are less than each of these; that the last of them is, is proved."""
        if not self._size:
            return np.zeros(len(keys), np.int64)
        order = np.argsort(keys)
        places = np.empty(len(keys), np.int64)
        places[order] = self._before_sorted(keys[order])
        known = places > 0
        self._check(places[known] - 1)
        if (self._keys(places[known] - 1) >= keys[known]).any():
            raise ValueError("keys are out of order")
        return places

    def _before_sorted(self, keys: Keys) -> Places:
        pages = np.maximum(np.searchsorted(self._directory, keys) - 1, 0)
        unit = pages * UNITS_OF_PAGE
        for at in range(1, UNITS_OF_PAGE):
            first = self._words[(pages * UNITS_OF_PAGE + at) * _WORDS]
            unit = np.where(first < keys, pages * UNITS_OF_PAGE + at, unit)
        less = np.zeros(len(keys), np.int64)
        step = 1 << (KEYS_OF_UNIT.bit_length() - 1)
        while step:
            ahead = less + step
            probe = self._words[unit * _WORDS + np.minimum(ahead, KEYS_OF_UNIT) - 1]
            less = np.where((ahead <= KEYS_OF_UNIT) & (probe < keys), ahead, less)
            step >>= 1
        return np.minimum(unit * KEYS_OF_UNIT + less, self._size)

    def _keys(self, places: Places) -> Keys:
        keys: Keys = self._words[places // KEYS_OF_UNIT * _WORDS + places % KEYS_OF_UNIT]
        return keys

    def _check(self, places: Places) -> None:
        units = places // KEYS_OF_UNIT
        units = np.unique(units[~self._checked[units]])
        content = self._bytes
        checks = [
            crc32(content[unit * UNIT : (unit + 1) * UNIT - 8], unit & 0xFFFFFFFF)
            for unit in units.tolist()
        ]
        if (self._words[units * _WORDS + KEYS_OF_UNIT] != np.array(checks, np.uint64)).any():
            raise ValueError("the checksum of keys does not hold")
        self._checked[units] = True
        self.units_read += len(units)
