"""Keys in order, in a file, of which every answer is proved.

Pages of 4 KiB hold four units each: 127 keys and a checksum of them and of their place. A directory
has the first key of each page, and every 512th of these is kept at hand, so that a question reads
one page of the directory and one of keys.

The directory needs no checksums. What is found at a place is right if the key before it is less
than the one asked for and the key there is not, and both lie in units whose checksums hold: a
damaged directory leads to a place where that is not so. So whatever bit is flipped, the answer is
the same or a `ValueError`. The same holds for the absence of keys.

A check imports this module: nothing of it is heavy.
"""

from __future__ import annotations

from bisect import bisect_left
from zlib import crc32

from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGE = 4096
"""Bytes."""
UNIT = 1024
"""Bytes under one checksum."""
KEYS_OF_UNIT = UNIT // 8 - 1
UNITS_OF_PAGE = PAGE // UNIT
KEYS_OF_PAGE = KEYS_OF_UNIT * UNITS_OF_PAGE
FANOUT = PAGE // 8
"""Entries of the directory under one that is kept at hand."""

KEPT_PAGES = 2048
"""Keys of no more pages than these, 8 MiB, are kept once they were read."""

NONE = (1 << 64) - 1
"""Fills the last page, above all keys."""

_WORDS = UNIT // 8


class Layout(NamedTuple):
    """Where sorted keys stand in their file."""

    size: int
    """How many keys there are."""
    start: int
    """First byte of the pages; the directory follows them."""

    @property
    def pages(self) -> int:
        """How many pages the keys fill; none for no keys."""
        return -(-self.size // KEYS_OF_PAGE)

    @property
    def directory(self) -> int:
        """First byte of the directory."""
        return self.start + self.pages * PAGE

    @property
    def end(self) -> int:
        """First byte after the directory, on the border of a page."""
        return self.directory + -(-self.pages // FANOUT) * PAGE


class SortedKeys:
    """Reads sorted keys, by what reads so many bytes from a place of their file. Every question may
    raise `ValueError` or `OSError`."""

    def __init__(
        self, read: Callable[[int, int], bytes], layout: Layout, top: Sequence[int]
    ) -> None:
        self._content = read
        self._start = layout.start
        self._pages = layout.pages
        self._directory_start = layout.directory
        self._top = top
        self._directory: dict[int, memoryview] = {}
        self._kept: dict[int, memoryview] | None = {} if layout.pages <= KEPT_PAGES else None

    def between(self, low: int, high: int) -> list[tuple[int, int]]:
        """The keys from `low` to `high`, both included, each with its place among all keys."""
        if not self._pages:
            return []
        keys, unit, at = self._seek(low)
        found: list[tuple[int, int]] = []
        while True:
            while at < KEYS_OF_UNIT:
                key = keys[at]
                if key > high:
                    return found
                found.append((unit * KEYS_OF_UNIT + at, key))
                at += 1
            unit, at = unit + 1, 0
            if unit == self._pages * UNITS_OF_PAGE:
                return found
            keys = self._unit(self._page(unit // UNITS_OF_PAGE), unit)
            if keys[0] < low:
                raise ValueError("keys are out of order")

    def at(self, place: int) -> int:
        """The key in a place."""
        unit, at = divmod(place, KEYS_OF_UNIT)
        return self._unit(self._page(unit // UNITS_OF_PAGE), unit)[at]

    def before(self, key: int) -> int | None:
        """The greatest key that is less than this one; None where there is none."""
        if not self._pages:
            return None
        keys, unit, at = self._seek(key)
        if at == KEYS_OF_UNIT and unit + 1 < self._pages * UNITS_OF_PAGE:
            following = self._unit(self._page((unit + 1) // UNITS_OF_PAGE), unit + 1)
            if following[0] < key:
                raise ValueError("keys are out of order")
        return keys[at - 1] if at else None

    def _seek(self, key: int) -> tuple[memoryview, int, int]:
        """A unit with the place in it before which all keys are less than this one.

        The place may be the end of the unit; then the next one is still to be looked at.
        """
        page = self._page_of(key)
        words = self._page(page)
        firsts = words[_WORDS], words[2 * _WORDS], words[3 * _WORDS]
        unit = page * UNITS_OF_PAGE + bisect_left(firsts, key)
        keys = self._unit(words, unit)
        at = bisect_left(keys, key)
        if not at and unit:
            raise ValueError("keys are out of order")
        return keys, unit, at

    def _page_of(self, key: int) -> int:
        """The last page of which the first key is less than this one, by the directory."""
        if self._pages == 1:
            return 0
        group = max(bisect_left(self._top, key) - 1, 0)
        entries = self._directory.get(group)
        if entries is None:
            entries = self._read(self._directory_start + group * PAGE)
            self._directory[group] = entries
        page = group * FANOUT + max(bisect_left(entries, key) - 1, 0)
        if page >= self._pages:
            raise ValueError("the directory leads beyond the keys")
        return page

    def _page(self, number: int) -> memoryview:
        if self._kept is None:
            return self._read(self._start + number * PAGE)
        page = self._kept.get(number)
        if page is None:
            page = self._kept[number] = self._read(self._start + number * PAGE)
        return page

    def _read(self, place: int) -> memoryview:
        content = self._content(PAGE, place)
        if len(content) != PAGE:
            raise ValueError("the file is cut short")
        return memoryview(content).cast("Q")

    def _unit(self, words: memoryview, unit: int) -> memoryview:
        """The keys of a unit of a page, if its checksum holds."""
        start = unit % UNITS_OF_PAGE * _WORDS
        keys = words[start : start + KEYS_OF_UNIT]
        if words[start + KEYS_OF_UNIT] != crc32(keys, unit & 0xFFFFFFFF):
            raise ValueError("the checksum of keys does not hold")
        return keys
