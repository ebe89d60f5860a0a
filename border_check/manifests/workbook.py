"""Passenger lists in workbooks (Office Open XML, .xlsx): the first sheet with headers, as text.

Each row of the sheet becomes a line of CSV, so that lines are counted as the spreadsheet counts
rows, and what follows reads them as any other table. The file comes from outside: what it unpacks
to is bounded, entities in its XML are refused (openpyxl leaves that to defusedxml), and formulas
are never calculated; the results that were saved with them are read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from io import StringIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from border_check.errors import ManifestError
from border_check.manifests.content import Content
from border_check.manifests.headers import is_header
from border_check.manifests.table import TOP

_MOST_BYTES = 256 << 20
"""That all parts unpack to: a list of some 500,000 travellers."""
_MOST_PARTS = 2_000
_MOST_CELLS = 10_000_000
_MOST_ROWS = 1 << 20
"""Of a sheet, says the format."""
_FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
_DAMAGED = "ask for the file again, or open it and save it as CSV UTF-8"


def as_csv(content: Content) -> tuple[Content, str]:
    """The sheet as CSV, and what the reader of the answer must know of where it comes from.

    Raises `ManifestError` for what is no workbook, is damaged, unpacks to too much, or holds a
    formula without a result; and where openpyxl is not installed.
    """
    with content.open() as stream:
        try:
            with ZipFile(stream) as archive:
                has_formulas = _examine(archive, content.name)
            return _first_sheet(stream, content.name, has_formulas=has_formulas)
        except ManifestError:
            raise
        except ImportError:
            raise ManifestError(
                f"{content.name}: this is an Excel workbook, and openpyxl is not installed",
                hint="pip install 'border-check[xlsx]', or open it and save it as CSV UTF-8",
            ) from None
        except Exception as error:
            # Whatever a damaged workbook makes openpyxl stumble over, it is the file that is wrong.
            first: BaseException = error
            while first.__context__ is not None:
                first = first.__context__
            why = f"{type(first).__name__}: {first}"
            raise ManifestError(
                f"{content.name}: a damaged Excel workbook ({why:.100})", hint=_DAMAGED
            ) from error


def _examine(archive: ZipFile, name: str) -> bool:
    """Refuse what is no workbook or too large; returns whether any sheet has formulas."""
    parts = archive.infolist()
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise ManifestError(
            f"{name}: an office file that is no Excel workbook, expected a passenger list",
            hint="save its table as CSV UTF-8",
        )
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise ManifestError(
            f"{name}: a workbook that unpacks to {size >> 20:,} MiB in {len(parts):,} parts, "
            f"expected at most {_MOST_BYTES >> 20} MiB in {_MOST_PARTS:,}",
            hint="save the sheet with the travellers as CSV UTF-8",
        )
    sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
    return any(_has_formulas(archive, part) for part in sheets)


def _has_formulas(archive: ZipFile, part: ZipInfo) -> bool:
    with archive.open(part) as xml:
        end = b""
        while read := xml.read(1 << 20):
            if _FORMULA.search(end + read):
                return True
            end = read[-64:]
    return False


def _first_sheet(stream: Any, name: str, *, has_formulas: bool) -> tuple[Content, str]:
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise ManifestError(
            f"{name}: XML of a workbook cannot be read safely here",
            hint="pip install defusedxml, or save the sheet as CSV UTF-8",
        )
    stream.seek(0)
    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except BadZipFile as error:
        raise ManifestError(f"{name}: a damaged Excel workbook", hint=_DAMAGED) from error
    sheets = list(book.worksheets)
    for sheet in sheets:
        sheet.reset_dimensions()  # which may claim a million rows that are not there
    chosen = next(filter(_has_headers, sheets), sheets[0] if sheets else None)
    if chosen is None:
        raise ManifestError(f"{name}: a workbook without a sheet", hint=_DAMAGED)
    formulas: Iterator[Any] = iter(())
    if has_formulas:
        stream.seek(0)
        other = openpyxl.load_workbook(stream, read_only=True, keep_links=False)[chosen.title]
        other.reset_dimensions()
        formulas = other.iter_rows()
    text = _as_text(chosen.iter_rows(), formulas, f"{name}: sheet {chosen.title!r:.40}")
    left = [one.title for one in sheets if one is not chosen]
    told = f"read from the sheet {chosen.title!r:.40}"
    if left:
        told += f"; not read: {', '.join(left):.200}"
    return Content(text.encode(), name), told


def _has_headers(sheet: Any) -> bool:
    rows = islice(sheet.iter_rows(), TOP)
    return any(is_header([_text(cell) for cell in row]) for row in rows)


def _as_text(rows: Iterable[Any], formulas: Iterator[Any], place: str) -> str:
    """Rows as lines of CSV."""
    buffer, cells = StringIO(), 0
    writer = csv.writer(buffer, lineterminator="\n")
    for number, row in enumerate(rows, 1):
        cells += len(row)
        if cells > _MOST_CELLS or number > _MOST_ROWS or buffer.tell() > _MOST_BYTES:
            raise ManifestError(
                f"{place}: too large: more than {_MOST_CELLS:,} cells, {_MOST_ROWS:,} rows or "
                f"{_MOST_BYTES >> 20} MiB of text",
                hint="take away what stands beside and below the travellers, or save it as CSV",
            )
        written = [_text(cell) for cell in row]
        for at, cell in enumerate(next(formulas, ())):
            if cell.data_type == "f" and at < len(written) and row[at].value is None:
                raise ManifestError(
                    f"{place}, row {number}, column {at + 1}: a formula without a result",
                    hint="open the workbook and save it, so that results are saved with it",
                )
        # An empty row is a blank line; writerow would quote it.
        writer.writerow(written) if any(written) else buffer.write("\n")
    return buffer.getvalue()


def _text(cell: Any) -> str:
    """A cell as the readers of rows understand it: dates as YYYY-MM-DD, numbers as they are
    written, with the zeros before them that the format of the cell shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and re.fullmatch("0+", cell.number_format or ""):
        return f"{value:0{len(cell.number_format)}d}"
    return " ".join(str(value).split("\n")).replace("\r", "")
