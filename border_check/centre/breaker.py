"""A breaker: while the centre is silent, not every question waits for it.

After a failure nobody asks the centre for some seconds, after each further one twice as long; then
one question tries again. All processes of a home share what is known, in the file `centre-silent`:
how many failures there were, and until when nobody asks.
"""

from __future__ import annotations

import os

_FIRST, _LONGEST = 2.0, 60.0
"""Seconds of a pause."""


class Breaker:
    """What is known of the line, by a file; a home that cannot be written is asked each time."""

    def __init__(self, file: str) -> None:
        self._file = file

    def lets_through(self, now: float) -> bool:
        """Whether the centre is to be asked at a moment, in seconds of the clock."""
        failures, until = self._read()
        return not failures or now >= until or until - now > _LONGEST

    def failed(self, now: float) -> None:
        """It was silent."""
        failures = self._read()[0] + 1
        pause = min(_LONGEST, _FIRST * 2 ** min(failures - 1, 10))
        self._write(f"{failures} {now + pause:.3f}\n")

    def answered(self) -> None:
        """It answered: all is well."""
        try:
            os.unlink(self._file)
        except OSError:
            return

    def _read(self) -> tuple[int, float]:
        try:
            with open(self._file, encoding="ascii") as file:
                failures, until = file.read(100).split()
            return int(failures), float(until)
        except (OSError, ValueError):
            return 0, 0.0

    def _write(self, text: str) -> None:
        try:
            handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError:
            return
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
