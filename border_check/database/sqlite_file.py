"""Rows in a file of the home: what there is without a configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from border_check import sqlite
from border_check.database.rows import Database, DatabaseError, Tables

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.database.rows import Ask, Row

_BUSY_SECONDS = 10.0
_FAULTS = (sqlite.Error, OSError)


class SqliteFile(Database):
    """Rows in one file, which its owner alone may read."""

    def __init__(self, path: str, tables: Tables) -> None:
        self._path, self._tables = path, tables
        self._connection: sqlite.Connection | None = None

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[Ask]:
        """A transaction during which nobody else writes; it lasts once it has ended."""
        with self._within("BEGIN IMMEDIATE") as ask:
            yield ask

    @contextmanager
    def reading(self) -> Iterator[Ask]:
        """A look at all tables as they stand at one moment."""
        with self._within("BEGIN") as ask:
            yield ask

    def each(self, statement: str, *values: object) -> Iterator[Row]:
        """The rows of a statement one after the other, however many there are."""
        try:
            yield from self._opened().execute(statement, values)
        except _FAULTS as error:
            raise self._error(error) from error

    def forget(self, table: str) -> None:  # noqa: ARG002 - there is one log
        """Take the log, where what was erased may still stand, into the file, which forgets it.
        Raises `DatabaseError` also where somebody who reads is in the way."""
        try:
            busy, *_ = self._opened().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except _FAULTS as error:
            raise self._error(error) from error
        if busy:
            raise DatabaseError(
                f"{self._path} is being read: its log still holds what was erased",
                hint="end what reads it, and erase again",
            )

    @contextmanager
    def _within(self, begin: str) -> Iterator[Ask]:
        try:
            connection = self._opened()
            connection.execute(begin)
        except _FAULTS as error:
            raise self._error(error) from error
        try:
            yield lambda statement, *values: connection.execute(statement, values).fetchall()
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(*_FAULTS):
                connection.execute("ROLLBACK")
            if isinstance(error, _FAULTS):
                raise self._error(error) from error
            raise

    def _opened(self) -> sqlite.Connection:
        if self._connection is None:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            with suppress(FileExistsError):
                os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            connection = sqlite.connect(
                self._path,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                sqlite.mode_with_log(connection, _BUSY_SECONDS)
                for setting in ("synchronous = FULL", "secure_delete = ON"):
                    connection.execute(f"PRAGMA {setting}")
                for statement in self._tables.statements:
                    connection.execute(statement)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _error(self, error: Exception) -> DatabaseError:
        why = getattr(error, "strerror", None) or str(error)
        return DatabaseError(f"{self._path}: {why}")
