"""Rows in PostgreSQL: what several machines share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from border_check.database.rows import Database, DatabaseError, Tables
from border_check.errors import BorderCheckError

if TYPE_CHECKING:
    from border_check.database.line import Line
    from border_check.database.rows import Ask, Row

_AT_A_TIME = 500
"""Rows that are fetched at once of many."""
_made: set[tuple[str, str]] = set()
"""Addresses, and the tables that this process has made there where they were not: it takes the turn
of those who write, for which nobody is to wait who only reads."""


class Postgres(Database):
    """Rows in a database that `address` names (a URI of libpq)."""

    def __init__(self, address: str, tables: Tables) -> None:
        self._address, self._tables = address, tables
        self._turn = int.from_bytes(sha256(tables.name.encode()).digest()[:8], "big", signed=True)
        self._place = (address, tables.name)
        self._driver = _driver()
        self._connection: Line | None = None

    def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(self._driver.Error):
                connection.close()

    @contextmanager
    def writing(self) -> Iterator[Ask]:
        """A transaction during which nobody else writes; it lasts once it has ended."""
        with self._within(f"BEGIN; SELECT pg_advisory_xact_lock({self._turn})") as ask:
            yield ask

    @contextmanager
    def reading(self) -> Iterator[Ask]:
        """A look at all tables as they stand at one moment."""
        with self._within("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as ask:
            yield ask

    def change(self, statement: str, *values: object) -> None:
        """Carry out one statement that lasts once it has ended, beside others who write."""
        with self._within("BEGIN") as ask:
            ask(statement, *values)

    def each(self, statement: str, *values: object) -> Iterator[Row]:
        """The rows of a statement one after the other, however many there are: over a line of their
        own, so that others may be written meanwhile."""
        try:
            with (
                self._dialled(idle=True) as connection,
                connection.transaction(),
                connection.cursor("each") as cursor,
            ):
                cursor.itersize = _AT_A_TIME
                cursor.execute(_with_places(statement), values)
                yield from cursor
        except self._driver.Error as error:
            raise self._error(error) from error

    def forget(self, table: str) -> None:
        """Have the space of what was erased used again; copies of the database and its log are for
        those who run it to see to."""
        try:
            with self._dialled(long=True) as connection:
                connection.execute(f"VACUUM {table}")
        except self._driver.Error as error:
            raise self._error(error) from error

    @contextmanager
    def _within(self, begin: str) -> Iterator[Ask]:
        try:
            connection = self._begun(begin)
        except self._driver.Error as error:
            raise self._error(error) from error

        def ask(statement: str, *values: object) -> list[Row]:
            cursor = connection.execute(_with_places(statement), values)
            return cursor.fetchall() if cursor.description else []

        try:
            yield ask
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(self._driver.Error):
                connection.execute("ROLLBACK")
            if isinstance(error, self._driver.Error):
                self.close()
                raise self._error(error) from error
            raise

    def _begun(self, statement: str) -> Line:
        """A connection on which a statement was carried out: on a new one where the line that was
        kept open is dead, as after a restart of the server."""
        kept = self._connection
        if kept is not None:
            try:
                kept.execute(statement)
                return kept
            except self._driver.Error:
                is_dead = kept.closed
                self.close()
                if not is_dead:  # the server has answered, and would say the same again
                    raise
        connection = self._dialled()
        try:
            connection.execute(statement)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _dialled(self, *, idle: bool = False, long: bool = False) -> Line:
        """A new connection to where the tables are."""
        from border_check.database.line import dial

        connection = dial(self._address, idle=idle, long=long)
        if self._place not in _made:
            try:
                with connection.transaction():
                    connection.execute(f"SELECT pg_advisory_xact_lock({self._turn})")
                    for table in self._tables.statements:
                        connection.execute(table)
            except BaseException:
                connection.close()
                raise
            _made.add(self._place)
        return connection

    def _error(self, error: Exception) -> DatabaseError:
        if isinstance(error, self._driver.errors.UndefinedTable):  # another one was put there
            _made.discard(self._place)
        why = str(error).strip().partition("\n")[0] or type(error).__name__
        return DatabaseError(f"the database: {_without_values(why)}")


def _with_places(statement: str) -> Any:
    """A statement as the driver wants it: %s for each value."""
    return statement.replace("%", "%%").replace("?", "%s")


_VALUE = re.compile(
    r"""
    \([^()]*\)=\([^()]*\)       # of a row
    | "[^"]*" | '[^']*'
    | (?<!\w)/[^\s"',;]+         # a path
    """,
    re.VERBOSE,
)


def _without_values(why: str) -> str:
    """What a server or the driver says, without what it quotes of rows, and without where the
    server or a file is: callers read it, too."""
    return _VALUE.sub("…", why)[:200]


def _driver() -> Any:
    try:
        import psycopg
    except ImportError:
        raise BorderCheckError(
            "PostgreSQL needs the extra `postgres`", hint="pip install 'border-check[postgres]'"
        ) from None
    return psycopg
