"""Passenger lists as delimited text: any separator, headers in any usual spelling or none.

The file is read twice: first for what only the whole of it can say (which order its dates have,
how many cells its rows), then row by row as the rows are asked for. It is never held in memory.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import ClassVar

from border_check.errors import ManifestError
from border_check.manifests.column_proof import PROVING, ColumnProof
from border_check.manifests.content import Content, Text, decoded, refuse_other_text
from border_check.manifests.delimited import Cut, Row, cut_rows, read_rows
from border_check.manifests.facts import shown
from border_check.manifests.headers import headers_among, may_be_header, recognise
from border_check.manifests.interface import Reading, Stretch, Traveller, in_stretches
from border_check.manifests.national import is_banner_line
from border_check.manifests.plain_rows import PlainRows, can_be_plain
from border_check.manifests.table import TOP, Table, announced, with_headers
from border_check.manifests.traveller import read_traveller


class Csv:
    """CSV, TSV, and the national layouts of `national.py`."""

    name: ClassVar[str] = "csv"

    def recognises(self, head: bytes) -> bool:  # noqa: ARG002
        """Always: any text may be a table, and `read` says why it is none."""
        return True

    def read(self, content: Content, asked: date) -> Reading:
        """Open it; see `Manifest.read`."""
        refuse_other_text(content.head(), content.name)
        text = decoded(content)
        top = list(islice(text.lines(), TOP))
        table = announced(top) or with_headers(top, content.name)
        proof = ColumnProof(asked, table.orders)
        others = _Lines()
        widths = _survey(table, text, proof, others)
        others.complete = widths == table.widths
        table = replace(table, widths=widths)
        reader = _Reader(table, text, asked, proof, others)
        return Reading(
            announced=table.banner.announced if table.banner else None,
            rows=reader.travellers(),
            flight=table.banner.flight if table.banner else {},
            warnings=(*text.warnings, *table.warnings, *proof.warnings),
            columns=table.columns.used if table.columns else {},
            format=self.name,
            by_columns=reader.stretches(),
        )


def _rows(table: Table, text: Text) -> Iterator[Row]:
    """The rows that may be travellers: all but blank ones, headers and banners."""
    leading = table.used[0][0]  # repeated headers are seen by the cell in the first column used
    for row in read_rows(text.lines(), table.separator, max(table.widths)):
        if row.line <= table.header_line or row.is_blank:
            continue
        if table.banner is not None:
            is_other = is_banner_line(row.cells)
        else:
            is_other = _repeats_headers(row, table, leading, text.content.name)
        if not is_other:
            yield row


class _Lines:
    """Lines that are no travellers: blank ones and headers that are repeated."""

    def __init__(self) -> None:
        self._known: list[int] = []
        self.complete = False
        """Whether all of the file was looked at, as rows are cut in the second pass."""

    def among(self, cut: Cut, table: Table, name: str) -> set[int]:
        """Places of rows that start on such a line."""
        if not self.complete:
            found = _no_travellers(cut, table, name)
            self._known += sorted(cut.lines[at] for at in found)
            return found
        first = bisect_left(self._known, cut.lines[0])
        lines = set(self._known[first : bisect_right(self._known, cut.lines[-1])])
        return {at for at, line in enumerate(cut.lines) if line in lines} if lines else lines


def _cuts(table: Table, text: Text, others: _Lines) -> Iterator[Cut]:
    """The same rows, many at a time, of a table that has no banner."""
    for cut in cut_rows(text.blocks(), table.separator, max(table.widths)):
        left_out = others.among(cut, table, text.content.name)
        if not left_out:
            yield cut
        elif len(left_out) < cut.size:
            yield cut.only([at for at in range(cut.size) if at not in left_out])


def _no_travellers(cut: Cut, table: Table, name: str) -> set[int]:
    """Places of blank rows and headers; all of them show in the first column that is used."""
    leading = table.used[0][0]
    if leading < len(cut.columns):
        firsts = cut.columns[leading]
    else:
        rows = (cut.row(at).cells for at in range(cut.size))
        firsts = [cells[leading] if leading < len(cells) else "" for cells in rows]
    found = {
        at for at, line in enumerate(cut.lines[: table.header_line]) if line <= table.header_line
    }
    distinct = set(firsts)
    if blank := {cell for cell in distinct if not cell.strip()}:
        found |= {at for at, cell in enumerate(firsts) if cell in blank and cut.row(at).is_blank}
    if headers := headers_among(distinct):
        for at in _with_more_headers(cut, headers, firsts, table):
            if at not in found and _repeats_headers(cut.row(at), table, leading, name):
                found.add(at)
    return found


def _with_more_headers(
    cut: Cut, headers: set[str], firsts: Sequence[str], table: Table
) -> Iterator[int]:
    """Places of rows of which not only the first cell may be a header, as "passport" may in every
    row, but as many as headers that are repeated have at least."""
    known = [headers_among(set(column)) for column in cut.columns]
    may_be = [(column, some) for column, some in zip(cut.columns, known, strict=True) if some]
    least = _least_known(len(table.used))
    if cut.columns and len(may_be) < least:
        return
    for at, cell in enumerate(firsts):
        if cell in headers and (
            not may_be or sum(column[at] in some for column, some in may_be) >= least
        ):
            yield at


def _least_known(used: int) -> int:
    """How many headers a row has at least that repeats so many."""
    return max(min(2, used), -(-used // 2))


def _repeats_headers(row: Row, table: Table, leading: int, name: str) -> bool:
    """Whether a row repeats the headers, as in files that were put one after another.

    Raises `ManifestError` for headers of other columns: what follows would be misread.
    """
    if leading >= len(row.cells) or not may_be_header(row.cells[leading]):
        return False
    if sum(map(may_be_header, row.cells)) < _least_known(len(table.used)):
        return False
    place = f"{name}: line {row.line}"
    if recognise(row.cells, place).fields[: len(table.fields)] == table.fields:
        return True
    raise ManifestError(
        f"{place}: headers once more, of other columns than in line {table.header_line}",
        hint="check each of the files that were joined on its own",
    )


def _survey(table: Table, text: Text, proof: ColumnProof, others: _Lines) -> frozenset[int]:
    """The first pass: teach `proof`, and return how many cells rows have.

    A file may end all of its rows in a separator.
    """
    if table.banner is not None:
        for row in _rows(table, text):
            _learn(row, table, proof)
        return table.widths
    count, seen, width = 0, set[int](), len(table.fields)
    for cut in _cuts(table, text, others):
        count += cut.size
        if len(cut.columns) == width:
            seen.add(width)
            for at, field in table.used:
                if field in PROVING:
                    proof.learn_column(field, cut.columns[at], cut.lines)
        else:
            seen |= {_learn(cut.row(at), table, proof) for at in range(cut.size)}
    if count > 1 and len(seen) == 1 and max(seen) > width:
        return table.widths | seen
    return table.widths


def _learn(row: Row, table: Table, proof: ColumnProof) -> int:
    """Teach `proof` a row, and return how many cells it has; 0 where they are not its own."""
    width = len(table.fields)
    has_more = len(row.cells) > width and any(map(str.strip, row.cells[width:]))
    if row.fault is not None or has_more:
        return 0
    proof.learn(_cells(row, table), row.line)
    return len(row.cells)


def _cells(row: Row, table: Table) -> dict[str, str]:
    """The cells by field; a row may be short, where the layout allows that."""
    width = len(row.cells)
    cells = {field: row.cells[at] for at, field in table.used if at < width}
    if table.banner is not None:
        code = cells.get("document_type", "").strip()
        cells["document_type"] = table.banner.layout.document_types.get(code, code)
    return cells


class _Reader:
    """The second pass: reads rows under what the first one has proved."""

    def __init__(
        self, table: Table, text: Text, asked: date, proof: ColumnProof, others: _Lines
    ) -> None:
        self._table, self._text, self._asked, self._proof = table, text, asked, proof
        self._others = others

    def travellers(self) -> Iterator[Traveller]:
        """Every row, one by one."""
        yield from self._misplaced()
        first = len(self._table.misplaced) + 1
        for number, row in enumerate(_rows(self._table, self._text), first):
            yield self._traveller(number, row)

    def stretches(self) -> Iterator[Stretch]:
        """The same rows, many at a time."""
        table = self._table
        if not can_be_plain(table):
            yield from in_stretches(self.travellers())
            return
        yield from in_stretches(self._misplaced())
        plain, number = PlainRows(table, self._asked, self._proof), len(table.misplaced) + 1
        for cut in _cuts(table, self._text, self._others):
            yield plain.read(cut, number, self._traveller)
            number += cut.size

    def _misplaced(self) -> Iterator[Traveller]:
        for number, row in enumerate(self._table.misplaced, 1):
            yield _unreadable(number, row, "stands before the headers")

    def _traveller(self, number: int, row: Row) -> Traveller:
        table = self._table
        if row.fault is not None:
            return _unreadable(number, row, row.fault)
        if len(row.cells) not in table.widths:
            expected = " or ".join(map(str, sorted(table.widths)))
            return _unreadable(number, row, f"{len(row.cells)} cells, expected {expected}")
        if table.banner is not None and row.cells[0].startswith("*"):
            return _unreadable(
                number, row, f"{shown(row.cells[0])} is no line of a banner known here"
            )
        return read_traveller(number, row.line, _cells(row, table), self._asked, self._proof)


def _unreadable(number: int, row: Row, reason: str) -> Traveller:
    return Traveller(number, row.line, {}, None, None, unreadable=reason)
