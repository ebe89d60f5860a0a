"""What could not be used of a list file, kept so that it can be corrected and loaded again."""

from __future__ import annotations

import csv
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, NamedTuple

from border_check.at_rest.homes import key_for
from border_check.at_rest.writing import in_memory, seal_into
from border_check.sources.interface import Rejected

REASON = "rejected_because"
"""Column that a rejects file has beside those of the list; readers pass over it."""

_TOLD = 10
_GROWING = ".rejects-new"
_WHY = ".why"


class _Growing(NamedTuple):
    """A file under its name until the load has succeeded."""

    path: Path
    file: IO[str]


class RejectsFile:
    """Takes rejected entries one by one, and keeps them beside the snapshot if there were any.

    Rows of a table go to a CSV with the columns of their file and one for the reason; those of
    another heading to a CSV of their own. Lines and elements go to a text file as they were, their
    reasons to a file of the same name and `.why`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rooms = ExitStack()
        self._room = folder
        """Where the files grow: in an encrypted home, in memory."""
        self._growing: dict[tuple[str, ...], _Growing] = {}
        self.first: list[str] = []

    def add(self, rejected: Rejected, *, told: bool = True) -> None:
        """Note an entry and why it is here; `told` with the first ones, unless others tell it."""
        field = f", {rejected.field}" if rejected.field else ""
        reason = f"{rejected.place}{field}: {rejected.reason}"
        if told and len(self.first) < _TOLD:
            self.first.append(reason)
        if isinstance(rejected.raw, str):
            suffix = ".jsonl" if rejected.raw.lstrip().startswith("{") else ".txt"
            self._file(suffix).write(rejected.raw.rstrip("\r\n") + "\n")
            self._file(suffix + _WHY).write(reason + "\n")
            return
        columns = tuple(map(str, rejected.raw))
        is_new = (".csv", *columns) not in self._growing
        writer = csv.writer(self._file(".csv", *columns))
        if is_new:
            writer.writerow([*columns, REASON])
        writer.writerow([*rejected.raw.values(), reason])

    def keep(self, version: str, added: Path | None = None) -> tuple[Path, ...]:
        """Give the files their lasting names, and return them: tables first, without the reasons.

        Those of earlier loads are deleted; where this load `added` a file to an earlier one, only
        that file, if it is one of them, since what else is in them is still to be corrected.
        """
        for _, file in self._growing.values():
            file.close()
        for old in self._folder.glob("rejects-*"):
            if added is None or old.name in (added.name, added.name + _WHY):
                old.unlink()
        kept = [self._lasting(path, version) for path, _ in self._growing.values()]
        self._growing.clear()
        entries = (path for path in kept if path.suffix != _WHY)
        return tuple(sorted(entries, key=lambda path: path.suffix != ".csv"))

    def _lasting(self, path: Path, version: str) -> Path:
        name = path.name.replace(_GROWING, f"rejects-{version}", 1)
        if self._room == self._folder:
            return path.replace(self._folder / name)
        seal_into(path, self._folder / name)
        return self._folder / name

    def close(self) -> None:
        """Close what is open, and clear away what was not kept."""
        for path, file in self._growing.values():
            with suppress(OSError):  # its last lines may find the disk full
                file.close()
            path.unlink(missing_ok=True)
        self._rooms.close()

    def _file(self, suffix: str, *columns: str) -> IO[str]:
        """The file for entries of one shape, opened when the first of them comes."""
        shape = (suffix, *columns)
        if not self._growing and key_for(self._folder) is not None:
            self._room = self._rooms.enter_context(in_memory())
        if shape not in self._growing:
            alike = sum(known[0] == suffix for known in self._growing)
            mark = f"-{alike + 1}" if alike else ""
            path = self._room / f"{_GROWING}{mark}{suffix}"
            file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
            self._growing[shape] = _Growing(path, file)
        return self._growing[shape].file
