"""Reported documents: lists in `sltd-csv`, in any size, many rows at a time.

The numbers of a format (`document_formats.csv`) come in a shuffled order, each of them once: no
document is listed twice, and one that comes later in the same order is certain not to be listed.
`innocent` takes such documents.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

COLUMNS = (
    *("record_id", "issuing_country", "document_type", "din", "din_to", "category"),
    *("date_of_theft", "review_date", "status"),
)
DETAILS = ("place_of_theft", "national_reference")
BATCH = 1 << 17
"""Rows that are made together; what a list begins with does not depend on its length."""

SERIES = 0.002
"""Rows that are a series of 500 blanks."""

# What may stand where a pattern has one of these; its small letters stand for themselves.
_SETS = {
    "9": "0123456789",
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "N": "0123456789CFGHJKLMNPRTVWXYZ",  # German: no vowels, and no letter that looks like a digit
    "L": "LMNPRTVWXY",
    "M": "0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ",  # Dutch: no O
}
_CATEGORIES = ("lost", "stolen", "revoked", "invalid", "counterfeit", "stolen_blank")
_CATEGORY_SHARES = (0.52, 0.33, 0.08, 0.04, 0.01, 0.02)
_STATUSES = ("active", "recovered", "withdrawn")
_STATUS_SHARES = (0.96, 0.03, 0.01)
_FIRST_DAY, _LAST_DAY = date(2012, 1, 1), date(2026, 10, 31)

_FACTORS = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)

Bytes = npt.NDArray[np.bytes_]


class Format(NamedTuple):
    """Numbers of one state and type."""

    state: str
    type: str
    pattern: str
    share: float

    @property
    def sets(self) -> list[str]:
        """What may stand in each place."""
        return [_SETS.get(place, place.upper()) for place in self.pattern]

    @property
    def space(self) -> int:
        """How many numbers there are."""
        size = 1
        for characters in self.sets:
            size *= len(characters)
        return size

    def numbers(self, places: npt.NDArray[np.uint64]) -> Bytes:
        """The numbers in these places of the order."""
        # Where it begins in the order is its own, so that formats of one form meet by chance only.
        begin = crc32(f"{self.state} {self.type} {self.pattern}".encode()) * 0x9E3779B1 % self.space
        value = _shuffled((places + np.uint64(begin)) % np.uint64(self.space), self.space)
        characters = np.empty((len(places), len(self.pattern)), np.uint8)
        for at in range(len(self.pattern) - 1, -1, -1):
            choice = np.frombuffer(self.sets[at].encode(), np.uint8)
            characters[:, at] = choice[(value % np.uint64(len(choice))).astype(np.intp)]
            value //= np.uint64(len(choice))
        return characters.view(f"S{len(self.pattern)}")[:, 0]


def formats() -> list[Format]:
    """All formats, with their shares of the list."""
    with Path(__file__).with_name("document_formats.csv").open(encoding="utf-8") as file:
        return [
            Format(row["state"], row["type"], row["pattern"], float(row["share"]))
            for row in csv.DictReader(file)
        ]


class Documents:
    """A list, as it is made: batch by batch."""

    def __init__(self, seed: int, details: float = 0.0) -> None:
        self.formats = formats()
        shares = np.array([one.share for one in self.formats])
        self._shares = np.cumsum(shares / shares.sum())
        self._seed = seed
        self._details = details
        self.columns = (*COLUMNS, *(DETAILS if details else ()))
        self.made = np.zeros(len(self.formats), np.uint64)
        """How many documents there are of each format so far."""
        self._batches = 0

    def batch(self, count: int) -> bytes:
        """The next rows, at most `BATCH`, as lines."""
        chance = np.random.default_rng([self._seed, self._batches])
        first = self._batches * BATCH
        self._batches += 1
        kind = np.searchsorted(self._shares, chance.random(BATCH))
        cells = {name: np.zeros(BATCH, "S1") for name in self.columns}
        cells["record_id"] = np.arange(first + 1, first + BATCH + 1).astype("S12")
        numbers, last = np.zeros(BATCH, "S12"), np.zeros(BATCH, "S12")
        is_series = chance.random(BATCH) < SERIES
        for at, one in enumerate(self.formats):
            rows = np.flatnonzero(kind == at)
            places = self.made[at] + np.arange(len(rows), dtype=np.uint64)
            self.made[at] += np.uint64(len(rows))
            numbers[rows] = one.numbers(places)
            if not one.pattern.endswith("999"):
                is_series[rows] = False
        begins = np.flatnonzero(is_series)
        if len(begins):
            stems = [number[:-3] for number in numbers[begins].tolist()]
            numbers[begins] = [stem + b"000" for stem in stems]
            last[begins] = [stem + b"499" for stem in stems]
        cells["din"], cells["din_to"] = numbers, last
        cells["issuing_country"] = np.array([one.state for one in self.formats], "S")[kind]
        cells["document_type"] = np.array([one.type for one in self.formats], "S")[kind]
        category = np.array(_CATEGORIES, "S")[_drawn(chance, _CATEGORY_SHARES)]
        category[begins] = b"stolen_blank"
        cells["category"] = category
        cells["status"] = np.array(_STATUSES, "S")[_drawn(chance, _STATUS_SHARES)]
        cells["date_of_theft"], cells["review_date"] = _dates(chance)
        if self._details:
            has = chance.random(BATCH) < self._details
            cells["place_of_theft"] = np.where(has, b"Zenith", b"")
            reference = np.char.add(b"NCB-", chance.integers(1, 10**6, BATCH).astype("S7"))
            cells["national_reference"] = np.where(has, reference, b"")
        return _lines([cells[name][:count] for name in self.columns])

    def skip(self) -> None:
        """Count a batch as made, without making its rows."""
        chance = np.random.default_rng([self._seed, self._batches])
        self._batches += 1
        kind = np.searchsorted(self._shares, chance.random(BATCH))
        self.made += np.bincount(kind, minlength=len(self.formats)).astype(np.uint64)

    def innocent(self, at: int, count: int, chance: np.random.Generator) -> Bytes:
        """Numbers of a format that are not on the list as it is now."""
        one = self.formats[at]
        made = int(self.made[at])
        if made >= one.space:
            raise ValueError(f"{one.state} {one.pattern}: all {one.space:,} numbers are listed")
        return one.numbers(chance.integers(made, one.space, count, dtype=np.uint64))


def documents(count: int, seed: int, details: float = 0.0) -> Iterator[bytes]:
    """A list of reported documents: its heading, then its rows, many at a time."""
    made = Documents(seed, details)
    yield (",".join(made.columns) + "\n").encode()
    while count > 0:
        yield made.batch(min(count, BATCH))
        count -= BATCH


def _shuffled(places: npt.NDArray[np.uint64], space: int) -> npt.NDArray[np.uint64]:
    """The places below `space` in an order that looks like chance, each of them once.

    Multiplying by an odd number and folding the upper half of the bits into the lower one lose
    nothing within a power of two; what comes out above `space` is sent through again.
    """
    bits = (space - 1).bit_length()
    mask, half = np.uint64((1 << bits) - 1), np.uint64(-(-bits // 2))
    value = places.copy()
    todo = np.ones(len(value), bool)
    while todo.any():
        one = value[todo]
        for factor in _FACTORS:
            one = (one * np.uint64(factor)) & mask
            one ^= one >> half
        value[todo] = one
        todo = value >= np.uint64(space)
    return value


def _drawn(chance: np.random.Generator, shares: Sequence[float]) -> npt.NDArray[np.intp]:
    return np.minimum(np.searchsorted(np.cumsum(shares), chance.random(BATCH)), len(shares) - 1)


def _dates(chance: np.random.Generator) -> tuple[Bytes, Bytes]:
    """When it was stolen, later years more often; and ten years on, when the record lapses."""
    days = (_LAST_DAY - _FIRST_DAY).days
    known = np.datetime64(_FIRST_DAY) + np.arange(days + 4000)
    texts = known.astype("S10")
    stolen = (np.sqrt(chance.random(BATCH)) * days).astype(np.intp)
    return texts[stolen], texts[stolen + 3652]


def _lines(columns: list[Bytes]) -> bytes:
    """Cells as lines: side by side in bytes of one width, and then without what filled them up."""
    count = len(columns[0])
    parts: list[npt.NDArray[np.uint8]] = []
    for at, column in enumerate(columns):
        width = column.dtype.itemsize
        parts.append(np.ascontiguousarray(column).view(np.uint8).reshape(count, width))
        end = b"\n" if at == len(columns) - 1 else b","
        parts.append(np.full((count, 1), end[0], np.uint8))
    text = np.concatenate(parts, axis=1).ravel()
    lines: bytes = text[text != 0].tobytes()
    return lines
