"""People of a list, each read once, and what changed of them between two versions."""

from __future__ import annotations

from border_check.errors import SnapshotError
from border_check.snapshot.changed_people import ChangedPeople, changed_people
from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot
from border_check.values.person import Nominal


class Versions:
    """What changed on lists of people; asked once for all batches of the same version."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._known: dict[tuple[str, str, str], ChangedPeople | None] = {}

    def between(self, name: str, before: str | None, after: str) -> ChangedPeople | None:
        """The difference; None where a version is not there any more."""
        if before is None:
            return None
        key = name, before, after
        if key not in self._known:
            files = [self._home.snapshot_file(name, version) for version in (before, after)]
            try:
                self._known[key] = changed_people(*files)
            except SnapshotError:
                self._known[key] = None
        return self._known[key]


class ListedPeople:
    """The people of a list; each is read once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[str, Nominal | None] = {}
        self._in_row: dict[int, Nominal] = {}
        self.rarity = snapshot.rarity

    def __getitem__(self, record_id: str) -> Nominal | None:
        if record_id not in self._known:
            row = self._snapshot.row_of(record_id)
            self._known[record_id] = None if row is None else self.in_row(row)
        return self._known[record_id]

    def in_row(self, row: int) -> Nominal:
        """The person in a row."""
        if row not in self._in_row:
            self._in_row[row] = self._snapshot.nominal(row)
        return self._in_row[row]
