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
    from psycopg import Connection

    from border_check.database.rows import Ask, Row

_CONNECT_SECONDS = 5
_ANSWER_MS = 20_000
"""For which a statement may wait for others, or work."""
_AT_A_TIME = 500
"""Rows that are fetched at once of many."""


class Postgres(Database):
    """Rows in a database that `address` names (a URI of libpq)."""

    def __init__(self, address: str, tables: Tables) -> None:
        self._address, self._tables = address, tables
        self._turn = int.from_bytes(sha256(tables.name.encode()).digest()[:8], "big", signed=True)
        self._driver = _driver()
        self._connection: Connection[Any] | None = None

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

    def each(self, statement: str, *values: object) -> Iterator[Row]:
        """The rows of a statement one after the other, however many there are: over a line of their
        own, so that others may be written meanwhile."""
        try:
            self._begun("SELECT 1")  # which has the tables made
            with (
                self._dialled() as connection,
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
            self._begun(f"VACUUM {table}")
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

    def _begun(self, statement: str) -> Connection[Any]:
        """A connection on which a statement was carried out: on a new one where the line that was
        kept open is dead, as after a restart of the server."""
        if self._connection is not None:
            try:
                self._connection.execute(statement)
                return self._connection
            except self._driver.OperationalError:
                self.close()
        connection = self._dialled()
        try:
            with connection.transaction():
                connection.execute(f"SELECT pg_advisory_xact_lock({self._turn})")
                for table in self._tables.statements:
                    connection.execute(table)
            connection.execute(statement)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _dialled(self) -> Connection[Any]:
        connection: Connection[Any] = self._driver.connect(
            self._address,
            autocommit=True,
            connect_timeout=_CONNECT_SECONDS,
            options=f"-c statement_timeout={_ANSWER_MS} -c synchronous_commit=on",
            application_name="border-check",
        )
        return connection

    def _error(self, error: Exception) -> DatabaseError:
        why = str(error).strip().partition("\n")[0] or type(error).__name__
        return DatabaseError(f"the database: {_without_values(why)}")


def _with_places(statement: str) -> Any:
    """A statement as the driver wants it: %s for each value."""
    return statement.replace("%", "%%").replace("?", "%s")


_VALUE = re.compile(r"\([^()]*\)=\([^()]*\)|\"[^\"]*\"")


def _without_values(why: str) -> str:
    """What a server says, without what it quotes of rows."""
    return _VALUE.sub("…", why)[:200]


def _driver() -> Any:
    try:
        import psycopg
    except ImportError:
        raise BorderCheckError(
            "PostgreSQL needs the extra `postgres`", hint="pip install 'border-check[postgres]'"
        ) from None
    return psycopg
