"""A list file to the snapshot that answers: built beside, checked, and swapped in by one rename.

Whatever goes wrong on the way, the snapshot that answered before still does.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from border_check.errors import BorderCheckError, Busy, SnapshotError
from border_check.snapshot.build import Counts, Progress, build_snapshot
from border_check.snapshot.home import Current, Home
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.rejects import RejectsFile
from border_check.sources.interface import Source
from border_check.values.lists import ListDescription

_CLOCK_TOLERANCE = timedelta(hours=1)


class LoadReport(NamedTuple):
    """What a load did."""

    list: str
    version: str
    as_of: str
    counts: Counts
    rejects_file: Path | None
    first_rejects: tuple[str, ...]
    """The first ten, in words."""
    warnings: tuple[str, ...]


def install_list(
    home: Home,
    description: ListDescription,
    source: Source,
    path: Path,
    as_of: datetime | None,
    now: datetime,
    progress: Progress = lambda _: None,
) -> LoadReport:
    """Build a snapshot of the list file at `path` and let it answer from then on.

    Raises `ListFileError` for a file that cannot be read as a whole, `Busy` while another process
    loads the same list, `SnapshotError` when the result may not be installed. In all of these
    cases the snapshot that answered before still does.
    """
    folder = home.list_folder(description.name)
    with _storage_errors(folder), _loading(folder):
        building = folder / f".building-{os.getpid()}.sqlite"
        rejects = RejectsFile(folder)
        try:
            reading = source.read(path, description)
            dated, warnings = _date_of(reading.as_of, as_of, path, now)
            meta = {
                "list": description.name,
                "as_of": dated,
                "format": source.name,
                "file": path.name,
                "description": json.dumps(description._asdict()),
            }
            counts = build_snapshot(
                building, source.kind, reading.entries, meta, rejects.add, progress
            )
            _check_size(description, counts, rejects)
            digest = _digest(building)
            version = f"{dated.replace('-', '').replace(':', '')}-{digest[:6]}"
            new = Current(version, source.kind, _size(building), digest)
            _swap(home, description.name, building, new)
            rejects_file = rejects.keep(version)
        finally:
            building.unlink(missing_ok=True)
            rejects.close()
    return LoadReport(
        description.name,
        version,
        dated,
        counts,
        rejects_file,
        tuple(rejects.first),
        (*reading.warnings, *warnings),
    )


def remove_list(home: Home, name: str) -> None:
    """Delete a list with all its snapshots; raises `SnapshotError` if there is none."""
    folder = home.list_folder(name)
    _require(home, name)
    with _storage_errors(folder), _loading(folder):
        (folder / "current").unlink()
        _sync_folder(folder)
        for file in folder.iterdir():
            file.unlink()
    with suppress(OSError):
        folder.rmdir()


def roll_back(home: Home, name: str) -> str:
    """Let the previous snapshot answer again, and return its version."""
    current = _require(home, name)
    if current.previous is None or not home.snapshot_file(name, current.previous).exists():
        raise SnapshotError(f"{name}: there is no previous snapshot to go back to")
    folder = home.list_folder(name)
    file = home.snapshot_file(name, current.previous)
    with _storage_errors(folder), _loading(folder):
        back = Current(current.previous, current.kind, _size(file), _digest(file), current.version)
        _write_current(folder, back)
    return back.version


def verify_file(home: Home, name: str) -> str | None:
    """What is wrong with the file of the snapshot that answers; None when nothing is."""
    current = _require(home, name)
    file = home.snapshot_file(name, current.version)
    try:
        if _digest(file) != current.sha256:
            return "its content is not what was installed"
        with Snapshot(file) as snapshot:
            return snapshot.damage()
    except (OSError, BorderCheckError) as error:
        return str(error)


def _require(home: Home, name: str) -> Current:
    current = home.current(name)
    if current is None:
        raise SnapshotError(f"{name}: no such list is installed", hint="see `border-check lists`")
    return current


def _date_of(
    own: str | None, given: datetime | None, path: Path, now: datetime
) -> tuple[str, list[str]]:
    """The date of a snapshot: the file's own, else the given one, else that of the file system.

    A file that is dated is never made newer.
    """
    warnings = []
    if own is not None:
        if given is not None and _stamp(given) > own:
            warnings.append(f"--as-of is ignored: the file says that it is of {own}")
        dated = min(own, _stamp(given)) if given is not None else own
    elif given is not None:
        dated = _stamp(given)
    else:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        dated = _stamp(min(modified, now))
        warnings.append(
            f"the file does not say of what date it is; taken for {dated}, when it was last written"
        )
    if dated > _stamp(now + _CLOCK_TOLERANCE):
        raise SnapshotError(
            f"the list is dated {dated}, which has not come yet",
            hint="check --as-of, the file, and the clock of this machine",
        )
    return dated, warnings


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _check_size(description: ListDescription, counts: Counts, rejects: RejectsFile) -> None:
    """Refuse a snapshot that cannot be what it should be."""
    why = ""
    if counts.kept == 0:
        why = f"none of its {counts.read} entries is a usable record"
    elif description.minimum is not None and counts.kept < description.minimum:
        why = f"it has {counts.kept} records, expected at least {description.minimum}"
    elif description.maximum is not None and counts.kept > description.maximum:
        why = f"it has {counts.kept} records, expected at most {description.maximum}"
    if why:
        first = f"; the first: {rejects.first[0]}" if rejects.first else ""
        raise SnapshotError(
            f"{description.name}: not installed: {why}{first}",
            hint="what was installed before still answers; the limits are in the configuration",
        )


def _swap(home: Home, name: str, building: Path, new: Current) -> None:
    """Make a finished file the snapshot that answers; the one before stays for a way back."""
    folder = home.list_folder(name)
    with Snapshot(building) as snapshot:
        snapshot.prove()
    before = home.current(name)
    _sync_file(building)
    building.replace(home.snapshot_file(name, new.version))
    _sync_folder(folder)
    if before is not None and before.version != new.version:
        new = new._replace(previous=before.version)
    elif before is not None:
        new = new._replace(previous=before.previous)
    _write_current(folder, new)
    for file in folder.glob("*.sqlite"):
        if file.stem not in (new.version, new.previous):
            file.unlink()


def _write_current(folder: Path, current: Current) -> None:
    fresh = folder / "current.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(json.dumps(current._asdict()))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / "current")
    _sync_folder(folder)


@contextmanager
def _loading(folder: Path) -> Iterator[None]:
    """Hold the right to load this list. SQLite's own lock serves: it ends with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(folder / "lock", timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Busy(
                f"{folder.name}: another process is loading this list",
                hint="wait for it to end, then try again",
            ) from None
        for leftover in (*folder.glob(".building-*"), *folder.glob(".rejects-*")):
            leftover.unlink(missing_ok=True)
        yield
    finally:
        lock.close()


@contextmanager
def _storage_errors(folder: Path) -> Iterator[None]:
    """Full disks and missing permissions as errors of ours, whoever reports them."""
    try:
        yield
    except BorderCheckError:
        raise
    except (OSError, sqlite3.OperationalError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SnapshotError(
            f"{folder}: cannot write: {why}",
            hint="the installed lists are as they were; see to space and permissions of the home",
        ) from error


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _size(file: Path) -> int:
    return file.stat().st_size


def _sync_file(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened, and a rename lasts as the system sees fit
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
