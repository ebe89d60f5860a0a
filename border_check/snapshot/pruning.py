"""What lies in the folder of a list and is needed no more: told, or deleted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from border_check.snapshot.home import Current, Home
from border_check.snapshot.storage import DERIVED, fetching, loading, storage_errors
from border_check.snapshot.versions import needed, require, write_current

_LEFTOVERS = (".building-*", ".rejects-*", ".fetched-*", "current.new", "fetched.new", "signed.new")


class Pruned(NamedTuple):
    """What went of a list, or would go."""

    list: str
    files: tuple[tuple[str, int], ...]
    """Below the folder of the list, each with its bytes."""


def prune_list(home: Home, name: str, *, way_back: bool = True, dry_run: bool = False) -> Pruned:
    """Delete the versions of a list that neither the one that answers nor a way back needs, with
    their indexes, and what killed loads and updates left. Rejects stay: they may be corrected yet.

    Without `way_back` the version that answers keeps only what it lies on. Raises `Busy` while the
    list is loaded or updated, and `SnapshotError` where a version that is to stay cannot be read.
    """
    folder = home.list_folder(name)
    current = require(home, name)
    if dry_run:
        return _pruned(folder, name, _unneeded(home, name, current, way_back=way_back))
    leftovers = _leftovers(folder)
    sizes = {file: file.stat().st_size for file in leftovers}
    with storage_errors(folder), loading(folder), fetching(folder):
        current = require(home, name)
        files = _unneeded(home, name, current, way_back=way_back)
        sizes.update({file: file.stat().st_size for file in files if file.exists()})
        if not way_back and (current.previous or current.newer):
            write_current(folder, current._replace(previous=None, newer=None))
        for file in files:
            if not any(part.startswith(".fetched-") for part in file.parts):
                file.unlink(missing_ok=True)
    gone = {file: size for file, size in sizes.items() if not file.exists()}
    return Pruned(name, tuple(_told(folder, gone)))


def _unneeded(home: Home, name: str, current: Current, *, way_back: bool) -> list[Path]:
    folder = home.list_folder(name)
    kept = needed(home, name, current, way_back=way_back)
    files = _leftovers(folder)
    for file in folder.iterdir():
        of_a_version = file.suffix in (".sqlite", *DERIVED) and not file.name.startswith(".")
        if of_a_version and file.stem not in kept:
            files.append(file)
    return files


def _leftovers(folder: Path) -> list[Path]:
    found = [path for pattern in _LEFTOVERS for path in folder.glob(pattern)]
    inside = [file for path in found if path.is_dir() for file in path.rglob("*")]
    return [file for file in (*found, *inside) if file.is_file()]


def _pruned(folder: Path, name: str, files: list[Path]) -> Pruned:
    return Pruned(name, tuple(_told(folder, {file: file.stat().st_size for file in files})))


def _told(folder: Path, sizes: dict[Path, int]) -> list[tuple[str, int]]:
    return sorted((file.relative_to(folder).as_posix(), size) for file, size in sizes.items())
