"""Building the candidate index: what words the names of a list have, and which names have them.

Names are numbered so that those with the same first words are neighbours, and stored once however
many persons bear them. Words are rows, sorted by their length and signature.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.matching.rarity import rarity_of
from border_check.names.compare import LONGEST_RUN
from border_check.names.likeness import without_article
from border_check.names.syllables import syllable_keys
from border_check.names.words import MAX_LETTERS
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.births import turned
from border_check.snapshot.candidates.layout import BARE, INITIAL, SILENT, STEP, UNDATED
from border_check.snapshot.candidates.mapped import write_arrays
from border_check.snapshot.candidates.spelling import (
    Heard,
    Mapper,
    Spelled,
    Traits,
    WordKey,
    hear,
)

Ids = NDArray[np.int64]
Letters = NDArray[np.uint8]

SCHEMA = """
CREATE TABLE name_family (family TEXT PRIMARY KEY, bearers INTEGER NOT NULL) WITHOUT ROWID
"""

SHORTEST_RUN = 2
"""Letters of the shortest run of words; one word of four or more can hardly be taken for it."""
_CHUNK = 1 << 20
_WORDS_AT_A_TIME = 20_000


class CandidateWriter:
    """Takes the persons of a list, batch after batch, and writes the index of their names.

    What it keeps in memory is about a hundred bytes a name and a few hundred a distinct word.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._words: dict[WordKey, int] = {}
        self._traits: dict[Traits, int] = {}
        self._rows = array("q")
        self._names = 0
        self._parts: dict[str, list[NDArray[Any]]] = {
            field: []
            for field in ("word", "words_of_name", "names_of_person", "births",
                          "births_of_person", "trait", "syllables", "syllables_of")
        }  # fmt: skip
        connection.execute(SCHEMA)

    def add(self, rows: Iterable[int], spelled: Spelled) -> None:
        """Index persons under the row numbers by which `CandidateIndex.find` will return them."""
        self._rows.extend(rows)
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

    def finish(self, path: Path, mapper: Mapper = map) -> str:
        """Write the index to a file of its own, and return its stamp. Nothing can be added
        afterwards."""
        joined = {field: _joined(parts) for field, parts in self._parts.items()}
        self._parts.clear()
        arrays: dict[str, NDArray[Any]] = {"row_of_person": np.array(self._rows, np.uint32)}
        arrays |= _births(joined["births"], joined["births_of_person"])
        arrays["trait"] = joined["trait"].astype(np.uint32)
        arrays["traits"] = _texts(json.dumps([list(both) for both in self._traits]).encode())

        keys = list(self._words)
        self._words.clear()
        vocabulary = _Vocabulary(keys, mapper)
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
        arrays |= _under("run_syllables", np.unique((key << 32) | cut))
        return write_arrays(path, arrays)

    def _bearers(
        self, vocabulary: _Vocabulary, word: Ids, words_of_name: Ids, person: Ids
    ) -> NDArray[np.int64]:
        """How many persons bear a name of each family; written to the snapshot too."""
        families = vocabulary.family_of_key[word]
        bearer = np.repeat(person, words_of_name)
        borne = families >= 0
        pairs = np.unique((bearer[borne] << 32) | families[borne])
        counts = np.bincount(pairs & 0xFFFF_FFFF, minlength=len(vocabulary.families))
        rows = sorted(zip(vocabulary.families, counts.tolist(), strict=True))
        self._connection.executemany("INSERT INTO name_family VALUES (?, ?)", rows)
        return counts

    def _rarities(self, vocabulary: _Vocabulary, bearers: Ids) -> NDArray[np.float32]:
        """What `index.ListRarity` says of each word, rounded up."""
        people = len(self._rows) + weights.RARITY_PRIOR_PEOPLE
        listed = np.array([rarity_of(count / people) for count in bearers.tolist()] or [0.0])
        shares = np.frombuffer(vocabulary.heard.shares, np.float64)
        general = [
            weights.RARITY_UNKNOWN if share < 0 else rarity_of(share * weights.AT_HOME)
            for share in shares.tolist()
        ]
        rare = np.minimum(listed[vocabulary.family], general)
        return np.asarray(np.nextafter(rare.astype(np.float32), np.float32(np.inf)))


