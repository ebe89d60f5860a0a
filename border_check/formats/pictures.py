"""Where the pictures lie that lists name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from border_check.formats.lines import Line
from border_check.formats.safe_text import plain

_NOT_THERE = "not there: {file}"


def picture_file(name: str, pictures: str) -> str:
    """Where a picture lies that a list names."""
    return str(Path(pictures) / name)


def picture_lines(names: Iterable[str], pictures: str) -> Iterator[Line]:
    """The files, each in one line whatever its length, so that it can be copied."""
    for number, name in enumerate(names):
        file = picture_file(name, pictures)
        told = plain(file) if Path(file).is_file() else _NOT_THERE.format(file=plain(file))
        label = "Pictures" if number == 0 else ""
        yield Line.of((f"{label:<9}", "bold"), told)
