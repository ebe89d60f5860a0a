"""Lines of a delimited text to rows of cells; no line is lost to a quote that is never closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

SEPARATORS = (",", ";", "\t", "|")

_MOST_LINES = 20
"""Further lines that a row may span; beyond them its open quote is taken for a slip."""


class Row(NamedTuple):
    """A row as it stands in the text."""

    line: int
    """Line on which it starts, from 1."""
    cells: list[str]
    fault: str | None = None
    """Why it cannot be cut into cells; then it has one, the whole line."""

    @property
    def is_blank(self) -> bool:
        """Whether it has nothing but spaces and separators."""
        return not any(map(str.strip, self.cells))


def read_rows(lines: Iterable[str], separator: str, width: int) -> Iterator[Row]:
    """Cut lines into rows, blank ones too.

    A cell in quotes may hold separators, doubled quotes and line breaks (RFC 4180). A row goes on
    over several lines only if it then has `width` cells. Where a quote does not fit, the one line
    on which it stands is lost, and its row says so.
    """
    source = enumerate(lines, 1)
    ahead: deque[tuple[int, str]] = deque()
    while item := ahead.popleft() if ahead else next(source, None):
        number, line = item
        if '"' not in line:
            yield Row(number, line.split(separator))
        elif (cells := cut(line, separator)) is not None:
            yield Row(number, cells)
        elif (found := _over_several_lines(line, ahead, source, separator, width)) is not None:
            yield Row(number, found)
        else:
            yield Row(number, [line], "a quotation mark that is not closed, or not where it may be")


def cut(text: str, separator: str) -> list[str] | None:
    """The cells of a text that is one row; None where its quotes do not fit."""
    lines = text.split("\n")
    with_ends = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    try:
        rows = list(csv.reader(with_ends, delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _over_several_lines(
    line: str,
    ahead: deque[tuple[int, str]],
    source: Iterator[tuple[int, str]],
    separator: str,
    width: int,
) -> list[str] | None:
    """The row that starts with `line`; the lines that it takes are taken out of `ahead`."""
    ahead.extend(islice(source, max(0, _MOST_LINES - len(ahead))))
    text, quotes = line, line.count('"')
    for taken, (_, more) in enumerate(list(ahead), 1):
        text, quotes = f"{text}\n{more}", quotes + more.count('"')
        if quotes % 2 or '"' not in more:
            continue
        cells = cut(text, separator)
        if cells is not None and len(cells) == width and not _swallows_a_row(cells, separator):
            for _ in range(taken):
                ahead.popleft()
            return cells
    return None


def _swallows_a_row(cells: list[str], separator: str) -> bool:
    """Whether a cell of several lines holds what looks like a whole row of its own."""
    return any("\n" in cell and cell.count(separator) >= len(cells) - 1 > 0 for cell in cells)
