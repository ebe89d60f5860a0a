"""The use case: ask the source of a list what it has, and install it or note that nothing changed.

Each list is updated by itself. Whatever goes wrong with one, what was installed still answers, as
long as it is not too old.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError, SourceError, UsageError
from border_check.journal.requests import requests
from border_check.screening.library import Library
from border_check.screening.loading import load_list
from border_check.screening.screener import Screener
from border_check.screening.watchlist import require_not_the_watchlist
from border_check.shipped import describe, format_of
from border_check.snapshot.build import Progress
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport
from border_check.snapshot.storage import fetching, storage_errors
from border_check.snapshot.upkeep import confirm
from border_check.updating.checksum import (
    LARGEST,
    checksum_file,
    place_of_checksum,
    require_checksum,
)
from border_check.updating.connection import shown
from border_check.updating.delivered import take_delivered
from border_check.updating.download import Download, Known
from border_check.updating.intake import Taken, require_unpacked
from border_check.updating.remembered import Remembered, recall, remember, way_of
from border_check.values.lists import ListDescription, ListState, ListStatus
from border_check.values.origin import Origin
from border_check.values.settings import Settings
from border_check.values.str_enum import StrEnum

_PARTED = "\n"
"""Between references, which may hold spaces."""


class Outcome(StrEnum):
    """What became of one list."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Updated(NamedTuple):
    """What became of one list, and how it stands now."""

    outcome: Outcome
    status: ListStatus
    load: LoadReport | None = None
    """What the load did, where there was one."""
    warnings: tuple[str, ...] = ()
    error: BorderCheckError | None = None
    """Why it failed, or why it does not answer even so."""


def origins_of(settings: Settings) -> dict[str, Origin]:
    """The lists that have a source, each with what the configuration says of it."""
    return {
        known.name: origin_of(known.origin, "")
        for known in settings.lists
        if "source" in dict(known.origin)
    }


def origin_of(given: tuple[tuple[str, object], ...], source: str) -> Origin:
    """What a configuration says of a source, or, of another source, its limits alone."""
    said: dict[str, Any] = dict(given)
    if source:
        of_the_source = ("checksum", "token_file", "ca_file")
        said = {key: value for key, value in said.items() if key not in of_the_source}
        said["source"] = source
    return Origin(**said)


class Updater:
    """Updates the lists of one home."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: Callable[[], datetime],
        *,
        again: bool = False,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self._home, self._settings = home, settings
        self._clock, self._wait = clock, wait
        self._again = again

    def update(
        self, name: str, origin: Origin | None, progress: Progress = lambda _: None
    ) -> Updated:
        """Take what the source of a list has; what goes wrong is told in what is returned.

        Raises `UsageError` for what cannot be the name of a list, or names the one that people
        here keep.
        """
        require_not_the_watchlist(name)
        folder = self._home.list_folder(name)
        if origin is None:
            error: BorderCheckError = UsageError(
                f"{name}: has no source in the configuration",
                hint=f"set lists.{name}.source, or give it: update {name} --from SOURCE",
            )
            return Updated(Outcome.FAILED, self._status(name), error=error)
        try:
            with storage_errors(folder), fetching(folder) as room:
                found = self._updated(name, origin, room, progress)
        except BorderCheckError as failure:
            return Updated(Outcome.FAILED, self._status(name), error=failure)
        if found.status.state is ListState.EXPIRED:
            error = SourceError(
                f"{name}: its source has nothing newer, and the list no longer answers",
                hint="ask its keeper for a newer one",
            )
            return found._replace(error=error)
        return found

    def _status(self, name: str) -> ListStatus:
        library = Library(self._home, self._settings)
        try:
            return library.named(name, self._clock()).status
        finally:
            library.close()

    def _updated(self, name: str, origin: Origin, room: Path, progress: Progress) -> Updated:
        way = way_of(origin, self._settings.described(ListDescription(name)))
        before = None if self._again else self._before(name, way)
        server = Download(origin, self._clock, self._wait)
        if origin.is_address:
            known = Known(before.etag, before.last_modified) if before else Known()
            taken = server.take(known, room)
        else:
            taken = take_delivered(origin, name, room, self._clock())
        if before is not None and (taken.path is None or taken.sha256 == before.sha256):
            if taken.confirmed is not None:
                confirm(self._home, name, before.version, taken.confirmed)
            self._remember(name, before, taken)
            return Updated(Outcome.UNCHANGED, self._status(name))
        if taken.path is None:
            raise SourceError(f"{taken.name}: says that nothing is new, which was not asked")
        if origin.checksum is not None:
            _compare(origin, taken, taken.path.name, server)
        with _named_without(room):
            require_unpacked(taken.path, origin.unpacked, taken.name)
            load, warnings = self._load(name, taken, taken.path)
            with self._screener() as screener:
                report = load_list(screener, load, progress)
        waiting = _PARTED.join(one.request for one in report.held) or None
        made = Remembered(report.version, way, taken.sha256, waiting=waiting)
        self._remember(name, made, taken)
        return Updated(Outcome.DONE, self._status(name), report, (*warnings, *report.warnings))

    def _before(self, name: str, way: str) -> Remembered | None:
        """What is known of the version that answers, if it was taken the same way and is sound.

        Any other (loaded by hand, rolled back, with a delta over it) is not what the source gave.
        """
        known = recall(self._home.list_folder(name))
        status = self._status(name)
        is_sound = known is not None and (known.version, known.way) == (status.version, way)
        return known if is_sound and not self._was_approved(known) else None

    def _was_approved(self, known: Remembered | None) -> bool:
        """Whether somebody has approved what the last load asked for."""
        if known is None or not known.waiting:
            return False
        waiting = known.waiting.split(_PARTED)
        with self._screener() as screener:
            found = requests(screener.recorder)
        return any(one.reference in waiting and one.is_approved for one in found)

    def _screener(self) -> Screener:
        return Screener(self._home.path, self._settings, self._clock)

    def _load(self, name: str, taken: Taken, path: Path) -> tuple[Load, list[str]]:
        source = format_of(name, path, None, self._settings)
        description = describe(name, source.name, source.kind, self._settings)
        warnings = []
        if description.action is None:
            warnings.append("records that name no action and no notice will be `inquire`")
        said = taken.confirmed
        now = self._clock()
        load = Load(description, source, path, now, supposed=said, confirmed=said, forward=True)
        return load, warnings

    def _remember(self, name: str, known: Remembered, taken: Taken) -> None:
        named = known._replace(etag=taken.etag, last_modified=taken.last_modified)
        remember(self._home.list_folder(name), named)


def _compare(origin: Origin, taken: Taken, name: str, server: Download) -> None:
    """Raise `SourceError` unless the configured checksum is of what was taken."""
    source = origin.source if origin.is_address else taken.name
    place = place_of_checksum(origin.checksum or "", source)
    if "://" in place:
        require_checksum(taken.sha256, name, shown(place), server.text(place, LARGEST))
    else:
        require_checksum(taken.sha256, name, place, checksum_file(place))


@contextmanager
def _named_without(room: Path) -> Iterator[None]:
    """Errors name files of the room, which is gone when they are read, by their own names alone."""
    try:
        yield
    except BorderCheckError as error:
        error.message = error.message.replace(f"{room}{os.sep}", "")
        error.args = (error.message,)
        raise
