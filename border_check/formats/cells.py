"""Text measured in cells of the screen: two for a Chinese character, none for a mark."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from border_check.formats.safe_text import END_ISOLATE, ISOLATE

WIDTH = 80


def wrapped(text: str, width: int) -> list[str]:
    """Words in lines of at most `width` cells; longer words are broken."""
    console = Console(width=width, file=StringIO())
    lines = Text(text).wrap(console, width)
    return list(_isolated_each(line.plain.rstrip() for line in lines)) or [""]


def cut(text: str, cells: int) -> str:
    """Text in at most so many cells, cut short with a mark where it is longer."""
    if cell_len(text) <= cells:
        return text
    end = END_ISOLATE if text.endswith(END_ISOLATE) else ""
    return f"{set_cell_size(text, cells - 1)}…{end}"


def fit(text: str, cells: int) -> str:
    """Text in exactly so many cells, cut short with a mark where it is longer."""
    short = cut(text, cells)
    return short + " " * (cells - cell_len(short))


def _isolated_each(lines: Iterator[str]) -> Iterator[str]:
    """An isolate that a line break tears apart ends with its line and begins again on the next."""
    open_before = 0
    for line in lines:
        whole = ISOLATE * open_before + line
        open_before = max(0, whole.count(ISOLATE) - whole.count(END_ISOLATE))
        yield whole + END_ISOLATE * open_before
