"""Rows of a passenger list that are read by columns, since nothing is remarkable about them.

A cell is plain when, put into an ordinary row, it changes nothing but the fact of its own field and
is no problem. What it says is then the same in every plain row, so each distinct text is read once,
by the function that reads rows. All other rows are left to that function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import cast

from border_check.manifests.column_proof import DATE_FIELDS, ColumnProof
from border_check.manifests.dates import iso_day
from border_check.manifests.delimited import Cut, Row
from border_check.manifests.facts import numbers_say_themselves
from border_check.manifests.interface import QUERY, Stretch, Traveller
from border_check.manifests.name_cells import names_say_themselves
from border_check.manifests.table import Table
from border_check.manifests.traveller import read_traveller
from border_check.values.document_number import is_machine_readable

_ORDINARY = {"number": "0", "surname": "X"}
_NAMES = ("surname", "given_names", "name")
_MOST_KNOWN = 1 << 16
"""Texts of a column that are remembered."""


def can_be_plain(table: Table) -> bool:
    """Whether a table can have plain rows: with a column of numbers, and one way to write names."""
    fields = {field for _, field in table.used}
    one_way = "name" not in fields or fields.isdisjoint(("surname", "given_names"))
    return table.banner is None and "number" in fields and one_way


class PlainRows:
    """Reads the rows of one table; remembers what texts said."""

    def __init__(self, table: Table, asked: date, proof: ColumnProof) -> None:
        self._width = len(table.fields)
        self._widths = table.widths
        self._known = [
            (at, field, _Known(field, asked, proof)) for at, field in sorted(table.used, key=_place)
        ]

    def read(self, cut: Cut, first: int, read_row: Callable[[int, Row], Traveller]) -> Stretch:
        """The rows, of which the first one has this number; odd ones are read by `read_row`."""
        odd = set(cut.faults)
        columns = self._columns_of(cut, odd)
        facts: dict[str, Sequence[str]] = {}
        for at, field, known in self._known:
            said = known.all(columns[at])
            if None in said:
                odd |= {place for place, text in enumerate(said) if text is None}
                said = [text or "" for text in said]
            if field in QUERY:
                facts[field] = cast("Sequence[str]", said)
        odd |= _without_surname(facts)
        return Stretch(
            first, cut.lines, facts, sorted(odd), lambda at: read_row(first + at, cut.row(at))
        )

    def _columns_of(self, cut: Cut, odd: set[int]) -> Sequence[Sequence[str]]:
        """The columns, blank where a row has not as many cells as it should; such rows are odd."""
        if len(cut.columns) in self._widths:
            return cut.columns
        blank = [""] * self._width
        if cut.columns:
            odd.update(range(cut.size))
            return [[""] * cut.size] * self._width
        odd |= {at for at, row in enumerate(cut.cells) if len(row) not in self._widths}
        rows = [blank if at in odd else row for at, row in enumerate(cut.cells)]
        return list(zip(*rows, strict=False))


def _place(column: tuple[int, str]) -> int:
    """Where a field stands in a query; those that it lacks come last."""
    return QUERY.index(column[1]) if column[1] in QUERY else len(QUERY)


def _without_surname(facts: Mapping[str, Sequence[str]]) -> set[int]:
    """Rows with given names alone, which is told."""
    if "given_names" not in facts:
        return set()
    surnames = facts.get("surname", [""] * len(facts["given_names"]))
    if all(surnames):
        return set()
    pairs = enumerate(zip(surnames, facts["given_names"], strict=True))
    return {at for at, (surname, given) in pairs if given and not surname}


class _Known(dict[str, str | None]):
    """What the texts of one field say; None where a text is not plain."""

    def __init__(self, field: str, asked: date, proof: ColumnProof) -> None:
        super().__init__()
        self._field, self._asked, self._proof = field, asked, proof
        ordinary = _ORDINARY if field in ("given_names", "middle_names") else {"number": "0"}
        self._others = {key: text for key, text in ordinary.items() if key != field}

    def all(self, cells: Sequence[str]) -> Sequence[str | None]:
        """What each cell says."""
        if self._field == "number":
            return self._numbers(cells)
        if self._field in _NAMES:  # of which many come once
            return self._names(cells)
        if len(self) > _MOST_KNOWN:
            self.clear()
        return list(map(self.__getitem__, cells))

    def _numbers(self, cells: Sequence[str]) -> Sequence[str | None]:
        together = "".join(cells)
        if together.isascii() and together.isalnum() and numbers_say_themselves(cells):
            return cells if together == together.upper() else list(map(str.upper, cells))
        return [self._number(cell) for cell in cells]

    def _number(self, cell: str) -> str | None:
        if cell.isascii() and cell.isalnum() and numbers_say_themselves((cell,)):
            return cell.upper()
        number = self._read(cell)
        return number if number and is_machine_readable(number) else None

    def _names(self, cells: Sequence[str]) -> Sequence[str | None]:
        if names_say_themselves(cells):
            return cells
        return [cell if names_say_themselves((cell,)) else self._read(cell) for cell in cells]

    def __missing__(self, text: str) -> str | None:
        if self._field in DATE_FIELDS and iso_day(text, self._proof.latest[self._field]):
            said: str | None = text
        else:
            said = self._read(text)
        self[text] = said
        return said

    def _read(self, text: str) -> str | None:
        row = {**self._others, self._field: text}
        read = read_traveller(0, 0, row, self._asked, self._proof)
        others = {key: fact for key, fact in read.query.items() if key != self._field}
        if read.problems or read.unreadable is not None or others != self._others:
            return None
        return read.query.get(self._field, "")
