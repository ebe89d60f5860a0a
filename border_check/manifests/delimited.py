"""Lines of a delimited text to rows of cells; no line is lost to a quote that is never closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
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


class Cut(NamedTuple):
    """Rows that follow one another, as they stand in the text: by columns, or else by rows."""

    lines: Sequence[int]
    """Line on which each starts, from 1."""
    columns: Sequence[Sequence[str]]
    """The cells, where all rows are of one width and can be cut."""
    cells: Sequence[list[str]] = ()
    """The cells of each row, where they are not."""
    faults: Mapping[int, str] = {}
    """By place among these rows, why one cannot be cut into cells."""

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def row(self, place: int) -> Row:
        """One of the rows."""
        cells = self.cells[place] if self.cells else [column[place] for column in self.columns]
        return Row(self.lines[place], cells, self.faults.get(place))

    def only(self, places: Sequence[int]) -> Cut:
        """Some of the rows."""
        faults = self.faults
        return Cut(
            [self.lines[at] for at in places],
            [[column[at] for at in places] for column in self.columns],
            [self.cells[at] for at in places] if self.cells else (),
            {now: faults[at] for now, at in enumerate(places) if at in faults} if faults else {},
        )


def cut_rows(blocks: Iterable[list[str]], separator: str, width: int) -> Iterator[Cut]:
    """The rows of `read_rows`, blank ones too, many at a time: `blocks` are lines."""
    source = iter(blocks)
    first, ahead = 1, list[str]()
    while lines := ahead or next(source, []):
        ahead = []
        cut = _cut_apart(lines, first, separator)
        if cut is not None:
            yield cut
            first += len(lines)
            continue
        while len(ahead) < _MOST_LINES and (more := next(source, [])):
            ahead += more
        rows, taken = _rows_that_start_in(lines, ahead, separator, width)
        yield Cut(
            [first - 1 + row.line for row in rows],
            (),
            [row.cells for row in rows],
            {at: row.fault for at, row in enumerate(rows) if row.fault is not None},
        )
        ahead = ahead[taken - len(lines) :]
        first += taken


def _cut_apart(lines: list[str], first: int, separator: str) -> Cut | None:
    """Lines each of which is a row; None where a quote does not fit its line."""
    numbers = range(first, first + len(lines))
    together = f"{separator}\n{separator}".join(lines)  # a cell of its own marks the end of a row
    if '"' not in together:
        width, cells = lines[0].count(separator) + 1, together.split(separator)
        ends = cells[width :: width + 1]
        if len(cells) == len(lines) * (width + 1) - 1 and ends.count("\n") == len(ends):
            return Cut(numbers, [cells[at :: width + 1] for at in range(width)])
    rows = _cells_of_each(lines, separator)
    if rows is None:
        return None
    if len(set(map(len, rows))) == 1:
        return Cut(numbers, list(zip(*rows, strict=True)))
    return Cut(numbers, (), rows)


def _cells_of_each(lines: list[str], separator: str) -> list[list[str]] | None:
    """The cells of lines each of which is a row; None where a quote does not fit its line."""
    cells = [line.split(separator) for line in lines]
    quoted = [at for at, line in enumerate(lines) if '"' in line]
    texts = [lines[at] for at in quoted]
    reader = csv.reader(texts, delimiter=separator, strict=True, skipinitialspace=True)
    try:
        found = list(reader)
    except csv.Error:
        return None
    if len(found) != len(quoted):  # a quote that is left open takes the next line in
        return None
    for at, row in zip(quoted, found, strict=True):
        cells[at] = row
    return cells


def _rows_that_start_in(
    lines: list[str], ahead: list[str], separator: str, width: int
) -> tuple[list[Row], int]:
    """The rows that start in `lines`, and how many lines they take, with those `ahead`."""
    rows: list[Row] = []
    for row in read_rows(chain(lines, ahead), separator, width):
        if row.line > len(lines):
            return rows, row.line - 1
        rows.append(row)
    return rows, len(lines) + len(ahead)


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
