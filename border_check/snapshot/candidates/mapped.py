"""Arrays in one file, mapped into memory: opening reads the table of contents and nothing else.

The file is cut into blocks with a checksum each. Whoever asks for values has the blocks checked
that hold them, once in the life of the process: a flipped bit is an error, not a person less.

    magic | length of contents | contents (JSON) | checksums of the blocks | blocks
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from border_check.at_rest.reading import mapped
from border_check.at_rest.writing import written
from border_check.values.digest import sha256
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAGIC = b"border-check names 2\n"
BLOCK_BITS = 14
"""A block of 16 KiB takes some microseconds to check, and a word's posting list fits in one."""
_BLOCK = 1 << BLOCK_BITS

_SMALL = 8 << 20
_OFTEN = 50
"""Bytes up to which an array that was asked for values so often is checked as a whole, so that no
block has to be asked about any more."""


class _Place(NamedTuple):
    type: str
    start: int
    """Bytes from the first block."""
    length: int
    """Values."""


def write_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> str:
    """Write named arrays of one dimension to a new file; returns its stamp."""
    places: dict[str, _Place] = {}
    end = 0
    for name, values in arrays.items():
        places[name] = _Place(values.dtype.str, end, len(values))
        end += -(-values.nbytes // 64) * 64
    contents = json.dumps({name: tuple(place) for name, place in places.items()}).encode()
    blocks = -(-end // _BLOCK)
    first = _first_block(len(contents), blocks)
    with written(path) as place:
        with place.open("wb") as file:
            file.truncate(first + blocks * _BLOCK)
            for name, values in arrays.items():
                file.seek(first + places[name].start)
                file.write(memoryview(np.ascontiguousarray(values)).cast("B"))  # type: ignore[arg-type]
        with place.open("r+b") as file:
            file.seek(first)
            sums = np.array([crc32(file.read(_BLOCK)) for _ in range(blocks)], np.uint32).tobytes()
            file.seek(0)
            head = MAGIC + len(contents).to_bytes(4, "little") + contents
            file.write(head + sums + crc32(head + sums).to_bytes(4, "little"))
    return sha256(head + sums).hexdigest()


def _first_block(contents: int, blocks: int) -> int:
    head = len(MAGIC) + 4 + contents + 4 * blocks + 4
    return -(-head // _BLOCK) * _BLOCK


class MappedFile:
    """Read access to the arrays of a file. Raises `ValueError` for one that is damaged."""

    def __init__(self, path: str | Path) -> None:
        self._map = mapped(path)
        self._bytes = memoryview(self._map)
        at = len(MAGIC) + 4
        if self._map[: len(MAGIC)] != MAGIC:
            raise ValueError("the index of names is of another kind")
        length = int.from_bytes(self._map[at - 4 : at], "little")
        places: dict[str, Any] = json.loads(self._map[at : at + length])
        self._places = {name: _Place(*place) for name, place in places.items()}
        ends = [p.start + p.length * np.dtype(p.type).itemsize for p in self._places.values()]
        blocks = -(-(-(-max(ends, default=0) // 64) * 64) // _BLOCK)
        self._first = _first_block(length, blocks)
        head = at + length + 4 * blocks
        if len(self._map) != self._first + blocks * _BLOCK:
            raise ValueError("the index of names is cut short")
        if crc32(self._map[:head]) != int.from_bytes(self._map[head : head + 4], "little"):
            raise ValueError("the table of contents of the index of names is damaged")
        self._sums = np.frombuffer(self._map, np.uint32, blocks, at + length)
        self._is_checked = np.zeros(blocks, np.bool_)
        self.blocks = blocks
        self.stamp = sha256(self._map[:head]).hexdigest()
        """What tells its contents from all others, by the sums of the blocks."""

    def array(self, name: str) -> MappedArray:
        """An array by its name."""
        place = self._places[name]
        kind = np.dtype(place.type)
        values = np.frombuffer(self._map, kind, place.length, self._first + place.start)
        return MappedArray(self, values, place.start, kind.itemsize)

    def check(self, blocks: range) -> None:
        """Raise `ValueError` unless these blocks are as they were written."""
        is_checked = self._is_checked[blocks.start : blocks.stop]
        if not is_checked.all():
            self._check_each(np.flatnonzero(~is_checked) + blocks.start)

    def check_some(self, blocks: NDArray[np.int64]) -> None:
        """The same for blocks in any order."""
        if not self._is_checked[blocks].all():
            wanted = np.zeros(self.blocks, np.bool_)
            wanted[blocks] = True
            self._check_each(np.flatnonzero(wanted & ~self._is_checked))

    def _check_each(self, blocks: NDArray[np.int64]) -> None:
        for block in blocks.tolist():
            start = self._first + block * _BLOCK
            if crc32(self._bytes[start : start + _BLOCK]) != self._sums[block]:
                raise ValueError("the index of names is damaged")
        self._is_checked[blocks] = True


class MappedArray:
    """One array of a file; every way to its values checks them first."""

    def __init__(self, file: MappedFile, values: NDArray[Any], start: int, itemsize: int) -> None:
        self._file = file
        self._values = values
        self._start = start
        self._size = itemsize
        self.type = values.dtype.type
        self._is_whole = not len(values)
        self._is_small = values.nbytes <= _SMALL
        self._takes = 0

    def __len__(self) -> int:
        return len(self._values)

    def whole(self) -> NDArray[Any]:
        """All values."""
        if not self._is_whole:
            self.part(0, len(self._values))
            self._is_whole = True
        return self._values

    def part(self, start: int, stop: int) -> NDArray[Any]:
        """The values from `start` to before `stop`."""
        if not self._is_whole and start < stop:
            first = (self._start + start * self._size) >> BLOCK_BITS
            last = (self._start + stop * self._size - 1) >> BLOCK_BITS
            self._file.check(range(first, last + 1))
        return self._values[start:stop]

    def take(self, places: NDArray[Any]) -> NDArray[Any]:
        """The values at these places."""
        if self._is_whole:
            return self._values.take(places)
        self._takes += 1
        if self._is_small and self._takes > _OFTEN:
            self.whole()
        elif len(places):
            self._file.check_some((self._start + places * self._size) >> BLOCK_BITS)
        taken: NDArray[Any] = self._values[places]
        return taken

    def bounds(self, places: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of an array of starts: where each of these begins, and where the next one does."""
        return self.take(places).astype(np.int64), self.take(places + 1).astype(np.int64)

    def first_from(self, value: int) -> int:
        """The place of the first value that is not smaller, in an array in order."""
        low, high = 0, len(self._values)
        looked_at = []
        while low < high:
            middle = (low + high) // 2
            looked_at.append(middle)
            if self._values[middle] < value:
                low = middle + 1
            else:
                high = middle
        self.take(np.array(looked_at, np.int64))
        return low


def ranges(starts: NDArray[Any], stops: NDArray[Any]) -> NDArray[np.int64]:
    """The numbers of all ranges, one after the other."""
    starts = starts.astype(np.int64)
    lengths = stops.astype(np.int64) - starts
    ends = np.asarray(lengths.cumsum())
    if not len(ends):
        return ends
    shifts: NDArray[np.int64] = (starts - ends + lengths).repeat(lengths)
    return np.arange(int(ends[-1])) + shifts
