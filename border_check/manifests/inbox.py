"""A folder in which passenger lists land: each is taken once, whatever is killed in between.

A list that has settled is moved into a folder of its own below `working`, its results are written
beside it, and that folder is moved to `done` or `failed` as a whole. Each of these steps is one
rename, so that a list is in one place at any moment, and whatever lies in `working` when nobody
works on it is what was cut off.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from border_check.errors import BorderCheckError, Busy
from border_check.file_lock import hold

WORKING, DONE, FAILED = "working", "done", "failed"
_LOCK = ".border-check.lock"
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", "~")
"""How names end under which others write a file that is not whole yet."""
_MOST_NAMES = 10_000


class Job(NamedTuple):
    """A list that was taken, in a folder of its own."""

    folder: Path
    file: Path


class _State(NamedTuple):
    """By what a file that is still being written shows."""

    size: int
    changed: int
    """Nanoseconds."""


class Inbox:
    """The lists in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[str, _State] = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder; raises `Busy` while another process does, `BorderCheckError` where there
        is no such folder or nothing may be written into it."""
        try:
            for name in (WORKING, DONE, FAILED):
                (self.folder / name).mkdir(mode=0o700, exist_ok=True)
            handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise BorderCheckError(
                f"{self.folder}: cannot be watched: {error.strerror}",
                hint="name a folder that is there and may be written to",
            ) from error
        try:
            try:
                hold(handle)
            except OSError:
                raise Busy(
                    f"{self.folder}: another process watches this folder", hint="one is enough"
                ) from None
            yield
        finally:
            os.close(handle)

    def cut_off(self) -> list[Job]:
        """The lists that were taken and not finished; to be asked for once, at the start."""
        jobs = []
        for folder in sorted((self.folder / WORKING).iterdir()):
            with suppress(OSError):
                folder.rmdir()  # made for a list that was not moved into it any more
                continue
            file = folder / _name_of(folder)
            if file.is_file():
                jobs.append(Job(folder, file))
        return jobs

    def take(self) -> Iterator[Job]:
        """Take every list that has not changed since it was looked at last, the oldest first."""
        before, self._seen = self._seen, self._look()
        settled = [name for name, state in self._seen.items() if before.get(name) == state]
        for name in sorted(settled, key=lambda name: (self._seen[name].changed, name)):
            del self._seen[name]
            job = self._taken(name)
            if job is not None:
                yield job

    @property
    def is_waiting(self) -> bool:
        """Whether there are lists that have yet to settle."""
        return bool(self._seen)

    def finish(self, job: Job, where: str) -> Path:
        """Move a list with all that was written beside it to `done` or `failed`."""
        for target in _free(self.folder / where / job.folder.name):
            try:
                job.folder.rename(target)
            except OSError:
                if target.exists():  # somebody put it there meanwhile
                    continue
                raise
            return target
        raise BorderCheckError(
            f"{self.folder / where}: too many lists are called {job.folder.name}",
            hint="move them away",
        )

    def _look(self) -> dict[str, _State]:
        found = {}
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.lower().endswith(_UNFINISHED):
                    continue
                with suppress(FileNotFoundError):
                    state = entry.stat(follow_symlinks=False)
                    if S_ISREG(state.st_mode):
                        found[entry.name] = _State(state.st_size, state.st_mtime_ns)
        return found

    def _taken(self, name: str) -> Job | None:
        """None for a file that has gone, or that may not be moved; the next look sees it again."""
        for folder in _free(self.folder / WORKING / name):
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                continue
            file = folder / name
            try:
                (self.folder / name).rename(file)
            except OSError:
                folder.rmdir()
                return None
            return Job(folder, file)
        return None


def _free(path: Path) -> Iterator[Path]:
    """The path, and others like it, of which the first that is not there is to be used."""
    others = (path.with_name(f"{path.name}.{at}") for at in range(2, _MOST_NAMES))
    return (one for one in chain((path,), others) if not one.exists())


def _name_of(folder: Path) -> str:
    """What the list in a folder is called: as the folder, but for the number behind it."""
    name, dot, number = folder.name.rpartition(".")
    if dot and number.isdecimal() and (folder / name).exists():
        return name
    return folder.name
