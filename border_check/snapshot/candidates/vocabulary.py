"""The distinct words of a list's names, and the most that each can give beside a word of a query.

A word is met by what it is, by its beginning or end, by a known form, or by its likeness. Nothing
here says that two words are less alike than `likeness.relate` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.names import equivalents, keys, likeness
from border_check.names.likeness import How
from border_check.names.scripts import Script
from border_check.names.syllables import syllable_keys
from border_check.names.words import Kind, Word
from border_check.snapshot.candidates.borne import distinct, found_among
from border_check.snapshot.candidates.heard_words import HeardWords
from border_check.snapshot.candidates.layout import BARE, INITIAL, SCRIPT, SILENT
from border_check.snapshot.candidates.mapped import MappedFile
from border_check.snapshot.candidates.near_words import Found, NearWords
from border_check.snapshot.candidates.orders import Order, under
from border_check.snapshot.candidates.points import CUT, most_at, most_points
from border_check.snapshot.candidates.ratios import ratios
from border_check.snapshot.candidates.rooms import ROUNDING, rooms_near
from border_check.snapshot.candidates.signature_cells import Cells
from border_check.snapshot.candidates.signatures import as_bytes
from border_check.snapshot.candidates.texts import Texts
from border_check.values.record import NamedTuple

Rows = NDArray[np.int64]
Floats = NDArray[np.float32]


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
        self._near, self._heard = NearWords(file, self._stored), HeardWords(file)
        self._flags = file.array("flags")
        self._word_of_row = file.array("word_of_row")
        self._rarity = file.array("rarity")
        self._text_key, self._text_row = file.array("text_key"), file.array("text_row")
        self._sound_key, self._sound_row = file.array("sound_key"), file.array("sound_row")
        self._by_letters = Order(file, "by_letters")
        self._by_end = Order(file, "by_end")
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
        points = self._points(found, rows, flags, word, rare)
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
        alike = self._near.alike(rows, word.text, word.sound)
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

    def _points(
        self, found: list[Found], rows: Rows, flags: NDArray[np.uint8], word: Word, rare: float
    ) -> Floats:
        """What each of the rows gives, which were found in these ways."""
        alike = np.concatenate([one.alike for one in found])
        rarest = np.minimum(rare, self._rarity.take(rows))
        script = flags & SCRIPT
        across = (script != word.script) & ((script >= Script.CONSONANTS) | word.is_open)
        points = most_points(alike, rarest, across=False)
        if across.any():
            points[across] = most_points(alike[across], rarest[across], across=True)
        start = 0
        for one in found:
            own = slice(start, start + len(one.rows))
            start = own.stop
            if one.points is not None:
                points[own] = one.points
            elif one.how is How.PREFIX:
                most = weights.PREFIX_PER_LETTER * len(word.text)
                points[own] = np.minimum(rarest[own], most)
            elif one.how is How.KNOWN:
                points[own] += weights.KNOWN_FORM
        return points

    # -- by what a word is, and by its beginning and end --------------------------------------

    def _by_kind(self, word: Word, truncated: bool) -> Iterator[Found]:
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

    def _by_form(self, word: Word) -> Iterator[Found]:
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

    def _by_likeness(self, word: Word) -> Iterator[Found]:
        bare = likeness.without_article(word.text)
        yield self._near.near(word, word.text, word.sound, 1.0)
        if bare:
            yield self._near.near(word, bare, keys.sound(bare), likeness.ARTICLE_GLUED)
        yield from self._heard.near(word)


def _found(
    rows: Rows, how: How, alike: float, points: float | None = None, nearness: float = 1.0
) -> Found:
    size = len(rows)
    return Found(
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
