"""A list file to the snapshot that answers: built beside, checked, and swapped in by one rename.

Whatever goes wrong on the way, the snapshot that answered before still does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from border_check.errors import BorderCheckError, SnapshotError
from border_check.snapshot.build import Built, Counts, Progress, build_snapshot
from border_check.snapshot.dating import date_of
from border_check.snapshot.document_index import SUFFIX
from border_check.snapshot.home import Current, Home
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.rejects import RejectsFile
from border_check.snapshot.storage import (
    DERIVED,
    derived_files,
    digest,
    loading,
    size,
    storage_errors,
    sync_file,
    sync_folder,
)
from border_check.sources.interface import Part, Source
from border_check.values.lists import ListDescription


class Load(NamedTuple):
    """What is to be loaded, and how."""

    description: ListDescription
    source: Source
    path: Path
    """File, folder or archive."""
    now: datetime
    as_of: datetime | None = None
    """When the list was current, where its file does not say."""
    add: bool = False
    """Whether the records that answer now stay. So does their date: what is added to a list does
    not make the rest of it newer."""


class LoadReport(NamedTuple):
    """What a load did."""

    list: str
    version: str
    as_of: str
    counts: Counts
    records: int
    """How many answer now."""
    rejects_files: tuple[Path, ...]
    """What was rejected: tables first, then what could not be cut into columns."""
    first_rejects: tuple[str, ...]
    """The first ten, in words."""
    warnings: tuple[str, ...]


def install_list(home: Home, load: Load, progress: Progress = lambda _: None) -> LoadReport:
    """Build a snapshot of a list, and let it answer from then on.

    Raises `ListFileError` for a file that cannot be read as a whole, `Busy` while another process
    loads the same list, `SnapshotError` when the result may not be installed. In all of these
    cases the snapshot that answered before still does.
    """
    folder = home.list_folder(load.description.name)
    with storage_errors(folder), loading(folder):
        building = folder / f".building-{os.getpid()}.sqlite"
        rejects = RejectsFile(folder)
        try:
            return _install(home, load, building, rejects, progress)
        finally:
            for file in (building, *derived_files(building)):
                file.unlink(missing_ok=True)
            rejects.close()


def _install(
    home: Home, load: Load, building: Path, rejects: RejectsFile, progress: Progress
) -> LoadReport:
    name, source = load.description.name, load.source
    reading = source.read(load.path, load.description)
    before = _installed(home, load)
    if before is None:
        as_of, warnings = date_of(reading.as_of, load.as_of, load.path, load.now)
    else:
        as_of, warnings = before.as_of, []
    meta = {
        "list": name,
        "as_of": as_of,
        "format": source.name,
        "file": load.path.name.encode(errors="backslashreplace").decode(),
        "description": json.dumps(load.description._asdict()),
    }
    read = reading.entries if reading.chunks is None else reading.chunks
    entries = chain(before.records if before else (), read)
    built = build_snapshot(building, source.kind, entries, meta, rejects.add, progress)
    _check_size(load.description, built, rejects)
    content = digest(building)
    version = f"{as_of.replace('-', '').replace(':', '')}-{content[:6]}"
    new = Current(version, source.kind, size(building), content)
    _swap(home, name, building, new._replace(index_sha256=digest(_index(building))))
    return LoadReport(
        name,
        version,
        as_of,
        built.counts,
        built.records,
        rejects.keep(version, load.path if load.add else None),
        tuple(rejects.first),
        (*reading.warnings, *warnings),
    )


class _Installed(NamedTuple):
    as_of: str
    records: Iterator[Part]


def _installed(home: Home, load: Load) -> _Installed | None:
    """What a load adds to; None for one that replaces all there was."""
    if not load.add:
        return None
    name = load.description.name
    file = home.snapshot_file(name, _require(home, name).version)
    with Snapshot(file) as snapshot:
        kind, as_of = snapshot.kind, snapshot.as_of
    if kind is not load.source.kind:
        raise SnapshotError(
            f"{name}: is a list of {kind}, not of {load.source.kind}",
            hint="load it under a name of its own",
        )
    return _Installed(as_of, _records_of(file))


def _records_of(file: Path) -> Iterator[Part]:
    with Snapshot(file) as snapshot:
        yield from (Part(record) for record in snapshot.all_records())


def remove_list(home: Home, name: str) -> None:
    """Delete a list and all that was loaded of it; raises `SnapshotError` if there is none."""
    folder = home.list_folder(name)
    if not folder.is_dir():
        raise _not_installed(name)
    with storage_errors(folder), loading(folder):
        (folder / "current").unlink(missing_ok=True)
        sync_folder(folder)
        for file in folder.iterdir():
            file.unlink()
    with suppress(OSError):
        folder.rmdir()


def roll_back(home: Home, name: str) -> str:
    """Let the previous snapshot answer again, and return its version.

    Raises `SnapshotError` if there is none, or it is damaged.
    """
    current = _require(home, name)
    if current.previous is None or not home.snapshot_file(name, current.previous).exists():
        raise SnapshotError(
            f"{name}: there is no previous snapshot to go back to", hint="load the list again"
        )
    folder = home.list_folder(name)
    file = home.snapshot_file(name, current.previous)
    with storage_errors(folder), loading(folder):
        fault = _damage(file)
        if fault is not None:
            raise SnapshotError(
                f"{file}: the previous snapshot is damaged: {fault}", hint="load the list again"
            )
        back = Current(current.previous, current.kind, size(file), digest(file), current.version)
        back = back._replace(index_sha256=digest(_index(file)))
        _write_current(folder, back)
    return back.version


def verify_file(home: Home, name: str) -> str | None:
    """What is wrong with the file of the snapshot that answers; None when nothing is."""
    try:
        current = _require(home, name)
        file = home.snapshot_file(name, current.version)
        if digest(file) != current.sha256:
            return "its content is not what was installed"
        if digest(_index(file)) != current.index_sha256:
            return "its index of documents is not what was installed"
        return _damage(file)
    except (OSError, BorderCheckError) as error:
        return str(error)


def _damage(file: Path) -> str | None:
    with Snapshot(file) as snapshot:
        return snapshot.damage()


def _require(home: Home, name: str) -> Current:
    current = home.current(name)
    if current is None:
        raise _not_installed(name)
    return current


def _not_installed(name: str) -> SnapshotError:
    return SnapshotError(f"{name}: no such list is installed", hint="see `border-check lists`")


def _check_size(description: ListDescription, built: Built, rejects: RejectsFile) -> None:
    """Refuse a snapshot that cannot be what it should be."""
    why = ""
    if built.records == 0:
        why = f"none of its {built.counts.read} entries is a usable record"
    elif description.minimum is not None and built.records < description.minimum:
        why = f"it has {built.records} records, expected at least {description.minimum}"
    elif description.maximum is not None and built.records > description.maximum:
        why = f"it has {built.records} records, expected at most {description.maximum}"
    if why:
        first = f"; the first: {rejects.first[0]}" if rejects.first else ""
        kept = rejects.keep("refused", added=Path())
        where = f"all that was rejected is in {kept[0]}" if kept else "see to its limits"
        raise SnapshotError(
            f"{description.name}: not installed: {why}{first}",
            hint=f"what was installed before still answers; {where}",
        )


def _swap(home: Home, name: str, building: Path, new: Current) -> None:
    """Make a finished file the snapshot that answers; the one before stays for a way back."""
    folder = home.list_folder(name)
    with Snapshot(building) as snapshot:
        snapshot.prove()
    try:
        before = home.current(name)
    except SnapshotError:  # what cannot be read any more is what this load repairs
        before = None
    lasting = home.snapshot_file(name, new.version)
    for made in (*derived_files(building), building):
        sync_file(made)
        made.replace(lasting.with_suffix(made.suffix))
    sync_folder(folder)
    if before is not None and before.version != new.version:
        new = new._replace(previous=before.version)
    elif before is not None:
        new = new._replace(previous=before.previous)
    _write_current(folder, new)
    for file in folder.iterdir():
        is_ours = file.suffix in (".sqlite", *DERIVED)
        if is_ours and file.stem not in (new.version, new.previous):
            file.unlink()


def _index(snapshot: Path) -> Path:
    """The index of documents beside a snapshot."""
    return snapshot.with_suffix(SUFFIX)


def _write_current(folder: Path, current: Current) -> None:
    fresh = folder / "current.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(json.dumps(current._asdict()))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / "current")
    sync_folder(folder)
