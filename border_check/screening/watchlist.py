"""The local watchlist: records that a post makes itself, by two people and for a time.

It is a list like every other one: each change builds a snapshot, from the records that answer now,
and lets it answer. A change that is made again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from border_check.errors import UsageError
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import fetching, storage_errors
from border_check.snapshot.upkeep import remove_list
from border_check.sources.interface import Reading
from border_check.values.lists import LOCAL_WATCHLIST, ListDescription, ListKind
from border_check.values.mapping import nominal_from_mapping
from border_check.values.person import Nominal
from border_check.values.request import Request
from border_check.values.settings import Settings

WATCHLIST = LOCAL_WATCHLIST
"""The name of the list."""


def record_id(request: Request) -> str:
    """What a record is called: by the request that it comes from."""
    return f"W-{request.sequence:06d}"


def require_not_the_watchlist(name: str) -> None:
    """Raise `UsageError` for the list that no file is loaded into: two people keep it."""
    if name == WATCHLIST:
        raise UsageError(
            f"{name}: two people keep this list, record by record",
            hint="see `border-check watchlist`, or load the file under another name",
        )


def require_for_event(settings: Settings) -> None:
    """Raise `UsageError` where the home was set up for an event that does without the watchlist."""
    if settings.event is not None:
        settings.event.require(WATCHLIST)


class Watchlist:
    """The local watchlist of a home."""

    def __init__(self, home: Path, settings: Settings, now: Callable[[], datetime]) -> None:
        self._home = Home(home)
        self._settings = settings
        self._now = now

    def records(self) -> list[Nominal]:
        """All records, by their ids; raises `SnapshotError` where they cannot be read."""
        current = self._home.current(WATCHLIST)
        if current is None:
            return []
        with Snapshot(self._home.snapshot_file(WATCHLIST, current.version)) as snapshot:
            found = [one for one in snapshot.all_records() if isinstance(one, Nominal)]
        return sorted(found, key=lambda one: one.record_id)

    def add(self, request: Request) -> str:
        """Put the record on the list that a request asks for, and say what was done."""
        require_for_event(self._settings)
        content = (request.content or {}).get("record", {})
        nominal = nominal_from_mapping({**content, "id": record_id(request)})
        self._change(lambda records: {**records, nominal.record_id: nominal})
        return f"{nominal.record_id} is on the list, until {nominal.expires}"

    def withdraw(self, request: Request) -> str:
        """Take the record off the list that a request names, and say what was done."""
        name = str(request.facts["record_id"])
        self._change(lambda records: {key: one for key, one in records.items() if key != name})
        return f"{name} is off the list"

    def _change(self, change: Callable[[dict[str, Nominal]], dict[str, Nominal]]) -> None:
        folder = self._home.list_folder(WATCHLIST)
        with storage_errors(folder), fetching(folder):
            before = {one.record_id: one for one in self.records()}
            after = change(before)
            if after == before:
                return
            if not after:
                remove_list(self._home, WATCHLIST)
                return
            source = _Records(after.values())
            description = describe(WATCHLIST, source.name, source.kind, self._settings)
            now = self._now()
            install_list(self._home, Load(description, source, self._home.path, now, now))


class _Records:
    """Records at hand, as a format whose file nobody has to write."""

    name: ClassVar[str] = "nominal-jsonl"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "records of the local watchlist"

    def __init__(self, records: Iterable[Nominal]) -> None:
        self._records = list(records)

    def recognises(self, path: Path) -> bool:  # noqa: ARG002 there is no file
        return False

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002
        """All of them."""
        return Reading(None, iter(self._records))
