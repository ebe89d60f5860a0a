"""How the rows of a delimited passenger list are to be cut and understood, from its first lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from border_check.errors import ManifestError
from border_check.manifests.delimited import SEPARATORS, Row, cut, read_rows
from border_check.manifests.headers import (
    Columns,
    is_header,
    may_be_header,
    nearest,
    recognise,
    require_identity,
    warnings,
)
from border_check.manifests.national import Banner, find_banner

TOP = 30
"""Lines in which the headers or the banner must stand."""


@dataclass(frozen=True)
class Table:
    """How the rows of one file are to be cut and understood."""

    separator: str
    fields: tuple[str | None, ...]
    """By position; None for a cell that is not used."""
    widths: frozenset[int]
    """How many cells a row can have."""
    orders: Mapping[str, str]
    top: tuple[Row, ...] = ()
    """Rows before the headers, blank ones left out."""
    header_line: int = 0
    """Lines up to this one hold no traveller."""
    columns: Columns | None = None
    banner: Banner | None = None

    @cached_property
    def used(self) -> list[tuple[int, str]]:
        """Position and field of each cell that is read."""
        return [(at, field) for at, field in enumerate(self.fields) if field is not None]

    @property
    def misplaced(self) -> tuple[Row, ...]:
        """Rows before the headers that have too much in them to be a title."""
        return tuple(row for row in self.top if _filled(row) * 2 >= len(self.used))

    @property
    def warnings(self) -> Iterator[str]:
        """What is left out, for the reader of the answer."""
        titles = [row.line for row in self.top if row not in self.misplaced]
        if titles:
            lines = ", ".join(map(str, titles))
            yield f"lines before the headers, taken for titles and not read: {lines}"
        if self.columns:
            yield from warnings(self.columns)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def announced(top: list[str]) -> Table | None:
    """The table of a national layout, where the first line announces one."""
    banner = find_banner(top)
    if banner is None:
        return None
    layout = banner.layout
    return Table(
        layout.separator,
        layout.columns,
        layout.widths,
        layout.orders,
        header_line=banner.lines,
        banner=banner,
    )


def with_headers(top: list[str], name: str) -> Table:
    """The table under the best row of headers: the separator is the one that shows most of them."""
    best: tuple[int, str, Row] | None = None
    for separator in SEPARATORS:
        for row in read_rows(top, separator, width=0):
            if is_header(row.cells):
                known = sum(map(may_be_header, row.cells))
                if best is None or known > best[0]:
                    best = known, separator, row
                break
    if best is None:
        raise _no_headers(top, name)
    _, separator, header = best
    place = f"{name}: line {header.line}"
    columns = recognise(header.cells, place)
    require_identity(columns, place)
    before = (row for row in read_rows(top, separator, width=0) if row.line < header.line)
    return Table(
        separator,
        columns.fields,
        frozenset((len(header.cells),)),
        columns.orders,
        tuple(row for row in before if not (row.is_blank or _is_directive(row, separator))),
        header.line,
        columns,
    )


def _is_directive(row: Row, separator: str) -> bool:
    """Whether this is the line `sep=;` that tells a spreadsheet the separator."""
    return separator.join(row.cells).strip().strip('"').lower() == f"sep={separator}"


def _no_headers(top: list[str], name: str) -> ManifestError:
    """The error for a text whose columns are not known.

    Its first line may be a traveller, so that its cells are not quoted.
    """
    number, line = next(((at, line) for at, line in enumerate(top, 1) if line.strip()), (1, ""))
    cells = max((cut(line, separator) or [line] for separator in SEPARATORS), key=len)
    near = [(at, nearest(cell)) for at, cell in enumerate(cells, 1) if len(cell) <= 60]
    found = ", ".join(f"column {at} resembles {close!r}" for at, close in near if close)
    width = f"{len(cells)} columns" if len(cells) > 1 else "one column"
    return ManifestError(
        f"{name}: no row of headers in the first {TOP} lines, and no national layout; "
        f"line {number} has {width}: {found or 'none with a known header'}",
        hint="put a row of headers first: surname, given_names, birth_date, sex, nationality, "
        "document_type, document_number, issuing_state, expiry_date",
    )
