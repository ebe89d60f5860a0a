"""A list held in memory: for small lists, and for a look at a file before it is loaded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from border_check.sources.interface import Entry, Rejected, SetAside, Source
from border_check.values.lists import ListDescription
from border_check.values.person import Nominal


class WholeList(NamedTuple):
    """Every entry of a list, in order, and what the list says of itself."""

    as_of: str | None
    warnings: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def nominals(self) -> list[Nominal]:
        """The persons."""
        return [entry for entry in self.entries if isinstance(entry, Nominal)]

    @property
    def rejected(self) -> list[Rejected]:
        """What could not be used."""
        return [entry for entry in self.entries if isinstance(entry, Rejected)]

    @property
    def set_aside(self) -> Counter[str]:
        """How many entries are about something else, by kind."""
        return Counter(entry.kind for entry in self.entries if isinstance(entry, SetAside))


def read_whole(source: Source, path: Path, columns: tuple[tuple[str, str], ...] = ()) -> WholeList:
    """Read a list to its end; raises `ListFileError` like the source."""
    reading = source.read(path, ListDescription("", columns=columns))
    return WholeList(reading.as_of, reading.warnings, tuple(reading.entries))
