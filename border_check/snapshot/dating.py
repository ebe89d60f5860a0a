"""Of what date a snapshot is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from border_check.errors import SnapshotError
from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot

_CLOCK_TOLERANCE = timedelta(hours=1)


def date_of(
    own: str | None,
    given: datetime | None,
    path: Path,
    now: datetime,
    supposed: datetime | None = None,
) -> tuple[str, list[str]]:
    """The date of a snapshot: the file's own, else the given one, else that of the file system.

    A file that is dated is never made newer. What is `supposed` counts before the file system, and
    not beside a date of the file's own.
    """
    warnings = []
    if own is not None:
        if given is not None and stamp(given) > own:
            warnings.append(f"--as-of is ignored: the file says that it is of {own}")
        dated = min(own, stamp(given)) if given is not None else own
    elif (said := given or supposed) is not None:
        dated = stamp(said)
    else:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        dated = stamp(min(modified, now))
        warnings.append(
            f"the file does not say of what date it is; taken for {dated}, when it was last written"
        )
    if dated > stamp(now + _CLOCK_TOLERANCE):
        raise SnapshotError(
            f"the list is dated {dated}, which has not come yet",
            hint="check --as-of, the file, and the clock of this machine",
        )
    return dated, warnings


def refuse_older(home: Home, name: str, as_of: str) -> None:
    """Raise `SnapshotError` for a date before that of the version that answers."""
    try:
        current = home.current(name)
        if current is None:
            return
        with Snapshot(home.snapshot_file(name, current.version)) as snapshot:
            installed = snapshot.as_of
    except SnapshotError:  # what is damaged is no reason to go without
        return
    if as_of < installed:
        raise SnapshotError(
            f"{name}: the list is of {as_of}, older than the one that answers, of {installed}",
            hint=f"if that is meant, load it by hand: load {name} FILE",
        )


def stamp(moment: datetime) -> str:
    """A moment as snapshots write it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
