"""Tables of publishers that name their columns: which of them are read, and under which word.

A file may have been cut short column by column, so that a whole group of columns is missing. Then
its records lack what those would tell, and the load says so. A column that is missing on its own
has been renamed, and without it nothing is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from border_check.sources.tables import Heading, require_columns


class Group(NamedTuple):
    """Columns that a file has all of, or none."""

    holds: str
    """What records lack without them: "births"."""
    marks: tuple[str, ...]
    """How the names of columns of this group begin, those that are not read too."""
    columns: Mapping[str, str]


class Table(NamedTuple):
    """Our words for the columns that are read, and the names of these in the file."""

    columns: Mapping[str, str]
    """Columns without which there is no list."""
    groups: tuple[Group, ...] = ()


class Columns(NamedTuple):
    """A table, fitted to the heading of a file."""

    at: Mapping[str, int]
    """Positions by our word."""
    missing: tuple[str, ...]
    """What the groups hold that the file does not have."""

    def read(self, cells: list[str]) -> dict[str, str]:
        """The cells of a row by our words, stripped, without the empty ones."""
        return {word: text for word, at in self.at.items() if (text := cells[at].strip())}

    def warning(self, file: str) -> str | None:
        """That groups are missing, in words; None where none is."""
        lack = ", ".join(self.missing)
        return f"{file}: columns are missing, so its records lack: {lack}" if lack else None


def fit(table: Table, heading: Heading, file: str) -> Columns:
    """The positions of the columns; raises `ListFileError` where one is missing."""
    wanted, missing = dict(table.columns), []
    for group in table.groups:
        if any(column.startswith(group.marks) for column in heading.columns):
            wanted |= group.columns
        else:
            missing.append(group.holds)
    require_columns(heading, list(wanted.values()), file)
    # Of two columns of one name the first is meant: the other belongs to a kind of row.
    at = {word: heading.columns.index(column) for word, column in wanted.items()}
    return Columns(at, tuple(missing))
