"""Of what date a snapshot is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from border_check.errors import SnapshotError

_CLOCK_TOLERANCE = timedelta(hours=1)


def date_of(
    own: str | None, given: datetime | None, path: Path, now: datetime
) -> tuple[str, list[str]]:
    """The date of a snapshot: the file's own, else the given one, else that of the file system.

    A file that is dated is never made newer.
    """
    warnings = []
    if own is not None:
        if given is not None and _stamp(given) > own:
            warnings.append(f"--as-of is ignored: the file says that it is of {own}")
        dated = min(own, _stamp(given)) if given is not None else own
    elif given is not None:
        dated = _stamp(given)
    else:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        dated = _stamp(min(modified, now))
        warnings.append(
            f"the file does not say of what date it is; taken for {dated}, when it was last written"
        )
    if dated > _stamp(now + _CLOCK_TOLERANCE):
        raise SnapshotError(
            f"the list is dated {dated}, which has not come yet",
            hint="check --as-of, the file, and the clock of this machine",
        )
    return dated, warnings


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
