"""Names in which a word of the query stands split: Deicalza for DE ICALZA.

Every run of neighbouring words of the list's names has a signature of its letters, sorted by length
and into cells, of which only the near ones are looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from border_check.names import likeness
from border_check.names.syllables import syllable_keys
from border_check.names.words import Word
from border_check.snapshot.candidates.mapped import MappedFile
from border_check.snapshot.candidates.orders import under
from border_check.snapshot.candidates.points import most_points
from border_check.snapshot.candidates.rooms import rooms_near
from border_check.snapshot.candidates.signature_cells import Cells
from border_check.values.record import NamedTuple


class Split(NamedTuple):
    """Names that may hold a word in several pieces, each once, in order."""

    names: NDArray[np.int64]
    points: NDArray[np.float32]


class Runs:
    """Reads the arrays of runs that `writer` stored."""

    def __init__(self, file: MappedFile) -> None:
        self._cells = Cells(file, "run")
        self._syllables_key = file.array("run_syllables_key")
        self._syllables = file.array("run_syllables")

    def names_with(self, word: Word, rare: float) -> Split:
        """Names with a run that a word can be."""
        none = np.zeros(0, np.int64)
        if not likeness.is_joinable(word):
            return Split(none, np.zeros(0, np.float32))
        names, alike = self._cells.near(word.text, rooms_near(len(word.text)))
        cut = under(self._syllables_key, self._syllables, syllable_keys(word.text))
        alike = np.append(alike, np.full(len(cut), likeness.KNOWN_FORM))
        names = np.append(names, cut)
        points = most_points(likeness.GLUED * alike, rare, across=False)
        points = np.maximum(points, 0)
        order = np.lexsort((-points, names))
        names, points = names[order], points[order]
        first = np.append(True, names[1:] != names[:-1]) if len(names) else np.zeros(0, np.bool_)
        return Split(names[first], points[first])
