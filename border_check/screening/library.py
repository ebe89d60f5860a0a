"""The lists of a home, open to be asked, and in what state each of them is."""

from __future__ import annotations

import os

from border_check.errors import SnapshotError
from border_check.snapshot.home import Current, Home
from border_check.snapshot.pool import Pool
from border_check.snapshot.reader import Snapshot
from border_check.values.actions import ActionClass
from border_check.values.lists import (
    LOCAL_WATCHLIST,
    ListDescription,
    ListKind,
    ListState,
    ListStatus,
)
from border_check.values.moments import datetime
from border_check.values.record import NamedTuple
from border_check.values.settings import Settings


class OpenList(NamedTuple):
    """One list at the moment of a check."""

    description: ListDescription
    status: ListStatus
    snapshot: Snapshot | None
    """None where there is nothing that could be asked."""
    in_full: bool = True
    """Whether discreet records count."""

    @property
    def title(self) -> str:
        """As shown on a screen."""
        return self.status.shown

    @property
    def is_discreet(self) -> bool:
        """Whether there are records that a first-line desk may not know of."""
        if self.snapshot is None:
            return False
        return self.snapshot.discreet > 0 or self.description.action is ActionClass.DISCREET

    def without_discreet(self) -> OpenList:
        """As if the discreet records were not on the list: not even their number shows."""
        if self.snapshot is None or not self.is_discreet or self.status.state is ListState.EMPTY:
            return self
        fewer = self._replace(in_full=False)
        status = self.status._replace(
            records=fewer.records_of(self.snapshot),
            has_documents=self.status.has_documents and bool(self.snapshot.issuer_records()),
        )
        if status.records == 0:
            status = status._replace(state=ListState.EMPTY)
        return fewer._replace(status=status)

    def issuer_records(self) -> dict[str, int]:
        """How many records count of each issuer; of a list whose records are discreet unless they
        say otherwise, a desk that may not know of them is told of none."""
        if self.snapshot is None:
            return {}
        if not self.in_full and self.description.action is ActionClass.DISCREET:
            return {}
        return self.snapshot.issuer_records()

    def records_of(self, layer: Snapshot) -> int | None:
        """How many records count of one version of the list; None where they are discreet unless
        they say otherwise, since nobody has counted those that do."""
        if self.in_full:
            return layer.records
        if self.description.action is ActionClass.DISCREET:
            return None
        return layer.records - layer.discreet


