"""Rows of CSV files, each with the line it starts on; the broken ones too."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple, TextIO

from border_check.errors import CutShort, ListFileError
from border_check.sources.interface import Place, Rejected

DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """A row with as many cells as it should have."""

    place: Place
    cells: list[str]


class Heading(NamedTuple):
    """The first row of a table that names its columns."""

    columns: list[str]
    delimiter: str
    line: int


def read_heading(text: TextIO) -> Heading:
    """Read the heading, after blank lines; the delimiter is the one that it uses most.

    An empty text has an empty heading.
    """
    for number, line in enumerate(iter(text.readline, ""), 1):
        if line.strip():
            return heading_of(line, number)
    return Heading([], ",", 0)


def heading_of(line: str, number: int = 1) -> Heading:
    """A line as a heading."""
    delimiter = max(DELIMITERS, key=line.count)
    try:
        cells = next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        cells = []  # then it lacks whatever column is looked for
    return Heading([cell.strip() for cell in cells], delimiter, number)


def require_columns(heading: Heading, required: Collection[str], file: str) -> None:
    """Raise `ListFileError`, naming what is missing and what is near it."""
    missing = [column for column in required if column not in heading.columns]
    if not missing:
        return
    near = get_close_matches(missing[0], set(heading.columns) - set(required), n=1)
    found = ", ".join(repr(column[:30]) for column in heading.columns[:24])
    raise ListFileError(
        f"{file}, line {heading.line}: expected the column {missing[0]!r}, found {found}",
        hint=f"was it renamed to {near[0]!r}?" if near else "is this the right list and format?",
    )


def read_rows(
    text: Iterable[str],
    file: str,
    heading: Heading | None = None,
    width: int | None = None,
    *,
    filled: bool = False,
) -> Iterator[Row | Rejected]:
    """The rows after the heading, blank ones left out; those of another width are rejected.

    Where rows are `filled`, one that ends early and in an empty cell is taken for one whose other
    empty cells at the end were left away, as some spreadsheets do.

    Quoting must be sound: a row that breaks it is rejected. A file that ends inside a row, by a
    quote that never closes or cells that are missing, was cut short and raises `CutShort`; where
    such a quote swallowed more than the last line, rows may be missing before it: `ListFileError`.
    """
    delimiter, done = (heading.delimiter, heading.line) if heading else (",", 0)
    width = len(heading.columns) if heading else width
    lines: list[str] = []
    reader = csv.reader(_kept(text, lines), delimiter=delimiter, strict=True)
    while True:
        lines.clear()
        place = Place(file, done + reader.line_num + 1)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "end of data" in str(error) and len(lines) == 1:
                raise CutShort(f"{place}: the file ends inside a quoted cell of this row") from None
            if "end of data" in str(error) or "field limit" in str(error):
                raise ListFileError(
                    f"{place}: a quoted cell of this row never ends ({error})",
                    hint="the file was cut short, or a quote is missing; fetch it again",
                ) from None
            yield Rejected(place, f"broken quoting: {error}", raw="".join(lines))
            continue
        if cells is None:
            return
        if filled and width and cells and not cells[-1] and lines[-1].endswith(("\n", "\r")):
            cells += [""] * (width - len(cells))
        if width in (None, len(cells)) and any(cells):
            yield Row(place, cells)
        elif any(cell.strip("\x1a ") for cell in cells):  # some publishers end files with Ctrl-Z
            yield _ill_sized(place, cells, width or 0, "".join(lines))


def as_mapping(heading: Heading, cells: Sequence[str]) -> dict[str, str]:
    """The cells by the names of their columns; of two columns of one name, the first."""
    by_name: dict[str, str] = {}
    for column, cell in zip(heading.columns, cells, strict=True):
        by_name.setdefault(column, cell)
    return by_name


def _kept(text: Iterable[str], lines: list[str]) -> Iterator[str]:
    """The lines, each put aside until its row is done."""
    for line in text:
        lines.append(line)
        yield line


def _ill_sized(place: Place, cells: list[str], width: int, raw: str) -> Rejected:
    if len(cells) < width and not raw.endswith(("\n", "\r")):
        raise CutShort(f"{place}: the file ends inside this row ({len(cells)} of {width} columns)")
    return Rejected(place, f"expected {width} columns, found {len(cells)}", raw=raw)
