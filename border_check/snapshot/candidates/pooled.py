"""One index of the people of several lists, so that a person is searched once for all of them.

A small list takes nearly as long to be searched as one of a hundred thousand people. How rare a
name is on each of the lists is not known here, and need not be (`in_general`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check import sqlite
from border_check.matching.rarity import GENERAL
from border_check.snapshot.candidates.in_general import WriterInGeneral
from border_check.snapshot.candidates.index import CandidateIndex
from border_check.snapshot.candidates.spelling import Batch, Mapper
from border_check.snapshot.candidates.vocabulary_rows import letters_of
from border_check.values.json_text import from_json
from border_check.values.person import Person
from border_check.values.record import NamedTuple

_MOST_ROWS = 1 << 32


class ListInPool(NamedTuple):
    """A list whose people are in a pooled index."""

    name: str
    version: str
    stamp: str
    """Of its own index of names: what tells its people from all others."""


class PooledIndex(CandidateIndex):
    """Finds people on all lists that are in it; raises `ValueError` where its file is damaged."""

    words_kept = 1 << 13

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, GENERAL)
        told = from_json(self._file.array("lists").whole().tobytes().decode())
        self.lists = tuple(ListInPool(*one) for one in told)
        self._first_row = self._file.array("first_row").whole()

    def find_on_each(self, person: Person, threshold: float) -> dict[str, list[int]]:
        """By the stamp of each list: the rows of its people who are worth comparing with a person,
        best guess first, none left out who alerts at this threshold."""
        found: dict[str, list[int]] = {one.stamp: [] for one in self.lists}
        rows = np.array(self.find(person, threshold), np.int64)
        places = np.searchsorted(self._first_row, rows, "right") - 1
        own = rows - self._first_row[places]
        for place, row in zip(places.tolist(), own.tolist(), strict=True):
            found[self.lists[place].stamp].append(row)
        return found


def write_pool(
    path: Path, lists: Sequence[tuple[ListInPool, Iterable[Batch]]], mapper: Mapper = map
) -> None:
    """Write the index of the people of some lists; raises `ValueError` for too many of them."""
    first_rows, first = [], 0
    with closing(sqlite.connect(":memory:")) as families:
        writer = WriterInGeneral(families)
        for _, batches in lists:
            first_rows.append(first)
            last = first
            for batch in batches:
                writer.add([first + row for row in batch.rows], batch.spelled)
                last = max(last, first + max(batch.rows, default=0))
            first = last + 1
        if first > _MOST_ROWS:
            raise ValueError("more people than a pooled index has numbers for")
        told = json.dumps([list(one) for one, _ in lists]).encode()
        more: dict[str, NDArray[Any]] = {
            "lists": letters_of(told),
            "first_row": np.array(first_rows, np.int64),
        }
        writer.finish(path, mapper, more)
