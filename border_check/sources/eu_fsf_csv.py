"""The EU's consolidated list of persons under financial sanctions, CSV, versions 1.1 and 1.0.

    fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;…;NameAlias_WholeName;…
    20/11/2026;13;EU.27.28;…;Anna Maria ERIKSSON;…

One row for each name, address, birth, document and citizenship. The CSV does not say which names
are weak, so all count as strong; the XML (`eu-fsf-xml`) tells more. A name in which a question mark
stands for a letter is no name any more: it is kept and shown, and not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from border_check.errors import ListFileError
from border_check.sources.column_groups import Columns, fit
from border_check.sources.entity_rows import Together
from border_check.sources.eu_columns import version_of
from border_check.sources.eu_facts import (
    Birth,
    Facts,
    Identification,
    is_person,
    name_of,
    nominal_of,
    said,
)
from border_check.sources.fields import FieldError
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Reading, Rejected, SetAside
from border_check.sources.spreadsheet_rows import encoding_of, is_wrapped, unwrapped
from border_check.sources.tables import Heading, Row, as_mapping, heading_of, read_rows
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Name

_KEPT = ("united_nations_id", "programme", "regulation", "function", "remark")
_EXPECTED = "the EU list of financial sanctions in CSV"
# "63-646650 (id-National identification card) ((id))": version 1.0 has one cell for all of it.
_IN_ONE_CELL = re.compile(
    r"(?P<number>.+?) \((?P<code>[a-z]+)-(?P<words>[^()]*)\)(?P<rest>.*)", re.IGNORECASE
)
_LOST = "?"


class EuFsfCsv:
    """Persons of the EU's consolidated list of financial sanctions, from the CSV."""

    name: ClassVar[str] = "eu-fsf-csv"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "EU consolidated financial sanctions list, CSV 1.1 or 1.0"

    def recognises(self, path: Path) -> bool:
        """Whether the first column of a heading is the date of the file, under either name."""
        with members_of(path) as members:
            return any(_is_eu(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 two layouts
        """Read each table that was given; its date stands in every row."""
        with members_of(path) as members:
            chosen = _choose(members)
            tables = [_look(member) for member in chosen.members]
        dates = [table.date for table in tables if table.date]
        as_of = min(dates) if len(dates) == len(tables) else None
        told = (warning for table in tables for warning in table.warnings)
        return Reading(as_of, _entries(path), (*chosen.warnings, *told))


class _Table(NamedTuple):
    """What is known of a table before its entries are read."""

    date: str | None
    warnings: tuple[str, ...]


class _Opened(NamedTuple):
    heading: Heading
    columns: Columns
    rows: Iterator[Row | Rejected]


@contextmanager
def _opened(member: Member) -> Iterator[_Opened]:
    """The rows of a table, as they were before a spreadsheet damaged them."""
    wrapped = is_wrapped(_first_line(glance(member)))
    encoding = encoding_of(member) if wrapped else "utf-8-sig"
    with opened_text(member, encoding) as text:
        done, line = next(
            ((number, line) for number, line in enumerate(text, 1) if line.strip()), (1, "")
        )
        heading = heading_of(next(unwrapped([line], member.name), ""), done)
        version = version_of(heading)
        if version is None:
            found = ", ".join(heading.columns[:3])
            raise ListFileError(
                f"{member.name}, line {done}: expected {_EXPECTED}, found the columns {found:.80}",
                hint="was the first column renamed? it is fileGenerationDate, or Date_file of old",
            )
        columns = fit(version, heading, member.name)
        lines = unwrapped(text, member.name, done) if wrapped else text
        yield _Opened(heading, columns, read_rows(lines, member.name, heading))


def _look(member: Member) -> _Table:
    with _opened(member) as table:
        row = next((row for row in table.rows if isinstance(row, Row)), None)
        lack = table.columns.warning(member.name)
    warnings = []
    if is_wrapped(_first_line(glance(member))):
        read = "as UTF-8" if encoding_of(member) == "utf-8-sig" else "as Windows-1252"
        warnings.append(
            f"{member.name}: damaged by a spreadsheet, read {read}; letters that it replaced by "
            "question marks are lost: fetch the list again from its publisher"
        )
    if lack:
        warnings.append(lack)
    return _Table(_date(row.cells[0]) if row else None, tuple(warnings))


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in _choose(members).members:
            with _opened(member) as table:
                yield from _entries_of(table)


def _entries_of(table: _Opened) -> Iterator[Entry]:
    columns, heading = table.columns, table.heading
    entities = Together(
        lambda row: row.cells[columns.at["id"]].strip(),
        lambda rows: next(filter(None, (_name(columns.read(row.cells)) for row in rows)), None),
    )

    def entry(row: Row, main: Name | None) -> Entry:
        try:
            return _entry(row, columns.read(row.cells), main)
        except FieldError as error:
            raw = as_mapping(heading, row.cells)
            return Rejected(row.place, str(error), error.field, raw)

    return entities.entries(table.rows, entry)


def _entry(row: Row, cells: dict[str, str], main: Name | None) -> Entry:
    if "id" not in cells:
        raise FieldError("id", "no number that names the entity")
    if not is_person(cells.get("subject", ""), cells.get("subject_code", "")):
        return SetAside(row.place, "organisation")
    if main is None:
        raise FieldError("whole name", "no row of this entity has a legible name")
    return nominal_of(_facts(cells), main)


def _facts(cells: dict[str, str]) -> Facts:
    name = _name(cells)
    birth = Birth(
        date=cells.get("birth", ""),
        year=cells.get("birth_year", ""),
        first=cells.get("birth_from", ""),
        last=cells.get("birth_to", ""),
        circa=cells.get("circa", "").lower() == "true",
        calendar=cells.get("calendar", ""),
    )
    return Facts(
        record_id=cells.get("reference") or cells["id"],
        names=((name, True),) if name else (),
        genders=(cells.get("gender", ""),),
        births=(birth,),
        birthplaces=(_joined(cells, "birth_place", "birth_city", "birth_country"),),
        countries=((cells.get("citizenship", ""), cells.get("citizenship_words", "")),),
        identifications=_identifications(cells),
        extra=(
            ("logical_id", cells["id"]),
            *((word, said(cells.get(word, ""))) for word in _KEPT),
            ("names_damaged", cells.get("whole", "") if _LOST in cells.get("whole", "") else ""),
            ("addresses", _joined(cells, "street", "city", "country")),
        ),
    )


def _identifications(cells: dict[str, str]) -> tuple[Identification, ...]:
    number = cells.get("latin_number") or cells.get("number", "")
    if not number:
        return ()
    code, words = cells.get("document", ""), cells.get("document_words", "")
    if found := _IN_ONE_CELL.fullmatch(number):
        number, code, words = found["number"], found["code"], f"{found['words']}{found['rest']}"
    return (Identification(number, code, words, cells.get("issuer", "")),)


def _name(cells: dict[str, str]) -> Name | None:
    parts = [cells.get(word, "") for word in ("whole", "last", "first", "middle")]
    name = name_of(*parts)
    return name if name.text and _LOST not in "".join(parts) else None


def _joined(cells: dict[str, str], *words: str) -> str:
    return ", ".join(filter(None, (said(cells.get(word, "")) for word in words)))


def _date(text: str) -> str | None:
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").strftime("%Y-%m-%dT00:00:00Z")
    except ValueError:
        return None


def _choose(members: list[Member]) -> Choice:
    """One file alone is taken as it is, so that a renamed column is told by name."""
    return Choice(members, ()) if len(members) == 1 else choose(members, _is_eu, _EXPECTED)


def _is_eu(head: str) -> bool:
    line = next(unwrapped([f"{_first_line(head)}\n"], ""), "")
    return version_of(heading_of(line)) is not None


def _first_line(head: str) -> str:
    return next((line for line in head.splitlines() if line.strip()), "")
