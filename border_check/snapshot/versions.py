"""Versions of an installed list: which one answers, with what below it, and how its files look."""

from __future__ import annotations

import json
import os
from pathlib import Path

from border_check.errors import SnapshotError
from border_check.snapshot.document_index import SUFFIX
from border_check.snapshot.home import Current, Home, Layer
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import content_digest, digest, size, sync_folder


def require(home: Home, name: str) -> Current:
    """The version that answers; raises `SnapshotError` if there is none."""
    current = home.current(name)
    if current is None:
        raise not_installed(name)
    return current


def not_installed(name: str) -> SnapshotError:
    """What is said of a list that is not there."""
    return SnapshotError(f"{name}: no such list is installed", hint="see `border-check lists`")


def finished(building: Path, kind: str, as_of: str, below: tuple[Layer, ...] = ()) -> Current:
    """A finished file as it will answer: its version is its date and its hash."""
    look = look_of(building)
    version = f"{as_of.replace('-', '').replace(':', '')}-{look.sha256[:6]}"
    current = Current(version, kind, look.size, look.sha256)
    return current._replace(index_sha256=look.index_sha256, below=below)


def layers_of(file: Path, current: Current) -> list[Layer]:
    """How the files of a version must look: as is known of those that answer, else as they do."""
    known = {layer.version: layer for layer in current.layers}
    return [known.get(version) or look_of(file.with_stem(version)) for version in versions_of(file)]


def versions_of(file: Path) -> list[str]:
    """A version and those below it."""
    with Snapshot(file) as snapshot:
        return [layer.version for layer in snapshot.layers]


def versions_in(folder: Path) -> list[str]:
    """All versions of a list that are there, oldest first by their dates."""
    return sorted(file.stem for file in folder.glob("[!.]*.sqlite"))


def needed(home: Home, name: str, current: Current, *, way_back: bool) -> set[str]:
    """The versions that the one that answers lies on, and those that a way back needs.

    Raises `SnapshotError` where a version cannot be read.
    """
    kept = {layer.version for layer in current.layers}
    others = (current.previous, current.newer) if way_back else ()
    for version in filter(None, others):
        file = home.snapshot_file(name, version)
        if file.exists():
            kept.update(versions_of(file))
    return kept


def look_of(file: Path) -> Layer:
    """How the files of a snapshot look now."""
    return Layer(file.stem, size(file), digest(file), content_digest(index_of(file)))


def index_of(snapshot: Path) -> Path:
    """The index of documents beside a snapshot."""
    return snapshot.with_suffix(SUFFIX)


def write_current(folder: Path, current: Current) -> None:
    """Let a version answer from now on, lastingly."""
    fresh = folder / "current.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(json.dumps(current._asdict()))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / "current")
    sync_folder(folder)
