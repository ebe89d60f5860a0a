"""The Consolidated Screening List of the United States: consolidated.csv, one row an entry.

Published by the International Trade Administration at trade.gov; a work of the US government, in
the public domain. It joins lists of the Treasury, of Commerce and of State. Columns grew (28 in
2019, then `_id` before them), so they are read by name. Several values in a cell are parted by
`; `, and those of `ids` are KIND, NUMBER, then perhaps a country of two letters and dates.

Only the Treasury's entries say what they are about. Those of the other lists may be persons or
firms; nothing tells which, so they are set aside under a word of their own.

The table grows row by row, and every row is whole in itself: of a file that ends inside a row, what
stands before that row is read, and a warning says where it ends and that the rest is missing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from border_check.errors import CutShort
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, SetAside
from border_check.sources.ofac_person import KINDS, OfacId, OfacPerson, nominal_of
from border_check.sources.tables import (
    Row,
    as_mapping,
    heading_of,
    read_heading,
    read_rows,
    require_columns,
)
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Nominal

_REQUIRED = (
    "source", "entity_number", "type", "programs", "name", "title", "alt_names", "citizenships",
    "dates_of_birth", "nationalities", "places_of_birth", "ids",
)  # fmt: skip
_READ = frozenset((*_REQUIRED, "_id", "source_information_url"))
_UNTYPED = "party of untold kind"


class UsCslCsv:
    """Individuals of the US Consolidated Screening List."""

    name: ClassVar[str] = "us-csl-csv"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "US Consolidated Screening List, consolidated.csv"

    def recognises(self, path: Path) -> bool:
        """Whether a heading has entity numbers, alternative names and ids."""
        with members_of(path) as members:
            return any(_is_csl(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each table that was given, once for where it ends; it gives no date of its own."""
        with members_of(path) as members:
            chosen = _choose(members)
            cuts = tuple(filter(None, map(_cut, chosen.members)))
        return Reading(None, _entries(path), (*chosen.warnings, *cuts))


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with suppress(CutShort):  # told by a warning
                for row, cells in _rows(member):
                    yield row if isinstance(row, Rejected) else _entry(row, cells)


def _cut(member: Member) -> str | None:
    """A warning about a file that ends inside a row: where, and what is read of it."""
    whole = 0
    try:
        for _ in _rows(member):
            whole += 1
    except CutShort as cut:
        return (
            f"{cut.message}: it was cut short, and whatever stood after is missing; "
            f"the {whole:,} entries before it are read"
        )
    with opened_text(member) as text:
        last = deque(text, maxlen=1).pop()
    if not last.endswith(("\n", "\r")):
        return f"{member.name}: ends without a line end: its last row may be cut short"
    return None


def _rows(member: Member) -> Iterator[tuple[Row | Rejected, dict[str, str]]]:
    """The rows with their cells by column; a heading that is repeated is no entry."""
    with opened_text(member) as text:
        heading = read_heading(text)
        require_columns(heading, _REQUIRED, member.name)
        for row in read_rows(text, member.name, heading):
            if isinstance(row, Rejected):
                yield row, {}
            elif [cell.strip() for cell in row.cells] != heading.columns:
                yield row, as_mapping(heading, row.cells)


def _entry(row: Row, cells: dict[str, str]) -> Entry:
    kind = cells["type"].strip().lower()
    if not kind:
        return SetAside(row.place, _UNTYPED)
    if kind not in KINDS:
        return Rejected(row.place, f"unknown type {kind!r}", "type", cells)
    if set_aside := KINDS[kind]:
        return SetAside(row.place, set_aside)
    if not cells["name"].strip():
        return Rejected(row.place, "no name", "name", cells)
    # The Treasury's number is the same in all of its files; our own would change with each fetch.
    number = cells["entity_number"].strip() or cells.get("_id", "").strip()
    if not number:
        return Rejected(row.place, "neither entity_number nor _id", "entity_number", cells)
    return _nominal(number, cells)


def _nominal(number: str, cells: dict[str, str]) -> Nominal:
    return nominal_of(
        OfacPerson(
            record_id=number,
            name=cells["name"],
            strong=tuple(values_of(cells["alt_names"])),
            births=tuple(values_of(cells["dates_of_birth"])),
            birthplaces=tuple(values_of(cells["places_of_birth"])),
            countries=(*values_of(cells["nationalities"]), *values_of(cells["citizenships"])),
            ids=tuple(map(_id, values_of(cells["ids"]))),
            program=cells["programs"],
            title=cells["title"],
            source_url=cells.get("source_information_url") or None,
            extra=(
                ("source_list", cells["source"]),
                ("ids_listed", cells["ids"]),
                *((name, cell.strip()) for name, cell in cells.items() if name not in _READ),
            ),
        )
    )


def values_of(cell: str) -> list[str]:
    """The values of a cell.

    >>> values_of("1962; circa 1964")
    ['1962', 'circa 1964']
    """
    return [value for value in (" ".join(part.split()) for part in cell.split(";")) if value]


def _id(text: str) -> OfacId:
    """KIND, NUMBER, then a country of two letters, then days of issue and of expiry."""
    kind, number, *rest = (*text.split(", "), "")
    if rest and len(rest[0]) == 2 and rest[0].isupper():
        return OfacId(kind, number, rest[0])
    return OfacId(kind, number)


def _choose(members: list[Member]) -> Choice:
    """One file alone is taken as it is, so that a renamed column is told by name."""
    if len(members) == 1:
        return Choice(members, ())
    return choose(members, _is_csl, "a consolidated.csv of the Consolidated Screening List")


def _is_csl(head: str) -> bool:
    columns = set(heading_of(head.partition("\n")[0]).columns)
    return {"entity_number", "alt_names", "ids"} <= columns
