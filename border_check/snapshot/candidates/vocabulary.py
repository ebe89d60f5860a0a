"""The distinct words of a list's names, and the most that each can give beside a word of a query.

Two looks at letters and sounds leave out what cannot be near: signatures, and what they let through
by the same ratios as the comparison uses. Nothing here says that two words are less alike than
`likeness.relate` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.names import equivalents, keys, likeness
from border_check.names.habits import readings
from border_check.names.likeness import How
from border_check.names.scripts import Script
from border_check.names.syllables import syllable_keys
from border_check.names.words import Kind, Word
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.borne import distinct, found_among
from border_check.snapshot.candidates.layout import BARE, INITIAL, SCRIPT, SILENT
from border_check.snapshot.candidates.mapped import MappedFile
from border_check.snapshot.candidates.orders import Order, under
from border_check.snapshot.candidates.points import CUT, most_at, most_points
from border_check.snapshot.candidates.ratios import ratios
from border_check.snapshot.candidates.rooms import ROUNDING, rooms, rooms_near, slack, slipped
from border_check.snapshot.candidates.signature_cells import Cells
from border_check.snapshot.candidates.signatures import as_bytes
from border_check.snapshot.candidates.texts import Texts
from border_check.values.record import NamedTuple

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]

_CONSONANTS = ~np.uint64(signatures.of_word("aaaiiiuuuxx", signatures.SOUNDED))
"""The signs of a sound's signature that its skeleton has too."""
_CHUNK = 1 << 16
"""Signatures that are scanned at a time: they stay in the processor's cache."""


class Met(NamedTuple):
    """Words of the list that a word of the query can stand for, each once."""

    rows: Rows
    points: Floats
    """The most that each can give."""
    nearness: Floats
    """How near each is at most; 1 for what is known to be one name."""


