"""The rows of a passenger list, held against the lists many at a time.

Of most rows no list knows the document, and no name is to be searched. Which rows those are is
asked for a whole stretch at once. What is then said of a row depends on its issuer, and on whether
there is a name that could have been searched, and on nothing else: one row of each such kind is
looked at by itself, and speaks for the others. So is every row that is odd, whose document may be
listed, or whose name is to be searched; these speak for themselves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from itertools import chain, compress, repeat
from typing import NamedTuple

from border_check.errors import SnapshotError
from border_check.manifests.interface import Stretch, Traveller
from border_check.screening.library import OpenList
from border_check.screening.looking import Look, Looked, look_at
from border_check.screening.person_queries import has_name
from border_check.screening.screener import Outcome, Screener
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.person import Name, Person
from border_check.values.screening import CheckKind

ALONE = -1
"""In place of a kind: the row is looked at by itself."""
_MOST_NAMES = 1 << 16
"""Surnames that are remembered."""


class LookedStretch(NamedTuple):
    """Some rows of a stretch, with what was found of each."""

    stretch: Stretch
    places: range
    """Which of its rows."""
    kinds: Sequence[int]
    """Of these rows, the kind of each, or `ALONE`."""
    outcomes: Sequence[Outcome]
    """By kind, what this desk is told of a row of which nothing was found."""
    alone: Mapping[int, Looked]
    """By place, the rows that were looked at by themselves."""


def alone_among(kinds: Sequence[int]) -> Iterator[int]:
    """Places of `ALONE`, of which there are few or nothing else."""
    at = -1
    with suppress(ValueError):
        while True:
            at = kinds.index(ALONE, at + 1)
            yield at


class Together:
    """Looks at stretches of rows. `look` is asked about the rows whose names are searched."""

    def __init__(self, screener: Screener, look: Look) -> None:
        self._screener = screener
        self._look = look
        self._kinds = _Kinds(screener)

    def blocks(self, stretches: Iterable[Stretch], rows: int) -> Iterator[list[LookedStretch]]:
        """All rows in their order, so many at a time. No stretch is read before it is needed,
        unless `look` asks for rows ahead."""
        begun = _Begun(map(self._begin, stretches))
        searched = self._look(begun.to_be_searched())
        block, missing = list[LookedStretch](), rows
        while (first := begun.first()) is not None:
            part = first.next_rows(missing, searched, self._kinds.outcomes)
            block.append(part)
            missing -= len(part.places)
            if not missing:
                yield block
                block, missing = [], rows
        next(searched, None)  # there is none: whatever was opened for them is closed
        if block:
            yield block

    def _begin(self, stretch: Stretch) -> _BegunStretch:
        """Ask for the documents of a stretch, and look at what needs no search by name."""
        lists = self._screener.asked_lists(CheckKind.TRAVELLER, self._screener.now())
        searches = any(one.status.kind is ListKind.NOMINALS for one in _asked(lists))
        kinds = self._kinds.of(stretch, lists, searches=searches)
        alone: dict[int, Looked] = {}
        waiting: dict[int, Traveller] = {}
        for place in alone_among(kinds):
            traveller = stretch.read(place)
            if searches and traveller.person is not None:
                waiting[place] = traveller
            else:
                alone[place] = look_at(self._screener, traveller)
        return _BegunStretch(stretch, kinds, alone, waiting)


class _BegunStretch:
    """A stretch whose documents have been asked for, and of which some names are to be searched."""

    def __init__(
        self,
        stretch: Stretch,
        kinds: Sequence[int],
        alone: dict[int, Looked],
        waiting: dict[int, Traveller],
    ) -> None:
        self.waiting = waiting
        self.done = 0
        self._stretch, self._kinds, self._alone = stretch, kinds, alone

    @property
    def is_done(self) -> bool:
        """Whether all of its rows were handed on."""
        return self.done == self._stretch.size

    def next_rows(
        self, most: int, searched: Iterator[Looked], outcomes: Sequence[Outcome]
    ) -> LookedStretch:
        """The next rows, when all of them are looked at."""
        places = range(self.done, min(self._stretch.size, self.done + most))
        self.done = places.stop
        kinds = self._kinds[places.start : places.stop]
        alone = {}
        for at in alone_among(kinds):
            place = places[at]
            alone[place] = next(searched) if place in self.waiting else self._alone[place]
        return LookedStretch(self._stretch, places, kinds, outcomes, alone)


class _Begun:
    """The stretches that were begun, in their order."""

    def __init__(self, stretches: Iterator[_BegunStretch]) -> None:
        self._stretches = stretches
        self._begun: deque[_BegunStretch] = deque()
        self._waiting: deque[Traveller] = deque()

    def first(self) -> _BegunStretch | None:
        """The first one that is not done; begins the next one where there is none."""
        while self._begun and self._begun[0].is_done:
            self._begun.popleft()
        if self._begun or self._begin_next():
            return self._begun[0]
        return None

    def to_be_searched(self) -> Iterator[Traveller]:
        """The rows whose names are to be searched; begins stretches ahead, if it is asked to."""
        while self._waiting or self._begin_next():
            while self._waiting:
                yield self._waiting.popleft()

    def _begin_next(self) -> bool:
        begun = next(self._stretches, None)
        if begun is None:
            return False
        self._begun.append(begun)
        self._waiting.extend(begun.waiting.values())
        return True


class _Kinds:
    """Rows of which the lists say the same, as long as the lists are the same."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._named = _Named()
        self._statuses: tuple[ListStatus, ...] = ()
        self._known: dict[bool, dict[str, int]] = {False: {}, True: {}}
        self.outcomes: list[Outcome] = []

    def of(self, stretch: Stretch, lists: Sequence[OpenList], *, searches: bool) -> list[int]:
        """The kind of each row, or `ALONE`."""
        statuses = tuple(one.status for one in lists)
        if statuses != self._statuses:
            self._statuses, self._known = statuses, {False: {}, True: {}}
        kinds = [ALONE] * stretch.size
        groups = self._groups(stretch, searches=searches)
        try:
            listed = _listed(stretch, sorted(chain(*groups.values())), lists)
        except SnapshotError:  # row by row it is seen whom it concerns
            return kinds
        for named, places in groups.items():
            issuers = _at("issuing_state", stretch, places)
            known = self._known[named]
            if not known.keys() >= set(issuers):
                self._learn(stretch, places, issuers, listed, known)
            if len(places) == stretch.size:
                kinds = list(map(known.get, issuers, repeat(ALONE)))
            else:
                for place, issuer in zip(places, issuers, strict=True):
                    kinds[place] = known.get(issuer, ALONE)
        for place in listed:
            kinds[place] = ALONE
        return kinds

    def _groups(self, stretch: Stretch, *, searches: bool) -> dict[bool, Sequence[int]]:
        """Places of the rows that may be of a kind, by whether they have a name."""
        plain: Sequence[int] = range(stretch.size)
        if stretch.odd:
            odd = set(stretch.odd)
            plain = [place for place in plain if place not in odd]
        part = "surname" if "surname" in stretch.facts else "name"
        if part not in stretch.facts:
            return {False: plain}
        named = self._named.all(_at(part, stretch, plain))
        groups: dict[bool, Sequence[int]] = {}
        for with_name in (False,) if searches else (False, True):
            if with_name in named:
                same = [one is with_name for one in named]
                groups[with_name] = plain if all(same) else list(compress(plain, same))
        return groups

    def _learn(
        self,
        stretch: Stretch,
        places: Sequence[int],
        issuers: Sequence[str],
        listed: AbstractSet[int],
        known: dict[str, int],
    ) -> None:
        """Look at one row of each issuer that is new."""
        for place, issuer in zip(places, issuers, strict=True):
            if issuer not in known and place not in listed:
                _, shown, full = look_at(self._screener, stretch.read(place))
                # No hit is possible; if there were one, each row would have to speak for itself.
                known[issuer] = ALONE if full.hits else self._kind_of(shown)

    def _kind_of(self, outcome: Outcome) -> int:
        if outcome not in self.outcomes:
            self.outcomes.append(outcome)
        return self.outcomes.index(outcome)


