"""The journal on disk: entered before any answer is given, by several desks at once.

journal.sqlite   the entries; SQLite's log makes an entry lasting in one write
journal.sqlite-wal, -shm   that log, which belongs to the entries and is kept between checks
head             number and hash of the newest entry: entries cut off at the end are missed
reserve          space kept for the last entries of a full disk
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from border_check import sqlite
from border_check.errors import BorderCheckError, JournalError
from border_check.journal.entries import (
    ORIGIN,
    Entry,
    chain_hash,
    digest_query,
    fault,
)
from border_check.values.json_text import canonical
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any

RESERVE_BYTES = 1 << 20
_BUSY_SECONDS = 10.0
_PAUSE_SECONDS = 0.01
_GROUP_WRITES = 0o020
_LONGEST_LOG = 1 << 18
"""Bytes, some sixty entries: what a check that ends its process may leave to the next one to read.
An entry lasts with one write to the log; taking the log into the file is several."""

_TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    sequence INTEGER PRIMARY KEY, body TEXT NOT NULL, query TEXT, salt TEXT,
    query_digest TEXT NOT NULL, hash TEXT NOT NULL)
"""
_COLUMNS = "sequence, body, query, salt, query_digest, hash"

_sync = getattr(os, "fdatasync", os.fsync)

_FAULTS = (sqlite.Error, OSError, ValueError)
"""What SQLite, the disk and damaged text end in."""
_TEXT_OR_NONE = (str, type(None))
_TYPES: tuple[type | tuple[type, ...], ...] = (int, str, _TEXT_OR_NONE, _TEXT_OR_NONE, str, str)
"""Of the columns; SQLite itself keeps a value of any type in each."""


class Finding(NamedTuple):
    """What a verification of the journal found."""

    entries: int
    faults: tuple[str, ...]


