"""Building the candidate index: what words the names of a list have, and which names have them."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from functools import reduce
from operator import and_, or_

import numpy as np
from numpy.typing import NDArray

from border_check.names.compare import runs
from border_check.names.frequencies import family
from border_check.names.habits import readings
from border_check.names.keys import sound
from border_check.names.syllables import syllable_keys
from border_check.names.words import Kind, Word, spell
from border_check.snapshot.candidates import signatures
from border_check.values.person import Nominal

SCRIPT, RUN, INITIAL = 0b11, 4, 8
"""Flags of an entry of the vocabulary: its kind of `Script` in two bits, and what else it is."""

SCHEMA = """
CREATE TABLE name_array (name TEXT PRIMARY KEY, type TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE name_family (family TEXT PRIMARY KEY, bearers INTEGER NOT NULL) WITHOUT ROWID;
"""


class CandidateWriter:
    """Takes the nominals of a list one by one and writes the index into the list's own file.

    What it keeps in memory grows with the distinct words and, by eight bytes, with every word of
    every name; a million persons with three names each need about a gigabyte.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._vocabulary: dict[tuple[str, int], int] = {}
        self._posting_word = array("I")
        self._posting_name = array("I")
        self._person_of_name = array("q")
        self._bearers: Counter[str] = Counter()
        self._birth_person = array("I")
        self._birth_date = array("i")
        self._rows = array("q")
        for statement in SCHEMA.strip().split(";\n"):
            connection.execute(statement)

    def add(self, row: int, nominal: Nominal) -> None:
        """Index a nominal under the row number by which `CandidateIndex.find` will return it."""
        person = len(self._rows)
        self._rows.append(row)
        families: set[str] = set()
        for text in dict.fromkeys((nominal.name, *(alias.name for alias in nominal.aliases))):
            words = spell(text)
            if words:
                self._add_name(person, words)
                families.update(family(word) for word in words if word.kind is Kind.NAME)
        self._bearers.update(families)
        for born in nominal.births:
            self._birth_person.append(person)
            self._birth_date.append(born.year * 10000 + (born.month or 0) * 100 + (born.day or 0))

    def _add_name(self, person: int, words: tuple[Word, ...]) -> None:
        name = len(self._person_of_name)
        self._person_of_name.append(person)
        entries = {(word.text, _flags(word)) for word in words if word.kind in _INDEXED}
        entries.update((text, RUN) for _, text in runs(words) if len(text) > 3)
        for entry in entries:
            self._posting_word.append(self._vocabulary.setdefault(entry, len(self._vocabulary)))
            self._posting_name.append(name)

    def finish(self) -> None:
        """Write the tables. Nothing can be added afterwards."""
        order = np.argsort(_numpy(self._posting_word, np.uint32), kind="stable")
        words = _numpy(self._posting_word, np.uint32)[order]
        self._save("posting_name", _numpy(self._posting_name, np.uint32)[order])
        self._save("posting_start", np.searchsorted(words, np.arange(len(self._vocabulary) + 1)))
        self._save("person_of_name", _numpy(self._person_of_name, np.int64).astype(np.uint32))
        self._save("row_of_person", _numpy(self._rows, np.int64))
        self._save("birth_person", _numpy(self._birth_person, np.uint32))
        self._save("birth_date", _numpy(self._birth_date, np.int32))
        self._save_vocabulary()
        self._connection.executemany(
            "INSERT INTO name_family VALUES (?, ?)", sorted(self._bearers.items())
        )

    def _save_vocabulary(self) -> None:
        texts = [text.encode() for text, _ in self._vocabulary]
        sounds = [sound(text) for text, _ in self._vocabulary]
        self._save("word_flags", np.array([flags for _, flags in self._vocabulary], np.uint8))
        self._save("word_text", np.frombuffer(b"".join(texts), np.uint8))
        self._save("word_end", np.cumsum([len(text) for text in texts], dtype=np.int64))
        self._save("sound_text", np.frombuffer("".join(sounds).encode(), np.uint8))
        self._save("sound_length", np.array([len(key) for key in sounds], np.uint8))
        self._save("sound_bits", np.array([signatures.sounded(key) for key in sounds], np.uint64))
        self._save_readings()
        spelled = [signatures.spelled(text) for text, _ in self._vocabulary]
        self._save("spelled_bits", np.array(spelled, np.uint64))
        hashes = np.array([sound_hash(key) for key in sounds], np.int64)
        self._save("sound_order", np.argsort(hashes, kind="stable").astype(np.uint32))
        self._save("sound_hash", np.sort(hashes))
        self._save_syllables()

    def _save_syllables(self) -> None:
        """The words that can be cut into syllables, by what their cuts have in common."""
        found = sorted(
            (sound_hash(key), entry)
            for entry, (text, _) in enumerate(self._vocabulary)
            for key in syllable_keys(text)
        )
        self._save("syllable_hash", np.array([value for value, _ in found], np.int64))
        self._save("syllable_entry", np.array([entry for _, entry in found], np.uint32))

    def _save_readings(self) -> None:
        """For each word what is common to its readings, what any of them has, and the longest."""
        common, any_of, longest = [], [], []
        for text, flags in self._vocabulary:
            sounds = [sound(text)] if flags & RUN else [heard for heard, _ in readings(text)]
            bits = [signatures.sounded(key) for key in sounds]
            common.append([reduce(and_, halves) for halves in zip(*bits, strict=True)])
            any_of.append([reduce(or_, halves) for halves in zip(*bits, strict=True)])
            longest.append(max(map(len, sounds)))
        self._save("read_common", np.array(common, np.uint64))
        self._save("read_any", np.array(any_of, np.uint64))
        self._save("read_length", np.array(longest, np.uint8))

    def _save(self, name: str, values: NDArray[np.generic]) -> None:
        self._connection.execute(
            "INSERT INTO name_array VALUES (?, ?, ?)", (name, values.dtype.str, values.tobytes())
        )


_INDEXED = (Kind.NAME, Kind.INITIAL)


def sound_hash(key: str) -> int:
    """A number for a sound key, the same in every process (Python's own `hash` is not)."""
    value = 0
    for sign in key:
        value = (value * 131 + ord(sign)) & 0x7FFF_FFFF_FFFF_FFFF
    return value


def _flags(word: Word) -> int:
    return word.script | (INITIAL if word.kind is Kind.INITIAL else 0)


def _numpy(values: array[int], kind: type[np.generic]) -> NDArray[np.generic]:
    return np.frombuffer(values, dtype=kind) if values else np.zeros(0, kind)
