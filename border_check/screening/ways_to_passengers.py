"""Which passengers are worth comparing with a record that is new: by name, birth date or number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from border_check.at_rest.writing import passing_through
from border_check.matching.facts import folded
from border_check.screening.kept_batches import KeptIndex
from border_check.snapshot.candidates.passengers import (
    Passengers,
    folded_numbers,
    write_passengers,
)
from border_check.snapshot.opening import DAMAGE
from border_check.values.person import Nominal, Person
from border_check.values.record import NamedTuple


def index_passengers(file: Path, people: Iterable[Person | None]) -> str:
    """Write the index of the names of passengers to a file; returns its stamp."""
    return write_passengers(file, [person for person in people if person is not None])


class WaysToPassengers:
    """Passengers by their places; those of whom nobody is known are none of them.

    Names that a full name field may have cut short are worth comparing with every record, since
    their words may be the beginning of any. Where no index of them is kept, or it is damaged or of
    others, it is made anew.
    """

    def __init__(self, people: Sequence[Person | None], kept: KeptIndex | None = None) -> None:
        self._places = [place for place, person in enumerate(people) if person is not None]
        self._people = [person for person in people if person is not None]
        self._kept = kept

    def pairs(self, nominals: Sequence[Nominal], threshold: float) -> Iterator[tuple[int, Nominal]]:
        """Places of passengers with records, none left out that alerts at this threshold."""
        for nominal in nominals:
            yield from ((place, nominal) for place in self._near(nominal, threshold))

    def _near(self, nominal: Nominal, threshold: float) -> Iterator[int]:
        found = self._known
        places = {*found.ways.near(nominal, threshold).tolist(), *found.cut_short}
        for document in nominal.documents:
            places.update(found.numbers.get(folded(document.number), ()))
        yield from (self._places[place] for place in sorted(places))

    @cached_property
    def _known(self) -> _Known:
        cut_short = [place for place, one in enumerate(self._people) if one.name.truncated]
        return _Known(self._index(), cut_short, folded_numbers(self._people))

    def _index(self) -> Passengers:
        if self._kept is not None:
            with suppress(*DAMAGE):
                index = Passengers(self._kept.file, self._people)
                if index.stamp == self._kept.stamp:
                    return index
        with passing_through() as folder:
            file = folder / "passengers.names"
            write_passengers(file, self._people)
            return Passengers(file, self._people)


class _Known(NamedTuple):
    ways: Passengers
    cut_short: list[int]
    numbers: dict[str, list[int]]
