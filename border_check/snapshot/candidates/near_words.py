"""Words of a list that are near a word of a query by their letters and sound.

Two looks leave out what cannot be near: signatures, and what they let through by the same ratios as
the comparison uses. Nothing here says that two words are less alike than `likeness.relate` does.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.names import likeness
from border_check.names.likeness import How
from border_check.names.scripts import Script
from border_check.names.words import Word
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.layout import BARE, INITIAL, SCRIPT
from border_check.snapshot.candidates.mapped import MappedFile, ranges
from border_check.snapshot.candidates.points import CUT
from border_check.snapshot.candidates.ratios import ratios
from border_check.snapshot.candidates.rooms import ROUNDING, rooms, slack, slipped
from border_check.snapshot.candidates.signatures import as_bytes
from border_check.snapshot.candidates.texts import Texts
from border_check.values.record import NamedTuple

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]

_CHUNK = 1 << 16
"""Signatures that are scanned at a time: they stay in the processor's cache."""


class Found(NamedTuple):
    """Words of a list that a word may be, all in one way."""

    rows: Rows
    how: How
    alike: Floats
    nearness: Floats
    points: float | None = None


class NearWords:
    """Reads the letters, sounds and signatures of a list's words."""

    def __init__(self, file: MappedFile, stored: Texts) -> None:
        self._stored = stored
        self._length_start = stored.length_start
        starts = np.array(self._length_start, np.int64)
        self._counts = starts[1:] - starts[:-1]
        self._flags = file.array("flags")
        self._spelled, self._sounded = file.array("spelled"), file.array("sounded")
        self._sound_length = file.array("sound_length")
        self._sound_starts, self._sound_ends = file.array("sound_starts"), file.array("sound_ends")
        self._beginnings = lru_cache(maxsize=64)(self._beginning_with_sound)
        self._apart = np.empty(0, np.uint8)
        self._differing = np.empty(_CHUNK, np.uint64)

    def near(self, word: Word, text: str, sound: str, share: float) -> Found:
        """Rows that can be near by their letters and sound."""
        rows, off = self._by_signature(text, sound)
        flags = self._flags.take(rows)
        script = flags & SCRIPT
        kept = script == word.script if word.is_open else script < Script.CONSONANTS
        kept &= flags & INITIAL == 0  # which is met by its letter, or not at all
        rows, off, flags = rows[kept], off[kept], flags[kept]
        alike = self._alike(rows, off, text, sound)
        alike *= np.where(flags & BARE > 0, likeness.ARTICLE_GLUED, 1.0).astype(np.float32) * share
        kept = alike >= CUT - ROUNDING
        rows, alike = rows[kept], alike[kept]
        nearness = np.where(alike >= likeness.ARTICLE_GLUED - ROUNDING, 1.0, alike)
        return Found(rows, How.NEAR, alike, nearness.astype(np.float32))

    def alike(self, rows: Rows, text: str, sound: str) -> Floats:
        """The most that rows, in order, can be alike, by the ratios of the comparison itself."""
        signature = signatures.of_word(text, signatures.SPELLED)
        return self._alike(rows, signatures.apart(self._spelled.take(rows), signature), text, sound)

    def _by_signature(self, text: str, sound: str) -> tuple[Rows, NDArray[np.uint8]]:
        """Rows that signatures do not rule out, and in how many bits of spelling they differ."""
        letters = len(as_bytes(text))
        signature = signatures.of_word(text, signatures.SPELLED)
        first, last = (ord(sound[0]), ord(sound[-1])) if sound else (0, 0)
        near, most_off = rooms(letters, len(self._length_start) - 2)
        if not near:
            return np.zeros(0, np.int64), np.zeros(0, np.uint8)
        start, stop = self._length_start[near[0]], self._length_start[near[-1] + 1]
        apart = self._scan(self._spelled.part(start, stop), signature)
        counts = self._counts[near[0] : near[-1] + 1]
        # few words are so near whatever they begin with; what begins alike stands together
        others = np.flatnonzero(apart <= np.repeat(most_off[1], counts))
        others = others[self._sound_starts.part(start, stop)[others] != first]
        starts, stops = self._beginnings(first)
        starts, stops = starts[near[0] : near[-1] + 1], stops[near[0] : near[-1] + 1]
        alike = ranges(starts - start, stops - start)
        alike = alike[apart[alike] <= np.repeat(most_off[3], stops - starts)]
        rows = np.concatenate([others, alike])
        off, sizes = apart[rows], self._stored.sizes(rows + start) - near[0]
        otherwise = most_off[0][sizes]
        otherwise[len(others) :] = most_off[2][sizes[len(others) :]]
        ends_so = self._sound_ends.part(start, stop)[rows] == last
        left = np.flatnonzero(ends_so | (off <= otherwise))
        return self._by_sound_too(rows[left] + start, off[left], text, sound)

    def _beginning_with_sound(self, first: int) -> tuple[Rows, Rows]:
        """By length: the first of the rows whose sound begins so, which stand together, and the
        first behind them."""
        found = []
        for start, stop in pairwise(self._length_start):
            part = self._sound_starts.part(start, stop)
            bounds = (np.searchsorted(part, np.uint8(first), side) for side in ("left", "right"))
            at, end = (start + int(place) for place in bounds)
            found.append((at, end))
        starts, stops = np.array(found, np.int64).reshape(-1, 2).T
        return starts, stops

    def _scan(self, stored: signatures.Signatures, signature: int) -> NDArray[np.uint8]:
        """In how many bits many signatures differ from one; good until the next scan. The memory is
        kept, since asking for some megabytes each time takes longer than the scan."""
        if len(self._apart) < len(stored):
            self._apart = np.empty(len(stored), np.uint8)
        ours = np.uint64(signature)
        for start in range(0, len(stored), _CHUNK):
            part = stored[start : start + _CHUNK]
            differing = np.bitwise_xor(part, ours, out=self._differing[: len(part)])
            np.bitwise_count(differing, out=self._apart[start : start + len(part)])
        return self._apart[: len(stored)]

    def _by_sound_too(
        self, rows: Rows, off: NDArray[np.uint8], text: str, sound: str
    ) -> tuple[Rows, NDArray[np.uint8]]:
        heard = signatures.of_word(sound, signatures.SOUNDED)
        letters = len(as_bytes(text))
        sound_off = signatures.apart(self._sounded.take(rows), heard)
        size, longest = self._stored.sizes(rows), len(self._length_start) - 1
        sizes = np.arange(longest, dtype=np.float32)
        share = np.float32(likeness.SPELLING_SHARE) / (sizes + letters)
        lost = off * share[size]
        if sound:
            heard_length = self._sound_length.take(rows) + np.float32(len(sound))
            lost += sound_off * np.float32(1 - likeness.SPELLING_SHARE) / heard_length
        left = np.flatnonzero(lost <= slack(letters, longest)[size])
        rows, off, sound_off = rows[left], off[left], sound_off[left]
        spelled = 1 - off / (size[left] + float(letters))
        sounded = 1 - sound_off / (self._sound_length.take(rows) + float(len(sound)) + 1e-6)
        kept = self._value(rows, off, spelled, sounded, text, sound) >= CUT - ROUNDING
        rows, off = rows[kept], off[kept]
        order = np.argsort(rows)
        return rows[order], off[order]

    def _alike(self, rows: Rows, off: NDArray[np.uint8], text: str, sound: str) -> Floats:
        spelled = ratios(as_bytes(text), self._stored.texts(rows)) / 100
        sounded = ratios(sound.encode(), self._stored.sounds(rows)) / 100
        return self._value(rows, off, spelled, sounded, text, sound)

    def _value(
        self,
        rows: Rows,
        off: NDArray[np.uint8],
        spelled: NDArray[Any],
        sounded: NDArray[Any],
        text: str,
        sound: str,
    ) -> Floats:
        """The most of `likeness.by_letters`, from the most that the ratios can be."""
        sizes = self._stored.sizes(rows)
        letters = len(as_bytes(text))
        # without a sound (figures) the spelling alone counts
        voiced = (self._sound_length.take(rows) > 0) & bool(sound)
        share = likeness.SPELLING_SHARE
        value = share * spelled + (1 - share) * np.where(voiced, sounded, spelled)
        value += likeness.SHORT_WORD / np.minimum(sizes, letters)
        value += likeness.BASIS + likeness.VOWELS_ALONE
        first, last = (ord(sound[0]), ord(sound[-1])) if sound else (0, 0)
        value += likeness.SAME_START * (self._sound_starts.take(rows) == first)
        value += likeness.SAME_END * (self._sound_ends.take(rows) == last)
        value += slipped(off, np.abs(sizes - letters))
        value = np.minimum(likeness.NEAR_MOST, value)
        if letters >= likeness.SCRAMBLED_LETTERS:
            scrambled = (off == 0) & (sizes == letters)
            value[scrambled] = np.maximum(value[scrambled], likeness.SCRAMBLED)
        value[spelled >= 1 - 1e-9] = 1.0
        return np.asarray(value, np.float32)
