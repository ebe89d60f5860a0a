"""Writes sorted keys; `sorted_keys` reads them."""

from __future__ import annotations

from typing import BinaryIO
from zlib import crc32

import numpy as np

from border_check.snapshot.document_packing import Keys
from border_check.snapshot.sorted_keys import (
    FANOUT,
    KEYS_OF_PAGE,
    KEYS_OF_UNIT,
    NONE,
    PAGE,
    UNIT,
    UNITS_OF_PAGE,
    Layout,
)


class KeyWriter:
    """Takes keys in order and writes them as pages, from where the file stands."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._start = file.tell()
        self._count = 0
        self._held: Keys = np.empty(0, np.uint64)
        self._firsts: list[Keys] = []

    def add(self, keys: Keys) -> None:
        """Append keys, none of which is less than any before."""
        self._count += len(keys)
        keys = np.concatenate([self._held, keys])
        whole = len(keys) // KEYS_OF_PAGE * KEYS_OF_PAGE
        self._write(keys[:whole])
        self._held = keys[whole:]

    def finish(self) -> tuple[Layout, list[int]]:
        """Write the last page and the directory: where they are, and what is kept at hand."""
        if len(self._held):
            padding = np.full(KEYS_OF_PAGE - len(self._held), NONE, np.uint64)
            self._write(np.concatenate([self._held, padding]))
        firsts = np.concatenate([*self._firsts, np.empty(0, np.uint64)])
        padding = np.full(-len(firsts) % FANOUT, NONE, np.uint64)
        self._file.write(np.concatenate([firsts, padding]).astype("<u8").tobytes())
        return Layout(self._count, self._start), [int(key) for key in firsts[::FANOUT]]

    def _write(self, keys: Keys) -> None:
        if not len(keys):
            return
        first = sum(map(len, self._firsts)) * UNITS_OF_PAGE
        units = np.zeros((len(keys) // KEYS_OF_UNIT, UNIT // 8), "<u8")
        units[:, :KEYS_OF_UNIT] = keys.reshape(-1, KEYS_OF_UNIT)
        content = memoryview(units.data).cast("B")
        units[:, KEYS_OF_UNIT] = [
            crc32(content[at * UNIT : (at + 1) * UNIT - 8], (first + at) & 0xFFFFFFFF)
            for at in range(len(units))
        ]
        self._file.write(content)
        self._firsts.append(keys[::KEYS_OF_PAGE].copy())


assert KEYS_OF_PAGE * 8 + UNITS_OF_PAGE * 8 == PAGE
