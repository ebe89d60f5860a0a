"""Results into a file: readable by its owner alone, and there only when it is complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from border_check.errors import BorderCheckError, UsageError

SUFFIXES = (".csv", ".jsonl")


@contextmanager
def private_file(path: Path) -> Iterator[IO[str]]:
    """A text file of mode 0600 that takes its name when the block ends without an error.

    Raises `UsageError` for another suffix than .csv or .jsonl, `BorderCheckError` when it cannot
    be written.
    """
    if path.suffix not in SUFFIXES:
        raise UsageError(
            f"--out: found {path.name!r:.60}, expected a name in .csv or .jsonl",
            hint="the suffix says how the results are written",
        )
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise BorderCheckError(
            f"{path}: cannot write the results: {error.strerror}",
            hint="nothing was searched yet; name a folder that is there and may be written to",
        ) from error
    try:
        with os.fdopen(
            handle, "w", encoding="utf-8", errors="backslashreplace", newline=""
        ) as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise BorderCheckError(
            f"{path}: cannot write the results: {error.strerror}",
            hint="the searches are in the journal; see to space and permissions, then run again",
        ) from error
    finally:
        partial.unlink(missing_ok=True)
