"""Nationalities and sex of the persons of a list: each combination once, and who has it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from border_check.matching.facts import compare_nationality, compare_sex
from border_check.snapshot.candidates.mapped import MappedFile
from border_check.values.json_text import from_json
from border_check.values.person import Sex

Floats = NDArray[np.float32]


class Traits:
    """Says what they come to beside those of a person who is asked for."""

    def __init__(self, file: MappedFile) -> None:
        self._of_person = file.array("trait")
        told = from_json(file.array("traits").whole().tobytes().decode())
        states: dict[tuple[str, ...], int] = {}
        self._state = np.array([states.setdefault(tuple(of), len(states)) for of, _ in told], int)
        self._states = tuple(states)
        self._sexes = [Sex(sex) if sex else None for _, sex in told]
        self._points_of_states = lru_cache(maxsize=512)(self._compared)

    def of_persons(self, persons: NDArray[np.int64]) -> NDArray[np.integer]:
        """The number of the combination that each of these persons has."""
        return self._of_person.take(persons)

    def points(self, nationality: str | None, sex: Sex | None) -> Floats:
        """What each combination says of a person's nationality and sex."""
        of_sex = {other: compare_sex(sex, other).points for other in (None, *Sex)}
        states: Floats = self._points_of_states(nationality)[self._state]
        return states + np.array([of_sex[other] for other in self._sexes], np.float32)

    def _compared(self, nationality: str | None) -> Floats:
        points = [compare_nationality(nationality, theirs).points for theirs in self._states]
        return np.array(points, np.float32)