class Library:
    """All lists of a home. Snapshots stay open until a newer version is installed."""

    def __init__(self, home: Home, settings: Settings) -> None:
        self._home = home
        self._settings = settings
        self._open: dict[str, _Opened] = {}
        self._pool = Pool(home)

    def share(self, other: Library) -> None:
        """Ask what another one has open, as a process may that was forked from the other's."""
        self._open.update(other._open)
        self._pool = other._pool

    def close(self) -> None:
        """Let go of all snapshots."""
        for one in self._open.values():
            one.snapshot.close()
        self._open.clear()
        self._pool.close()

    def lists(self, now: datetime, kinds: frozenset[ListKind]) -> tuple[OpenList, ...]:
        """The lists of these kinds, installed or only configured, as they stand now, by name.

        A list of which not even the kind is known any more could be any of them, and is among them.
        """
        known = {one.name for one in self._settings.lists}
        known.update(filter(self._home.was_installed, self._home.list_names()))
        event = self._settings.event
        names = sorted(known if event is None else event.lists)
        self._pool.look_again()
        found = (self._list(name, now, kinds) for name in names)
        return tuple(one for one in found if one.status.kind in kinds)

    def named(self, name: str, now: datetime) -> OpenList:
        """One list as it stands now, installed or not."""
        return self._list(name, now, frozenset(ListKind))

    def _list(self, name: str, now: datetime, kinds: frozenset[ListKind]) -> OpenList:
        marks = self._home.marks_of_current(name)
        known = self._open.get(name)
        configured = self._settings.described(ListDescription(name))
        kind = configured.kind or next(kind for kind in ListKind if kind in kinds)
        try:
            if self._settings.require_signed and not self._is_signed(name):
                return self._unsigned(name, kinds)
            if known is not None and known.marks == marks:
                return known.at(now)
            current = self._home.current(name)
            if current is None:
                return _silent(configured, kind, ListState.MISSING)
            kind = ListKind(current.kind)
            configured = self._settings.described(
                ListDescription(name, required=not kind.is_guidance)
            )
            opened = self._opened(name, marks, current)
            answer = opened.at(now)
        except SnapshotError as error:
            return _silent(configured, kind, ListState.CORRUPT, error.in_one_line)
        except ValueError as error:  # a kind or a date that no version of this program wrote
            return _silent(configured, kind, ListState.CORRUPT, str(error))
        if known is not None:
            known.snapshot.close()
        self._open[name] = opened
        return answer

    def _is_signed(self, name: str) -> bool:
        """Whether a list came signed, or is not there; that of the post is made by two people."""
        try:
            current = self._home.current(name)
        except SnapshotError:  # which is told otherwise
            return True
        unsigned = current is not None and not self._home.is_signed(name, current.version)
        return not unsigned or name == LOCAL_WATCHLIST

    def _unsigned(self, name: str, kinds: frozenset[ListKind]) -> OpenList:
        current = self._home.current(name)
        kind = ListKind(current.kind) if current else next(k for k in ListKind if k in kinds)
        description = ListDescription(name, required=not kind.is_guidance)
        return _silent(self._settings.described(description), kind, ListState.UNSIGNED)

    def _opened(self, name: str, marks: tuple[int, ...], current: Current) -> _Opened:
        for layer in current.layers:
            file = self._home.snapshot_place(name, layer.version)
            try:
                size = os.stat(file).st_size
            except OSError as error:
                raise SnapshotError(f"{file}: {error.strerror}") from None
            if size != layer.size:
                raise SnapshotError(f"{file}: has {size} bytes, {layer.size} were installed")
        snapshot = Snapshot(self._home.snapshot_place(name, current.version))
        if [one.version for one in snapshot.layers] != [one.version for one in current.layers]:
            snapshot.close()
            raise SnapshotError(f"{name}: other deltas than were installed")
        if snapshot.kind is ListKind.NOMINALS:
            snapshot.pool = self._pool
        description = self._settings.described(snapshot.description)
        if description.canaries:
            from border_check.snapshot.canaries import require_canaries

            require_canaries(snapshot, description.canaries)
        return _Opened(marks, current, snapshot, description)


class _Opened(NamedTuple):
    """A list that is open, until another version of it answers."""

    marks: tuple[int, ...]
    """Of the file that says which version answers, as it was then."""
    current: Current
    snapshot: Snapshot
    description: ListDescription

    def at(self, now: datetime) -> OpenList:
        """The list as it stands at a moment; raises `ValueError` for a date that is none."""
        status = _status(self.description, self.snapshot, self.current, now)
        return OpenList(self.description, status, self.snapshot)


_CLOCKS_APART = 1.0
"""Hours by which the clock of whoever made a list may go ahead of this one."""


def _silent(
    description: ListDescription, kind: ListKind, state: ListState, detail: str | None = None
) -> OpenList:
    """A list that cannot be asked."""
    status = ListStatus(
        description.name,
        kind,
        state,
        description.required,
        detail=detail,
        title=description.title,
    )
    return OpenList(description, status, None)


def _status(
    description: ListDescription, snapshot: Snapshot, current: Current, now: datetime
) -> ListStatus:
    # A list that its source confirmed since is as old as that: it may be unchanged for weeks.
    as_of = max(snapshot.as_of, str(current.confirmed or ""))
    ahead = (_moment(as_of) - now).total_seconds() / 3600
    if ahead > _CLOCKS_APART:  # else it would look younger than it is
        raise ValueError(f"it is of {as_of}, which is ahead of the clock: was that put back?")
    age = max(0.0, -ahead)
    state = ListState.OK
    if snapshot.records == 0:
        state = ListState.EMPTY
    elif age > description.expires_after:
        state = ListState.EXPIRED
    elif age > description.stale_after:
        state = ListState.STALE
    return ListStatus(
        name=description.name,
        kind=snapshot.kind,
        state=state,
        required=description.required,
        version=current.version,
        as_of=as_of,
        age_hours=round(age, 1),
        limit_hours=description.expires_after,
        records=snapshot.records,
        title=description.title,
        has_documents=snapshot.kind is ListKind.NOMINALS and snapshot.has_documents,
    )


def _moment(text: str) -> datetime:
    """YYYY-MM-DDTHH:MM:SSZ, without the machinery of `strptime`; raises `ValueError`."""
    if len(text) != 20 or text[19] != "Z":
        raise ValueError(f"{text!r:.40} is no moment")
    return datetime.fromisoformat(text)
