"""The ways from a record to the passengers who might alert on it: a search the other way round.

Passengers are indexed as people of a list are, and the names of a record are asked as a traveller's
name is. How near two words are does not depend on which of them is asked, so that nobody is missing
whose words a record's words can stand for. What they give is counted at its most: every word is as
rare as in general (`in_general`), no word is left over, and nothing stands against another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from border_check import sqlite
from border_check.matching import weights
from border_check.matching.facts import folded, has_no_nationality
from border_check.matching.rarity import GENERAL
from border_check.names.words import Word, spell
from border_check.snapshot.candidates.births import MOST_AGAINST
from border_check.snapshot.candidates.in_general import WriterInGeneral
from border_check.snapshot.candidates.index import CandidateIndex, compiled
from border_check.snapshot.candidates.mapped import ranges
from border_check.snapshot.candidates.spelling import spell_nominals
from border_check.values.person import Nominal, Person

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

_ROUNDING = 0.1
"""What rounding may add to all evidence of one comparison, with some to spare."""


def write_passengers(file: Path, people: Sequence[Person]) -> str:
    """Index some people who are asked about, by their places; returns the stamp of the file."""
    with closing(sqlite.connect(":memory:")) as connection:
        writer = WriterInGeneral(connection)
        writer.add(range(len(people)), spell_nominals(map(_as_listed, people)))
        return writer.finish(file)


class Passengers(CandidateIndex):
    """Some people who are asked about, by their places: those who were written to the file.

    Raises `ValueError` where that is damaged.
    """

    def __init__(self, file: Path, people: Sequence[Person]) -> None:
        super().__init__(file, GENERAL)
        self.check()
        everybody = np.arange(len(people))
        starts, stops = self._person_start.bounds(everybody)
        self._named = np.flatnonzero(stops > starts)
        self._name_of = np.asarray(self._person_name.take(ranges(starts, stops)), np.int64)
        self._is_dated = np.array([person.born is not None for person in people], np.bool_)
        self._place = np.array(
            [weights.BIRTHPLACE_AGREES if person.birthplace else 0.0 for person in people],
            np.float32,
        )
        self._trait = self._traits.of_persons(everybody)

    def near(self, nominal: Nominal, threshold: float) -> Ids:
        """Places of all who may alert on a record at this threshold by name and birth date."""
        names = np.full(len(self._is_dated), -np.inf, np.float32)
        if not len(self._named):
            return np.zeros(0, np.int64)
        best = self._most_of_names(nominal)
        names[self._named] = best[self._name_of]
        needed = np.float32(threshold - _ROUNDING) - self._told(nominal)
        lacking = np.where(self._is_dated, -MOST_AGAINST, weights.UNSUPPORTED)
        if not nominal.births:
            lacking = np.full(len(names), weights.UNSUPPORTED)
        may = names >= needed + lacking.astype(np.float32)
        for born in nominal.births:
            persons, said = self._births.supporting(born)
            may[persons] |= names[persons] >= needed[persons] - said
        return np.flatnonzero(may)

    def _told(self, nominal: Nominal) -> Floats:
        """The most that is said of each by what is neither name nor birth date."""
        states = nominal.nationalities or (None,)
        points = [self._traits.points(state, nominal.sex) for state in states]
        return np.asarray(np.max(points, axis=0)[self._trait] + self._place, np.float32)

    def _most_of_names(self, nominal: Nominal) -> Floats:
        """The most that each name of theirs can give beside any name of the record."""
        best = np.zeros(self.names, np.float32)
        for text in dict.fromkeys((nominal.name, *(alias.name for alias in nominal.aliases))):
            words = spell(text)
            if words:
                best = np.maximum(best, self._most_beside(words))
        return best

    def _most_beside(self, words: tuple[Word, ...]) -> Floats:
        asked, glued = compiled(self, words, truncated=False)
        total = np.full(self.names, weights.WHOLE_NAME, np.float32)
        for word in asked:
            points = np.full(self.names, max(0.0, word.unmet), np.float32)
            self._raise(points, word.met.rows, word.met.points)
            np.maximum.at(points, word.split.names, word.split.points)
            total += points
        for run in glued:
            points = np.zeros(self.names, np.float32)
            self._raise(points, run.met.rows, run.met.points)
            total += points
        return total

    def _raise(self, points: Floats, rows: Ids, given: Floats) -> None:
        """Lift the points of all names that have one of these words."""
        starts, stops = self._posting_start.bounds(rows)
        names = np.asarray(self._posting_name.take(ranges(starts, stops)), np.int64)
        np.maximum.at(points, names, np.repeat(given, (stops - starts).astype(np.int64)))


def _as_listed(person: Person) -> Nominal:
    """A passenger as somebody on a list. A nationality that contradicts nothing is left out."""
    known = person.nationality if not has_no_nationality(person.nationality) else None
    return Nominal(
        record_id="",
        name=person.name.text,
        births=(person.born,) if person.born else (),
        nationalities=(known,) if known else (),
        sex=person.sex,
    )


def folded_numbers(people: Iterable[Person]) -> dict[str, list[int]]:
    """Places of the people by the numbers of their documents, as people are compared by them."""
    found: dict[str, list[int]] = {}
    for place, person in enumerate(people):
        for document in person.documents:
            if number := folded(document.number):
                found.setdefault(number, []).append(place)
    return found
