"""What every list format gives: an iterator over entries, each of which is accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, NamedTuple, Protocol

from border_check.sources.document_chunk import DocumentChunk
from border_check.values.document import DocumentRecord
from border_check.values.guidance import CounterfeitAlert, ReferenceDocument
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Nominal
from border_check.values.vehicle import VehicleRecord

Record = DocumentRecord | Nominal | VehicleRecord | ReferenceDocument | CounterfeitAlert


class Place(NamedTuple):
    """Where in a list file an entry stands."""

    file: str
    number: int
    unit: str = "line"
    """`line`, or `element` for XML and JSON documents; both count from 1."""

    def __str__(self) -> str:
        return f"{self.file}, {self.unit} {self.number}"


class SetAside(NamedTuple):
    """An entry that is sound but about something this kind of list does not hold."""

    place: Place
    kind: str
    """`organisation`, `vessel`, `aircraft`, …; counted under this word."""


class Rejected(NamedTuple):
    """An entry that cannot be used; it is kept, to be corrected and loaded again."""

    place: Place
    reason: str
    field: str | None = None
    raw: Mapping[str, str] | str = ""
    """The entry as it was read: the cells of a row by column name, or the text of the element."""


class WideSeries(NamedTuple):
    """A series of more documents than the list may have in one (`widest_range`).

    It would stop every traveller of an issuer who happens to hold one of these numbers, so it is
    installed only once two people stand behind it.
    """

    place: Place
    record: DocumentRecord
    raw: Mapping[str, str] | str = ""
    """As in `Rejected`."""


class Part(NamedTuple):
    """A record that is taken along and not counted: no entry of the file that is read."""

    record: Record


Entry = Record | SetAside | Rejected | WideSeries | Part


class Reading(NamedTuple):
    """A list file, opened: its own date, and its entries, read as they are asked for."""

    as_of: str | None
    """The date that the file gives for itself, UTC, ISO 8601 with Z; None where it gives none."""
    entries: Iterator[Entry]
    warnings: tuple[str, ...] = ()
    chunks: Iterator[Entry | DocumentChunk] | None = None
    """The same entries, many at a time, where the format can read columns; one of both is read."""


class Source(Protocol):
    """One list format. Each implementation is one module."""

    name: ClassVar[str]
    """As on the command line: "ofac-csv"."""
    kind: ClassVar[ListKind]
    summary: ClassVar[str]
    """One line for `border-check lists formats`."""

    def recognises(self, path: Path) -> bool:
        """Whether the file, archive or folder looks like this format, judged by its content."""
        ...

    def read(self, path: Path, description: ListDescription) -> Reading:
        """Open it; raise `ListFileError` when it is not this format as a whole.

        The iterator raises `ListFileError` too, when the file turns out to be truncated or broken;
        then nothing of it may be installed.
        """
        ...