class Journal:
    """The journal of one home. Opened by the first entry or question."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self._folder = os.fspath(folder)
        self._file = f"{self._folder}/journal.sqlite"
        self._connection: sqlite.Connection | None = None
        self._has_log = False

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def can_be_left(self) -> bool:
        """Whether a process may end without closing it: its log is short, and the next reads it."""
        return _size(f"{self._file}-wal") < _LONGEST_LOG

    @property
    def newest(self) -> tuple[int, str] | None:
        """Number and hash of the newest entry, as `head` says; None where it says nothing."""
        return self._head()

    def enter(self, body: Mapping[str, Any], query: Mapping[str, Any]) -> int:
        """Write an entry, wait until it lasts, and return its number.

        Raises `JournalError` when that cannot be done; then nothing may be answered.
        """
        try:
            return self._enter(canonical(body), canonical(query))
        except sqlite.OperationalError as error:
            if not _may_be_full(error) or not self._spend_reserve():
                raise self._error(error) from error
        except _FAULTS as error:
            raise self._error(error) from error
        try:
            return self._enter(canonical(body), canonical(query))
        except _FAULTS as error:
            raise self._error(error) from error

    def entries(self, newest: int | None = None, saying: Sequence[str] = ()) -> Iterator[Entry]:
        """All entries, oldest first, or only the newest so many, or those among them whose body
        has one of these texts.

        Raises `BorderCheckError` when they cannot be read.
        """
        conditions, values = [], list[int | str]()
        if newest is not None:
            conditions.append("sequence > (SELECT max(sequence) FROM entry) - ?")
            values.append(newest)
        if saying:
            conditions.append(f"({' OR '.join('instr(body, ?)' for _ in saying)})")
            values += saying
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        yield from self._read(where, values)

    def entry(self, number: int) -> Entry | None:
        """The entry of that number; raises `BorderCheckError` when it cannot be read."""
        return next(self._read("WHERE sequence = ?", (number,)), None)

    def last(self, saying: Sequence[str]) -> Entry | None:
        """The newest entry whose body has all of these texts; None if there is none.

        Raises `BorderCheckError` when the journal cannot be read.
        """
        where = f"WHERE {' AND '.join('instr(body, ?)' for _ in saying)}"
        return next(self._read(where, saying, newest_first=True), None)

    def _read(
        self, where: str, values: Sequence[int | str], *, newest_first: bool = False
    ) -> Iterator[Entry]:
        if not os.path.exists(self._file):
            return
        order = " DESC LIMIT 1" if newest_first else ""
        query = f"SELECT {_COLUMNS} FROM entry {where} ORDER BY sequence{order}"
        connection = None
        try:
            connection = self._open_to_read()
            if not _has_entries(connection):
                return
            for row in connection.execute(query, values):
                yield _entry(row)
        except _FAULTS as error:
            raise BorderCheckError(
                f"the journal at {self._folder} cannot be read: {error}",
                hint="if it is damaged, keep the machine as it is and call the auditor",
            ) from error
        finally:
            if connection is not None:
                connection.close()

    def erase_queries(self, numbers: Sequence[int]) -> None:
        """Erase what was asked in these entries from the file and its log, so that none of it can
        be read from their bytes; raises `JournalError`."""
        try:
            connection = self._open()
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "UPDATE entry SET query = NULL, salt = NULL WHERE sequence = ?",
                [(number,) for number in numbers],
            )
            connection.execute("COMMIT")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except _FAULTS as error:
            raise self._error(error) from error
        if busy:
            raise JournalError(
                f"the journal at {self._folder} is being read: its log still holds what was erased",
                hint="end what reads it, and erase again",
            )

    def verify(self) -> Finding:
        """Walk the chain from its origin and tell every fault: edits, gaps, and a missing end."""
        before, count, faults = ORIGIN, 0, []
        expected = 1
        for entry in self.entries():
            found = fault(entry, expected, before)
            if found:
                faults.append(found)
            before, count, expected = entry.hash, count + 1, entry.sequence + 1
        head = self._head()
        if head is not None and head[0] >= expected:
            faults.append(
                f"the end is missing: entry {head[0]} was written, {expected - 1} is last"
            )
        elif head is not None and head[0] == expected - 1 and head[1] != before:
            faults.append(f"entry {head[0]} is not the one that was written")
        return Finding(count, tuple(faults))

    def _enter(self, body: str, query: str) -> int:
        connection = self._open()
        salt = os.urandom(16).hex()
        query_digest = digest_query(salt, query)
        connection.execute("BEGIN IMMEDIATE")
        try:
            last = connection.execute(
                "SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1"
            ).fetchone()
            sequence, before = (last[0] + 1, last[1]) if last else (1, ORIGIN)
            own = chain_hash(before, sequence, body, query_digest)
            connection.execute(
                f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
                (sequence, body, query, salt, query_digest, own),
            )
            connection.execute("COMMIT")
            self._wait_for_log()
        except BaseException:
            try:
                connection.execute("ROLLBACK")
            except sqlite.Error:
                pass  # what led here says more
            raise
        self._write_head(sequence, own)
        return sequence

    def _open(self) -> sqlite.Connection:
        if self._connection is None:
            _make_folder(self._folder)
            _share_with_group(self._folder, self._file)
            connection = sqlite.connect(
                self._file,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                self._has_log = _mode_with_log(connection) == "wal"
                level = "NORMAL" if self._has_log else "FULL"
                connection.execute(f"PRAGMA synchronous = {level}")
                connection.execute(_TABLE)
                self._keep_reserve()
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _wait_for_log(self) -> None:
        """Wait until the log with the entry lasts.

        SQLite would wait for the folder as well (`synchronous = FULL`), each time that a process
        opens a log which is there already. It does where it makes a new one, at either level.
        """
        if not self._has_log:
            return
        handle = os.open(f"{self._file}-wal", os.O_RDONLY)
        try:
            _sync(handle)
        finally:
            os.close(handle)

    def _open_to_read(self) -> sqlite.Connection:
        """A connection that can write nothing, so that a full or write-protected disk can be read.

        Where SQLite may not even keep its notes on who reads, nobody can be writing either, and
        the file is taken as it stands, unless there are entries in the log that it lacks.
        """
        from pathlib import Path

        file = Path(self._file).resolve().as_uri()
        connection = sqlite.connect(f"{file}?mode=ro", uri=True, timeout=_BUSY_SECONDS)
        try:
            _has_entries(connection)
        except (sqlite.Error, ValueError):
            connection.close()
            if _size(f"{self._file}-wal"):
                raise
            return sqlite.connect(f"{file}?mode=ro&immutable=1", uri=True)
        return connection

    def _keep_reserve(self) -> None:
        reserve = f"{self._folder}/reserve"
        if os.path.exists(reserve):
            return
        try:
            with open(reserve, "wb") as file:
                file.write(bytes(RESERVE_BYTES))
        except OSError:  # an entry can still be made without it, and needs what space there is
            self._spend_reserve()

    def _spend_reserve(self) -> bool:
        try:
            os.unlink(f"{self._folder}/reserve")
        except OSError:
            return False
        return True

    def _write_head(self, sequence: int, own: str) -> None:
        # Desks race for this file: the later number stands, whoever writes last. It is written in
        # place, always as long and well within one block.
        head = self._head()
        if head is not None and head[0] >= sequence:
            return
        try:
            handle = os.open(f"{self._folder}/head", os.O_WRONLY | os.O_CREAT, 0o666)
        except OSError:  # on a full disk the older head stands, and is true
            return
        try:
            os.write(handle, f"{sequence:012} {own}\n".encode())
        except OSError:
            pass  # as above
        finally:
            os.close(handle)

    def _head(self) -> tuple[int, str] | None:
        try:
            with open(f"{self._folder}/head", encoding="utf-8") as file:
                number, own = file.read().split()
            return int(number), own
        except (OSError, ValueError):
            return None

    def _error(self, error: Exception) -> JournalError:
        why = getattr(error, "strerror", None) or str(error)
        return JournalError(
            f"the journal at {self._folder} cannot be written: {why}",
            hint="no search is answered without its entry; see to space and permissions",
        )


def _mode_with_log(connection: sqlite.Connection) -> str:
    """Ask for a log, and say in which mode the file is then.

    While another desk is just making it, SQLite says at once that the file is locked, and does not
    wait as it does for everything else.
    """
    waited = 0.0
    while True:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite.OperationalError as error:
            if "locked" not in str(error) or waited > _BUSY_SECONDS:
                raise
            from time import sleep

            sleep(_PAUSE_SECONDS)
            waited += _PAUSE_SECONDS
        else:
            return str(mode)


def _make_folder(folder: str) -> None:
    """The folder of a journal, which only its owner may look into."""
    if os.path.isdir(folder):
        return
    os.makedirs(os.path.dirname(folder) or ".", exist_ok=True)
    try:
        os.mkdir(folder, mode=0o700)
    except FileExistsError:
        if not os.path.isdir(folder):  # another desk may have been first; a file is in the way
            raise


def _share_with_group(folder: str, file: str) -> None:
    """Where a group may write into the folder, let it write into the journal, too: SQLite makes a
    file that only its owner may write, and the files beside it like that one."""
    if os.path.exists(file) or not os.stat(folder).st_mode & _GROUP_WRITES:
        return
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o660))
    except FileExistsError:  # another desk was first
        return
    os.chmod(file, 0o660)  # whatever the umask says


def _size(file: str) -> int:
    """Bytes of a file; none where there is none."""
    try:
        return os.stat(file).st_size
    except FileNotFoundError:
        return 0


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


def _may_be_full(error: sqlite.OperationalError) -> bool:
    """Whether more space may help: SQLite speaks of a full disk, and of I/O where it could not get
    space for what lies beside the file."""
    return any(word in str(error) for word in ("full", "disk I/O"))
