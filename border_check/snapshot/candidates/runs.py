"""Names in which a word of the query stands split: Deicalza for DE ICALZA.

Every run of neighbouring words of the list's names has a signature of its letters, sorted by length
and into cells, of which only the near ones are looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from border_check.names import likeness
from border_check.names.syllables import syllable_keys
from border_check.names.words import MAX_LETTERS, Word
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.mapped import MappedFile, ranges
from border_check.snapshot.candidates.points import most_points
from border_check.snapshot.candidates.vocabulary import lengths_near, most_apart, under
from border_check.snapshot.candidates.writer import SHORTEST_RUN
from border_check.values.record import NamedTuple


class Split(NamedTuple):
    """Names that may hold a word in several pieces, each once, in order."""

    names: NDArray[np.int64]
    points: NDArray[np.float32]


class Runs:
    """Reads the arrays of runs that `writer` stored."""

    def __init__(self, file: MappedFile) -> None:
        self._cell = file.array("run_cell")
        self._spelled = file.array("run_spelled")
        self._name = file.array("run_name")
        self._syllables_key = file.array("run_syllables_key")
        self._syllables = file.array("run_syllables")

    def names_with(self, word: Word, rare: float) -> Split:
        """Names with a run that a word can be."""
        letters = len(word.text)
        none = np.zeros(0, np.int64)
        if not likeness.is_joinable(word):
            return Split(none, np.zeros(0, np.float32))
        signature = signatures.of_word(word.text, signatures.SPELLED)
        places, alike = [none], [np.zeros(0)]
        for size in lengths_near(letters):
            room = most_apart(size, letters)
            if room < abs(size - letters) or not SHORTEST_RUN <= size <= MAX_LETTERS:
                continue
            cells = (size << signatures.CELL_BITS) + signatures.cells_near(signature, room)
            found = ranges(self._cell.take(cells), self._cell.take(cells + 1))
            off = signatures.apart(self._spelled.take(found), signature)
            near = off <= room
            places.append(found[near])
            alike.append(1 - off[near] / (size + letters))
        cut = under(self._syllables_key, self._syllables, syllable_keys(word.text))
        alike.append(np.full(len(cut), likeness.KNOWN_FORM))
        names = self._name.take(np.concatenate(places)).astype(np.int64)
        names = np.concatenate((names, cut))
        points = most_points(likeness.GLUED * np.concatenate(alike), rare, across=False)
        points = np.maximum(points, 0)
        order = np.lexsort((-points, names))
        names, points = names[order], points[order]
        first = np.append(True, names[1:] != names[:-1]) if len(names) else np.zeros(0, np.bool_)
        return Split(names[first], points[first])