def _asked(lists: Iterable[OpenList]) -> list[OpenList]:
    return [one for one in lists if one.snapshot and one.status.state is not ListState.EMPTY]


def _listed(stretch: Stretch, places: Sequence[int], lists: Iterable[OpenList]) -> set[int]:
    """Places of the rows, among these, whose documents may be listed."""
    numbers = _at("number", stretch, places)
    return {
        places[at]
        for one in _asked(lists)
        if one.snapshot is not None
        for at in one.snapshot.listed_among(numbers)
    }


def _at(field: str, stretch: Stretch, places: Sequence[int]) -> Sequence[str]:
    """What some plain rows say of a field."""
    texts = stretch.facts.get(field)
    if texts is None:
        return [""] * len(places)
    return texts if len(places) == stretch.size else [texts[place] for place in places]


class _Named(dict[str, bool | None]):
    """Whether there is something to search by in a name; None where one part alone cannot tell."""

    def all(self, names: Sequence[str]) -> list[bool | None]:
        """Whether there is in each, by its surname or, where it has no parts, by all of it."""
        if all(names) and "".join(names).isascii():  # a plain name has a letter
            return [True] * len(names)
        if len(self) > _MOST_NAMES:
            self.clear()
        return list(map(self.__getitem__, names))

    def __missing__(self, name: str) -> bool | None:
        self[name] = found = (has_name(Person(Name(name))) or None) if name else False
        return found
