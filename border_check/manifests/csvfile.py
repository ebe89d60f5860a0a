"""Passenger lists as delimited text: any separator, headers in any usual spelling or none.

The file is read twice: first for what only the whole of it can say (which order its dates have,
how many cells its rows), then row by row as the rows are asked for. It is never held in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import ClassVar

from border_check.errors import ManifestError
from border_check.manifests.column_proof import ColumnProof
from border_check.manifests.content import Content, Text, decoded, refuse_other_text
from border_check.manifests.delimited import Row, read_rows
from border_check.manifests.facts import shown
from border_check.manifests.headers import may_be_header, recognise
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.national import is_banner_line
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
        table = replace(table, widths=_survey(table, text, proof))
        return Reading(
            announced=table.banner.announced if table.banner else None,
            rows=_travellers(table, text, asked, proof),
            flight=table.banner.flight if table.banner else {},
            warnings=(*text.warnings, *table.warnings, *proof.warnings),
            columns=table.columns.used if table.columns else {},
            format=self.name,
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


def _repeats_headers(row: Row, table: Table, leading: int, name: str) -> bool:
    """Whether a row repeats the headers, as in files that were put one after another.

    Raises `ManifestError` for headers of other columns: what follows would be misread.
    """
    if leading >= len(row.cells) or not may_be_header(row.cells[leading]):
        return False
    known, used = sum(map(may_be_header, row.cells)), len(table.used)
    if known < min(2, used) or known * 2 < used:
        return False
    place = f"{name}: line {row.line}"
    if recognise(row.cells, place).fields[: len(table.fields)] == table.fields:
        return True
    raise ManifestError(
        f"{place}: headers once more, of other columns than in line {table.header_line}",
        hint="check each of the files that were joined on its own",
    )


def _survey(table: Table, text: Text, proof: ColumnProof) -> frozenset[int]:
    """The first pass: teach `proof`, and return how many cells rows have.

    A file may end all of its rows in a separator.
    """
    count, seen, width = 0, set[int](), len(table.fields)
    for row in _rows(table, text):
        count += 1
        has_more = len(row.cells) > width and any(map(str.strip, row.cells[width:]))
        seen.add(0 if row.fault or has_more else len(row.cells))
        if row.fault is None and not has_more:
            proof.learn(_cells(row, table), row.line)
    if table.banner is None and count > 1 and len(seen) == 1 and max(seen) > width:
        return table.widths | seen
    return table.widths


def _cells(row: Row, table: Table) -> dict[str, str]:
    """The cells by field; a row may be short, where the layout allows that."""
    width = len(row.cells)
    cells = {field: row.cells[at] for at, field in table.used if at < width}
    if table.banner is not None:
        code = cells.get("document_type", "").strip()
        cells["document_type"] = table.banner.layout.document_types.get(code, code)
    return cells


def _travellers(table: Table, text: Text, asked: date, proof: ColumnProof) -> Iterator[Traveller]:
    """The second pass."""
    number = 0
    for row in table.misplaced:
        number += 1
        yield _unreadable(number, row, "stands before the headers")
    for row in _rows(table, text):
        number += 1
        if row.fault is not None:
            yield _unreadable(number, row, row.fault)
        elif len(row.cells) not in table.widths:
            expected = " or ".join(map(str, sorted(table.widths)))
            yield _unreadable(number, row, f"{len(row.cells)} cells, expected {expected}")
        elif table.banner is not None and row.cells[0].startswith("*"):
            yield _unreadable(
                number, row, f"{shown(row.cells[0])} is no line of a banner known here"
            )
        else:
            yield read_traveller(number, row.line, _cells(row, table), asked, proof)


def _unreadable(number: int, row: Row, reason: str) -> Traveller:
    return Traveller(number, row.line, {}, None, None, unreadable=reason)
