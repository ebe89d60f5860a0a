"""Building the candidate index: what words the names of a list have, and which names have them.

Names are numbered so that those with the same first words are neighbours, and stored once however
many persons bear them. Words are rows, sorted by their length and signature.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check import sqlite
from border_check.matching import weights
from border_check.matching.rarity import rarity_of
from border_check.names.compare import LONGEST_RUN
from border_check.names.words import MAX_LETTERS
from border_check.snapshot.candidates import signature_cells, signatures
from border_check.snapshot.candidates.births import turned
from border_check.snapshot.candidates.layout import REPEATED, UNDATED
from border_check.snapshot.candidates.mapped import write_arrays
from border_check.snapshot.candidates.spelling import (
    Mapper,
    Spelled,
    Traits,
    WordKey,
)
from border_check.snapshot.candidates.vocabulary_rows import (
    VocabularyRows,
    letters_of,
    pairs_as_arrays,
)
from border_check.snapshot.row_check import row_check

Ids = NDArray[np.int64]
Letters = NDArray[np.uint8]

SCHEMA = """
CREATE TABLE name_family (
    family TEXT PRIMARY KEY, bearers INTEGER NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID
"""

SHORTEST_RUN = 2
"""Letters of the shortest run of words; one word of four or more can hardly be taken for it."""
_CHUNK = 1 << 20


class CandidateWriter:
    """Takes the persons of a list, batch after batch, and writes the index of their names.

    What it keeps in memory is about a hundred bytes a name and a few hundred a distinct word.
    """

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        self._words: dict[WordKey, int] = {}
        self._traits: dict[Traits, int] = {}
        self._rows = array("q")
        self._discreet = array("B")
        self._names = 0
        self._parts: dict[str, list[NDArray[Any]]] = {
            field: []
            for field in ("word", "words_of_name", "names_of_person", "births",
                          "births_of_person", "trait", "syllables", "syllables_of")
        }  # fmt: skip
        connection.execute(SCHEMA)

    def add(self, rows: Iterable[int], spelled: Spelled, discreet: Iterable[bool] = ()) -> None:
        """Index persons under the row numbers by which `CandidateIndex.find` will return them.

        Those who are `discreet` make no name more common.
        """
        self._rows.extend(rows)
        self._discreet.extend(discreet)
        self._discreet.extend(bytes(len(self._rows) - len(self._discreet)))
        words = _numbers(spelled.words, self._words)
        traits = _numbers(spelled.traits, self._traits)
        self._keep("word", words[np.frombuffer(spelled.word, np.uint32)])
        self._keep("trait", traits[np.frombuffer(spelled.trait, np.uint32)])
        self._keep("syllables", np.frombuffer(spelled.syllables, np.uint32))
        names = np.frombuffer(spelled.syllables_of, np.uint32)
        self._keep("syllables_of", names.astype(np.int64) + self._names)
        self._names += len(spelled.words_of_name)
        self._keep("words_of_name", np.frombuffer(spelled.words_of_name, np.uint8))
        self._keep("names_of_person", np.frombuffer(spelled.names_of_person, np.uint16))
        self._keep("births", np.frombuffer(spelled.births, np.int32))
        self._keep("births_of_person", np.frombuffer(spelled.births_of_person, np.uint16))

    def _keep(self, field: str, values: NDArray[Any]) -> None:
        self._parts[field].append(values.copy())

    def finish(
        self, path: Path, mapper: Mapper = map, more: Mapping[str, NDArray[Any]] | None = None
    ) -> str:
        """Write the index to a file of its own, with `more` beside it, and return its stamp.
        Nothing can be added afterwards."""
        joined = {field: _joined(parts) for field, parts in self._parts.items()}
        self._parts.clear()
        arrays: dict[str, NDArray[Any]] = {"row_of_person": np.array(self._rows, np.uint32)}
        arrays |= _births(joined["births"], joined["births_of_person"])
        arrays["trait"] = joined["trait"].astype(np.uint32)
        arrays["traits"] = letters_of(json.dumps([list(both) for both in self._traits]).encode())

        keys = list(self._words)
        self._words.clear()
        vocabulary = VocabularyRows(keys, mapper)
        starts = _starts(joined["words_of_name"])
        person = np.repeat(np.arange(len(self._rows)), joined["names_of_person"])
        bearers = self._bearers(vocabulary, joined["word"], joined["words_of_name"], person)
        arrays |= vocabulary.arrays(self._rarities(vocabulary, bearers))

        word, starts, name = _distinct(joined["word"], starts)
        undated = np.zeros(len(starts) - 1, np.bool_)
        undated[name[joined["births_of_person"][person] == 0]] = True
        arrays |= _names(vocabulary, word, starts, undated)
        arrays |= _bearers_of_names(name, person, len(starts) - 1, len(self._rows))
        arrays |= _runs(vocabulary, word, starts)
        key, cut = joined["syllables"].astype(np.int64), name[joined["syllables_of"]]
        arrays |= pairs_as_arrays("run_syllables", np.unique((key << 32) | cut))
        return write_arrays(path, {**arrays, **(more or {})})

    def _bearers(
        self, vocabulary: VocabularyRows, word: Ids, words_of_name: Ids, person: Ids
    ) -> NDArray[np.int64]:
        """How many persons bear a name of each family; written to the snapshot too."""
        families = vocabulary.family_of_key[word]
        bearer = np.repeat(person, words_of_name)
        counts_for = np.frombuffer(self._discreet, np.uint8) == 0
        borne = (families >= 0) & counts_for[bearer]
        pairs = np.unique((bearer[borne] << 32) | families[borne])
        counts = np.bincount(pairs & 0xFFFF_FFFF, minlength=len(vocabulary.families))
        rows = sorted(zip(vocabulary.families, counts.tolist(), strict=True))
        checked = ((*row, row_check(*row)) for row in rows)
        self._connection.executemany("INSERT INTO name_family VALUES (?, ?, ?)", checked)
        return counts

    def _rarities(self, vocabulary: VocabularyRows, bearers: Ids) -> NDArray[np.float32]:
        """What `index.ListRarity` says of each word, rounded up."""
        people = len(self._rows) - sum(self._discreet) + weights.RARITY_PRIOR_PEOPLE
        listed = np.array([rarity_of(count / people) for count in bearers.tolist()] or [0.0])
        shares = np.frombuffer(vocabulary.heard.shares, np.float64)
        general = [
            weights.RARITY_UNKNOWN if share < 0 else rarity_of(share * weights.AT_HOME)
            for share in shares.tolist()
        ]
        rare = np.minimum(listed[vocabulary.family], general)
        return np.asarray(np.nextafter(rare.astype(np.float32), np.float32(np.inf)))


def _births(dates: NDArray[Any], births_of_person: NDArray[Any]) -> dict[str, NDArray[Any]]:
    person = np.repeat(np.arange(len(births_of_person)), births_of_person)
    days = turned(dates)
    by_date, by_day = np.argsort(dates, kind="stable"), np.argsort(days, kind="stable")
    return {
        "birth_start": _starts(births_of_person).astype(np.uint32),
        "birth_date": dates.astype(np.int32),
        "birth_by_date": dates[by_date].astype(np.int32),
        "birth_person_by_date": person[by_date].astype(np.uint32),
        "birth_by_day": days[by_day],
        "birth_person_by_day": person[by_day].astype(np.uint32),
    }


def _distinct(word: Ids, starts: Ids) -> tuple[Ids, Ids, Ids]:
    """Each name once: its words, where they start, and which of these every name is."""
    sizes = np.diff(starts)
    name = np.empty(len(sizes), np.int64)
    words, kept_sizes, count = [], [], 0
    for size in np.unique(sizes).tolist():
        which = np.flatnonzero(sizes == size)
        table = word[starts[which][:, None] + np.arange(size)].astype(np.uint32)
        order = np.lexsort(table.T[::-1])
        table = table[order]
        is_new = np.ones(len(table), np.bool_)
        is_new[1:] = (table[1:] != table[:-1]).any(axis=1)
        name[which[order]] = count + np.cumsum(is_new) - 1
        fresh = table[is_new]
        words.append(fresh.ravel())
        kept_sizes.append(np.full(len(fresh), size))
        count += len(fresh)
    return _joined(words).astype(np.int64), _starts(_joined(kept_sizes)), name


def _names(
    vocabulary: VocabularyRows, word: Ids, starts: Ids, undated: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """The words of each name that can be met, and the names of each word."""
    name = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    row = vocabulary.row_of_key[word]
    telling = ~vocabulary.is_silent[row]
    # a name of titles and particles alone is found by them
    telling |= (np.bincount(name, telling, len(starts) - 1) == 0)[name]
    told_of_name = np.bincount(name[telling], minlength=len(starts) - 1)
    pairs = np.unique((name[telling] << 32) | row[telling])
    row = pairs & 0xFFFF_FFFF
    name = pairs >> 32
    order = np.argsort(row, kind="stable")
    # by its letters a word of two scripts is one
    told = ~vocabulary.is_silent[row]
    texts = np.unique((name[told] << 32) | vocabulary.text_of_row[row[told]])
    size = np.bincount(texts >> 32, minlength=len(starts) - 1).astype(np.uint8)
    flags = np.where(undated, np.uint8(UNDATED), np.uint8(0))
    flags[told_of_name != np.bincount(name, minlength=len(starts) - 1)] |= REPEATED
    return {
        "name_start": np.searchsorted(name, np.arange(len(starts))).astype(np.uint32),
        "name_word": row.astype(np.uint32),
        "name_size": size | flags,
        "posting_start": np.searchsorted(row[order], np.arange(len(vocabulary.family) + 1)).astype(
            np.uint32
        ),
        "posting_name": name[order].astype(np.uint32),
    }


def _bearers_of_names(name: Ids, person: Ids, names: int, persons: int) -> dict[str, NDArray[Any]]:
    by_name = np.unique((name << 32) | person)
    by_person = np.unique((person << 32) | name)
    return {
        "bearer_start": np.searchsorted(by_name >> 32, np.arange(names + 1)).astype(np.uint32),
        "bearer": (by_name & 0xFFFF_FFFF).astype(np.uint32),
        "person_start": np.searchsorted(by_person >> 32, np.arange(persons + 1)).astype(np.uint32),
        "person_name": (by_person & 0xFFFF_FFFF).astype(np.uint32),
    }


def _runs(vocabulary: VocabularyRows, word: Ids, starts: Ids) -> dict[str, NDArray[Any]]:
    """Every run of neighbouring words of a name without the spaces: length, letters and name."""
    sizes, spelled, names = [], [], []
    for count in range(2, LONGEST_RUN + 1):
        for first, name in _first_words(starts, count):
            size = sum(vocabulary.joined_size[word[first + place]] for place in range(count))
            kept = (size >= SHORTEST_RUN) & (size <= MAX_LETTERS)
            first = first[kept]
            letters = sum(
                vocabulary.joined_letters[:, word[first + place]] for place in range(count)
            )
            spelled.append(signatures.of_counts(np.asarray(letters), signatures.SPELLED))
            sizes.append(np.asarray(size)[kept].astype(np.uint8))
            names.append(name[kept].astype(np.uint32))
    bits = _joined(spelled).astype(np.uint64)
    return signature_cells.written("run", _joined(sizes), bits, _joined(names), MAX_LETTERS)


def _first_words(starts: Ids, count: int) -> Iterator[tuple[Ids, Ids]]:
    """The first words of all runs of so many words, and their names, a chunk at a time."""
    for begin in range(0, len(starts) - 1, _CHUNK):
        some = starts[begin : begin + _CHUNK + 1]
        number = np.maximum(0, np.diff(some) - count + 1)
        name = np.repeat(np.arange(len(number)), number)
        place = np.arange(len(name)) - np.repeat(_starts(number)[:-1], number)
        yield some[name] + place, name + begin


def _starts(counts: NDArray[Any]) -> Ids:
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _numbers(local: Iterable[Any], known: dict[Any, int]) -> Ids:
    return np.array([known.setdefault(one, len(known)) for one in local], np.int64)


def batches(rows: Iterable[tuple[int, str]], size: int = 2000) -> Iterator[list[tuple[int, str]]]:
    """The rows of a snapshot, some at a time."""
    some = iter(rows)
    while batch := list(islice(some, size)):
        yield batch
