"""A list from a stick or a folder: the file itself, or the newest of those that are this list.

A stick that is plugged in says what it holds, not that this is still so. The only thing about a
delivered file that says when somebody held it for current is the date in its name. When it was last
written says little, since copying changes it.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from border_check.errors import SourceError
from border_check.updating.intake import CHUNK, Intake, Taken
from border_check.values.origin import Origin

_DATE = re.compile(
    r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?:T(\d\d)[-:.]?(\d\d)(?:[-:.]?(\d\d))?Z?)?(?!\d)"
)
_EARLIEST_DAY = timedelta(hours=14)
"""The day begins so much earlier than in UTC where it begins first."""
_BESIDE = (".sha256", ".sig", ".asc", ".part", ".tmp", ".crdownload", ".why")
"""What lies beside a list, or is not all of one yet."""


def take_delivered(origin: Origin, name: str, room: Path, now: datetime) -> Taken:
    """The file that was delivered, copied into the room.

    Raises `SourceError` where there is none, or it cannot be read.
    """
    try:
        file = _chosen(Path(origin.source), origin.pattern or f"{name}*", now)
        return _copied(file, origin.largest, room, now)
    except FileNotFoundError:
        raise SourceError(
            f"{origin.source}: there is no such file or folder",
            hint="plug in what holds it, or see to the source of the list",
        ) from None


def date_in_name(name: str, now: datetime) -> datetime | None:
    """The moment that the name of a file gives; of a day, its beginning, or now before that.

    Raises `SourceError` for one that has not come anywhere.
    """
    for year, _, month, day, *time in _DATE.findall(name):
        hour, minute, second = (int(part or 0) for part in time)
        try:
            found = datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=UTC)
        except ValueError:  # digits that are no date
            continue
        if found > now + _EARLIEST_DAY:
            raise SourceError(
                f"{name}: is named for a date that has not come yet",
                hint="see to the name of the file, and the clock of this machine",
            )
        return min(found, now)
    return None


def _chosen(place: Path, pattern: str, now: datetime) -> Path:
    if not place.is_dir():
        return place
    # A link could lead to what whoever plugs in a stick may not read.
    fitting = [
        file
        for file in _listed(place)
        if fnmatchcase(file.name.lower(), pattern.lower())
        and not file.name.startswith(".")
        and not file.name.lower().endswith(_BESIDE)
        and file.is_file()
        and not file.is_symlink()
    ]
    if not fitting:
        raise SourceError(
            f"{place}: has no file that is named {pattern}",
            hint="see to what was delivered, or say by `pattern` how its files are named",
        )
    return max(fitting, key=lambda file: (date_in_name(file.name, now) or _written(file), file))


def _listed(place: Path) -> list[Path]:
    try:
        return list(place.iterdir())
    except OSError as error:
        raise _unread(place, error) from None


def _written(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _copied(file: Path, largest: int, room: Path, now: datetime) -> Taken:
    dated = date_in_name(file.name, now)
    path = room / file.name
    with _opened(file) as handle, Intake(path, largest, str(file)) as intake:
        before = os.fstat(handle.fileno())
        intake.announce(before.st_size)
        while chunk := _read(handle, file):
            intake.add(chunk)
        after = os.fstat(handle.fileno())
    if (before.st_size, before.st_mtime_ns) != (intake.size, after.st_mtime_ns):
        raise SourceError(f"{file}: is being written", hint="try again once it is there as a whole")
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))
    return Taken(path, intake.sha256, str(file), dated)


def _opened(file: Path) -> BinaryIO:
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe would wait
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unread(file, error) from None
    if not S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise SourceError(f"{file}: is neither a file nor a folder")
    return os.fdopen(handle, "rb")


def _read(stream: BinaryIO, file: Path) -> bytes:
    try:
        return stream.read(CHUNK)
    except OSError as error:  # a stick that was pulled out
        raise _unread(file, error) from None


def _unread(place: Path, error: OSError) -> SourceError:
    return SourceError(
        f"{place}: cannot be read: {error.strerror or error}",
        hint="see to its permissions, and to what it is on",
    )
