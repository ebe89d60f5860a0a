"""The distinct words of a list's names, and which of them a word can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from border_check.names import compare, equivalents, keys
from border_check.names.compare import How
from border_check.names.words import Kind, Word
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.writer import INITIAL, RUN, VOWELLESS, sound_hash

Ids = NDArray[np.int64]


class Vocabulary:
    """Reads the arrays that `writer` stored; entries are numbered from 0."""

    def __init__(self, stored: Mapping[str, NDArray[np.generic]]) -> None:
        self._text = stored["word_text"].tobytes()
        self._end = stored["word_end"]
        self._length = np.diff(self._end, prepend=0).astype(np.float32)
        self._sound_length = stored["sound_length"].astype(np.float32)
        self._spelled = stored["spelled_bits"].reshape(-1, 2).astype(np.uint64)
        self._sounded = stored["sound_bits"].reshape(-1, 2).astype(np.uint64)
        self._spelled_low, self._spelled_high = self._spelled.T.copy()
        self._sounded_low, self._sounded_high = self._sounded.T.copy()
        self._hash, self._by_hash = stored["sound_hash"], stored["sound_order"]
        flags = stored["word_flags"]
        self._is_run = (flags & RUN) != 0
        self._is_word = (flags & (RUN | INITIAL)) == 0
        self._is_initial = (flags & INITIAL) != 0
        self._is_vowelless = (flags & VOWELLESS) != 0
        self._initials = np.flatnonzero(self._is_initial)
        letters = np.frombuffer(self._text, np.uint8)
        self._first = letters[np.append(0, self._end[:-1])] if len(self._end) else letters
        self._last = letters[self._end - 1] if len(self._end) else letters
        second = letters[np.minimum(np.append(0, self._end[:-1]) + 1, max(0, len(letters) - 1))]
        article = ((self._first == ord("a")) | (self._first == ord("e"))) & (second == ord("l"))
        self._is_glued = (article & (self._length > 5)).astype(np.float32)

    def relatives(self, word: Word, truncated: bool) -> Iterator[tuple[int, How, float, Word]]:
        """Every entry that `compare` would pair with a word of the query, how, and how alike."""
        for entry in self._near(word, truncated):
            other = self._word(int(entry))
            how, likeness = compare.relate(word, other, truncated)
            if how is not How.DIFFERS:
                yield int(entry), how, likeness, other
        if compare.is_joinable(word):
            for entry in self._alike(word.text, self._is_run):
                other = self._word(int(entry))
                likeness = compare.joined_likeness(other.text, word.text)
                if likeness:
                    yield int(entry), How.JOINED, likeness, other

    def glued(self, run: str) -> Iterator[tuple[int, float, Word]]:
        """Every word of the list that is this run of query words glued together."""
        for entry in self._alike(run, self._is_word):
            other = self._word(int(entry))
            likeness = compare.joined_likeness(run, other.text) if compare.is_joinable(other) else 0
            if likeness:
                yield int(entry), likeness, other

    def _word(self, entry: int) -> Word:
        start = int(self._end[entry - 1]) if entry else 0
        text = self._text[start : int(self._end[entry])].decode()
        kind = Kind.INITIAL if self._is_initial[entry] else Kind.NAME
        sound, skeleton = keys.sound(text), keys.skeleton(text)
        return Word(text, text, kind, sound, skeleton, bool(self._is_vowelless[entry]))

    def _near(self, word: Word, truncated: bool) -> Ids:
        """Entries that can be near the word, by signature: some that are not, none missing."""
        if word.kind is Kind.INITIAL:
            letter = ord(word.text[0])
            return np.flatnonzero((self._first == letter) & ~self._is_run)
        found = self._by_signature(word.text, word.sound, word.vowelless)
        bare = compare.without_article(word.text)
        if bare:
            found |= self._by_signature(bare, keys.sound(bare), word.vowelless)
        found |= self._cut_short(word.text, truncated)
        for sound in (*equivalents.forms(word.sound), word.sound):
            found[self._sounding(sound)] = True
        found &= self._is_word
        found[self._initials] = self._first[self._initials] == ord(word.text[0])
        return np.flatnonzero(found)

    def _by_signature(self, text: str, sound: str, vowelless: bool) -> NDArray[np.bool_]:
        # An article that may be glued to an entry is two letters, and three signs of its sound.
        spelled_off = np.maximum(0.0, self._spelled_distance(text) - 2.0 * self._is_glued)
        sounded_off = np.maximum(0.0, self._sound_distance(sound) - 3.0 * self._is_glued)
        spelled = 1 - spelled_off / (self._length + len(text) - 2 * self._is_glued)
        sounded = 1 - sounded_off / (self._sound_length + len(sound) - 3 * self._is_glued + 1e-6)
        share = compare.SPELLING_SHARE
        mixed = share * spelled + (1 - share) * sounded
        # Without a sound (figures) the spelling alone counts; the bound then is the spelling.
        voiced = (self._sound_length > 0) & bool(sound)
        likeness = np.where(voiced, mixed, spelled)
        by_sound = compare.SOUND_SHARE * sounded + (1 - compare.SOUND_SHARE)
        likeness = np.where(self._is_vowelless != vowelless, by_sound, likeness)
        return likeness >= compare.NEAR - 1e-3

    def _alike(self, text: str, among: NDArray[np.bool_]) -> Ids:
        nearness = 1 - self._spelled_distance(text) / (self._length + len(text))
        return np.flatnonzero(among & (nearness >= compare.JOINED_NEAR - 1e-3))

    def _cut_short(self, text: str, truncated: bool) -> NDArray[np.bool_]:
        """Entries of which the text can be the beginning or end, or that can be one of it."""
        low, high = (np.uint64(half) for half in signatures.spelled(compare.pet_stem(text)))
        whole_low, whole_high = (np.uint64(half) for half in signatures.spelled(text))
        within = ((low & ~self._spelled_low) | (high & ~self._spelled_high)) == 0
        if len(text) < (1 if truncated else 2):
            within[:] = False
        beyond = ((self._spelled_low & ~whole_low) | (self._spelled_high & ~whole_high)) == 0
        edge = (self._first == ord(text[0])) | (self._last == ord(text[-1]))
        petted = self._pet_of(text)
        return ((within | beyond) & edge) | petted

    def _pet_of(self, text: str) -> NDArray[np.bool_]:
        """Entries with a pet ending (ie, y …) whose stem can be the beginning of the text."""
        low, high = (np.uint64(half) for half in signatures.spelled(text))
        outside = np.bitwise_count(self._spelled_low & ~low) + np.bitwise_count(
            self._spelled_high & ~high
        )
        pet = (self._last == ord("y")) | (self._last == ord("e")) | (self._last == ord("i"))
        return pet & (outside <= 3) & (self._first == ord(text[0])) & (self._length < len(text) + 3)

    def _sounding(self, sound: str) -> Ids:
        value = sound_hash(sound)
        start, stop = np.searchsorted(self._hash, [value, value + 1])
        return self._by_hash[start:stop].astype(np.int64)

    def _spelled_distance(self, text: str) -> NDArray[np.uint8]:
        low, high = (np.uint64(half) for half in signatures.spelled(text))
        return np.bitwise_count(self._spelled_low ^ low) + np.bitwise_count(self._spelled_high ^ high)

    def _sound_distance(self, sound: str) -> NDArray[np.uint8]:
        low, high = (np.uint64(half) for half in signatures.sounded(sound))
        return np.bitwise_count(self._sounded_low ^ low) + np.bitwise_count(self._sounded_high ^ high)
