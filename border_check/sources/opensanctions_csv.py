"""OpenSanctions' simple table: targets.simple.csv, one row an entity, everything as text.

Columns are read by name, since their number grows. Several values in a cell are parted by `;`, and
those that hold a `;` or a quote are quoted once more. The table says less than the other formats:
`countries` mixes nationalities with other ties and is taken for nationalities; `identifiers` mixes
tax numbers with passports, and what looks like a document's number is taken for one.

The date of the file is its latest `last_seen`: when a source last confirmed an entity.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import ClassVar

from border_check.sources.countries import state_of_code
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, SetAside
from border_check.sources.opensanctions import (
    PERSON,
    alias_in_parts,
    documents_among,
    kind_of_schema,
    name_in_parts,
    notice_of,
    offence_of,
)
from border_check.sources.tables import (
    Row,
    as_mapping,
    heading_of,
    read_heading,
    read_rows,
    require_columns,
)
from border_check.sources.written_dates import read_moment
from border_check.sources.written_names import unique_aliases
from border_check.values.dates import PartialDate
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Nominal

_REQUIRED = (
    "id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "sanctions",
    "last_seen",
)  # fmt: skip
_READ = frozenset(("id", "schema", "name", "aliases", "birth_date", "last_seen"))


class OpenSanctionsCsv:
    """Persons from OpenSanctions' targets.simple.csv."""

    name: ClassVar[str] = "opensanctions-csv"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "OpenSanctions targets.simple.csv"

    def recognises(self, path: Path) -> bool:
        """Whether a heading has an id, a schema and a birth date."""
        with members_of(path) as members:
            return any(_is_simple(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each table that was given, once for its date and once for its entries."""
        with members_of(path) as members:
            warnings = _choose(members).warnings
        latest = max((seen for seen in _seen(path) if seen), default=None)
        return Reading(latest, _entries(path), warnings)


def _entries(path: Path) -> Iterator[Entry]:
    for row, cells in _rows(path):
        yield row if isinstance(row, Rejected) else _entry(row, cells)


def _seen(path: Path) -> Iterator[str | None]:
    for _, cells in _rows(path):
        yield read_moment(cells.get("last_seen", ""))


def _rows(path: Path) -> Iterator[tuple[Row | Rejected, dict[str, str]]]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with opened_text(member) as text:
                heading = read_heading(text)
                require_columns(heading, _REQUIRED, member.name)
                for row in read_rows(text, member.name, heading):
                    yield row, {} if isinstance(row, Rejected) else as_mapping(heading, row.cells)


def _entry(row: Row, cells: dict[str, str]) -> Entry:
    if not cells["id"] or not cells["schema"]:
        field = "id" if cells["schema"] else "schema"
        return Rejected(row.place, f"no {field}", field, cells)
    if cells["schema"] != PERSON:
        return SetAside(row.place, kind_of_schema(cells["schema"]))
    if not cells["name"].strip():
        return Rejected(row.place, "no name", "name", cells)
    try:
        births = tuple(PartialDate.parse(date[:10]) for date in values_of(cells["birth_date"]))
    except ValueError as error:
        return Rejected(row.place, str(error), "birth_date", cells)
    return _nominal(cells, births)


def _nominal(cells: dict[str, str], births: tuple[PartialDate, ...]) -> Nominal:
    name = name_in_parts(cells["name"])
    sanctions = values_of(cells["sanctions"])
    countries = values_of(cells["countries"])
    aliases = [alias_in_parts(alias) for alias in values_of(cells["aliases"])]
    kept = {key: "; ".join(values_of(cell)) for key, cell in cells.items() if key not in _READ}
    return Nominal(
        record_id=cells["id"],
        name=name.text,
        surname=name.surname,
        given=name.given,
        aliases=unique_aliases(name.text, aliases),
        births=births,
        nationalities=tuple(dict.fromkeys(filter(None, map(state_of_code, countries)))),
        documents=tuple(documents_among(values_of(cells["identifiers"]))),
        notice=notice_of(sanctions),
        offence=offence_of(sanctions),
        extra=tuple((key, text) for key, text in kept.items() if text),
    )


def values_of(cell: str) -> list[str]:
    """The values of a cell: parted by `;`, quoted where they hold one.

    >>> values_of('Anna;"Maria; M."')
    ['Anna', 'Maria; M.']
    """
    rows = csv.reader(StringIO(cell, newline=""), delimiter=";")
    return [" ".join(value.split()) for row in rows for value in row if value.strip()]


def _choose(members: list[Member]) -> Choice:
    """One file alone is taken as it is, so that a renamed column is told by name."""
    if len(members) == 1:
        return Choice(members, ())
    return choose(members, _is_simple, "a targets.simple.csv of OpenSanctions")


def _is_simple(head: str) -> bool:
    return {"id", "schema", "birth_date"} <= set(heading_of(head.partition("\n")[0]).columns)
