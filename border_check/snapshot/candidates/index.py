"""The ways from a person to the records worth comparing, read from a file of mapped arrays.

Every word of the query is looked for among the distinct words of the list, and posting lists say
which names have them. From the same weights as the comparison's follows the most that a name can
give by the words that it meets, however little of it has been looked at; birth date, nationality
and sex of those who bear it are counted as they are, other facts at their most. Whoever reaches the
threshold by that reckoning is returned: nobody is lost who would alert.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.matching.name import run_rarity
from border_check.matching.rarity import Rarity
from border_check.names.compare import runs
from border_check.names.words import Kind, Word, spell
from border_check.snapshot.candidates.asked import (
    GLUED,
    MARKED_WORDS,
    Asked,
    Glued,
    Reach,
    unmet_of,
)
from border_check.snapshot.candidates.births import MOST_AGAINST, Births
from border_check.snapshot.candidates.borne import (
    NO_NAMES,
    NONE,
    Borne,
    Reached,
    best_of_each,
    joined,
)
from border_check.snapshot.candidates.bounds import ListedNames, NameBounds
from border_check.snapshot.candidates.mapped import MappedFile, ranges
from border_check.snapshot.candidates.runs import Runs, Split
from border_check.snapshot.candidates.traits import Traits
from border_check.snapshot.candidates.vocabulary import Met, Vocabulary
from border_check.values.person import Person

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ids = NDArray[np.int64]
Marked = tuple[int, Ids]
"""A mark, and the names that have it; some may be there several times."""

_ROUNDING = 0.005
"""What rounding may add to each piece of evidence."""
_WORTH_SKIPPING = 20_000
"""Names from which on a word that cannot be needed is not marked on them."""
_AT_A_TIME = 200_000


class CandidateIndex:
    """Finds the records of one list that a person could alert on, by the rarity of names there.

    Raises `ValueError` where its file is damaged.
    """

    words_kept = 1 << 10
    """How many words are remembered with what they meet."""

    def __init__(self, path: str | Path, rarity: Rarity) -> None:
        self._file = file = MappedFile(path)
        self._rows = file.array("row_of_person")
        self._births = Births(file)
        self._vocabulary = Vocabulary(file)
        self._runs = Runs(file)
        self._listed = ListedNames(file, self._vocabulary)
        self._posting_start = file.array("posting_start")
        self._posting_name = file.array("posting_name")
        self._bearer_start, self._bearer = file.array("bearer_start"), file.array("bearer")
        self._person_start = file.array("person_start")
        self._person_name = file.array("person_name")
        self._traits = Traits(file)
        self.rarity = rarity
        self._asked = lru_cache(maxsize=self.words_kept)(self._ask)
        self._glued = lru_cache(maxsize=512)(self._vocabulary.glued)
        self._marks = np.zeros(len(self._listed), np.uint8)

    def find(self, person: Person, threshold: float = weights.THRESHOLD_SECOND_LINE) -> list[int]:
        """Rows of the nominals worth comparing, best guess first.

        None that alerts at `threshold` is missing. A person without a name has no candidates.
        """
        words = spell(person.name.text, person.name.truncated)
        if not words or not len(self._rows):
            return []
        with_room = threshold - _ROUNDING * (len(words) + 6)
        found = _Search(self, person, words, with_room).run()
        order = np.lexsort((found.persons, -found.points))
        rows = self._rows.take(found.persons[order])
        return [int(row) for row in rows]

    @property
    def stamp(self) -> str:
        """What tells this index from all others."""
        return self._file.stamp

    @property
    def names(self) -> int:
        """How many distinct names it has."""
        return len(self._marks)

    def check(self) -> None:
        """Read all of it; raises `ValueError` for a file that is not as it was written."""
        self._file.check(range(self._file.blocks))

    def _ask(self, word: Word, truncated: bool) -> tuple[Met, Split, float, bool]:
        rare = self.rarity.of(word)
        met = self._vocabulary.met_by(word, rare, truncated)
        silent = self._vocabulary.is_silent(word.text)
        return met, self._runs.names_with(word, rare), rare, silent


class _Search:
    """One question to an index."""

    def __init__(
        self, index: CandidateIndex, person: Person, words: tuple[Word, ...], threshold: float
    ) -> None:
        self._index = index
        self._born = person.born
        self._threshold = threshold
        self._words = len(words)
        self._asked, self._glued = compiled(index, words, person.name.truncated)
        self._traits = index._traits.points(person.nationality, person.sex)
        self._most_told = float(self._traits.max(initial=0.0))
        self._place = weights.BIRTHPLACE_AGREES if person.birthplace else 0.0
        reach = Reach(self._asked, self._glued)
        self._reach, self._reach_supported = reach.unsupported, reach.supported
        self._assumed = 0
        # what is asked for more where no birth date supports, or at least where there is one
        self._more_if_undated = min(weights.UNSUPPORTED, -MOST_AGAINST)
        self._more_if_dated = -MOST_AGAINST - self._more_if_undated

    def run(self) -> Reached:
        """Everybody who could reach the threshold, each once, and by how much at most."""
        marked = self._mark()
        try:
            found = self._reaching(joined([self._supported(), *self._by_name(marked)]))
        finally:
            for _, names in marked:
                self._index._marks[names] = 0
        return best_of_each(*found)

    # -- those whose birth date supports them ---------------------------------------------------

    def _supported(self) -> Borne:
        index = self._index
        if self._born is None:
            return NO_NAMES
        persons, said = index._births.supporting(self._born)
        lacking = self._threshold - self._told(persons) - said
        reach = self._reach_supported
        may = reach.max() >= lacking
        persons, lacking = persons[may], lacking[may]
        starts, stops = index._person_start.bounds(persons)
        names = index._person_name.take(ranges(starts, stops)).astype(np.int64)
        who = np.repeat(np.arange(len(persons)), stops - starts)
        kept = reach[index._marks[names] | self._assumed] >= lacking[who]
        supported = np.ones(len(names), np.bool_)
        return Borne(names, persons[who], lacking[who], supported).only(kept)

    def _reaching(self, borne: Borne) -> Reached:
        """Persons whose names can give what they are lacking, and how much more: first by the words
        that they meet, then those that are left by all their words."""
        spare = np.zeros(0, np.float32)
        with NameBounds(self._index._listed, self._asked, self._glued, self._words) as bounds:
            for closely in (False, True):
                parts = range(0, len(borne.names), _AT_A_TIME)
                cut = [borne.only(slice(at, at + _AT_A_TIME)) for at in parts]
                most = [bounds.of(one.names, one.supported, closely=closely) for one in cut]
                spare = np.concatenate([np.zeros(0, np.float32), *most]) - borne.lacking
                kept = spare >= 0
                borne, spare = borne.only(kept), spare[kept]
        return Reached(borne.persons, spare)

    def _told(self, persons: Ids) -> Floats:
        """The most that is said of persons by what is neither name nor birth date."""
        told: Floats = self._traits[self._index._traits.of_persons(persons)]
        return told + np.float32(self._place)

    def _lacking(self, persons: Ids, told: Floats) -> Floats:
        """What the names of persons have to give, so that they reach the threshold."""
        index = self._index
        if self._born is None:
            return np.asarray(self._threshold + np.float32(weights.UNSUPPORTED) - told)
        said = index._births.of(persons, self._born)
        needed = np.where(said.is_known, 0.0, weights.UNSUPPORTED).astype(np.float32)
        return np.asarray(self._threshold + needed - told - said.points)

    # -- all others, by the words of their names -------------------------------------------------

    def _by_name(self, marked: list[Marked]) -> list[Borne]:
        lacking = self._least_lacking()
        if self._reach[self._assumed] >= lacking:
            marked = [
                (0, np.arange(len(self._index._marks)))
            ]  # who meets nothing could reach it, too
        marks = self._index._marks
        kept, before = [], 0
        for bit, names in marked:
            met = marks[names]
            # names that meet a word before have been looked at
            may = (self._reach[met | self._assumed] >= lacking) & (met & np.uint8(before) == 0)
            kept.append(names[may])
            before |= bit
        names = np.concatenate([NONE, *kept])
        if self._born is not None:
            # where all bearers have a birth date, it speaks against them
            may = self._index._listed.are_undated(names)
            may |= self._reach[marks[names] | self._assumed] >= lacking + self._more_if_dated
            names = names[may]
        return [
            self._bearers(names[start : start + _AT_A_TIME])
            for start in range(0, len(names), _AT_A_TIME)
        ]

    def _bearers(self, names: Ids) -> Borne:
        """Those who bear some names, but for whom a birth date supports: these are found so."""
        index = self._index
        starts, stops = index._bearer_start.bounds(names)
        persons = index._bearer.take(ranges(starts, stops)).astype(np.int64)
        names = np.repeat(names, stops - starts)
        most, told = self._reach[index._marks[names] | self._assumed], self._told(persons)
        # first by what is quickly read, then by the birth dates of the few that are left
        kept = np.flatnonzero(most + told >= self._threshold + self._more_if_undated)
        persons, names = persons[kept], names[kept]
        lacking = self._lacking(persons, told[kept])
        borne = Borne(names, persons, lacking, np.zeros(len(names), np.bool_))
        return borne.only(most[kept] >= lacking)

    def _least_lacking(self) -> float:
        """What a name has to give at least whose bearer no birth date supports, if nationality and
        sex say all they can."""
        return self._threshold + self._more_if_undated - self._most_told - self._place

    def _mark(self) -> list[Marked]:
        """Mark the names that meet each word, and return them. A word that so many names have that
        they are better not touched is taken for met by all, if no name could alert by such alone.
        """
        index = self._index
        lacking = self._least_lacking()
        bits = [1 << place for place in range(min(MARKED_WORDS, len(self._asked)))]
        counts = [self._postings(word.met.rows) for word in self._asked[:MARKED_WORDS]]
        for count, bit in sorted(zip(counts, bits, strict=True), reverse=True):
            if count > _WORTH_SKIPPING and self._reach[self._assumed | bit] < lacking:
                self._assumed |= bit
        marked = []
        for word, bit in zip(self._asked, bits, strict=False):
            if not self._assumed & bit:
                names = np.concatenate((self._names_with(word.met.rows), word.split.names))
                index._marks[names] |= np.uint8(bit)
                marked.append((bit, names))
        for run in self._glued:
            names = self._names_with(run.met.rows)
            index._marks[names] |= np.uint8(GLUED)
            marked.append((GLUED, names))
        return marked

    def _postings(self, rows: Ids) -> int:
        starts, stops = self._index._posting_start.bounds(rows)
        return int((stops - starts).sum())

    def _names_with(self, rows: Ids) -> Ids:
        places = ranges(*self._index._posting_start.bounds(rows))
        return np.asarray(self._index._posting_name.take(places), np.int64)


def compiled(
    index: CandidateIndex, words: tuple[Word, ...], truncated: bool
) -> tuple[list[Asked], list[Glued]]:
    """The words of a query, and its runs, with what they meet in an index."""
    asked = []
    unmet = [0.0] * len(words)
    for place, word in enumerate(words):
        if word.kind in (Kind.NAME, Kind.INITIAL):
            bare = word._replace(shown="", article="")
            met, split, rare, is_silent = index._asked(bare, truncated)
            unmet[place], is_strict = unmet_of(word, words[:place], rare, is_silent)
            asked.append(Asked(word, rare, met, split, unmet[place], is_strict))
    asked.sort(key=lambda word: -word.most)
    return asked, list(_runs_of(index, words, unmet))


def _runs_of(index: CandidateIndex, words: tuple[Word, ...], unmet: list[float]) -> Iterator[Glued]:
    for run, text in runs(words):
        names = [words[place] for place in run if words[place].kind is Kind.NAME]
        met = index._glued(text, run_rarity([index.rarity.of(word) for word in names]))
        if len(met.rows):
            yield Glued(met, sum(min(0.0, unmet[place]) for place in run))
