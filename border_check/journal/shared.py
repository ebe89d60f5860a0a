"""The journal that several machines share, in PostgreSQL.

Whoever enters something has the chain for themselves until it lasts. What follows the newest entry
is missed as in a home, for `newest` is a row of its own; whoever may write all of the database is
held by anchors alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from border_check.database.opening import database_of
from border_check.database.rows import DatabaseError, Tables
from border_check.errors import JournalError, UsageError
from border_check.journal.chain import Chain
from border_check.journal.entries import ORIGIN, Entry, chain_hash, digest_query
from border_check.journal.head import Head
from border_check.journal.reading import COLUMNS
from border_check.values.json_text import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TABLES = Tables(
    "journal",
    """CREATE TABLE IF NOT EXISTS entry (
        sequence BIGINT PRIMARY KEY, body TEXT NOT NULL, query TEXT, salt TEXT,
        query_digest TEXT NOT NULL, hash TEXT NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS newest (
        one BIGINT PRIMARY KEY, sequence BIGINT NOT NULL, hash TEXT NOT NULL)""",
)
_ERASED_AT_ONCE = 500


class SharedJournal(Chain):
    """The journal in the database at an address; `folder` is that of the home's own."""

    def __init__(self, folder: str, address: str) -> None:
        self._database = database_of(folder, address, _TABLES)

    def close(self) -> None:
        """Hang up."""
        self._database.close()

    @property
    def newest(self) -> Head | None:
        """The newest entry, as the row says that tells it; None before the first."""
        with self._database.reading() as ask:
            return next((Head(*row) for row in ask("SELECT sequence, hash FROM newest")), None)

    def enter_all(self, entries: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> int:
        """Write entries, at least one, each a body and a query, and wait once until all of them
        last; the number of the first, which the others follow.

        Raises `JournalError` when that cannot be done; then none is written, or, where the line
        broke at the very end and its last answer was lost, all may be. A second medium takes them
        after any error: such a search may stand twice, and never not at all.
        """
        try:
            with self._database.writing() as ask:
                first = newest = next(
                    (Head(*row) for row in ask("SELECT sequence, hash FROM newest")),
                    Head(0, ORIGIN),
                )
                for body, query in entries:
                    newest, values = _follow(newest, canonical(body), canonical(query))
                    ask(f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", *values)
                ask(
                    "INSERT INTO newest VALUES (1, ?, ?) ON CONFLICT (one) "
                    "DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash",
                    *newest,
                )
        except DatabaseError as error:
            raise _unwritten(error) from error
        return first.sequence + 1

    def entries(
        self, newest: int | None = None, saying: Sequence[str] = (), *, after: int = 0
    ) -> Iterator[Entry]:
        """All entries, oldest first, or only the newest so many, or those after a number, or those
        among them whose body has one of these texts.

        Raises `BorderCheckError` when they cannot be read.
        """
        if newest is not None:
            last = self.last()
            after = max(after, last.sequence - newest if last else 0)
        condition = f" AND ({' OR '.join(map(_says, saying))})" if saying else ""
        statement = f"SELECT {COLUMNS} FROM entry WHERE sequence > ?{condition} ORDER BY sequence"
        for row in self._database.each(statement, after, *saying):
            yield Entry(*row)

    def entry(self, number: int) -> Entry | None:
        """The entry of that number; raises `BorderCheckError` when it cannot be read."""
        with self._database.reading() as ask:
            found = ask(f"SELECT {COLUMNS} FROM entry WHERE sequence = ?", number)
        return Entry(*found[0]) if found else None

    def last(self, saying: Sequence[str] = ()) -> Entry | None:
        """The newest entry whose body has all of these texts; None if there is none.

        Raises `BorderCheckError` when the journal cannot be read.
        """
        where = f" WHERE {' AND '.join(map(_says, saying))}" if saying else ""
        statement = f"SELECT {COLUMNS} FROM entry{where} ORDER BY sequence DESC LIMIT 1"
        with self._database.reading() as ask:
            found = ask(statement, *saying)
        return Entry(*found[0]) if found else None

    def end_volume(self) -> bool:
        """Raises `UsageError`: there are no files to be closed."""
        raise UsageError("the journal is in PostgreSQL, which has no volumes of ours to close")

    def erase_queries(self, numbers: Sequence[int]) -> None:
        """Erase what was asked in these entries, some at a time and beside those who enter others;
        raises `JournalError`, and then some may be erased, and the rest can be again. Older copies
        of the database, and its log, are for those who run it to see to."""
        try:
            for begin in range(0, len(numbers), _ERASED_AT_ONCE):
                some = numbers[begin : begin + _ERASED_AT_ONCE]
                places = ", ".join("?" * len(some))
                self._database.change(
                    f"UPDATE entry SET query = NULL, salt = NULL WHERE sequence IN ({places})",
                    *some,
                )
            self._database.forget("entry")
        except DatabaseError as error:
            raise _unwritten(error) from error


def _follow(before: Head, body: str, query: str) -> tuple[Head, tuple[object, ...]]:
    """The entry that follows another one: its head, and its row."""
    salt = os.urandom(16).hex()
    query_digest = digest_query(salt, query)
    sequence = before.sequence + 1
    own = chain_hash(before.hash, sequence, body, query_digest)
    return Head(sequence, own), (sequence, body, query, salt, query_digest, own)


def _says(_: str) -> str:
    return "strpos(body, ?) > 0"


def _unwritten(error: DatabaseError) -> JournalError:
    return JournalError(
        f"the journal cannot be written: {error.message}",
        hint="no search is answered without its entry; see to the database",
    )
