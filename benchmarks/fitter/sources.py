"""What weights are fitted on: labelled pairs, and innocents who meet the names of a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from candidates import loaded, persons
from numpy.typing import NDArray

from border_check.evaluation.pairs import LabelledPair, read_pairs
from border_check.matching.rarity import GENERAL
from border_check.names.compare import align
from border_check.names.words import spell
from border_check.values.person import Name, Nominal

from fitter.aligned import AlignedNames, Pairings, align_once, assert_same
from fitter.prior import plain
from fitter.weights import Floats, shipped


class Source(NamedTuple):
    """One file of labelled pairs, by name alone."""

    name: str
    pairs: tuple[LabelledPair, ...]
    names: AlignedNames
    match: NDArray[np.bool_]

    @property
    def has_both(self) -> bool:
        """Whether there are pairs of one person and pairs of two, so that there are figures."""
        return bool(self.match.any() and not self.match.all())

    def without(self, other: Source) -> Source:
        """The pairs whose names are not also a pair of the other source."""
        theirs = {_names_of(pair) for pair in other.pairs}
        kept = [row for row, pair in enumerate(self.pairs) if _names_of(pair) not in theirs]
        return Source(
            self.name,
            tuple(self.pairs[row] for row in kept),
            self.names.take(np.array(kept, np.intp)),
            self.match[kept],
        )


def read_source(path: Path) -> Source:
    """Align the names of a file of pairs as `border-check evaluate` takes it.

    Pairs of names that share nothing stand in no figure and are left out. Raises `UnreadableInput`
    for a file that cannot be read and `ValueError` where all pairs are of one kind.
    """
    pairs = tuple(pair for pair in read_pairs(path) if not pair.unrelated)
    pairings = [_align(pair.query.name, pair.candidate.name) for pair in pairs]
    names = align_once(pairings, GENERAL)
    assert_same(names, pairings, GENERAL)
    name = path.stem.removeprefix("pairs_")
    source = Source(name, pairs, names, np.array([pair.match for pair in pairs], np.bool_))
    if not source.has_both:
        raise ValueError(f"{path}: expected pairs of one person and pairs of two")
    return source


def _names_of(pair: LabelledPair) -> tuple[str, str]:
    return pair.query.name.text, pair.candidate.name


def _align(query: Name, record: str) -> Pairings:
    words, others = spell(query.text, query.truncated), spell(record)
    if not words or not others:
        return ()  # as good as missing
    return align(words, others, query.truncated)


class Innocents(NamedTuple):
    """People who are on no list, and the names of a list that come nearest to theirs."""

    names: AlignedNames
    first: NDArray[np.intp]
    """By innocent: the first pair; the others follow."""

    def most(self, points: Floats) -> Floats:
        """By innocent: the points of the name that comes nearest, of those of all pairs."""
        most: Floats = np.maximum.reduceat(points, self.first)
        return most

    def halves(self) -> tuple[Innocents, Innocents]:
        """Every second one, and the others."""
        return self._some(slice(0, None, 2)), self._some(slice(1, None, 2))

    def _some(self, which: slice) -> Innocents:
        groups = np.split(np.arange(len(self.names.whole)), self.first[1:])[which]
        sizes = [len(group) for group in groups]
        return Innocents(self.names.take(np.concatenate(groups)), _starts(sizes))


LOWEST = 2.0
"""Points that a record must be able to reach by the shipped weights to be looked at: far below the
threshold, since other weights may give it more. At half of this nobody else was flagged, not even
by the weights from which a fit starts."""
ANYBODY = 1
"""The row of a list that is looked at where none comes near, so that every innocent counts."""
NEAREST = 5
"""Names of the list that are kept for each innocent by the shipped weights, and as many again by
those from which a fit starts."""


def meet(list_file: Path, queries: list[Path]) -> Innocents:
    """Hold everybody of these files who is on no list against a list of people, by name alone.

    Who has no name that can be read is left out. Raises `ValueError` where fewer
    than two are left, who could not be halved.
    """
    kept: list[AlignedNames] = []
    with TemporaryDirectory() as folder, loaded(list_file, Path(folder)) as snapshot:
        rarity = snapshot.rarity
        for person in persons([row for file in queries for row in _innocents(file)], ("name",)):
            if not spell(person.name.text):
                continue
            pairings = [
                _align(person.name, name)
                for row in snapshot.find_candidates(person, LOWEST) or (ANYBODY,)
                for name in _names_on_record(snapshot.nominal(row))
            ]
            names = align_once(pairings, rarity)
            nearest = _nearest(names)
            kept.append(names.take(nearest))
            assert_same(kept[-1], [pairings[row] for row in nearest], rarity)
    if len(kept) < 2:
        raise ValueError("expected two innocents or more who have a name")
    return Innocents(_together(kept), _starts([len(names.whole) for names in kept]))


def _innocents(file: Path) -> Iterator[dict[str, object]]:
    with file.open(encoding="utf-8") as lines:
        yield from (query for query in map(json.loads, lines) if "target" not in query)


def _names_on_record(nominal: Nominal) -> set[str]:
    return {nominal.name, *(alias.name for alias in nominal.aliases)}


def _nearest(names: AlignedNames) -> NDArray[np.intp]:
    orders = (np.argsort(-names.points(weights)) for weights in (shipped(), plain()))
    return np.unique(np.concatenate([order[:NEAREST] for order in orders]))


def _starts(sizes: list[int]) -> NDArray[np.intp]:
    return np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)


def _together(parts: list[AlignedNames]) -> AlignedNames:
    """All in one, with room for the longest name."""
    most = max(part.columns.shape[1] for part in parts)
    room = [((0, 0), (0, most - part.columns.shape[1]), (0, 0)) for part in parts]
    return AlignedNames(
        np.concatenate([np.pad(part.columns, one) for part, one in zip(parts, room, strict=True)]),
        np.concatenate([np.pad(part.factors, one) for part, one in zip(parts, room, strict=True)]),
        np.concatenate([part.doubt for part in parts]),
        np.concatenate([part.whole for part in parts]),
    )
