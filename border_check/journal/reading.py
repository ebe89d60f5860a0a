"""Entries as they stand in a volume, read by connections that can write nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from border_check import sqlite
from border_check.journal.entries import Entry
from border_check.journal.volumes import Volume, size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FAULTS = (sqlite.Error, OSError, ValueError)
"""What SQLite, the disk and damaged text end in."""
BUSY_SECONDS = 10.0
COLUMNS = "sequence, body, query, salt, query_digest, hash"

_TEXT_OR_NONE = (str, type(None))
_TYPES: tuple[type | tuple[type, ...], ...] = (int, str, _TEXT_OR_NONE, _TEXT_OR_NONE, str, str)
"""Of the columns; SQLite itself keeps a value of any type in each."""


def read(
    volume: Volume, where: str, values: Sequence[int | str], *, newest_first: bool = False
) -> Iterator[Entry]:
    """Entries of a volume that meet a condition in SQL, the oldest first, or only the newest.

    Raises one of `FAULTS`.
    """
    order = " DESC LIMIT 1" if newest_first else ""
    connection = _open(volume)
    try:
        if _has_entries(connection):
            query = f"SELECT {COLUMNS} FROM entry {where} ORDER BY sequence{order}"
            for row in connection.execute(query, values):
                yield _entry(row)
    finally:
        connection.close()


def _open(volume: Volume) -> sqlite.Connection:
    """A connection with which a full or write-protected disk can be read as well.

    Where SQLite may not even keep its notes on who reads, nobody can be writing either, and
    the file is taken as it stands, unless there are entries in the log that it lacks.
    """
    from pathlib import Path

    file = Path(volume.path).resolve().as_uri()
    connection = sqlite.connect(f"{file}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    try:
        _has_entries(connection)
    except (sqlite.Error, ValueError):
        connection.close()
        if size(volume.log):
            raise
        return sqlite.connect(f"{file}?mode=ro&immutable=1", uri=True)
    return connection


def _entry(row: Sequence[Any]) -> Entry:
    """A row as an entry; raises `ValueError` where it is none."""
    for value, kinds in zip(row, _TYPES, strict=True):
        if not isinstance(value, kinds):
            raise ValueError(f"entry {row[0]} has a value of another type")
    return Entry(*row)


def _has_entries(connection: sqlite.Connection) -> bool:
    """Whether the table is there: a full disk may have kept the first entry from making it."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'entry'")
    return bool(tables.fetchone()[0])
