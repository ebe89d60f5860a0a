"""What every passenger list format gives: a row for each traveller, readable or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import ClassVar, NamedTuple, Protocol

from border_check.manifests.content import Content
from border_check.values.document import TravelDocument
from border_check.values.person import Person
from border_check.values.screening import Problem

_SOME = 500
"""Rows of a stretch that were read one by one."""


class Traveller(NamedTuple):
    """One row of a manifest, as far as it could be read."""

    row: int
    """Data rows count from 1."""
    line: int
    """Line of the input on which the row starts, from 1."""
    query: Mapping[str, str]
    """What was understood: surname, given_names (name, where the parts are not known), sex,
    birth_date, nationality, document_type, number, issuing_state, expiry_date, all as text; absent
    facts are absent keys."""
    person: Person | None
    """None where the row has no name."""
    document: TravelDocument | None
    """None where the row has no document number."""
    problems: tuple[Problem, ...] = ()
    """Ambiguous dates, cells that could not be read …; each names its field."""
    unreadable: str | None = None
    """Why the row as a whole cannot be read; None for every other row."""
    others: tuple[TravelDocument, ...] = ()
    """Documents that the traveller has beside the first: a visa, a second passport."""
    journey: Mapping[str, str] = {}
    """What the manifest says of the traveller's place in it: role, flight, from, to, reservation,
    seat …"""


QUERY = (
    *("surname", "given_names", "name", "sex", "birth_date", "nationality", "document_type"),
    *("number", "issuing_state", "expiry_date"),
)
"""Fields of a query, in their order."""


class Stretch(NamedTuple):
    """Rows that follow one another, read by columns.

    Most rows are plain: they have a document number, and nothing is wrong with any of their cells.
    """

    first: int
    """The number of the first row."""
    lines: Sequence[int]
    facts: Mapping[str, Sequence[str]]
    """By field, what the query of each plain row says; empty where it says nothing."""
    odd: Sequence[int]
    """Places of the rows that are not plain, in order; facts say nothing of them."""
    read: Callable[[int], Traveller]
    """Reads the row in one place, plain or not."""

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def query(self, place: int) -> dict[str, str]:
        """The query of a plain row."""
        return {field: texts[place] for field, texts in self.facts.items() if texts[place]}

    def after(self, rows: int) -> Stretch:
        """The rows that follow on so many."""
        return Stretch(
            self.first + rows,
            self.lines[rows:],
            {field: texts[rows:] for field, texts in self.facts.items()},
            [at - rows for at in self.odd if at >= rows],
            lambda place: self.read(place + rows),
        )


def in_stretches(travellers: Iterable[Traveller]) -> Iterator[Stretch]:
    """Rows that were read one by one; so they are looked at, too."""
    rows = iter(travellers)
    while some := list(islice(rows, _SOME)):
        places = range(len(some))
        yield Stretch(some[0].row, [one.line for one in some], {}, places, some.__getitem__)


class Reading(NamedTuple):
    """A manifest, opened."""

    rows: Iterator[Traveller]
    """Every line that may be a traveller, read as it is asked for."""
    flight: Mapping[str, str] = {}
    """What the file says of the flight: carrier, flight, departure_port, departure_time …"""
    warnings: tuple[str, ...] = ()
    """What the reader of the answer must know of the file: columns not used, encoding …"""
    columns: Mapping[str, str] = {}
    """By field, the column that it was read from."""
    format: str = ""
    announced: int | None = None
    """How many travellers the file says that it has, where it says so."""
    by_columns: Iterator[Stretch] | None = None

    @property
    def arrival(self) -> date | None:
        """The day on which the flight arrives, where the file says so in a form that is known."""
        try:
            return date.fromisoformat(self.flight.get("arrival_time", "")[:10])
        except ValueError:
            return None

    @property
    def stretches(self) -> Iterator[Stretch]:
        """The same rows, many at a time; to be asked for instead of `rows`."""
        return in_stretches(self.rows) if self.by_columns is None else self.by_columns


class Manifest(Protocol):
    """One passenger list format. Each implementation is one module."""

    name: ClassVar[str]

    def recognises(self, head: bytes) -> bool:
        """Whether a file that starts with these bytes (up to 64 KiB) looks like this format."""
        ...

    def read(self, content: Content, asked: date) -> Reading:
        """Open it; raise `ManifestError` when it cannot be this format as a whole.

        `asked` is the day of the check: no birth date lies after it.
        """
        ...
