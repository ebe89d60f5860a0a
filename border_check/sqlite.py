"""SQLite as Python has it in C, without the adapters for dates that the standard wrapper adds.

They are deprecated, nothing here uses them, and for their sake the wrapper imports `datetime`. A
process that was started with the key of an encrypted home takes SQLCipher in its place: the same
interface over files that only their key opens.
"""

from __future__ import annotations

import os

from border_check.at_rest.homes import is_possible, key_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection, Error, OperationalError
    from sqlite3 import connect as _connect
    from typing import Any
elif is_possible():
    from border_check.at_rest.library import sqlcipher

    Connection, Error = sqlcipher().Connection, sqlcipher().Error
    OperationalError, _connect = sqlcipher().OperationalError, sqlcipher().connect
else:
    try:
        from _sqlite3 import Connection, Error, OperationalError
        from _sqlite3 import connect as _connect
    except ImportError:
        from sqlite3 import Connection, Error, OperationalError
        from sqlite3 import connect as _connect

__all__ = ["Connection", "Error", "OperationalError", "attach", "connect", "mode_with_log"]

_PAUSE_SECONDS = 0.01


def _connect_with_key(database: str | os.PathLike[str], **options: Any) -> Connection:
    """A connection to a file, with the key of the home that it lies in."""
    connection: Connection = _connect(database, **options)
    key = key_for(_path_of(os.fspath(database)))
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def attach(connection: Connection, database: str, name: str) -> None:
    """Have another file in a connection under a name, with the key of the home that it lies in: its
    own key is not that of the first file, which has another salt."""
    key = key_for(_path_of(database))
    if key is None:
        connection.execute(f"ATTACH ? AS {name}", (database,))
    else:
        connection.execute(f"ATTACH ? AS {name} KEY ?", (database, f"x'{key.hex()}'"))


def mode_with_log(connection: Connection, seconds: float) -> str:
    """Ask for a log, and say in which mode the file is then.

    While another process is just making it, SQLite says at once that the file is locked, and does
    not wait as it does for everything else: we do, for so many seconds at most.
    """
    waited = 0.0
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except OperationalError as error:
            if "locked" not in str(error) or waited > seconds:
                raise
            from time import sleep

            sleep(_PAUSE_SECONDS)
            waited += _PAUSE_SECONDS
        else:
            return str(mode)


def _path_of(database: str) -> str:
    """The path in what SQLite is given: a path, or a URI."""
    if not database.startswith("file:"):
        return database
    from urllib.parse import unquote, urlsplit

    return unquote(urlsplit(database).path)


connect = _connect_with_key if is_possible() else _connect
"""Opens a file, like `sqlite3.connect`."""
