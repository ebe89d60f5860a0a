"""Where the documents of records of certain names stand in a snapshot.

Nothing is sorted by the names of records, since no check asks for them. So all blocks are read
once, as arrays: names that are numbers stand in them. Other names are looked for where they are
kept, and names that are made of what a record is about lead to its number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from border_check.snapshot.document_block import Block, Facts
from border_check.snapshot.document_index import DocumentIndex
from border_check.snapshot.document_rows import SERIES
from border_check.snapshot.record_reference import NUMBERED, PLAIN, number_in, reference
from border_check.snapshot.sorted_keys import KEYS_OF_PAGE
from border_check.values.document_number import compact

References = npt.NDArray[np.uint64]

_RECORD = Facts._fields.index("record")
_BLOCKS = 2048
"""Blocks after which what the sieve let through is looked at."""
_SIEVE = 20, 24
"""Bits of the least and the greatest sieve: a million flags stay near the processor."""


def places_of(connection: Connection, index: DocumentIndex, names: Iterable[str]) -> list[int]:
    """Places of all documents that may have these names, in order; of a few the name differs."""
    numbers = {name: number_in(name) for name in names}
    texts = [name for name, number in numbers.items() if number is None]
    wanted = [
        reference(kind, number)
        for number in numbers.values()
        if number is not None
        for kind in (PLAIN, NUMBERED)
    ]
    wanted += _named(connection, texts)
    places = set(_in_blocks(connection, np.array(sorted(wanted), np.uint64)))
    for text in texts:  # if it is made of what it is about, it ends in the compact number
        number = text.rpartition("-")[2]
        if number and compact(number) == number:
            places.update(place for place, _ in index.documents(number))
    known = frozenset(wanted)
    series = connection.execute("SELECT row, record FROM document_series")
    return sorted(places) + sorted(SERIES + row for row, record in series if record in known)


def _named(connection: Connection, texts: list[str]) -> list[int]:
    """The references of records whose name is one of these texts."""
    if not texts:
        return []
    query = "SELECT record FROM document_detail WHERE record_id IN (SELECT value FROM json_each(?))"
    return [record for (record,) in connection.execute(query, (json.dumps(texts),))]


def _in_blocks(connection: Connection, wanted: References) -> Iterator[int]:
    """The places of all documents with these references, which are in order."""
    if not len(wanted):
        return
    sieve = _Sieve(wanted)
    passed: list[_Passed] = []
    for number, content in connection.execute(
        "SELECT number, block FROM document_block ORDER BY number"
    ):
        records = Block(number, content).column(_RECORD)
        at = sieve.passes(records)
        if len(at):
            passed.append(_Passed(at + number * KEYS_OF_PAGE, records[at]))
        if len(passed) == _BLOCKS:
            yield from _wanted(passed, wanted)
            passed.clear()
    yield from _wanted(passed, wanted)


class _Passed(NamedTuple):
    places: npt.NDArray[np.int64]
    records: References


class _Sieve:
    """Lets all wanted references through, and few others."""

    def __init__(self, wanted: References) -> None:
        least, greatest = _SIEVE
        bits = min(max(len(wanted).bit_length() + 5, least), greatest)
        self._mask = np.uint64((1 << bits) - 1)
        self._flags = np.zeros(1 << bits, bool)
        self._flags[wanted & self._mask] = True

    def passes(self, records: References) -> npt.NDArray[np.int64]:
        """Which of these references it lets through."""
        return np.flatnonzero(self._flags[records & self._mask])


def _wanted(passed: list[_Passed], wanted: References) -> list[int]:
    if not passed:
        return []
    records = np.concatenate([one.records for one in passed])
    places = np.concatenate([one.places for one in passed])
    at = np.minimum(np.searchsorted(wanted, records), len(wanted) - 1)
    found: list[int] = places[wanted[at] == records].tolist()
    return found
