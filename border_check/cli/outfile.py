"""Results into a file: readable by its owner alone, and there only when it is complete.

Until then they stand in a hidden file beside it, from which a run that was cut off can go on. A
page of HTML is written from that file, whole, at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from border_check.errors import BorderCheckError, Busy, UsageError
from border_check.file_lock import hold

SUFFIXES = (".csv", ".jsonl", ".html")

Bind = Callable[[IO[str], IO[str]], object]
"""Writes a file from what stands in another one."""


def unfinished(path: Path) -> Path:
    """Where the results of a run stand that has not come to its end."""
    return path.with_name(f".{path.name}.unfinished")


@contextmanager
def private_file(path: Path, keep: int = 0, bind: Bind | None = None) -> Iterator[IO[str]]:
    """A text file of mode 0600 that takes its name when the block ends without an error; with
    `bind`, another one does that is then written from it.

    What a run before has left of it is written over, but for its first `keep` bytes. Raises
    `UsageError` for another suffix than .csv, .jsonl or .html, `Busy` while another process writes
    it, `BorderCheckError` when it cannot be written.
    """
    if path.suffix not in SUFFIXES:
        raise UsageError(
            f"--out: found {path.name!r:.60}, expected a name in .csv, .jsonl or .html",
            hint="the suffix says how the results are written",
        )
    partial = unfinished(path)
    try:
        handle = os.open(partial, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise BorderCheckError(
            f"{path}: cannot write the results: {error.strerror}",
            hint="nothing was searched yet; name a folder that is there and may be written to",
        ) from error
    with os.fdopen(handle, "r+", encoding="utf-8", errors="backslashreplace", newline="") as file:
        _lock(file, path)
        try:
            file.truncate(keep)
            file.seek(keep)
            yield file
            file.flush()
            if bind is not None:
                _bound(file, bind, path)
                partial.unlink()
            else:
                partial.replace(path)
        except BaseException as error:
            _forget_nothing(file, partial)
            if not isinstance(error, OSError):
                raise
            raise BorderCheckError(
                f"{path}: cannot write the results: {error.strerror}",
                hint="the searches are in the journal; see to space and permissions, then run "
                "again with --resume",
            ) from error


def _bound(file: IO[str], bind: Bind, path: Path) -> None:
    """Write the file itself from the one that was written until now."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as page:
            bind(file, page)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _lock(file: IO[str], path: Path) -> None:
    try:
        hold(file.fileno())
    except OSError:
        raise Busy(
            f"{path}: another process is writing these results",
            hint="wait for it to end, or name another file",
        ) from None


def _forget_nothing(file: IO[str], partial: Path) -> None:
    """Remove a file in which no row stands yet, only a heading."""
    with suppress(OSError, ValueError):
        file.flush()
        with partial.open("rb") as written:
            if sum(1 for _ in zip(written, range(2), strict=False)) < 2:
                partial.unlink()