class Vocabulary:
    """Reads the arrays that `writer` stored."""

    def __init__(self, file: MappedFile) -> None:
        self._stored = Texts(file)
        self._length_start = self._stored.length_start
        self._spelled, self._sounded = file.array("spelled"), file.array("sounded")
        self._sound_length = file.array("sound_length")
        self._sound_starts, self._sound_ends = file.array("sound_starts"), file.array("sound_ends")
        self._flags = file.array("flags")
        self._word_of_row = file.array("word_of_row")
        self._rarity = file.array("rarity")
        self._read_common, self._read_any = file.array("read_common"), file.array("read_any")
        self._read_length = file.array("read_length")
        self._text_key, self._text_row = file.array("text_key"), file.array("text_row")
        self._sound_key, self._sound_row = file.array("sound_key"), file.array("sound_row")
        self._by_letters = Order(file, "by_letters")
        self._by_end = Order(file, "by_end")
        self._apart = np.empty(0, np.uint8)
        self._differing = np.empty(_CHUNK, np.uint64)
        self._foreign = file.array("foreign")
        self._beginnings = lru_cache(maxsize=64)(self._beginning_with_sound)
        self._cells = Cells(file, "word")
        self._syllables_key = file.array("word_syllables_key")
        self._syllables = file.array("word_syllables")

    def __len__(self) -> int:
        return len(self._flags)

    def met_by(self, word: Word, rare: float, truncated: bool) -> Met:
        """All rows that could give more than `points.most_unmet` says; some cannot."""
        found = list(self._by_kind(word, truncated))
        of_kind = sum(len(one.rows) for one in found)
        if word.kind is Kind.NAME:
            found += self._by_likeness(word)
            found += self._by_form(word)
        found = [one for one in found if len(one.rows)]
        rows = np.concatenate([np.zeros(0, np.int64), *(one.rows for one in found)])
        if not len(rows):
            return Met(rows, np.zeros(0, np.float32), np.zeros(0, np.float32))
        flags = self._flags.take(rows)
        points = np.concatenate([self._points(one, word, rare) for one in found])
        nearness = np.concatenate([one.nearness for one in found])
        is_bare = flags & BARE > 0
        rows[is_bare] = self._word_of_row.take(rows[is_bare])
        told = flags & SILENT == 0
        told[of_kind:] &= flags[of_kind:] & INITIAL == 0
        return _best_of_each(rows[told], points[told], nearness[told])

    def is_silent(self, text: str) -> bool:
        """Whether a word of this text is a particle or title of some name."""
        return bool((self._flags.take(self._spelled_like([text])) & SILENT).any())

    def glued(self, run: str, rare: float) -> Met:
        """Words that can be this run of query words, whose rarity together is given."""
        text = as_bytes(run)
        rows, _ = self._cells.near(run, rooms_near(len(text)))
        cut = under(self._syllables_key, self._syllables, syllable_keys(run))
        rows = distinct(np.append(rows, cut))
        alike = ratios(text, self._stored.texts(rows)) / 100
        is_cut, _ = found_among(cut, rows)
        alike[is_cut] = np.maximum(alike[is_cut], likeness.KNOWN_FORM)
        alike *= likeness.GLUED
        is_word = self._flags.take(rows) & (INITIAL | SILENT | BARE) == 0
        kept = is_word & (alike >= likeness.GLUED * likeness.JOINED_NEAR - ROUNDING)
        rows, alike = rows[kept], alike[kept].astype(np.float32)
        rarest = np.minimum(rare, self._rarity.take(rows))
        points = most_points(alike, rarest, across=False)
        return Met(rows, points, np.ones(len(rows), np.float32))

    def against(self, word: Word, rare: float, rows: Rows) -> Floats:
        """The most that a word gives against each of some rows, in order, that it does not meet."""
        if word.kind is Kind.INITIAL:
            return np.full(len(rows), weights.INITIAL_DIFFERS, np.float32)
        flags = self._flags.take(rows)
        off = signatures.apart(
            self._spelled.take(rows), signatures.of_word(word.text, signatures.SPELLED)
        )
        alike = self._alike(rows, off, word.text, word.sound)
        if len(word.text) > 2:
            alike[self._stored.sizes(rows) == 2] = CUT  # two letters may be all that is left of it
        is_glued = [
            bool(likeness.without_article(text.decode())) for text in self._stored.texts(rows)
        ]
        alike[np.array(is_glued, np.bool_) | (flags & SCRIPT != word.script)] = CUT
        if len(word.text) == 2 or likeness.without_article(word.text):
            alike[:] = CUT
        alike = np.minimum(alike, np.float32(CUT))
        points = most_points(alike, np.minimum(rare, self._rarity.take(rows)), across=False)
        across = np.flatnonzero(flags & SCRIPT != word.script)
        points[across] = most_at(CUT, rare)
        initial = flags & INITIAL > 0
        points[initial] = np.maximum(points[initial], weights.INITIAL_DIFFERS)
        return points

    def _points(self, one: _Found, word: Word, rare: float) -> Floats:
        if one.points is not None:
            return np.full(len(one.rows), one.points, np.float32)
        rarest = np.minimum(rare, self._rarity.take(one.rows))
        if one.how is How.PREFIX:
            return np.asarray(np.minimum(rarest, weights.PREFIX_PER_LETTER * len(word.text)))
        script = self._flags.take(one.rows) & SCRIPT
        is_open = script >= Script.CONSONANTS
        across = (script != word.script) & (is_open | word.is_open)
        points = most_points(one.alike, rarest, across=False)
        if across.any():
            points[across] = most_points(one.alike[across], rarest[across], across=True)
        return points + weights.KNOWN_FORM if one.how is How.KNOWN else points

    # -- by what a word is, and by its beginning and end --------------------------------------

    def _by_kind(self, word: Word, truncated: bool) -> Iterator[_Found]:
        yield _found(self._spelled_like([word.text]), How.SAME, 1.0)
        if word.kind is Kind.INITIAL:
            rows = self._beginning_with(word.text)
            yield _found(rows, How.INITIAL, 1.0, weights.INITIAL_POINTS)
        else:
            rows = self._spelled_like([word.text[0]])
            rows = rows[self._flags.take(rows) & INITIAL > 0]
            yield _found(rows, How.INITIAL, 1.0, weights.INITIAL_POINTS)
        if truncated:
            yield _found(self._beginning_with(word.text), How.PREFIX, 1.0)

    def _by_form(self, word: Word) -> Iterator[_Found]:
        """What sounds the same, is known to be a form of the name, or is cut short."""
        yield _found(self._sounding([word.sound]), How.SOUND, likeness.SOUND_ALIKE)
        known = equivalents.sounds(word)
        if known:
            yield _found(self._sounding(known), How.KNOWN, likeness.KNOWN_FORM)
        text = word.text
        if len(text) > 1:
            alike = likeness.CLIPPED if len(text) > 2 else likeness.CLIPPED_TO_TWO
            yield _found(self._beginning_with(text), How.NEAR, alike, nearness=alike)
            pet = likeness.pet_stem(text)
            if pet != text:
                rows = self._beginning_with(pet)
                yield _found(rows, How.NEAR, likeness.CLIPPED, nearness=likeness.CLIPPED)
            if len(text) > 3:
                rows = self._ending_with(text)
                yield _found(rows, How.NEAR, likeness.CLIPPED, nearness=likeness.CLIPPED)
            rows = self._spelled_like(_clippings(text))
            yield _found(rows, How.NEAR, likeness.CLIPPED, nearness=likeness.CLIPPED)

    def _spelled_like(self, texts: Iterable[str]) -> Rows:
        return under(self._text_key, self._text_row, texts)

    def _sounding(self, sounds: Iterable[str]) -> Rows:
        return under(self._sound_key, self._sound_row, filter(None, sounds))

    def _beginning_with(self, text: str) -> Rows:
        return self._by_letters.beginning_with(as_bytes(text), self._stored.text)

    def _ending_with(self, text: str) -> Rows:
        backwards = as_bytes(text)[::-1]
        return self._by_end.beginning_with(backwards, lambda row: self._stored.text(row)[::-1])

    # -- by likeness --------------------------------------------------------------------------

    def _by_likeness(self, word: Word) -> Iterator[_Found]:
        bare = likeness.without_article(word.text)
        yield self._near(word, word.text, word.sound, 1.0)
        if bare:
            yield self._near(word, bare, keys.sound(bare), likeness.ARTICLE_GLUED)
        yield from self._read_across(word)

    def _near(self, word: Word, text: str, sound: str, share: float) -> _Found:
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
        return _Found(rows, How.NEAR, alike, nearness.astype(np.float32))

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
        counts = np.diff(self._length_start[near[0] : near[-1] + 2])
        # few words are so near whatever they begin with; what begins alike stands together
        others = np.flatnonzero(apart <= np.repeat(most_off[1], counts))
        others = others[self._sound_starts.part(start, stop)[others] != first]
        places = [(at - start, end - start) for at, end in self._beginnings(first)]
        alike = [
            np.flatnonzero(apart[slice(*places[size])] <= room) + places[size][0]
            for size, room in zip(near, most_off[3].tolist(), strict=True)
        ]
        rows = np.concatenate([others, *alike])
        off, sizes = apart[rows], self._stored.sizes(rows + start) - near[0]
        otherwise = most_off[0][sizes]
        otherwise[len(others) :] = most_off[2][sizes[len(others) :]]
        ends_so = self._sound_ends.part(start, stop)[rows] == last
        left = np.flatnonzero(ends_so | (off <= otherwise))
        return self._by_sound_too(rows[left] + start, off[left], text, sound)

    def _beginning_with_sound(self, first: int) -> list[tuple[int, int]]:
        """By length: the rows whose sound begins so, which stand together."""
        found = []
        for start, stop in pairwise(self._length_start):
            part = self._sound_starts.part(start, stop)
            bounds = (np.searchsorted(part, np.uint8(first), side) for side in ("left", "right"))
            at, end = (start + int(place) for place in bounds)
            found.append((at, end))
        return found

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
        """The most that rows can be alike, by the ratios of the comparison itself."""
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

    # -- by sound, between scripts --------------------------------------------------------------

    def _read_across(self, word: Word) -> Iterator[_Found]:
        """Rows in another kind of script that can be near by their sound."""
        foreign = self._foreign.whole().astype(np.int64)
        script = self._flags.take(foreign) & SCRIPT
        more = foreign[script > word.script]
        if len(more):
            heard = self._sounded.take(more)
            for sound, _ in readings(word.text):
                ours = np.uint64(signatures.of_word(sound, signatures.SOUNDED))
                length = self._sound_length.take(more) + float(len(sound))
                yield self._heard_near(more, heard ^ ours, length, int(word.script))
        if word.script > Script.LATIN:
            flags = self._flags.whole()
            fewer = np.flatnonzero((flags & SCRIPT < word.script) & (flags & SILENT == 0))
            ours = np.uint64(signatures.of_word(word.sound, signatures.SOUNDED))
            off = ours & ~self._read_any.take(fewer)
            off |= self._read_common.take(fewer) & ~ours
            length = self._read_length.take(fewer) + float(len(word.sound))
            yield self._heard_near(fewer, off, length, int(word.script))

    def _heard_near(
        self, rows: Rows, off: signatures.Signatures, length: NDArray[Any], script: int
    ) -> _Found:
        length = np.maximum(length, 1.0)
        consonants = np.bitwise_count(off & _CONSONANTS)
        unlike = likeness.SOUND_SHARE * np.bitwise_count(off) / length
        unlike += (1 - likeness.SOUND_SHARE) * consonants / length
        unlike[consonants == 0] = 0.0  # one skeleton may be taken for one sound
        loss = np.array(likeness.SCRIPT_LOSS)[np.maximum(self._flags.take(rows) & SCRIPT, script)]
        alike = (likeness.SOUND_ALIKE * (1 - loss * unlike)).astype(np.float32)
        kept = alike >= CUT - ROUNDING
        nearness = np.where(alike >= likeness.SOUND_ALIKE - ROUNDING, 1.0, alike)
        return _Found(rows[kept], How.NEAR, alike[kept], nearness[kept].astype(np.float32))


