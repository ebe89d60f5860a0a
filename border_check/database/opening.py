"""Where the rows of a home are: in a file of it, or where the configuration says."""

from __future__ import annotations

from border_check.at_rest.homes import key_for
from border_check.database.rows import Database, Tables
from border_check.errors import UsageError


def database_of(path: str, address: str | None, tables: Tables) -> Database:
    """The database at an address, or the file at a path where there is none.

    Raises `UsageError` where the home that the path lies in is encrypted, and another place is not.
    """
    if address is None:
        from border_check.database.sqlite_file import SqliteFile

        return SqliteFile(path, tables)
    if key_for(path) is not None:
        raise UsageError(
            "an encrypted home keeps its journal itself: PostgreSQL would have it plainly",
            hint="leave out database in the configuration",
        )
    from border_check.database.postgres import Postgres

    return Postgres(address, tables)
