"""Signatures sorted by length into cells, of which only those are read that are near one.

Half of all words have each of the letters that the bits at the top of a signature stand for. Words
whose signatures agree in these bits lie in one cell, and a near word lies in a cell that is near.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from border_check.snapshot.candidates.mapped import MappedFile, ranges
from border_check.snapshot.candidates.signatures import SPELLED, Signatures, of_word

Ids = NDArray[np.int64]

_FEWEST_BITS, _MOST_BITS = 8, 16
_IN_A_CELL = 256
"""Signatures of all lengths together that share a cell, about; of one length, a tenth of them."""
_KEPT = 32
"""Bits below those of the cell that are kept of a signature: what is lost are third letters, which
few words have."""


def written(
    name: str, sizes: NDArray[Any], spelled: Signatures, owner: NDArray[Any], longest: int
) -> dict[str, NDArray[Any]]:
    """The arrays that `Cells` reads, of signatures in any order; `owner`: what each stands for."""
    bits = min(_MOST_BITS, max(_FEWEST_BITS, (len(spelled) // _IN_A_CELL).bit_length()))
    order = np.lexsort((spelled, sizes))
    spelled = spelled[order]
    cell = (sizes[order].astype(np.int64) << bits) | (spelled >> np.uint64(64 - bits)).astype(int)
    wanted = np.arange(((longest + 1) << bits) + 1)
    return {
        f"{name}_cell": np.searchsorted(cell, wanted).astype(np.uint32),
        f"{name}_cell_bits": np.array([bits], np.uint8),
        f"{name}_cell_spelled": (spelled >> np.uint64(64 - bits - _KEPT)).astype(np.uint32),
        f"{name}_of_cell": owner[order].astype(np.uint32),
    }


@lru_cache(maxsize=8)
def _masks(bits: int) -> tuple[Ids, NDArray[np.uint8], list[int]]:
    """Every difference between two cells, fewest bits first; their bits; how many have up to so
    many."""
    masks = np.arange(1 << bits)
    counts = np.bitwise_count(masks)
    order = np.argsort(counts, kind="stable")
    return masks[order], counts[order], np.searchsorted(counts[order], range(bits + 2)).tolist()


def cells_near(signature: int, distance: int, bits: int) -> Ids:
    """Every cell in which a signature can lie that differs in so many bits at most, the nearest
    first."""
    masks, _, up_to = _masks(bits)
    return (signature >> (64 - bits)) ^ masks[: up_to[min(max(distance, -1), bits) + 1]]


class Cells:
    """Reads cells of whole words or runs, for those that may be nearly equal to a text."""

    def __init__(self, file: MappedFile, name: str) -> None:
        self._starts = file.array(f"{name}_cell")
        self._bits = int(file.array(f"{name}_cell_bits").whole()[0])
        self._spelled = file.array(f"{name}_cell_spelled")
        self._owner = file.array(f"{name}_of_cell")
        self._longest = (len(self._starts) - 1 >> self._bits) - 1

    def near(self, text: str, rooms: Mapping[int, int]) -> tuple[Ids, NDArray[np.float64]]:
        """Owners of signatures that differ in few bits, by length of the text, and what share of
        both texts is the same at most."""
        signature = of_word(text, SPELLED)
        rooms = {size: room for size, room in rooms.items() if 0 < size <= self._longest}
        near = [cells_near(signature, room, self._bits) for room in rooms.values()]
        if not near:
            return np.zeros(0, np.int64), np.zeros(0)
        counts = [len(some) for some in near]
        first = np.repeat([size << self._bits for size in rooms], counts)
        starts, stops = self._starts.bounds(first + np.concatenate(near))
        which = np.repeat(np.arange(len(starts)), stops - starts)
        places = ranges(starts, stops)
        apart = _masks(self._bits)[1]
        off = np.concatenate([apart[:count] for count in counts])[which]
        ours = np.uint32(signature >> (64 - self._bits - _KEPT) & 0xFFFF_FFFF)
        off += np.bitwise_count(self._spelled.take(places) ^ ours)
        kept = np.flatnonzero(off <= np.repeat(list(rooms.values()), counts)[which])
        sizes = np.repeat(list(rooms), counts)[which[kept]]
        owners = self._owner.take(places[kept]).astype(np.int64)
        return owners, 1 - off[kept] / (sizes + len(text))