class _Found(NamedTuple):
    rows: Rows
    how: How
    alike: Floats
    nearness: Floats
    points: float | None = None


def _found(
    rows: Rows, how: How, alike: float, points: float | None = None, nearness: float = 1.0
) -> _Found:
    size = len(rows)
    return _Found(
        rows,
        how,
        np.full(size, alike, np.float32),
        np.full(size, nearness, np.float32),
        points,
    )


def _best_of_each(rows: Rows, points: Floats, nearness: Floats) -> Met:
    order = np.argsort(rows, kind="stable")
    rows = rows[order]
    first = np.flatnonzero(np.append(True, rows[1:] != rows[:-1])) if len(rows) else rows
    if not len(rows):
        return Met(rows, points, nearness)
    return Met(
        rows[first],
        np.maximum.reduceat(points[order], first),
        np.maximum.reduceat(nearness[order], first),
    )


_PET_ENDINGS = ("i", "y", "ie", "ey")


def _clippings(text: str) -> list[str]:
    """Shorter words that the text can be the whole of."""
    found = [text[:size] for size in range(2, len(text))]
    found += [text[-size:] for size in range(4, len(text))]
    for size in range(1, len(text)):
        stem = text[:size]
        found += [stem + ending for ending in _PET_ENDINGS]
        found += [stem + stem[-1] + ending for ending in _PET_ENDINGS]
    return [clipped for clipped in dict.fromkeys(found) if len(clipped) < len(text)]
