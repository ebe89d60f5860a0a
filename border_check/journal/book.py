"""The journal of a home: entered before any answer is given, by several desks at once.

journal*.sqlite   its volumes (`volumes`); SQLite's log makes an entry lasting in one write
head              number and hash of the newest entry: entries cut off at the end are missed
reserve           space kept for the last entries of a full disk
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from border_check import sqlite
from border_check.errors import BorderCheckError, JournalError
from border_check.journal.chain import Chain
from border_check.journal.entries import Entry
from border_check.journal.head import Head, read_head
from border_check.journal.reading import FAULTS, read
from border_check.journal.reserve import spend_reserve
from border_check.journal.volumes import Volume, holding, volumes
from border_check.journal.writing import Writer
from border_check.values.json_text import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Journal(Chain):
    """The journal of one home, in files of it."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = os.fspath(folder)
        self._writer = Writer(self._folder)

    def close(self) -> None:
        """Let go of the file."""
        self._writer.close()

    @property
    def can_be_left(self) -> bool:
        """Whether a process may end without closing it: its log is short, and the next reads it."""
        return self._writer.can_be_left

    @property
    def newest(self) -> Head | None:
        """The newest entry, as `head` says; None where it says nothing."""
        return read_head(self._folder)

    @property
    def volumes(self) -> tuple[Volume, ...]:
        """Its volumes, the oldest first."""
        return tuple(volumes(self._folder))

    def enter_all(self, entries: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> int:
        """Write entries, at least one, each a body and a query, and wait once until all of them
        last; the number of the first, which the others follow.

        Raises `JournalError` when that cannot be done; then none is written.
        """
        said = [(canonical(body), canonical(query)) for body, query in entries]
        return self._entered(said).sequence - len(said) + 1

    def _entered(self, said: Sequence[tuple[str, str]]) -> Head:
        try:
            return self._writer.enter(said)
        except sqlite.OperationalError as error:
            if not _may_be_full(error) or not spend_reserve(self._folder):
                raise self._error(error) from error
        except FAULTS as error:
            raise self._error(error) from error
        try:
            return self._writer.enter(said)
        except FAULTS as error:
            raise self._error(error) from error

    def entries(
        self, newest: int | None = None, saying: Sequence[str] = (), *, after: int = 0
    ) -> Iterator[Entry]:
        """All entries, oldest first, or only the newest so many, or those after a number, or those
        among them whose body has one of these texts.

        Raises `BorderCheckError` when they cannot be read.
        """
        if newest is not None:
            after = max(after, self._number_of_last() - newest)
        conditions, values = ["sequence > ?"], list[int | str]([after])
        if saying:
            conditions.append(f"({' OR '.join('instr(body, ?)' for _ in saying)})")
            values += saying
        found = volumes(self._folder)
        begin = holding(found, after + 1)
        for volume in found:
            if begin is None or volume.first >= begin.first:
                yield from self._read(volume, f"WHERE {' AND '.join(conditions)}", values)

    def entry(self, number: int) -> Entry | None:
        """The entry of that number; raises `BorderCheckError` when it cannot be read."""
        volume = holding(volumes(self._folder), number)
        if volume is None:
            return None
        return next(self._read(volume, "WHERE sequence = ?", (number,)), None)

    def last(self, saying: Sequence[str] = ()) -> Entry | None:
        """The newest entry whose body has all of these texts; None if there is none.

        Raises `BorderCheckError` when the journal cannot be read.
        """
        where = f"WHERE {' AND '.join('instr(body, ?)' for _ in saying)}" if saying else ""
        for volume in reversed(volumes(self._folder)):
            for entry in self._read(volume, where, saying, newest_first=True):
                return entry
        return None

    def end_volume(self) -> bool:
        """Close the newest volume, so that the next entry begins another; whether it had any.

        Raises `JournalError`.
        """
        try:
            return self._writer.end_volume()
        except FAULTS as error:
            raise self._error(error) from error

    def erase_queries(self, numbers: Sequence[int]) -> None:
        """Erase what was asked in these entries from the files and their logs, so that none of it
        can be read from their bytes; raises `JournalError`."""
        try:
            clean = self._writer.erase(numbers)
        except FAULTS as error:
            raise self._error(error) from error
        if not clean:
            raise JournalError(
                f"the journal at {self._folder} is being read: its log still holds what was erased",
                hint="end what reads it, and erase again",
            )

    def _number_of_last(self) -> int:
        last = self.last()
        return last.sequence if last else 0

    def _read(
        self,
        volume: Volume,
        where: str,
        values: Sequence[int | str],
        *,
        newest_first: bool = False,
    ) -> Iterator[Entry]:
        try:
            yield from read(volume, where, values, newest_first=newest_first)
        except FAULTS as error:
            raise BorderCheckError(
                f"the journal at {self._folder} cannot be read: {error}",
                hint="if it is damaged, keep the machine as it is and call the auditor",
            ) from error

    def _error(self, error: Exception) -> JournalError:
        why = getattr(error, "strerror", None) or str(error)
        return JournalError(
            f"the journal at {self._folder} cannot be written: {why}",
            hint="no search is answered without its entry; see to space and permissions",
        )


def _may_be_full(error: sqlite.OperationalError) -> bool:
    """Whether more space may help: SQLite speaks of a full disk, and of I/O where it could not get
    space for what lies beside the file."""
    return any(word in str(error) for word in ("full", "disk I/O"))
