"""A copy of a journal to be kept elsewhere, made while others write to it.

The files of a volume that is written do not fit each other when they are copied one after the
other, and a log that stays in a copy after the volume was closed takes newer entries back. SQLite
copies each volume as it stood at one moment, into one file. One that is closed and has not changed
is not copied again.
"""

from __future__ import annotations

import os
from contextlib import closing, suppress
from pathlib import Path

from border_check import sqlite
from border_check.at_rest.homes import share
from border_check.errors import BorderCheckError
from border_check.journal.book import Journal
from border_check.journal.head import Head, read_head, write_head
from border_check.journal.reading import BUSY_SECONDS, FAULTS
from border_check.journal.volumes import Volume, size, volumes
from border_check.values.record import NamedTuple

_UNFINISHED = ".copying-"
"""How the name of a file begins that is being made."""


class Copied(NamedTuple):
    """What a copy has."""

    entries: int
    """Number of its newest entry."""
    volumes: int
    fresh: int
    """Volumes that were copied this time."""


def copy_journal(folder: Path, out: Path) -> Copied:
    """Bring the copy of a journal in another folder up to date, or make it.

    Raises `BorderCheckError` where that cannot be done, and for a copy of which the journal is not
    the continuation: what is missing here would be lost there as well.
    """
    if out.resolve() == folder.resolve():
        raise BorderCheckError(f"{out}: is the journal itself", hint="name another folder")
    try:
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        share(f"{folder}/head", str(out))
        found = volumes(str(folder))
        _require_continued(folder, found, out)
        fresh = [one for one in found if not _is_copied(one, out) and _copy(one, out)]
        _sync(out)
    except FAULTS as error:
        why = getattr(error, "strerror", None) or str(error)
        raise BorderCheckError(
            f"{out}: the journal cannot be copied: {why:.120}",
            hint="see to space and permissions; what was copied before can still be read",
        ) from error
    head = read_head(str(out))
    return Copied(head.sequence if head else 0, len(volumes(str(out))), len(fresh))


def _require_continued(folder: Path, found: list[Volume], out: Path) -> None:
    head = read_head(str(out))
    continued = {one.first for one in volumes(str(out))} <= {one.first for one in found}
    if head is not None and continued:
        with Journal(folder) as journal:
            own = journal.entry(head.sequence)
        continued = own is not None and own.hash == head.hash
    if not continued:
        raise BorderCheckError(
            f"{out}: has entries that are not in the journal",
            hint="keep both as they are and call the auditor; or name a new folder",
        )


def _target(one: Volume, out: Path) -> Path:
    return out / Path(one.path).name


def _is_copied(one: Volume, out: Path) -> bool:
    """Whether a volume was copied, and nothing was written to it since."""
    with suppress(FileNotFoundError):
        changed = Path(one.path).stat().st_mtime_ns
        return _target(one, out).stat().st_mtime_ns == changed and not size(one.log)
    return False


def _copy(one: Volume, out: Path) -> bool:
    """Copy a volume as it stands, and name its newest entry; whether there was anything to copy:
    one that another process is just making has no table yet."""
    target = _target(one, out)
    unfinished = out / f"{_UNFINISHED}{target.name}"
    unfinished.unlink(missing_ok=True)
    unfinished.touch(0o600)
    changed = Path(one.path).stat()
    with closing(_opened(one.path)) as source, closing(_opened(unfinished)) as copy:
        source.execute("BEGIN")
        if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
            unfinished.unlink()
            return False
        query = "SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1"
        last = source.execute(query).fetchone()
        source.backup(copy)
    os.utime(unfinished, ns=(changed.st_atime_ns, changed.st_mtime_ns))
    for log in ("-wal", "-shm"):
        target.with_name(f"{target.name}{log}").unlink(missing_ok=True)
    unfinished.replace(target)
    if last:
        write_head(str(out), Head(*last))
    return True


def _opened(path: str | Path) -> sqlite.Connection:
    return sqlite.connect(path, timeout=BUSY_SECONDS, isolation_level=None)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
