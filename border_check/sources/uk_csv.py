"""The UK Sanctions List, and the Treasury's consolidated list that it has replaced, in CSV.

    Report Date: 20-Nov-2026
    Last Updated,Unique ID,OFSI Group ID,…,Name 6,Name 1,…,Name type,…,D.O.B,…

A line before the heading holds the date. There is a row for each name of each entity with each of
its births, so that one person may have dozens; the load puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import ClassVar, NamedTuple

from border_check.errors import ListFileError
from border_check.sources.column_groups import Columns, fit
from border_check.sources.entity_rows import Together
from border_check.sources.fields import FieldError
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, SetAside
from border_check.sources.tables import Heading, Row, as_mapping, read_rows
from border_check.sources.uk_columns import banner_date, heading_and_date, table_of
from border_check.sources.uk_row import id_of, main_name, nominal_of
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Name

_EXPECTED = "the UK Sanctions List in CSV"
_KINDS = {"entity": "organisation", "ship": "vessel"}
_FIRST_LINES = 9


class UkCsv:
    """Persons of the UK Sanctions List, or of OFSI's consolidated list of before 2026."""

    name: ClassVar[str] = "uk-csv"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "UK Sanctions List, CSV; also OFSI's ConList.csv"

    def recognises(self, path: Path) -> bool:
        """Whether a heading, after a line with the date, is that of one of the two lists."""
        with members_of(path) as members:
            return any(_is_uk(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 two layouts
        """Read each table that was given; its date stands before the heading."""
        dates, warnings = [], []
        with members_of(path) as members:
            chosen = _choose(members)
            for member in chosen.members:
                with _opened(member) as table:
                    dates.append(table.date)
                    warnings.append(table.columns.warning(member.name))
        known = [date for date in dates if date]
        as_of = min(known) if len(known) == len(dates) else None
        return Reading(as_of, _entries(path), (*chosen.warnings, *filter(None, warnings)))


class _Opened(NamedTuple):
    date: str | None
    heading: Heading
    columns: Columns
    rows: Iterator[Row | Rejected]


@contextmanager
def _opened(member: Member) -> Iterator[_Opened]:
    with opened_text(member) as text:
        lines: list[str] = []
        for line in islice(text, _FIRST_LINES):
            lines.append(line)
            if line.strip() and banner_date(line) is None:
                break
        heading, date = heading_and_date(lines)
        table = table_of(heading)
        if table is None:
            found = ", ".join(heading.columns[:6])
            raise ListFileError(
                f"{member.name}, line {heading.line}: expected {_EXPECTED}, "
                f"found the columns {found:.80}",
                hint="its heading has the columns 'Unique ID', 'Name 6' and 'Name type'",
            )
        columns = fit(table, heading, member.name)
        rows = read_rows(text, member.name, heading, filled=True)
        yield _Opened(date, heading, columns, rows)


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with _opened(member) as table:
                yield from _entries_of(table)


def _entries_of(table: _Opened) -> Iterator[Entry]:
    read = table.columns.read
    persons = Together(
        lambda row: id_of(read(row.cells)),
        lambda rows: main_name([read(row.cells) for row in rows]),
    )

    def entry(row: Row, main: Name | None) -> Entry:
        try:
            return _entry(row, read(row.cells), main)
        except FieldError as error:
            raw = as_mapping(table.heading, row.cells)
            return Rejected(row.place, str(error), error.field, raw)

    return persons.entries(table.rows, entry)


def _entry(row: Row, cells: dict[str, str], main: Name | None) -> Entry:
    kind = cells.get("type", "").lower()
    if kind in _KINDS:
        return SetAside(row.place, _KINDS[kind])
    if kind != "individual":
        raise FieldError("type", f"{kind!r} is none of individual, entity, ship")
    if not id_of(cells):
        raise FieldError("id", "neither a unique or group id nor a reference to one")
    if main is None:
        raise FieldError("name", "no row of this person has a name")
    return nominal_of(cells, main)


def _choose(members: list[Member]) -> Choice:
    """One file alone is taken as it is, so that a renamed column is told by name."""
    return Choice(members, ()) if len(members) == 1 else choose(members, _is_uk, _EXPECTED)


def _is_uk(head: str) -> bool:
    heading, _ = heading_and_date(head.splitlines()[:_FIRST_LINES])
    return "Name 6" in heading.columns and table_of(heading) is not None
