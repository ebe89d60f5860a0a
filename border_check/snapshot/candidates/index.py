"""The ways from a person to the records worth comparing, read from a list's own file.

Every word of the query is held against every distinct word of the list: a scan of signatures keeps
those that can be near, the likeness of the comparison itself decides, and posting lists say which
names have them. So the index knows, for every name of the list, the most that comparing it could
give, from the same weights; what other facts could add at most comes on top. Records that reach
the alert threshold by that reckoning are returned, all of them: nothing that would alert is lost.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.matching.name import discount, run_rarity, word_points
from border_check.matching.rarity import rarity_of
from border_check.names.compare import runs
from border_check.names.frequencies import family, share
from border_check.names.likeness import NEAR, How, is_across
from border_check.names.words import Kind, Word, spell
from border_check.snapshot.candidates.births import BirthBound
from border_check.snapshot.candidates.vocabulary import Vocabulary
from border_check.snapshot.candidates.writer import CandidateWriter as CandidateWriter
from border_check.values.person import Person

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

AT_LEAST = 3
"""The best guesses are returned even where they cannot alert, so that a near miss can be shown."""


class ListRarity:
    """How rare a word is: the commoner of what the list and the general table say."""

    def __init__(self, connection: sqlite3.Connection, persons: int) -> None:
        self._connection = connection
        self._people = persons + weights.RARITY_PRIOR_PEOPLE
        self.of = lru_cache(maxsize=1 << 16)(self._of)

    def _of(self, word: Word) -> float:
        key = family(word)
        found = self._connection.execute(
            "SELECT bearers FROM name_family WHERE family = ?", (key,)
        ).fetchone()
        listed = rarity_of(found[0] / self._people) if found else weights.RARITY_BOUNDS[1]
        if word.is_open:
            return min(listed, weights.RARITY_UNKNOWN)
        return min(listed, rarity_of(share(word) * weights.AT_HOME))


class CandidateIndex:
    """Finds the records of one list that a person could alert on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        stored = {
            name: np.frombuffer(data, dtype=kind)
            for name, kind, data in connection.execute("SELECT name, type, data FROM name_array")
        }
        self._rows: Rows = stored["row_of_person"]
        self._person_of_name = stored["person_of_name"]
        self._posting_name = stored["posting_name"]
        self._posting_start = stored["posting_start"]
        self._births = BirthBound(stored["birth_person"], stored["birth_date"], len(self._rows))
        self._vocabulary = Vocabulary(stored, WORTH_MEETING)
        self.rarity = ListRarity(connection, len(self._rows))
        self._met = lru_cache(maxsize=4096)(self._names_meeting)

    def find(self, person: Person, threshold: float = weights.THRESHOLD_SECOND_LINE) -> list[int]:
        """Rows of the nominals worth comparing, best guess first.

        None that alerts at `threshold` is missing. A person without a name has no candidates.
        """
        words = spell(person.name.text, person.name.truncated)
        if not words or not len(self._rows):
            return []
        bound = self._bound(words, person.name.truncated) + self._births.most(person.born)
        bound += weights.WHOLE_NAME + _most_of_other_facts(person)
        needed = threshold if person.born else threshold + weights.UNSUPPORTED
        order = np.lexsort((self._rows, -bound))
        enough = int((bound >= needed - 0.05).sum())
        return [int(row) for row in self._rows[order[: max(enough, AT_LEAST)]]]

    def _bound(self, words: tuple[Word, ...], truncated: bool) -> Floats:
        """The most that the best name of each person can give."""
        gains = [self._gains_of(word, words[:place], truncated) for place, word in enumerate(words)]
        most = _total(gains).copy()
        for run, text in runs(words):
            together = self._gains_of_run([words[i] for i in run], text)
            if together is not None:
                # in place of its words: what these lack of being met is given back
                most += together - len(run) * UNMET
        best = np.full(len(self._rows), -np.inf, np.float32)
        np.maximum.at(best, self._person_of_name, most)
        return best

    def _gains_of(self, word: Word, before: tuple[Word, ...], truncated: bool) -> Floats:
        """The most that one word of the query can give with each name of the list."""
        if word.kind not in (Kind.NAME, Kind.INITIAL):
            return np.zeros(len(self._person_of_name), np.float32)
        repeated = any(word.text == other.text for other in before)
        gains = np.full(len(self._person_of_name), 0.0 if repeated else UNMET, np.float32)
        for entries, points in self._met(word, truncated):
            gains[entries] = np.maximum(gains[entries], points)
        return gains

    def _names_meeting(self, word: Word, truncated: bool) -> list[tuple[Rows, float]]:
        rare = self.rarity.of(word)
        found = []
        for entry, how, likeness, other in self._vocabulary.relatives(word, truncated):
            rarest = rare if how is How.JOINED else min(rare, self.rarity.of(other))
            across = is_across(word, other)
            points = word_points(how, likeness, rarest, len(word.text), across)
            found.append((self._names_with(entry), points))
        return found

    def _gains_of_run(self, words: list[Word], run: str) -> Floats | None:
        """The same for words of the query that a name of the list glues together."""
        rare = run_rarity([self.rarity.of(word) for word in words if word.kind is Kind.NAME])
        gains = None
        for entry, likeness, other in self._vocabulary.glued(run):
            if gains is None:
                gains = np.full(len(self._person_of_name), len(words) * UNMET, np.float32)
            points = word_points(How.JOINED, likeness, min(rare, self.rarity.of(other)), len(run))
            names = self._names_with(entry)
            gains[names] = np.maximum(gains[names], max(0.0, points))
        return gains

    def _names_with(self, entry: int) -> Rows:
        start, stop = self._posting_start[entry : entry + 2]
        return self._posting_name[start:stop]


def _total(gains: list[Floats]) -> Floats:
    """The most that words can give together: the discounts of `name.points_of` in falling order."""
    if len(gains) == 1:
        return gains[0]
    ordered = -np.sort(-np.array(gains), axis=0)
    factors = np.array([discount(place) for place in range(len(gains))], np.float32)
    ordered = np.where(ordered > 0, ordered * factors[:, None], ordered)
    return np.asarray(ordered.sum(axis=0, dtype=np.float32))


UNMET = max(
    weights.EXTRA_QUERY,
    max(
        constant + max(share * rare for rare in weights.RARITY_BOUNDS)
        for likeness, share, constant in (*weights.AGREEMENT, *weights.AGREEMENT_ACROSS)
        if likeness < NEAR
    ),
)
"""The most that a word of the query gives with a name that has no word near it."""


WORTH_MEETING = min(
    (percent - 1) / 100
    for percent in range(round(100 * NEAR) + 1, 101)
    for across in (False, True)
    if word_points(How.NEAR, percent / 100, weights.RARITY_BOUNDS[1], 0, across) > UNMET
)
"""The least likeness, in whole hundredths, that can be worth more than not being met."""


def _most_of_other_facts(person: Person) -> float:
    most = weights.NATIONALITY_AGREES if person.nationality else 0.0
    most += weights.SEX_AGREES if person.sex else 0.0
    return most + (weights.BIRTHPLACE_AGREES if person.birthplace else 0.0)
