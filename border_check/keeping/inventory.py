"""Everything that lies in a home: each file, what it is, of which list, and whose data it holds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from border_check.errors import BorderCheckError, SnapshotError
from border_check.journal.volumes import is_of_volume
from border_check.snapshot.home import Home
from border_check.snapshot.schema import NAMES
from border_check.snapshot.storage import DERIVED, digest
from border_check.values.lists import ListKind

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff")


class FileKind(StrEnum):
    """What a file of a home is."""

    CONFIGURATION = "configuration"
    SNAPSHOT = "snapshot"
    INDEX = "index"
    STATE = "state"
    """Which version answers, who loads a list, that a process answers, that an event is over."""
    REJECTS = "rejects"
    LEFTOVER = "leftover"
    """Of a load or an update that was killed."""
    PICTURE = "picture"
    JOURNAL = "journal"
    CLEARED = "cleared"
    """Travellers whom two people have told apart from a record."""
    KEPT = "kept"
    """Passengers of a list that is kept, to be asked again when lists change."""
    UNKNOWN = "unknown"
    """Nothing that this program wrote, or a link."""


class Kept(NamedTuple):
    """A file of a home."""

    path: str
    """Below the home, with / between folders."""
    kind: FileKind
    list: str
    """Empty where it belongs to none."""
    size: int
    """Bytes."""
    sha256: str
    """In hexadecimal; empty for what is no ordinary file, or cannot be read."""
    personal: bool | None
    """Whether it holds personal data, or may; None where nobody knows."""
    changed: str
    """When it was last written, UTC."""
    age_hours: float


def inventory(home: Home, now: datetime, *, hashed: bool = True) -> tuple[Kept, ...]:
    """Every file in a home, by path; raises `SnapshotError` where there is no such folder.

    Links are named and not followed. Hashing reads every file whole; without it, no digest is told.
    """
    if not home.path.is_dir():
        raise SnapshotError(f"{home.folder}: no such home", hint="name it with --home")
    personal = {name: _may_be_personal(home, name) for name in home.list_names()}
    files = sorted(_files(home.path))
    return tuple(_kept(home.path, file, personal, now, hashed=hashed) for file in files)


def kind_of(path: str) -> FileKind:
    """What a file of a home is, by its place below the home."""
    known = PurePosixPath(path)
    match known.parts:
        case ["config.yaml"]:
            return FileKind.CONFIGURATION
        case ["compiled", name] if name.startswith("config-"):
            return FileKind.CONFIGURATION
        case [name] if name.startswith(_REPLACED):
            return FileKind.LEFTOVER
        case ["cleared"]:
            return FileKind.CLEARED
        case ["pooled", "people.names"]:
            return FileKind.INDEX
        case ["pooled", name] if name.startswith(_LEFTOVERS):
            return FileKind.LEFTOVER
        case ["kept", name] if name.removesuffix(NAMES).isalnum():
            return FileKind.KEPT
        case ["kept", _]:
            return FileKind.LEFTOVER
        case (
            ["event-over"]
            | ["trust.json"]
            | ["encrypted"]
            | ["centre-silent"]
            | ["exchange.lock"]
            | ["recalled"]
            | ["warm", "socket" | "lock" | "tried"]
        ):
            return FileKind.STATE
        case ["posts", "posts.sqlite" | "posts.sqlite-wal" | "posts.sqlite-shm"]:
            return FileKind.JOURNAL
        case ["published", _, "offer.json" | "offer.json.new"]:
            return FileKind.STATE
        case ["published", _, name] if name.endswith(".bcs"):
            return FileKind.SNAPSHOT
        case ["pulled", name] if name.endswith(".part"):
            return FileKind.LEFTOVER
        case ["service", "tokens.key" | "tokens.key.pub"]:
            return FileKind.STATE
        case ["service", "issued" | "revoked" | "spent", name] if name.isalnum():
            return FileKind.STATE
        case ["service", "issued", name] if name.startswith(".new-"):
            return FileKind.LEFTOVER
        case ["wiping"]:
            return FileKind.STATE
        case ["journal", name] if name in _BESIDE or is_of_volume(name):
            return FileKind.JOURNAL
        case ["pictures", *_, _] if known.suffix.lower() in PICTURES:
            return FileKind.PICTURE
        case ["lists", _, name]:
            return _kind_in_list(name)
        case ["lists", _, room, *_] if room.startswith(_LEFTOVERS):
            return FileKind.LEFTOVER
    return FileKind.UNKNOWN


_REPLACED = ("event-over.", "cleared.", "recalled.", "encrypted.", "trust.json.")
"""How files at the top of a home are called while they are being written."""
_BESIDE = ("head", "reserve")
"""What has no entries in the folder of the journal."""
_LEFTOVERS = (".building-", ".rejects-", ".fetched-", "current.new", "signed.new")
_STATE = (
    "current",
    "signed",
    "fetched",
    "lock",
    "lock-update",
    "lock-journal",
    "lock-update-journal",
)


def _kind_in_list(name: str) -> FileKind:
    if name.startswith(_LEFTOVERS):
        return FileKind.LEFTOVER
    if name.startswith("rejects-"):
        return FileKind.REJECTS
    if name in _STATE or name.startswith("fetched."):
        return FileKind.STATE
    if name.endswith(".sqlite"):
        return FileKind.SNAPSHOT
    return FileKind.INDEX if name.endswith(DERIVED) else FileKind.UNKNOWN


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        links = [name for name in folders if Path(root, name).is_symlink()]
        yield from (Path(root, name) for name in (*names, *links))


def _kept(
    home: Path, file: Path, personal: dict[str, bool], now: datetime, *, hashed: bool
) -> Kept:
    path = file.relative_to(home).as_posix()
    found = file.lstat()
    is_file = stat.S_ISREG(found.st_mode)
    kind = FileKind.UNKNOWN if stat.S_ISLNK(found.st_mode) else kind_of(path)
    parts = PurePosixPath(path).parts
    name = parts[1] if parts[0] == "lists" and len(parts) > 2 else ""
    changed = datetime.fromtimestamp(found.st_mtime, UTC)
    return Kept(
        path=path,
        kind=kind,
        list=name,
        size=found.st_size if is_file else 0,
        sha256=_digest(file) if is_file and hashed else "",
        personal=_is_personal(kind, parts[-1], personal.get(name, True)),
        changed=changed.strftime("%Y-%m-%dT%H:%M:%SZ"),
        age_hours=round(max(0.0, (now - changed).total_seconds() / 3600), 1),
    )


def _digest(file: Path) -> str:
    try:
        return digest(file)
    except OSError:
        return ""


def _may_be_personal(home: Home, name: str) -> bool:
    """Whether a list may hold personal data: all but those of guidance do, numbers at least."""
    try:
        current = home.current(name)
        return current is None or not ListKind(current.kind).is_guidance
    except (BorderCheckError, ValueError):
        return True


def _is_personal(kind: FileKind, name: str, of_list: bool) -> bool | None:
    if kind is FileKind.UNKNOWN:
        return None
    if kind is FileKind.JOURNAL:
        return name not in _BESIDE
    if kind in (FileKind.CLEARED, FileKind.KEPT):
        return True
    holds_records = (FileKind.SNAPSHOT, FileKind.INDEX, FileKind.REJECTS, FileKind.LEFTOVER)
    return kind in holds_records and of_list
