"""The disk under the lists of a home: one loader at a time, errors told apart, writes that last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from border_check import sqlite
from border_check.at_rest.homes import key_for
from border_check.at_rest.reading import reader_of
from border_check.at_rest.writing import room_for
from border_check.errors import BorderCheckError, Busy, SnapshotError
from border_check.snapshot.document_index import SUFFIX as DOCUMENTS
from border_check.snapshot.schema import NAMES


@contextmanager
def loading(folder: Path) -> Iterator[None]:
    """Hold the right to load this list. SQLite's own lock serves: it ends with the process."""
    with _held(folder, "lock", "loading"):
        for leftover in (*folder.glob(".building-*"), *folder.glob(".rejects-*")):
            if leftover.is_dir():
                rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)
        yield


@contextmanager
def fetching(folder: Path) -> Iterator[Path]:
    """Hold the right to update this list, and yield a room for what is fetched, ours alone.

    It may be loaded meanwhile. Whatever is in the room goes at the end.
    """
    with _held(folder, "lock-update", "updating"):
        for leftover in folder.glob(".fetched-*"):
            rmtree(leftover, ignore_errors=True)
        with room_for(folder / f".fetched-{os.getpid()}") as room:
            yield room


@contextmanager
def _held(folder: Path, name: str, doing: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    lock = sqlite.connect(folder / name, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Busy(
                f"{folder.name}: another process is {doing} this list",
                hint="wait for it to end, then try again",
            ) from None
        yield
    finally:
        lock.close()


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Full disks and missing permissions as errors of ours, whoever reports them."""
    try:
        yield
    except BorderCheckError:
        raise
    except (OSError, sqlite.OperationalError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SnapshotError(
            f"{folder}: cannot write: {why}",
            hint="the installed lists are as they were; see to space and permissions of the home",
        ) from error


_AT_A_TIME = 1 << 20

DERIVED = (DOCUMENTS, NAMES)
"""Suffixes of what is made of a snapshot and lies beside it, under the same name."""


def derived_files(snapshot: Path) -> list[Path]:
    """What lies beside a snapshot that was made of it."""
    return [file for suffix in DERIVED if (file := snapshot.with_suffix(suffix)).exists()]


def digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_digest(file: Path) -> str:
    """SHA-256 of what a file says, in hexadecimal: the same however often it is sealed anew. Raises
    `SnapshotError` for a sealed file that was changed."""
    if key_for(file) is None:
        return digest(file)
    taken = hashlib.sha256()
    with file.open("rb") as stream:
        try:
            read, length = reader_of(file, stream.fileno())
            for at in range(0, length, _AT_A_TIME):
                taken.update(read(_AT_A_TIME, at))
        except ValueError as error:
            raise SnapshotError(f"{file}: damaged: {error}") from None
    return taken.hexdigest()


def size(file: Path) -> int:
    """Bytes of a file."""
    return file.stat().st_size


def sync_file(file: Path) -> None:
    """Wait until the content of a file lasts."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder last."""
    if os.name != "posix":
        return  # elsewhere a folder cannot be opened, and a rename lasts as the system sees fit
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
