"""A database of rows, by the same few words whether SQLite or PostgreSQL keeps it.

Statements are written once, in the SQL that both understand, with a question mark for each value.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager

from border_check.errors import BorderCheckError
from border_check.values.held_open import HeldOpen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Row = tuple[Any, ...]
    Ask = Callable[..., list[Row]]
    """Takes a statement and its values, and returns the rows that it gives."""


class DatabaseError(BorderCheckError):
    """The database gives no answer, or takes nothing."""

    usual_hint = "see to the database, and to the disk that it is on"


class Tables:
    """What a database has to have before anything is asked of it."""

    def __init__(self, name: str, *statements: str) -> None:
        self.name = name
        """Those who write into tables of the same name take turns."""
        self.statements = statements


class Database(HeldOpen):
    """Tables that outlive whoever writes them. Opened by the first question; of one thread.

    What it raises is `DatabaseError`, and whatever its user raises within a transaction, of which
    then nothing is kept.
    """

    @abstractmethod
    def writing(self) -> AbstractContextManager[Ask]:
        """A transaction during which nobody else writes; it lasts once it has ended."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Ask]:
        """A look at all tables as they stand at one moment."""

    def change(self, statement: str, *values: object) -> None:
        """Carry out one statement that lasts once it has ended; where that can be, beside others
        who write, for it is of rows that they leave alone."""
        with self.writing() as ask:
            ask(statement, *values)

    @abstractmethod
    def each(self, statement: str, *values: object) -> Iterator[Row]:
        """The rows of a statement one after the other, however many there are."""

    @abstractmethod
    def forget(self, table: str) -> None:
        """Have what was erased from a table gone from its files as well, as far as can be."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""
