"""Results into a file: readable by its owner alone, and there only when it is complete.

Until then they stand in a hidden file beside it, from which a run that was cut off can go on.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from border_check.errors import BorderCheckError, Busy, UsageError

SUFFIXES = (".csv", ".jsonl")


def unfinished(path: Path) -> Path:
    """Where the results of a run stand that has not come to its end."""
    return path.with_name(f".{path.name}.unfinished")


@contextmanager
def private_file(path: Path, keep: int = 0) -> Iterator[IO[str]]:
    """A text file of mode 0600 that takes its name when the block ends without an error.

    What a run before has left of it is written over, but for its first `keep` bytes. Raises
    `UsageError` for another suffix than .csv or .jsonl, `Busy` while another process writes it,
    `BorderCheckError` when it cannot be written.
    """
    if path.suffix not in SUFFIXES:
        raise UsageError(
            f"--out: found {path.name!r:.60}, expected a name in .csv or .jsonl",
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


def _lock(file: IO[str], path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
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
