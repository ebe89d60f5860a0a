"""Making the index in which the small lists of a home are searched together, and its end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from border_check import sqlite
from border_check.errors import SnapshotError
from border_check.snapshot.candidates.pooled import ListInPool, PooledIndex, write_pool
from border_check.snapshot.candidates.spelling import Batch, Mapper, spell_rows, workers
from border_check.snapshot.candidates.writer import batches
from border_check.snapshot.home import Current, Home
from border_check.snapshot.opening import DAMAGE, connection_to
from border_check.snapshot.pool import people_worth
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import digest
from border_check.values.lists import ListKind

MOST_PEOPLE = 100_000
"""On all lists of a pool together: a list of so many gains nothing."""


class _Small:
    """A list of people that may be searched together with others."""

    def __init__(self, home: Home, name: str, current: Current) -> None:
        self.file = home.snapshot_file(name, current.version)
        self.sha256 = current.sha256
        with Snapshot(self.file) as snapshot:
            self.people = snapshot.records
            self.known = ListInPool(name, current.version, snapshot.meta["names"])


def pool_lists(home: Home, searches: int) -> bool:
    """Make the pooled index where so many people will be searched that it pays, and it is not there
    already; whether it was made. Where it cannot be written, lists are searched one by one."""
    chosen = _chosen(home)
    people = sum(one.people for one in chosen)
    if len(chosen) < 2 or people_worth(searches, len(chosen)) < people:
        return False
    if [one.known for one in chosen] == _in_pool(home):
        return False
    place = Path(home.pooled)
    building = place.with_name(f".building-{os.getpid()}.names")
    try:
        place.parent.mkdir(mode=0o700, exist_ok=True)
        with workers(people) as mapper:
            write_pool(building, [(one.known, _people(one, mapper)) for one in chosen], mapper)
        building.replace(place)
    except (*DAMAGE, SnapshotError):
        return False
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)
    forget_changed(home)  # a list may have been loaded meanwhile
    return True


def forget_changed(home: Home) -> None:
    """Delete the pooled index if a list that is in it has another version by now, or none: whoever
    was taken off a list is not to be found in it."""
    known = _in_pool(home)
    if known is None or (known and all(_answers(home, one) for one in known)):
        return
    with suppress(OSError):
        Path(home.pooled).unlink(missing_ok=True)


def _answers(home: Home, one: ListInPool) -> bool:
    try:
        current = home.current(one.name)
    except SnapshotError:
        return False
    return current is not None and current.version == one.version


def _in_pool(home: Home) -> list[ListInPool] | None:
    """The lists that are in the pool; none where it is damaged, None where there is none."""
    try:
        return list(PooledIndex(home.pooled).lists)
    except FileNotFoundError:
        return None
    except DAMAGE:
        return []


def _chosen(home: Home) -> list[_Small]:
    """The lists that are pooled, by name: the smallest ones."""
    found = []
    for name in home.list_names():
        with suppress(*DAMAGE, SnapshotError):  # whoever asks such a list is told
            current = home.current(name)
            if current is not None and current.kind == ListKind.NOMINALS:
                found.append(_Small(home, name, current))
    chosen, people = [], 0
    for one in sorted(found, key=lambda one: one.people):
        people += one.people
        if one.people and people <= MOST_PEOPLE:
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.known)


def _people(one: _Small, mapper: Mapper) -> Iterator[Batch]:
    if digest(one.file) != one.sha256:
        raise ValueError(f"{one.file}: damaged: its content is not what was installed")
    with closing(connection_to(one.file)) as connection:
        yield from mapper(spell_rows, batches(_rows(connection)))


def _rows(connection: sqlite.Connection) -> Iterable[tuple[int, str]]:
    rows: Iterable[tuple[int, str]] = connection.execute(
        "SELECT row, facts FROM nominal ORDER BY row"
    )
    return rows
