"""The file beside a snapshot that answers, for nearly every document, that it is not listed.

It has the keys of all documents in order, the series of blanks as stretches of numbers, and what
the snapshot says of itself, so that a check without a hit reads nothing else. All of it can be made
again from the snapshot, and all of it is under checksums.

The end of the file says where the rest is: it is padded to whole pages, and its last bytes are its
length and checksum. A check imports this module: nothing of it is heavy.
"""

from __future__ import annotations

import os
from struct import Struct
from zlib import crc32, decompress, error

from border_check.at_rest.reading import reader_of
from border_check.snapshot.document_key import BELOW_NUMBER, LONGEST, key_range, value_of
from border_check.snapshot.sorted_keys import PAGE, Layout, SortedKeys
from border_check.values.record import NamedTuple

SUFFIX = ".documents"
"""In place of that of the snapshot."""
MAGIC = b"BCDOCS\x00\x01"
TRAILER = Struct("<8sII")
"""Magic bytes; length and checksum of what stands before."""
HEADING = Struct("<QQQQIII")
"""Keys and series: how many and from where; entries at hand of both; length of the facts."""

_READ_AHEAD = 2 * PAGE
_ROW = (1 << BELOW_NUMBER) - 1


class IndexFacts(NamedTuple):
    """What a snapshot says of itself."""

    meta: dict[str, str]
    issuers: tuple[tuple[int, str, int], ...]
    """Code in this snapshot, state ("" where none is named), records."""
    loose_series: tuple[int, ...]
    """Rows of series that are looked at whatever the number is."""
    first_page: int
    """Checksum of the first page of the snapshot: one that was overwritten is noticed at once."""


class DocumentIndex:
    """An open index. Opening it and every question may raise `ValueError` or `OSError`."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            self._read, size = reader_of(path, self._file)
            self._open(size)
        except BaseException:
            self.close()
            raise

    def _open(self, size: int) -> None:
        end = self._read(_READ_AHEAD, max(size - _READ_AHEAD, 0))
        if len(end) < TRAILER.size or size % PAGE:
            raise ValueError("the file is cut short")
        magic, length, check = TRAILER.unpack_from(end, len(end) - TRAILER.size)
        if magic != MAGIC or length > size:
            raise ValueError("is no index of documents")
        if length + TRAILER.size > len(end):
            end = self._read(length + TRAILER.size, size - length - TRAILER.size)
        body = end[-length - TRAILER.size : -TRAILER.size]
        if crc32(body) != check:
            raise ValueError("the checksum of its end does not hold")
        keys, start, series, series_start, at_hand, series_at_hand, facts = HEADING.unpack_from(
            body
        )
        first = HEADING.size
        tops = memoryview(body)[first : first + 8 * (at_hand + series_at_hand)].cast("Q")
        self.layout = Layout(keys, start)
        self._keys = SortedKeys(self._read, self.layout, tops[:at_hand])
        self.series_layout = Layout(series, series_start)
        self._series = SortedKeys(self._read, self.series_layout, tops[at_hand:])
        self.facts = unpack_facts(body[-facts:])

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def documents(self, number: str) -> list[tuple[int, int]]:
        """Place and key of every document whose compact number is this or looks like it."""
        return self._keys.between(*key_range(number))

    def key_at(self, place: int) -> int:
        """The key of the document in a place."""
        return self._keys.at(place)

    def series(self, number: str) -> list[int]:
        """Rows of all series to which a compact number might belong; of few it really does."""
        start = number[:LONGEST]
        if not start.isascii():
            return list(self.facts.loose_series)
        value = value_of(start)
        last = self._series.before((value + 1) << BELOW_NUMBER)
        if last is None or not last & _ROW:
            return list(self.facts.loose_series)
        stretch = last >> BELOW_NUMBER << BELOW_NUMBER
        rows = [key & _ROW for _, key in self._series.between(stretch, stretch | _ROW)]
        return [*rows, *self.facts.loose_series]


def first_page_check(snapshot: str | os.PathLike[str]) -> int:
    """The checksum of the first page of a snapshot."""
    file = os.open(snapshot, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return crc32(os.pread(file, PAGE, 0))
    finally:
        os.close(file)


def pack_facts(facts: IndexFacts) -> bytes:
    """Facts as bytes that can be read without importing anything for it."""
    loose = ",".join(map(str, facts.loose_series))
    texts = [str(len(facts.meta)), loose, str(facts.first_page)]
    for pair in facts.meta.items():
        texts += pair
    for issuer in facts.issuers:
        texts += map(str, issuer)
    from zlib import compress

    return compress("\0".join(texts).encode())


def unpack_facts(content: bytes) -> IndexFacts:
    """The facts that were packed; raises `ValueError` for anything else."""
    try:
        pairs, loose, first_page, *texts = decompress(content).decode().split("\0")
    except error as damage:
        raise ValueError(str(damage)) from None
    border = 2 * int(pairs)
    own, rest = texts[:border], texts[border:]
    return IndexFacts(
        dict(zip(own[::2], own[1::2], strict=True)),
        tuple(
            (int(code), state, int(records))
            for code, state, records in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
        ),
        tuple(map(int, filter(None, loose.split(",")))),
        int(first_page),
    )
