"""Which names of records come again, where names are numbers; found in bounded memory."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree

import numpy as np
import numpy.typing as npt

from border_check.snapshot.record_reference import NAMED, PLAIN

Words = npt.NDArray[np.uint64]

_PARTS = 64
"""Files over which the names are spread; each is sorted in memory."""

_NAME = np.dtype([("number", "<u8"), ("order", "<u4"), ("kind", "<u4")])


class Repeats:
    """Told the names in the order of the list; afterwards, if there is need, all references.

    Of each name that comes again it then knows which entry came first.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = -1
        self._rises = True
        self._numbers: Words = np.empty(0, np.uint64)
        self._firsts = np.empty(0, _NAME)

    @property
    def none(self) -> bool:
        """Whether it is certain that no name comes again."""
        return self._rises

    def rise(self, numbers: npt.NDArray[np.integer]) -> None:
        """Note names; as long as each is greater than all before, none comes again."""
        if self._rises and len(numbers):
            rises = int(numbers[0]) > self._last and bool((numbers[1:] > numbers[:-1]).all())
            self._rises, self._last = rises, int(numbers[-1])

    def add(self, references: npt.NDArray[np.integer], order: npt.NDArray[np.integer]) -> None:
        """Take references; those whose name is no number are passed over."""
        self._folder.mkdir(parents=True, exist_ok=True)
        references = references.astype(np.uint64)
        kinds = references & np.uint64(3)
        is_numbered = kinds < NAMED
        names = np.empty(int(is_numbered.sum()), _NAME)
        names["number"] = references[is_numbered] >> np.uint64(2)
        names["order"] = order[is_numbered]
        names["kind"] = kinds[is_numbered]
        parts = names["number"] % _PARTS
        names = names[np.argsort(parts, kind="stable")]
        ends = np.cumsum(np.bincount(parts.astype(np.intp), minlength=_PARTS))
        for part, piece in enumerate(np.split(names, ends[:-1])):
            with (self._folder / f"{part:02}").open("ab") as file:
                piece.tofile(file)

    def sort(self) -> None:
        """Find the names that come again."""
        found = [np.empty(0, _NAME)]
        for part in range(_PARTS):
            names = np.fromfile(self._folder / f"{part:02}", _NAME)
            names = names[np.lexsort((names["order"], names["number"]))]
            same = np.zeros(len(names) + 1, bool)
            same[1:-1] = names["number"][1:] == names["number"][:-1]
            found.append(names[same[1:] & ~same[:-1]])
        self.close()
        firsts = np.concatenate(found)
        self._firsts = firsts[np.argsort(firsts["number"])]
        self._numbers = np.ascontiguousarray(self._firsts["number"])

    def resolve(
        self, references: Words, order: npt.NDArray[np.integer]
    ) -> tuple[Words, npt.NDArray[np.bool_]]:
        """The references, those whose name comes again as that of its first entry; and which of
        them are not the first entry."""
        repeated = np.zeros(len(references), bool)
        if not len(self._numbers):
            return references, repeated
        numbers = references >> np.uint64(2)
        places = np.minimum(np.searchsorted(self._numbers, numbers), len(self._numbers) - 1)
        is_known = (self._numbers[places] == numbers) & (references & np.uint64(3) < NAMED)
        firsts = self._firsts[places[is_known]]
        resolved = references.copy()
        resolved[is_known] = firsts["number"] << np.uint64(2) | firsts["kind"]
        repeated[is_known] = firsts["order"] != order[is_known]
        return resolved, repeated

    def plain_numbers(self) -> list[int]:
        """Names that come again and whose first entry had no details."""
        found: list[int] = self._numbers[self._firsts["kind"] == PLAIN].tolist()
        return found

    def close(self) -> None:
        """Delete what was written aside."""
        rmtree(self._folder, ignore_errors=True)
