"""The distinct words of a list's names, and which of them a word can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from border_check.names import equivalents, keys, likeness
from border_check.names.habits import readings
from border_check.names.likeness import How
from border_check.names.scripts import Script
from border_check.names.slips import Slip
from border_check.names.syllables import syllable_keys
from border_check.names.words import Kind, Word
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.writer import (
    INITIAL,
    RUN,
    SCRIPT,
    sound_hash,
)

Ids = NDArray[np.int64]

_CONSONANTS = ~np.array(signatures.sounded("aaaaiiiiuuuuxxxx"), np.uint64)
"""The signs of a sound's signature that its skeleton has too."""


class Vocabulary:
    """Reads the arrays that `writer` stored; entries are numbered from 0.

    Words that are less alike than `cut` are not looked for.
    """

    def __init__(self, stored: Mapping[str, NDArray[np.generic]], cut: float) -> None:
        self._cut = cut
        self._text = stored["word_text"].tobytes()
        self._end = stored["word_end"]
        self._length = np.diff(self._end, prepend=0).astype(np.float32)
        self._sound_text = stored["sound_text"].tobytes()
        self._sound_end = np.cumsum(stored["sound_length"], dtype=np.int64)
        self._sound_length = stored["sound_length"].astype(np.float32)
        heard = np.append(stored["sound_text"].astype(np.uint8), np.uint8(0))
        starts = np.append(0, self._sound_end[:-1]).astype(np.int64)
        silent = self._sound_length == 0
        self._starts = np.where(silent, 0, heard[starts])
        self._ends = np.where(silent, 0, heard[self._sound_end - 1])
        self._spelled = stored["spelled_bits"].reshape(-1, 2).astype(np.uint64)
        self._sounded = stored["sound_bits"].reshape(-1, 2).astype(np.uint64)
        self._spelled_low, self._spelled_high = self._spelled.T.copy()
        self._sounded_low, self._sounded_high = self._sounded.T.copy()
        self._hash, self._by_hash = stored["sound_hash"], stored["sound_order"]
        self._syllables, self._cut_so = stored["syllable_hash"], stored["syllable_entry"]
        flags = stored["word_flags"].astype(np.uint8)
        self._is_run = (flags & RUN) != 0
        self._is_word = (flags & (RUN | INITIAL)) == 0
        self._is_initial = (flags & INITIAL) != 0
        self._script = flags & SCRIPT
        self._read_common = stored["read_common"].reshape(-1, 2).astype(np.uint64)
        self._read_any = stored["read_any"].reshape(-1, 2).astype(np.uint64)
        self._read_length = stored["read_length"].astype(np.float32)
        self._initials = np.flatnonzero(self._is_initial)
        letters = np.frombuffer(self._text, np.uint8)
        self._first = letters[np.append(0, self._end[:-1])] if len(self._end) else letters
        start = np.append(0, self._end[:-1]).astype(np.int64)
        letters = np.append(letters, (0, 0)).astype(np.int32)
        self._head = letters[start] * 256 + letters[start + 1]
        end = np.maximum(self._end.astype(np.int64), 3)
        self._tail = letters[end - 3] * 65536 + letters[end - 2] * 256 + letters[end - 1]
        article = (self._head == _head("al")) | (self._head == _head("el"))
        self._is_glued = (article & (self._length > 5)).astype(np.float32)
        self._words = lru_cache(maxsize=1 << 17)(self._word)
        self._written = lru_cache(maxsize=1 << 17)(self._read)

    def relatives(self, word: Word, truncated: bool) -> Iterator[tuple[int, How, float, Word]]:
        """Every entry that `align` would pair with a word of the query, how, and how alike."""
        for entry in self._near(word, truncated):
            other = self._words(int(entry))
            how, alike = likeness.relate(word, other, truncated)
            if how is not How.DIFFERS:
                yield int(entry), how, alike, other
        if likeness.is_joinable(word):
            for entry in self._alike(word.text, self._is_run):
                other = self._words(int(entry))
                alike = likeness.joined_likeness(other.text, word.text)
                if alike:
                    yield int(entry), How.JOINED, alike, other

    def glued(self, run: str) -> Iterator[tuple[int, float, Word]]:
        """Every word of the list that is this run of query words glued together."""
        for entry in self._alike(run, self._is_word):
            other = self._words(int(entry))
            alike = (
                likeness.joined_likeness(run, other.text) if likeness.is_joinable(other) else 0.0
            )
            if alike:
                yield int(entry), alike, other

    def _word(self, entry: int) -> Word:
        text, sound = self._written(entry)
        kind = Kind.INITIAL if self._is_initial[entry] else Kind.NAME
        script = Script(int(self._script[entry]))
        return Word(text, text, kind, sound, keys.consonants(sound), script)

    def _read(self, entry: int) -> tuple[str, str]:
        """Text and sound of an entry."""
        start = self._end[entry - 1] if entry else 0
        sound_start = self._sound_end[entry - 1] if entry else 0
        return (
            self._text[start : self._end[entry]].decode(),
            self._sound_text[sound_start : self._sound_end[entry]].decode(),
        )

    def _near(self, word: Word, truncated: bool) -> Ids:
        """Entries that can be near the word, by signature: some that are not, none missing."""
        if word.kind is Kind.INITIAL:
            letter = ord(word.text[0])
            return np.flatnonzero((self._first == letter) & ~self._is_run)
        found = self._by_signature(word.text, word.sound)
        bare = likeness.without_article(word.text)
        if bare:
            found |= self._by_signature(bare, keys.sound(bare))
        is_open = self._script >= Script.CONSONANTS
        found[(self._script != word.script) & (is_open | word.is_open)] = False
        found |= self._cut_short(word.text, truncated)
        if not truncated:
            self._drop_unlike(found, word, bare)
        found |= self._by_reading(word)
        for sound in (*equivalents.sounds(word), word.sound):
            found[self._sounding(sound)] = True
        found &= self._is_word
        found[self._initials] = self._first[self._initials] == ord(word.text[0])
        return np.flatnonzero(found)

    def _drop_unlike(self, found: NDArray[np.bool_], word: Word, bare: str) -> None:
        """Leave out what signatures let through and letters rule out; where an article may be glued
        to an entry, the comparison itself is left to say so."""
        found &= self._is_word
        bare_sound = keys.sound(bare)
        for entry in np.flatnonzero(found & (self._is_glued == 0)).tolist():
            text, sound = self._written(entry)
            found[entry] = likeness.may_be_near(
                word.text, word.sound, text, sound, self._cut
            ) or bool(bare and likeness.may_be_near(bare, bare_sound, text, sound, self._cut))

    def _by_reading(self, word: Word) -> NDArray[np.bool_]:
        """Which entries in another kind of script can be near the word by its sound."""
        found = np.zeros(len(self._script), np.bool_)
        fewer, more = self._script < word.script, self._script > word.script
        if fewer.any():
            found[fewer] = self._sounds_near(word.sound, word.script, np.flatnonzero(fewer))
        for sound, _ in readings(word.text) if more.any() else ():
            found[more] |= self._sounds_near(sound, word.script, np.flatnonzero(more))
        return found

    def _sounds_near(self, sound: str, script: Script, among: Ids) -> NDArray[np.bool_]:
        common, any_of = self._read_common[among], self._read_any[among]
        ours = np.array(signatures.sounded(sound), np.uint64)
        off = (ours & ~any_of) | (common & ~ours)
        length = np.maximum(self._read_length[among] + len(sound), 1)
        sounded = np.bitwise_count(off).sum(axis=1) / length
        consonants = np.bitwise_count(off & _CONSONANTS).sum(axis=1) / length
        unlike = likeness.SOUND_SHARE * sounded + (1 - likeness.SOUND_SHARE) * consonants
        loss = np.array(likeness.SCRIPT_LOSS)[np.maximum(self._script[among], script)]
        return np.asarray(likeness.SOUND_ALIKE * (1 - loss * unlike) >= self._cut - 1e-3)

    def _by_signature(self, text: str, sound: str) -> NDArray[np.bool_]:
        # An article that may be glued to an entry is two letters, and three signs of its sound.
        apart = self._spelled_distance(text)
        spelled_off = np.maximum(0.0, apart - 2.0 * self._is_glued)
        sounded_off = np.maximum(0.0, self._sound_distance(sound) - 3.0 * self._is_glued)
        spelled = 1 - spelled_off / (self._length + len(text) - 2 * self._is_glued)
        sounded = 1 - sounded_off / (self._sound_length + len(sound) - 3 * self._is_glued + 1e-6)
        share = likeness.SPELLING_SHARE
        # Without a sound (figures) the spelling alone counts.
        voiced = (self._sound_length > 0) & bool(sound)
        most = np.where(voiced, share * spelled + (1 - share) * sounded, spelled)
        most += likeness.SHORT_WORD / np.minimum(self._length, len(text))
        most += likeness.BASIS + likeness.VOWELS_ALONE + self._same_ends(sound)
        most += self._slip_bonus(apart, spelled_off, len(text))
        most = np.where(spelled_off == 0, np.maximum(most, likeness.SCRAMBLED), most)
        return np.asarray(most >= self._cut - 1e-3)

    def _same_ends(self, sound: str) -> NDArray[np.float32]:
        """What a common first and last sound add; an article glued on may hide the first."""
        first, last = (ord(sound[0]), ord(sound[-1])) if sound else (0, 0)
        starts = (self._starts == first) | (self._is_glued > 0)
        bonus = likeness.SAME_START * starts + likeness.SAME_END * (self._ends == last)
        return np.asarray(bonus, np.float32)

    def _slip_bonus(
        self, apart: NDArray[np.uint8], spelled_off: NDArray[np.float32], letters: int
    ) -> NDArray[np.float32]:
        """What a slip of the hand can add: a swap changes no letter, a wrong key one for another,
        and two letters for a look-alike three signs in all."""
        longer = np.abs(self._length - letters)
        slipped = ((apart <= 2) & (longer == 0)) | ((apart == 3) & (longer == 1))
        slipped |= (spelled_off <= 3) & (self._is_glued > 0)
        swapped = spelled_off == 0
        most = likeness.SLIPPED
        return np.where(
            swapped, most[Slip.SWAPPED], np.where(slipped, most[Slip.NEIGHBOUR], 0.0)
        ).astype(np.float32)

    def _alike(self, text: str, among: NDArray[np.bool_]) -> Ids:
        nearness = 1 - self._spelled_distance(text) / (self._length + len(text))
        found = nearness >= likeness.JOINED_NEAR - 1e-3
        for key in syllable_keys(text):
            found[_under(self._syllables, self._cut_so, key)] = True
        return np.flatnonzero(among & found)

    def _cut_short(self, text: str, truncated: bool) -> NDArray[np.bool_]:
        """Entries that begin or end as the text does, so that one can be the other cut short."""
        if len(text) == 1:
            return np.asarray(self._first == (ord(text[0]) if truncated else 0))
        return np.asarray((self._head == _head(text)) | (self._tail == _tail(text)))

    def _sounding(self, sound: str) -> Ids:
        return _under(self._hash, self._by_hash, sound)

    def _spelled_distance(self, text: str) -> NDArray[np.uint8]:
        return _distance(self._spelled_low, self._spelled_high, signatures.spelled(text))

    def _sound_distance(self, sound: str) -> NDArray[np.uint8]:
        return _distance(self._sounded_low, self._sounded_high, signatures.sounded(sound))


def _under(hashes: NDArray[np.generic], entries: NDArray[np.generic], key: str) -> Ids:
    """The entries that stand under a key, by hash: now and then one more."""
    value = sound_hash(key)
    start, stop = np.searchsorted(hashes, [value, value + 1])
    return entries[start:stop].astype(np.int64)


def _distance(
    low: NDArray[np.uint64], high: NDArray[np.uint64], signature: tuple[int, int]
) -> NDArray[np.uint8]:
    """In how many bits the signatures differ from one."""
    ours_low, ours_high = (np.uint64(half) for half in signature)
    return np.asarray(np.bitwise_count(low ^ ours_low) + np.bitwise_count(high ^ ours_high))


def _head(text: str) -> int:
    return ord(text[0]) * 256 + ord(text[1])


def _tail(text: str) -> int:
    """The last three letters as a number; -1 for a shorter word, which no ending can be."""
    if len(text) < 3:
        return -1
    return ord(text[-3]) * 65536 + ord(text[-2]) * 256 + ord(text[-1])
