"""`vehicle-csv`, our own table of reported vehicles and vessels, and foreign ones by a column map.

INTERPOL publishes no file of its database of stolen motor vehicles. A row is a vehicle, a vessel,
an engine, a part or a plate, with whatever numbers it bears:

    record_id,vehicle_type,make,vin,plate,country,engine,category,date_of_theft,review_date
    V-1,car,Zephyr,5UTZZ21D07Z000101,UT 101 AB,UTO,ZE1 000101,stolen,2025-03-02,2035-03-02

Several numbers in a cell are parted by `|`; `UT 101 AB:UTO` names the country of one plate. Other
columns are kept with the record, but for the owner's (`owner_…`): a hit concerns the vehicle, whose
occupants may have bought or hired it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from border_check.errors import ListFileError
from border_check.sources.column_map import ColumnMap, fit
from border_check.sources.files import Member, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected
from border_check.sources.record_cells import Unusable
from border_check.sources.tables import (
    Heading,
    Row,
    as_mapping,
    heading_of,
    read_heading,
    read_rows,
)
from border_check.sources.vehicle_record import FIELDS, MANDATORY, MARKS, read_vehicle
from border_check.values.lists import ListDescription, ListKind

_HOLDER = "owner_"
_TELLING = frozenset(("vin", "plate", "imo", "registration"))


class VehicleCsv:
    """Reported vehicles in a table with our columns, or with others and a column map."""

    name: ClassVar[str] = "vehicle-csv"
    kind: ClassVar[ListKind] = ListKind.VEHICLES
    summary: ClassVar[str] = "vehicles, ours: a table (vin, plate, country, category, …), or any"

    def recognises(self, path: Path) -> bool:
        """Whether a heading has a number of a vehicle and a category under our names."""
        with members_of(path) as members:
            return any(_is_ours(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:
        """Read every file that was given; the format has no date of its own."""
        with members_of(path) as members:
            warnings = [_warning(member, description) for member in members]
        return Reading(None, _entries(path, description), tuple(filter(None, warnings)))


def _entries(path: Path, description: ListDescription) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in members:
            with opened_text(member) as text:
                heading = read_heading(text)
                columns, _ = _fit(heading, description, member.name)
                for row in read_rows(text, member.name, heading):
                    yield row if isinstance(row, Rejected) else _entry(row, columns, heading)


def _entry(row: Row, columns: ColumnMap, heading: Heading) -> Entry:
    try:
        for field in columns.fields:
            if field.name in MARKS and field.is_torn(row.cells):
                raise Unusable(field.name, "a part of the number is missing")
        return read_vehicle(columns.read(row.cells), columns.extra(row.cells))
    except Unusable as flaw:
        return Rejected(row.place, flaw.reason, flaw.field, as_mapping(heading, row.cells))


def _fit(heading: Heading, description: ListDescription, file: str) -> tuple[ColumnMap, list[str]]:
    """The columns that are read, and the names of those about the owner, which are not."""
    where = f"{file}, line {heading.line}"
    columns = fit(
        description.columns, heading.columns, known=FIELDS, mandatory=MANDATORY, file=where
    )
    if not any(field.name in MARKS for field in columns.fields):
        found = ", ".join(heading.columns)
        raise ListFileError(
            f"{where}: expected a column of numbers, one of {', '.join(MARKS)}; found {found:.200}",
            hint="map the columns of this list in the configuration",
        )
    owner = [name for name, _ in columns.rest if name.lower().startswith(_HOLDER)]
    rest = tuple((name, at) for name, at in columns.rest if name not in owner)
    return columns._replace(rest=rest), owner


def _warning(member: Member, description: ListDescription) -> str | None:
    """A warning about columns that no field takes, lest a misspelt one goes unnoticed."""
    with opened_text(member) as text:
        columns, owner = _fit(read_heading(text), description, member.name)
    kept = [name for name, _ in columns.rest]
    told = [f"kept, not compared: {', '.join(kept)}"] if kept else []
    told += [f"columns of the owner are left out ({', '.join(owner)})"] if owner else []
    return f"{member.name}: {'; '.join(told)}" if told else None


def _is_ours(head: str) -> bool:
    line = next((line for line in head.splitlines() if line.strip()), "")
    names = {name.lower() for name in heading_of(line).columns}
    return set(MANDATORY) <= names and bool(_TELLING & names)
