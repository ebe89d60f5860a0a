"""Whether installed lists are what was installed, and find what they hold."""

from __future__ import annotations

from border_check.errors import SnapshotError
from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.upkeep import verify_file


def self_test(home: Home) -> dict[str, str | None]:
    """Every installed list by name, with what is wrong: it is read whole, held against the hash of
    its installation, and asked for one of its own records."""
    return {name: _fault(home, name) for name in home.list_names() if home.was_installed(name)}


def _fault(home: Home, name: str) -> str | None:
    fault = verify_file(home, name)
    if fault is not None:
        return fault
    try:
        current = home.current(name)
        if current is None:
            return "is not installed"
        with Snapshot(home.snapshot_place(name, current.version)) as snapshot:
            snapshot.prove()
    except SnapshotError as error:
        return error.message
    return None
