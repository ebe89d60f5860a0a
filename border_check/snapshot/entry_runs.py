"""Entries of documents in the order of their keys, sorted in bounded memory.

Entries are collected, sorted a few million at a time, and written to files (runs). Then the range
of keys is cut where, by samples of all runs, a few million entries lie between two cuts; each piece
is put together from all runs, sorted, and handed on. Equal keys are never cut apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import numpy as np
import numpy.typing as npt

ENTRY = np.dtype(
    [
        ("key", "<u8"),
        ("record", "<u8"),
        ("facts", "<u8"),
        ("order", "<u4"),
        ("spelled", "<u4"),
    ]
)
"""`facts`: in what bits, see `document_writer`. `order`: which entry of the list it is. `spelled`:
row of `document_spelled`, or 0."""

Entries = npt.NDArray[np.void]

RUN = 1 << 21
"""Entries that are sorted at once; of 32 bytes each."""
_SAMPLED = 1 << 10


class EntryRuns:
    """Takes entries in any order; gives them back in the order of their keys, once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run = RUN
        self._held: list[Entries] = []
        self._held_count = 0
        self._runs: list[Path] = []
        self._samples: list[npt.NDArray[np.uint64]] = []
        rmtree(folder, ignore_errors=True)
        folder.mkdir()

    def add(self, entries: Entries) -> None:
        """Take entries."""
        self._held.append(entries)
        self._held_count += len(entries)
        if self._held_count >= self._run:
            self._spill()

    def unsorted(self) -> Iterator[Entries]:
        """All entries so far, run by run."""
        self._spill()
        for path in self._runs:
            yield np.fromfile(path, ENTRY)

    def in_order(self) -> Iterator[Entries]:
        """All entries in the order of their keys, in pieces."""
        self._spill()
        cuts = self._cuts()
        begins = [0] * len(self._runs)
        for ends in zip(*(_ends(run, cuts) for run in self._runs), strict=True):
            pieces = [
                np.fromfile(run, ENTRY, end - begin, offset=begin * ENTRY.itemsize)
                for run, begin, end in zip(self._runs, begins, ends, strict=True)
            ]
            begins = list(ends)
            piece = np.concatenate(pieces)
            if len(piece):
                yield piece[np.argsort(piece["key"], kind="stable")]

    def close(self) -> None:
        """Delete the runs."""
        rmtree(self._folder, ignore_errors=True)

    def _spill(self) -> None:
        if not self._held_count:
            return
        entries = np.concatenate(self._held)
        self._held, self._held_count = [], 0
        entries = entries[np.argsort(entries["key"], kind="stable")]
        path = self._folder / f"run-{len(self._runs):05}"
        entries.tofile(path)
        self._runs.append(path)
        self._samples.append(entries["key"][::_SAMPLED].copy())

    def _cuts(self) -> npt.NDArray[np.uint64]:
        """Keys before which a piece ends; the last one ends with the runs."""
        samples = np.sort(np.concatenate([*self._samples, np.empty(0, np.uint64)]))
        apart = max(self._run // _SAMPLED, 1)
        return np.unique(samples[apart::apart])


def _ends(run: Path, cuts: npt.NDArray[np.uint64]) -> list[int]:
    """Where a run is cut. It is mapped only meanwhile: what is mapped counts as memory."""
    entries = np.memmap(run, ENTRY, "r")
    return [*np.searchsorted(entries["key"], cuts).tolist(), len(entries)]
