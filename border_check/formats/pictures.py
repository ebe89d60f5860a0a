"""Where the pictures lie that lists name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from border_check.formats.cells import fit
from border_check.formats.lines import Line
from border_check.formats.speech import fact, translated
from border_check.language import marked

_NOT_THERE = marked("not there: {file}")


def picture_file(name: str, pictures: str) -> str:
    """Where a picture lies that a list names."""
    return str(Path(pictures) / name)


def picture_lines(names: Iterable[str], pictures: str) -> Iterator[Line]:
    """The files, each in one line whatever its length, so that it can be copied."""
    for number, name in enumerate(names):
        file = picture_file(name, pictures)
        told = fact(file) if Path(file).is_file() else translated(_NOT_THERE, file=file)
        label = "" if number else translated("Pictures")
        yield Line.of((fit(label, 9), "bold"), told)
