"""What every passenger list format gives: a row for each traveller, readable or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, NamedTuple, Protocol

from border_check.manifests.content import Content
from border_check.values.document import TravelDocument
from border_check.values.person import Person
from border_check.values.screening import Problem


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