class _Vocabulary:
    """The distinct words of all names, as rows."""

    def __init__(self, keys: list[WordKey], mapper: Mapper) -> None:
        distinct: dict[tuple[str, int], int] = {}
        row_of_key = [distinct.setdefault((text, flags), len(distinct)) for text, flags, _ in keys]
        words = list(distinct)
        words += [
            (bare, flags | BARE)
            for text, flags in distinct
            if not flags & (INITIAL | SILENT) and (bare := without_article(text))
        ]
        whole = [*range(len(distinct))]
        whole += [
            place
            for (text, flags), place in distinct.items()
            if not flags & (INITIAL | SILENT) and without_article(text)
        ]
        self.heard = _heard(words, mapper)
        texts = [signatures.as_bytes(text) for text, _ in words]
        sizes = np.array([len(text) for text in texts], np.int64)
        self.letters = _matrix(texts)
        spelled = signatures.of_words(self.letters, signatures.SPELLED)
        order = np.lexsort((spelled, sizes))
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        self._order, self._texts, self._sizes, self._spelled = order, texts, sizes, spelled
        self._whole = place[np.array(whole, np.int64)]
        self._flags = np.array([flags for _, flags in words], np.uint8)
        self.is_silent = self._flags[order] & SILENT > 0
        numbers: dict[str, int] = {}
        text = [numbers.setdefault(text, len(numbers)) for text, _ in words]
        self.text_of_row = np.array(text, np.int64)[order]
        self.row_of_key = place[np.array(row_of_key, np.int64)]
        families: dict[str, int] = {}
        family = [families.setdefault(key, len(families)) for key in self.heard.families]
        self.families = list(families)
        self.family = np.array(family, np.int64)
        key_flags = np.array([flags for _, flags, _ in keys], np.uint8)
        borne = (key_flags & (INITIAL | SILENT)) == 0
        self.family_of_key = np.where(borne, self.family[np.array(row_of_key, np.int64)], -1)
        joined = [signatures.as_bytes(article + text) for text, _, article in keys]
        self.joined_size = np.array([len(text) for text in joined], np.int64)
        self.joined_letters = signatures.counts(_matrix(joined), signatures.SPELLED)

    def arrays(self, rarities: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
        """All that `vocabulary.Vocabulary` reads."""
        order = self._order
        texts = [self._texts[row] for row in order.tolist()]
        sounds = [self.heard.sounds[row].encode() for row in order.tolist()]
        sizes = self._sizes[order]
        longest = int(sizes.max(initial=0))
        length_start = np.searchsorted(sizes, np.arange(longest + 2))
        room = np.array(
            [
                max(map(len, sounds[length_start[size] : length_start[size + 1]]), default=0)
                for size in range(longest + 1)
            ],
            np.uint8,
        )
        padded = [sound.ljust(room[size], b"\0") for sound, size in zip(sounds, sizes, strict=True)]
        sound_letters = _matrix(sounds)
        text_keys = np.array([signatures.sum_of(text.decode()) for text in texts], np.uint32)
        sound_keys = np.array([signatures.sum_of(key.decode()) for key in sounds], np.uint32)
        by_text, by_sound = np.argsort(text_keys), np.argsort(sound_keys)
        flags = self._flags[order]
        plain = np.flatnonzero((flags & (BARE | SILENT)) == 0)
        by_letters = sorted(plain.tolist(), key=texts.__getitem__)
        by_end = sorted(plain.tolist(), key=lambda row: texts[row][::-1])
        cell = self._spelled[order] >> np.uint64(64 - signatures.CELL_BITS)
        cut = [
            (signatures.sum_of(key) << 32) | row
            for row, text in enumerate(texts)
            for key in syllable_keys(text.decode())
        ]
        return _under("word_syllables", np.array(sorted(cut), np.int64)) | {
            "length_start": length_start.astype(np.uint32),
            "sound_room": room,
            "text": _texts(b"".join(texts)),
            "sound": _texts(b"".join(padded)),
            "spelled": self._spelled[order],
            "sounded": signatures.of_words(sound_letters, signatures.SOUNDED),
            "sound_length": np.array([len(sound) for sound in sounds], np.uint8),
            "sound_starts": sound_letters[:, 0].copy(),
            "sound_ends": np.array([sound[-1] if sound else 0 for sound in sounds], np.uint8),
            "flags": flags,
            "word_of_row": self._whole[order].astype(np.uint32),
            "rarity": rarities[order],
            "read_common": np.frombuffer(self.heard.common, np.uint64)[order],
            "read_any": np.frombuffer(self.heard.any_of, np.uint64)[order],
            "read_length": np.frombuffer(self.heard.longest, np.uint8)[order],
            "text_key": text_keys[by_text],
            "text_row": by_text.astype(np.uint32),
            "sound_key": sound_keys[by_sound],
            "sound_row": by_sound.astype(np.uint32),
            "by_letters": np.array(by_letters, np.uint32),
            "by_letters_step": _steps([texts[row] for row in by_letters]),
            "by_end": np.array(by_end, np.uint32),
            "by_end_step": _steps([texts[row][::-1] for row in by_end]),
            "foreign": np.flatnonzero((flags & 3 > 0) & (flags & SILENT == 0)).astype(np.uint32),
            "word_cell": _cells(sizes, cell.astype(np.int64), longest),
        }


def _steps(texts: list[bytes]) -> NDArray[np.uint64]:
    """The first letters of every so many texts of an order, as a number."""
    some = (text[:8].ljust(8, b"\0") for text in texts[::STEP])
    return np.array([int.from_bytes(text, "big") for text in some], np.uint64)


def _heard(words: list[tuple[str, int]], mapper: Mapper) -> Heard:
    chunks = (
        words[start : start + _WORDS_AT_A_TIME] for start in range(0, len(words), _WORDS_AT_A_TIME)
    )
    whole = hear([])
    for part in mapper(hear, chunks):
        for field in Heard._fields:
            getattr(whole, field).extend(getattr(part, field))
    return whole


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
    vocabulary: _Vocabulary, word: Ids, starts: Ids, undated: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """The words of each name that can be met, and the names of each word."""
    name = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    row = vocabulary.row_of_key[word]
    telling = ~vocabulary.is_silent[row]
    # a name of titles and particles alone is found by them
    telling |= (np.bincount(name, telling, len(starts) - 1) == 0)[name]
    pairs = np.unique((name[telling] << 32) | row[telling])
    row = pairs & 0xFFFF_FFFF
    name = pairs >> 32
    order = np.argsort(row, kind="stable")
    # by its letters a word of two scripts is one
    told = ~vocabulary.is_silent[row]
    texts = np.unique((name[told] << 32) | vocabulary.text_of_row[row[told]])
    size = np.bincount(texts >> 32, minlength=len(starts) - 1)
    return {
        "name_start": np.searchsorted(name, np.arange(len(starts))).astype(np.uint32),
        "name_word": row.astype(np.uint32),
        "name_size": size.astype(np.uint8) | np.where(undated, UNDATED, 0).astype(np.uint8),
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


def _runs(vocabulary: _Vocabulary, word: Ids, starts: Ids) -> dict[str, NDArray[Any]]:
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
    size, bits = _joined(sizes), _joined(spelled).astype(np.uint64)
    order = np.lexsort((bits, size))
    cell = (bits[order] >> np.uint64(64 - signatures.CELL_BITS)).astype(np.int64)
    return {
        "run_cell": _cells(size[order].astype(np.int64), cell, MAX_LETTERS),
        "run_spelled": bits[order],
        "run_name": _joined(names)[order].astype(np.uint32),
    }


def _first_words(starts: Ids, count: int) -> Iterator[tuple[Ids, Ids]]:
    """The first words of all runs of so many words, and their names, a chunk at a time."""
    for begin in range(0, len(starts) - 1, _CHUNK):
        some = starts[begin : begin + _CHUNK + 1]
        number = np.maximum(0, np.diff(some) - count + 1)
        name = np.repeat(np.arange(len(number)), number)
        place = np.arange(len(name)) - np.repeat(_starts(number)[:-1], number)
        yield some[name] + place, name + begin


def _under(name: str, pairs: Ids) -> dict[str, NDArray[Any]]:
    """Pairs of a key and what stands under it, as two arrays."""
    return {
        f"{name}_key": (pairs >> 32).astype(np.uint32),
        name: (pairs & 0xFFFF_FFFF).astype(np.uint32),
    }


def _cells(sizes: Ids, cell: Ids, longest: int) -> NDArray[np.uint32]:
    """Where each cell of each length starts, in an order by length and signature."""
    wanted = np.arange(((longest + 1) << signatures.CELL_BITS) + 1)
    return np.searchsorted((sizes << signatures.CELL_BITS) | cell, wanted).astype(np.uint32)


def _starts(counts: NDArray[Any]) -> Ids:
    return np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def _numbers(local: Iterable[Any], known: dict[Any, int]) -> Ids:
    return np.array([known.setdefault(one, len(known)) for one in local], np.int64)


def _matrix(texts: list[bytes]) -> Letters:
    """A row of letters for each text, filled up with zeros."""
    width = max(1, max(map(len, texts), default=1))
    return np.array(texts, f"S{width}").view(np.uint8).reshape(len(texts), width)


def _texts(text: bytes) -> Letters:
    return np.frombuffer(text, np.uint8)


def batches(rows: Iterable[tuple[int, str]], size: int = 2000) -> Iterator[list[tuple[int, str]]]:
    """The rows of a snapshot, some at a time."""
    some = iter(rows)
    while batch := list(islice(some, size)):
        yield batch
