"""Entries as they are written: at the end of the newest volume, by several desks at once."""

from __future__ import annotations

import os
from collections.abc import Sequence

from border_check import sqlite
from border_check.journal.entries import ORIGIN, chain_hash, digest_query
from border_check.journal.head import Head, write_head
from border_check.journal.reading import BUSY_SECONDS, COLUMNS, FAULTS, read
from border_check.journal.reserve import keep_reserve
from border_check.journal.volumes import Volume, close_volume, is_closed, size, volume, volumes

VOLUME_BYTES = 64 << 20
"""Size from which a volume is closed: some 60,000 searches, one file of a night's copy."""

_LOOK_EVERY = 256
"""Entries after which somebody looks at the size of the volume."""
_GROUP_WRITES = 0o020
_LONGEST_LOG = 1 << 18
"""Bytes, some sixty entries: what a check that ends its process may leave to the next one to read.
An entry lasts with one write to the log; taking the log into the file is several."""

_TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    sequence INTEGER PRIMARY KEY, body TEXT NOT NULL, query TEXT, salt TEXT,
    query_digest TEXT NOT NULL, hash TEXT NOT NULL)
"""

_sync = getattr(os, "fdatasync", os.fsync)


class Writer:
    """Writes a journal on behalf of one process. All that it does raises one of `FAULTS`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._volume = volume(folder, 1)
        self._connection: sqlite.Connection | None = None
        self._has_log = False

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def can_be_left(self) -> bool:
        """Whether a process may end without closing it: its log is short, and the next reads it."""
        return size(self._volume.log) < _LONGEST_LOG

    def enter(self, entries: Sequence[tuple[str, str]]) -> Head:
        """Write entries, each a body and a query, one after the other, and wait until all of them
        last; the newest of them. Either all are written or none."""
        connection = self._begin()
        try:
            newest = last = self._last(connection)
            for body, query in entries:
                salt = os.urandom(16).hex()
                query_digest = digest_query(salt, query)
                sequence = newest.sequence + 1
                newest = Head(sequence, chain_hash(newest.hash, sequence, body, query_digest))
                connection.execute(
                    f"INSERT INTO entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
                    (sequence, body, query, salt, query_digest, newest.hash),
                )
            self._commit(connection)
        except BaseException:
            _roll_back(connection)
            raise
        write_head(self._folder, newest)
        is_time = newest.sequence // _LOOK_EVERY != last.sequence // _LOOK_EVERY
        if is_time and self._volume.size >= VOLUME_BYTES:
            self._close_volume_if_it_can_be()
        return newest

    def end_volume(self) -> bool:
        """Close the newest volume, so that the next entry begins another; whether it had any."""
        connection = self._begin()
        try:
            has_entries = self._last(connection).sequence >= self._volume.first
            if has_entries:
                close_volume(connection)
            self._commit(connection)
        except BaseException:
            _roll_back(connection)
            raise
        if has_entries:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.close()
        return has_entries

    def erase(self, numbers: Sequence[int]) -> bool:
        """Erase queries from the bytes of their volumes and logs; whether nobody was reading."""
        self.close()
        found, clean = volumes(self._folder), True
        for number, one in enumerate(found):
            end = found[number + 1].first if number + 1 < len(found) else float("inf")
            own = [wanted for wanted in numbers if one.first <= wanted < end]
            if own:
                clean &= _erase(self._open(one), own)
                self.close()
        return clean

    def _close_volume_if_it_can_be(self) -> None:
        # The entry stands; a disk on which no volume can be begun is the next one's to tell.
        try:
            self.end_volume()
        except FAULTS:
            pass

    def _begin(self) -> sqlite.Connection:
        """A transaction in the newest volume, which is made where the one before it is closed."""
        if self._connection is None:
            self._open((volumes(self._folder) or [volume(self._folder, 1)])[-1])
        while True:
            connection = self._open(self._volume)
            connection.execute("BEGIN IMMEDIATE")
            if not is_closed(connection):
                return connection
            after = self._last(connection).sequence + 1
            connection.execute("ROLLBACK")
            self.close()
            self._open(volume(self._folder, after))

    def _last(self, connection: sqlite.Connection) -> Head:
        """The newest entry, which is in the volume before where this one has none yet."""
        query = "SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1"
        last = connection.execute(query).fetchone()
        if last:
            return Head(*last)
        if self._volume.first == 1:
            return Head(0, ORIGIN)
        before = [one for one in volumes(self._folder) if one.first < self._volume.first]
        for entry in read(before[-1], "", (), newest_first=True) if before else ():
            if entry.sequence == self._volume.first - 1:
                return Head(entry.sequence, entry.hash)
        raise ValueError(f"entry {self._volume.first - 1}, the one before, is missing")

    def _open(self, wanted: Volume) -> sqlite.Connection:
        if self._connection is None:
            _make_folder(self._folder)
            _share_with_group(self._folder, wanted.path)
            connection = sqlite.connect(
                wanted.path,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                self._has_log = sqlite.mode_with_log(connection, BUSY_SECONDS) == "wal"
                level = "NORMAL" if self._has_log else "FULL"
                connection.execute(f"PRAGMA synchronous = {level}")
                connection.execute(_TABLE)
                keep_reserve(self._folder)
            except BaseException:
                connection.close()
                raise
            self._connection, self._volume = connection, wanted
        return self._connection

    def _commit(self, connection: sqlite.Connection) -> None:
        """End a transaction, and wait until the log with it lasts.

        SQLite would wait for the folder as well (`synchronous = FULL`), each time that a process
        opens a log which is there already. It does where it makes a new one, at either level.
        """
        connection.execute("COMMIT")
        if not self._has_log:
            return
        handle = os.open(self._volume.log, os.O_RDONLY)
        try:
            _sync(handle)
        finally:
            os.close(handle)


def _roll_back(connection: sqlite.Connection) -> None:
    try:
        connection.execute("ROLLBACK")
    except sqlite.Error:
        pass  # what led here says more


def _erase(connection: sqlite.Connection, numbers: Sequence[int]) -> bool:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "UPDATE entry SET query = NULL, salt = NULL WHERE sequence = ?",
        [(number,) for number in numbers],
    )
    connection.execute("COMMIT")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


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
