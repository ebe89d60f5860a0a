"""What only a whole column can say: the order of its dates, and what its letters for sex mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from border_check.manifests.dates import DateOrder

DATE_FIELDS = ("birth_date", "expiry_date")
PROVING = frozenset((*DATE_FIELDS, "sex"))
"""Fields of whose cells the whole column is to be asked."""
_MOST_MET = 1 << 16
"""Dates of a column that are remembered."""


class ColumnProof:
    """Gathered in a first pass over the file, used for every row in the second."""

    def __init__(self, asked: date, orders: Mapping[str, str] | None = None) -> None:
        """`orders`: by field, the order of dates that a header or a layout announces."""
        announced = orders or {}
        self.orders = {
            field: DateOrder([announced[field]]) if field in announced else DateOrder()
            for field in DATE_FIELDS
        }
        self.latest = {"birth_date": asked, "expiry_date": None}
        self._letters: set[str] = set()
        self._met: dict[str, set[str]] = {field: {""} for field in DATE_FIELDS}

    def learn(self, cells: Mapping[str, str], line: int) -> None:
        """Take what the row on `line` (cells by field, as they came) proves."""
        for field in DATE_FIELDS:
            if text := cells.get(field):
                self.orders[field].learn(text, self.latest[field], line)
        sex = cells.get("sex", "")
        if len(sex) == 1:
            self._letters.add(sex.casefold())

    def learn_column(self, field: str, cells: Sequence[str], lines: Sequence[int]) -> None:
        """Take what the cells of one field prove, each with its line."""
        if field in DATE_FIELDS:
            met, order, latest = self._met[field], self.orders[field], self.latest[field]
            if len(met) > _MOST_MET:
                met.clear()
            if met.issuperset(cells):  # what is written again proves nothing more
                return
            for text, line in zip(cells, lines, strict=True):
                if text not in met:
                    met.add(text)
                    order.learn(text, latest, line)
        elif field == "sex":
            self._letters |= {text.casefold() for text in set(cells) if len(text) == 1}

    @property
    def sex_letters(self) -> frozenset[str]:
        """Every single letter in the column of the sex, folded."""
        return frozenset(self._letters)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Columns whose values contradict one another, for the reader of the answer."""
        return tuple(
            f"the column of the {field.replace('_', ' ')} is written in different orders of day, "
            f"month and year (see lines {', '.join(map(str, lines))}): only dates that can be read "
            "in one way are taken in full"
            for field in DATE_FIELDS
            for lines in self.orders[field].contradictions
        )
