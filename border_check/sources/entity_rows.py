"""Tables that tell of one person in many rows: one for each name, date or document.

Every row is an entry of its own, so that one that cannot be used leaves the others in place; the
load puts together what has one id. All of them must go by the same name, though most rows have
another one or none: by the main one among the rows of an id, which stand together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from border_check.sources.interface import Entry, Rejected
from border_check.sources.tables import Row
from border_check.values.person import Name


class Together:
    """Rows, put together by the id of what they tell of; it knows the name of each."""

    def __init__(
        self, id_of: Callable[[Row], str], name_of: Callable[[list[Row]], Name | None]
    ) -> None:
        """`name_of` finds the main name among rows of one id; None where they have none."""
        self._id_of = id_of
        self._name_of = name_of
        self._names: dict[str, Name] = {}

    def entries(
        self, rows: Iterable[Row | Rejected], entry_of: Callable[[Row, Name | None], Entry]
    ) -> Iterator[Entry]:
        """An entry for each row, in their order; `entry_of` is told the main name, if any."""
        for key, group in groupby(rows, self._key):
            if key is None:
                yield from (row for row in group if isinstance(row, Rejected))
                continue
            together = [row for row in group if isinstance(row, Row)]
            # Rows of one id may stand apart all the same; then the name found first is kept.
            name = self._names.get(key) or self._name_of(together)
            if name and key:
                self._names[key] = name
            for row in together:
                yield entry_of(row, name)

    def _key(self, row: Row | Rejected) -> str | None:
        return None if isinstance(row, Rejected) else self._id_of(row)
