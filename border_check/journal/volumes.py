"""The volumes of a journal: the newest is written, those before it are closed.

journal.sqlite             the first one
journal-000004214.sqlite   one that begins with entry 4214; beside each, -wal and -shm, its log

A closed volume says so in itself (`user_version`), in the transaction that closes it: whoever meets
it goes on in the next one, and makes that where it is not there yet.
"""

from __future__ import annotations

import os

from border_check import sqlite
from border_check.values.record import NamedTuple

_FIRST = "journal.sqlite"
_BEFORE, _AFTER = "journal-", ".sqlite"


class Volume(NamedTuple):
    """A file of entries."""

    path: str
    first: int
    """Number of its first entry."""

    @property
    def log(self) -> str:
        """SQLite's log of it."""
        return f"{self.path}-wal"

    @property
    def size(self) -> int:
        """Bytes, with its log; none where there is none."""
        return size(self.path) + size(self.log)


def volumes(folder: str) -> list[Volume]:
    """The volumes of a journal, the oldest first."""
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    firsts = (first_of(name) for name in names)
    return [volume(folder, first) for first in sorted(one for one in firsts if one is not None)]


def volume(folder: str, first: int) -> Volume:
    """The volume that begins with an entry, whether it is there or not."""
    name = _FIRST if first == 1 else f"{_BEFORE}{first:09}{_AFTER}"
    return Volume(f"{folder}/{name}", first)


def first_of(name: str) -> int | None:
    """With which entry a volume of that name begins; None where the name is of none."""
    if name == _FIRST:
        return 1
    number = name.removeprefix(_BEFORE).removesuffix(_AFTER)
    if name != f"{_BEFORE}{number}{_AFTER}" or not (number.isascii() and number.isdigit()):
        return None
    return int(number)


def is_of_volume(name: str) -> bool:
    """Whether a file of that name is a volume, or one of those that SQLite keeps beside it."""
    return first_of(name.removesuffix("-wal").removesuffix("-shm")) is not None


def holding(found: list[Volume], number: int) -> Volume | None:
    """The one among these volumes, oldest first, that an entry of that number would be in."""
    return next((one for one in reversed(found) if one.first <= number), None)


def is_closed(connection: sqlite.Connection) -> bool:
    """Whether a volume takes no more entries."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0])


def close_volume(connection: sqlite.Connection) -> None:
    """Have a volume take no more entries, from the end of the transaction on."""
    connection.execute("PRAGMA user_version = 1")


def size(file: str) -> int:
    """Bytes of a file; none where there is none."""
    try:
        return os.stat(file).st_size
    except FileNotFoundError:
        return 0
