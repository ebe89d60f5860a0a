"""OFAC's flat files: sdn.csv or cons_prim.csv, with alt, add and comments files beside it.

Published by the US Treasury's Office of Foreign Assets Control. No file has a heading. `-0- `
stands for nothing, a last line may hold the single byte 0x1A, names are written "SURNAME, Given",
and most of what is known of a person is in the remarks, whose end may stand in the comments file,
cut where the thousandth character fell. One file holds persons, organisations, vessels, aircraft.

Strong aliases come from the alt file, weak ones ("a.k.a. '…'") from the remarks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from border_check.errors import ListFileError
from border_check.sources.files import Member, left_out, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, SetAside
from border_check.sources.ofac_files import (
    COMPANIONS,
    MAIN,
    FileSet,
    file_sets,
    is_alt,
    is_main,
    missing_companions,
)
from border_check.sources.ofac_person import KINDS, OfacPerson, nominal_of
from border_check.sources.ofac_remarks import read_remarks
from border_check.sources.tables import Row, read_rows
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Nominal


class OfacCsv:
    """Persons of the SDN list and of the consolidated non-SDN list, from the flat files."""

    name: ClassVar[str] = "ofac-csv"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "OFAC flat files: sdn.csv or cons_prim.csv with alt, add, comments"

    def recognises(self, path: Path) -> bool:
        """Whether a file has the columns of a main file, or of an alt file left alone."""
        with members_of(path) as members:
            return any(is_main(member) or is_alt(member) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each main file with its companions; the files give no date of their own."""
        with members_of(path) as members:
            sets = file_sets(path, members)
            read = [one for files in sets for one in (files.main, *files.companions.values())]
            warnings = (*missing_companions(sets), *left_out(members, read))
        return Reading(None, _entries(path), warnings)


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for one in file_sets(path, members):
            yield from _entries_of(one)


def _entries_of(files: FileSet) -> Iterator[Entry]:
    facts = {
        name: _by_entry(files.companions[name], columns) if name in files.companions else {}
        for name, columns in COMPANIONS.items()
    }
    used: set[str] = set()
    with opened_text(files.main) as text:
        for row in read_rows(text, files.main.name, width=len(MAIN)):
            if isinstance(row, Rejected):
                yield row
                continue
            entry = row.cells[0].strip()
            used.add(entry)
            yield _entry(row, *(facts[name].get(entry, []) for name in COMPANIONS))
    for name, by_entry in facts.items():
        for entry in by_entry.keys() - used:
            yield from _orphans(by_entry[entry], COMPANIONS[name], files.main)


def _entry(row: Row, alt: list[Row], add: list[Row], comments: list[Row]) -> Entry:
    cells = dict(zip(MAIN, map(_value, row.cells), strict=True))
    entry_type = cells["SDN_Type"].lower()
    raw = dict(zip(MAIN, row.cells, strict=True))
    if not cells["ent_num"].isdecimal():
        return Rejected(row.place, "expected a number that names the entry", "ent_num", raw)
    if entry_type not in KINDS:
        return Rejected(row.place, f"unknown type {entry_type!r}", "SDN_Type", raw)
    if kind := KINDS[entry_type]:
        return SetAside(row.place, kind)
    if not cells["SDN_Name"]:
        return Rejected(row.place, "no name", "SDN_Name", raw)
    # The continuation goes on in the middle of a word: nothing may come between.
    cells["Remarks"] = "".join([_uncut(row.cells[-1]), *(_uncut(one.cells[1]) for one in comments)])
    return _nominal(cells, alt, add)


def _nominal(cells: dict[str, str], alt: list[Row], add: list[Row]) -> Nominal:
    remarks = read_remarks(cells["Remarks"])
    return nominal_of(
        OfacPerson(
            record_id=cells["ent_num"],
            name=cells["SDN_Name"],
            strong=tuple(_value(row.cells[3]) for row in alt),
            weak=remarks.aliases,
            births=remarks.births,
            birthplaces=remarks.birthplaces,
            countries=remarks.countries,
            sexes=remarks.sexes,
            documents=remarks.documents,
            program=cells["Program"].replace("] [", "; "),
            title=cells["Title"],
            extra=(
                ("addresses", "; ".join(filter(None, map(_address, add)))),
                ("alias_remarks", "; ".join(filter(None, (_value(row.cells[4]) for row in alt)))),
                ("remarks", cells["Remarks"]),
            ),
        )
    )


def _value(cell: str) -> str:
    """The content of a cell; `-0- ` is how these files write nothing."""
    text = " ".join(cell.split())
    return "" if text == "-0-" else text


def _uncut(cell: str) -> str:
    return "" if cell.strip() == "-0-" else cell


def _address(row: Row) -> str:
    return ", ".join(filter(None, map(_value, row.cells[2:])))


def _by_entry(member: Member, columns: Sequence[str]) -> dict[str, list[Row]]:
    """The rows of a companion by the entry that they belong to."""
    rows: dict[str, list[Row]] = defaultdict(list)
    with opened_text(member) as text:
        for row in read_rows(text, member.name, width=len(columns)):
            if isinstance(row, Rejected):
                raise ListFileError(
                    f"{row.place}: {row.reason}", hint=f"its columns are {', '.join(columns)}"
                )
            rows[row.cells[0].strip()].append(row)
    return dict(rows)


def _orphans(rows: list[Row], columns: Sequence[str], main: Member) -> Iterator[Rejected]:
    for row in rows:
        reason = f"belongs to an entry that {main.name} does not have"
        yield Rejected(row.place, reason, "ent_num", dict(zip(columns, row.cells, strict=True)))
