"""Finding rows of the vocabulary by how their texts begin or end, and by the sum of a key."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.layout import STEP
from border_check.snapshot.candidates.mapped import MappedArray, MappedFile, ranges

Rows = NDArray[np.int64]


class Order:
    """Rows in the order of their texts, read from either end."""

    def __init__(self, file: MappedFile, name: str) -> None:
        self._rows = file.array(name)
        self._steps = file.array(f"{name}_step")

    def beginning_with(self, start: bytes, text_of: Callable[[int], bytes]) -> Rows:
        """The rows whose texts begin so: first by the letters that are noted, then by halving."""
        order, steps = self._rows.whole(), self._steps.whole()
        least, most = start[:8].ljust(8, b"\0"), start[:8].ljust(8, b"\xff")
        number = [np.uint64(int.from_bytes(text, "big")) for text in (least, most)]
        before = max(0, int(np.searchsorted(steps, number[0], "left")) - 1) * STEP
        beyond = min(int(np.searchsorted(steps, number[1], "right")) * STEP, len(order))
        first = bisect_left(order, start, before, min(before + STEP + 1, beyond), key=text_of)
        if first == before + STEP + 1:
            first = bisect_left(order, start, first, beyond, key=text_of)
        last = max(first, beyond - STEP)
        stop = bisect_right(order, start, last, beyond, key=lambda row: text_of(row)[: len(start)])
        if stop == last > first:
            stop = bisect_right(
                order, start, first, last, key=lambda row: text_of(row)[: len(start)]
            )
        return order[first:stop].astype(np.int64)


def under(keys_: MappedArray, values: MappedArray, wanted: Iterable[str]) -> NDArray[np.int64]:
    """What stands under any of some keys, by their sums: now and then one more."""
    sums = np.array([signatures.sum_of(key) for key in wanted], np.uint32)
    if not len(sums):
        return np.zeros(0, np.int64)
    order = keys_.whole()
    starts, stops = np.searchsorted(order, sums, "left"), np.searchsorted(order, sums, "right")
    return values.take(ranges(starts, stops)).astype(np.int64)
