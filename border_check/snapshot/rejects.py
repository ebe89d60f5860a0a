"""What could not be used of a list file, kept so that it can be corrected and loaded again."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from border_check.sources.interface import Rejected

REASON = "rejected_because"
"""Column that the rejects file has beside those of the list; readers pass over it."""

_TOLD = 10


class RejectsFile:
    """Takes rejected entries one by one, and keeps them beside the snapshot if there were any.

    Rows of a table go to a CSV with the columns of their file and one for the reason; lines and
    elements go to a text file as they were, their reasons to a file of the same name and `.why`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path: Path | None = None
        self._file: IO[str] | None = None
        self._reasons: TextIOWrapper | None = None
        self._columns: list[str] = []
        self.first: list[str] = []

    def add(self, rejected: Rejected) -> None:
        """Note an entry and why it is here."""
        field = f", {rejected.field}" if rejected.field else ""
        reason = f"{rejected.place}{field}: {rejected.reason}"
        if len(self.first) < _TOLD:
            self.first.append(reason)
        if isinstance(rejected.raw, str):
            self._text(rejected.raw, reason)
        else:
            self._row({str(key): value for key, value in rejected.raw.items()}, reason)

    def keep(self, version: str) -> Path | None:
        """Give the file its lasting name; None if nothing was rejected."""
        self.close()
        for old in self._folder.glob("rejects-*"):
            old.unlink()
        if self._path is None:
            return None
        lasting = self._folder / f"rejects-{version}{self._path.suffix}"
        reasons = self._path.with_suffix(".why")
        if reasons.exists():
            reasons.replace(lasting.with_suffix(".why"))
        return self._path.replace(lasting)

    def close(self) -> None:
        """Close what is open; an unkept file is cleared away by the next load."""
        for file in (self._file, self._reasons):
            if file is not None:
                file.close()

    def _open(self, suffix: str) -> IO[str]:
        if self._file is None:
            self._path = self._folder / f".rejects-new{suffix}"
            self._file = self._path.open("w", encoding="utf-8", newline="")
        return self._file

    def _row(self, cells: dict[str, str], reason: str) -> None:
        file = self._open(".csv")
        writer = csv.writer(file)
        if not self._columns:
            self._columns = list(cells)
            writer.writerow([*self._columns, REASON])
        writer.writerow([*(cells.get(column, "") for column in self._columns), reason])

    def _text(self, raw: str, reason: str) -> None:
        self._open(".jsonl" if raw.lstrip().startswith("{") else ".txt").write(
            raw.rstrip("\r\n") + "\n"
        )
        if self._reasons is None and self._path is not None:
            self._reasons = self._path.with_suffix(".why").open("w", encoding="utf-8")
        if self._reasons is not None:
            self._reasons.write(reason + "\n")
