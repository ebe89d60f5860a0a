"""`sltd-csv`, our own table of reported documents, and foreign tables by a column map.

INTERPOL publishes no file of its database of stolen and lost travel documents; what a national
bureau may export holds its fields, one document or one series of blanks a row:

    record_id,issuing_country,document_type,din,din_to,category,date_of_theft,…,review_date,status
    4711,UTO,passport,L8989000,L8989499,stolen_blank,2024-05-02,…,2034-05-02,active

Cells are parted by commas, semicolons or tabs. Other columns are kept with the record, but for the
holder's: the SLTD knows documents and no persons, so that asking it takes no personal data and a
hit says nothing about the bearer. A list that has columns of the owner all the same (`owner_…`) is
read without them, and the load says in how many rows they were filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from border_check.sources.column_map import ColumnMap, Field, fit
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.files import Member, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, WideSeries
from border_check.sources.record_cells import Unusable
from border_check.sources.sltd_columns import RowReader, read_chunks
from border_check.sources.sltd_record import FIELDS, MANDATORY, read_record
from border_check.sources.tables import (
    Heading,
    Row,
    as_mapping,
    heading_of,
    read_heading,
    read_rows,
)
from border_check.values.document import DocumentRecord
from border_check.values.lists import ListDescription, ListKind

_HOLDER = "owner_"


class SltdCsv:
    """Reported documents in a table with our columns, or with others and a column map."""

    name: ClassVar[str] = "sltd-csv"
    kind: ClassVar[ListKind] = ListKind.DOCUMENTS
    summary: ClassVar[str] = "documents, ours: a table (din, issuing_country, category, …), or any"

    def recognises(self, path: Path) -> bool:
        """Whether a heading has a document number and its issuer under our names."""
        with members_of(path) as members:
            return any(_is_ours(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:
        """Read every file that was given; the format has no date of its own."""
        with members_of(path) as members:
            warnings = [_holder_warning(member, description) for member in members]
        return Reading(
            None,
            _entries(path, description),
            tuple(filter(None, warnings)),
            _chunks(path, description),
        )


def _entries(path: Path, description: ListDescription) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in members:
            with opened_text(member) as text:
                heading = read_heading(text)
                reader = _row_reader(description, member.name, heading)
                for row in read_rows(text, member.name, heading):
                    yield row if isinstance(row, Rejected) else reader.entry(row)


def _chunks(path: Path, description: ListDescription) -> Iterator[Entry | DocumentChunk]:
    with members_of(path) as members:
        for member in members:
            yield from read_chunks(member, partial(_row_reader, description, member.name))


def _row_reader(description: ListDescription, file: str, heading: Heading) -> RowReader:
    columns, _ = _fit(heading, description, file)
    number = columns.field("din")
    widest = description.widest_range
    return RowReader(columns, lambda row: _entry(row, columns, number, heading, widest))


def _entry(
    row: Row, columns: ColumnMap, number: Field | None, heading: Heading, widest: int
) -> DocumentRecord | WideSeries | Rejected:
    try:
        if number and number.is_torn(row.cells):
            raise Unusable("din", "a part of the document number is missing")
        record = read_record(columns.read(row.cells), columns.extra(row.cells))
    except Unusable as flaw:
        return Rejected(row.place, flaw.reason, flaw.field, as_mapping(heading, row.cells))
    if record.number_to and record.width > widest:
        return WideSeries(row.place, record, as_mapping(heading, row.cells))
    return record


def _fit(
    heading: Heading, description: ListDescription, file: str
) -> tuple[ColumnMap, Sequence[int]]:
    """The columns that are read, and the positions of those about the holder, which are not."""
    where = f"{file}, line {heading.line}"
    columns = fit(
        description.columns, heading.columns, known=FIELDS, mandatory=MANDATORY, file=where
    )
    holder = [at for name, at in columns.rest if name.lower().startswith(_HOLDER)]
    rest = tuple((name, at) for name, at in columns.rest if at not in holder)
    return columns._replace(rest=rest), holder


def _holder_warning(member: Member, description: ListDescription) -> str | None:
    """Fit the heading; a warning when rows say who holds a document.

    This reads the file once more than the records need, so that the number is told in full.
    """
    with opened_text(member) as text:
        heading = read_heading(text)
        _, holder = _fit(heading, description, member.name)
        if not holder:
            return None
        rows = (row for row in read_rows(text, member.name, heading) if isinstance(row, Row))
        filled = sum(any(row.cells[at].strip() for at in holder) for row in rows)
    if not filled:
        return None
    names = ", ".join(heading.columns[at] for at in holder)
    return (
        f"{member.name}: columns of the holder are left out ({names});"
        f" rows that filled them: {filled:,}"
    )


def _is_ours(head: str) -> bool:
    line = next((line for line in head.splitlines() if line.strip()), "")
    return set(MANDATORY[:2]) <= {name.lower() for name in heading_of(line).columns}
