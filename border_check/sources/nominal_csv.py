"""`nominal-csv`, our own table of persons, and foreign tables by a column map.

The heading holds the keys of `nominal-jsonl`; only `id` and a name (`name`, or `surname` and
`given`) are needed. Several values in a cell are parted by `|`:

    id,surname,given,aliases,weak_aliases,dobs,nationality,gender,passports,pob,action
    UTO-1,ERIKSSON,Anna Maria,Ann ERIKSON|Anna ERIXON,The Specimen,1974-08-12|1974,UTO,F,
        L898902C3:UTO|K7654321:UTO:identity_card,Zenith,hold

A document is NUMBER, NUMBER:ISSUER or NUMBER:ISSUER:TYPE. Other columns are kept with the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from border_check.errors import ListFileError
from border_check.sources.column_map import ColumnMap, fit
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected
from border_check.sources.nominal_jsonl import nominal_or_rejected
from border_check.sources.tables import Row, as_mapping, heading_of, read_heading, read_rows
from border_check.values.lists import ListDescription, ListKind

_MANY = ("aliases", "weak_aliases", "dobs", "nationality", "passports", "pob")
_ONE = (
    "id", "name", "surname", "given", "gender", "notice", "action", "caution", "reference", "owner",
    "offence", "source_url", "expires", "misused_identity", "diffusion", "published",
)  # fmt: skip
FIELDS = (*_ONE, *_MANY)
_YES_OR_NO = ("misused_identity", "diffusion")
_FLAGS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}
_FOREIGN = frozenset(("schema", "din", "document_number"))


class NominalCsv:
    """Persons in a table with our columns, or with others and a column map."""

    name: ClassVar[str] = "nominal-csv"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "persons, ours: a table (id, name, dobs, …), or any table by columns"

    def recognises(self, path: Path) -> bool:
        """Whether a heading has an id and a name, and is not the one of another format."""
        with members_of(path) as members:
            return any(_is_ours(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:
        """Read every file that was given; the format has no date of its own."""
        with members_of(path) as members:
            chosen = _choose(members, description)
            unknown = [_unknown_columns(member, description) for member in chosen.members]
        warnings = (*chosen.warnings, *filter(None, unknown))
        return Reading(None, _entries(path, description), warnings)


def _entries(path: Path, description: ListDescription) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in _choose(members, description).members:
            with opened_text(member) as text:
                heading = read_heading(text)
                columns = _fit(heading.columns, description, member.name)
                for row in read_rows(text, member.name, heading):
                    if isinstance(row, Rejected):
                        yield row
                    else:
                        yield _entry(row, columns, as_mapping(heading, row.cells))


def _fit(header: list[str], description: ListDescription, file: str) -> ColumnMap:
    columns = fit(description.columns, header, known=FIELDS, mandatory=("id",), file=file)
    if not {"name", "surname"} & {field.name for field in columns.fields}:
        raise ListFileError(
            f"{file}, line 1: expected a column 'name' or 'surname', found {', '.join(header)}",
            hint="map the columns of this list in the configuration",
        )
    return columns


def _entry(row: Row, columns: ColumnMap, raw: dict[str, str]) -> Entry:
    cells: dict[str, Any] = columns.read(row.cells)
    for field in _YES_OR_NO:
        flag = cells.pop(field, "").lower()
        if flag not in _FLAGS:
            return Rejected(row.place, f"{flag!r} is neither yes nor no", field, raw)
        cells[field] = _FLAGS[flag]
    lists = {name: _parts(cells.pop(name, "")) for name in _MANY}
    weak = [{"name": alias, "strength": "weak"} for alias in lists.pop("weak_aliases")]
    mapping = {
        **dict(columns.extra(row.cells)),
        **cells,
        **lists,
        "aliases": [*lists["aliases"], *weak],
        "passports": [passport.split(":") for passport in lists["passports"]],
    }
    return nominal_or_rejected(mapping, row.place, raw)


def _parts(cell: str) -> list[str]:
    return [part for part in (part.strip() for part in cell.split("|")) if part]


def _unknown_columns(member: Member, description: ListDescription) -> str | None:
    """A warning about columns that no field takes, lest a misspelt one goes unnoticed."""
    with opened_text(member) as text:
        columns = _fit(read_heading(text).columns, description, member.name)
    names = [name for name, _ in columns.rest]
    return f"{member.name}: kept, not compared: {', '.join(names)}" if names else None


def _choose(members: list[Member], description: ListDescription) -> Choice:
    """With a column map, or alone, a file is taken as it is: its heading may be any."""
    if description.columns or len(members) == 1:
        return Choice(members, ())
    return choose(members, _is_ours, "a table with the columns id and name")


def _is_ours(head: str) -> bool:
    line = next((line for line in head.splitlines() if line.strip()), "")
    names = {name.lower() for name in heading_of(line).columns}
    return "id" in names and bool({"name", "surname"} & names) and not _FOREIGN & names
