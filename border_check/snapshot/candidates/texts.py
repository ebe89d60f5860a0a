"""The texts and sounds of a list's words, which stand in the order of their lengths."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.snapshot.candidates.mapped import MappedFile

Rows = NDArray[np.int64]


class Texts:
    """Reads them by row."""

    def __init__(self, file: MappedFile) -> None:
        self.length_start: list[int] = file.array("length_start").whole().tolist()
        """By length: the first row of words that are so long."""
        self._rooms: list[int] = file.array("sound_room").whole().tolist()
        counts = [stop - start for start, stop in pairwise(self.length_start)]
        self._text_start = _starts(size * count for size, count in enumerate(counts))
        self._sound_start = _starts(map(int.__mul__, self._rooms, counts))
        self._text, self._sound = file.array("text"), file.array("sound")
        self._size = np.repeat(np.arange(len(counts)).astype(np.uint8), counts)
        self._tables: dict[tuple[int, int], NDArray[np.bytes_]] = {}

    def sizes(self, rows: Rows) -> NDArray[np.int64]:
        """How many letters the words of some rows have."""
        return self._size[rows].astype(np.int64)

    def text(self, row: int) -> bytes:
        """The letters of one row."""
        size = int(self._size[row])
        start = self._text_start[size] + (row - self.length_start[size]) * size
        return self._text.whole()[start : start + size].tobytes()

    def texts(self, rows: Rows) -> list[bytes]:
        """The letters of rows, which are in order."""
        return self._cut(rows, self._text, self._text_start, range(len(self.length_start)))

    def sounds(self, rows: Rows) -> list[bytes]:
        """The sounds of rows, which are in order."""
        return self._cut(rows, self._sound, self._sound_start, self._rooms)

    def _cut(self, rows: Rows, stored: Any, starts: list[int], widths: Any) -> list[bytes]:
        found: list[bytes] = []
        bounds = np.searchsorted(rows, self.length_start).tolist()
        for size, (first, stop) in enumerate(pairwise(bounds)):
            if first == stop:
                continue
            width = widths[size]
            if not width:
                found += [b""] * (stop - first)
                continue
            key = (id(stored), size)
            if key not in self._tables:
                self._tables[key] = stored.part(starts[size], starts[size + 1]).view(f"S{width}")
            found += self._tables[key][rows[first:stop] - self.length_start[size]].tolist()
        return found


def _starts(sizes: Iterable[int]) -> list[int]:
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size)
    return starts
