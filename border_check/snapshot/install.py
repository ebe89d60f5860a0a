"""A list file to the snapshot that answers: built beside, checked, and swapped in by one rename.

Whatever goes wrong on the way, the snapshot that answered before still does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from border_check.errors import SnapshotError
from border_check.snapshot.build import Counts, Progress, build_snapshot
from border_check.snapshot.dating import date_of, refuse_older, stamp
from border_check.snapshot.delta import become_delta
from border_check.snapshot.guards import Before, Lifted, New, require_likely
from border_check.snapshot.home import Current, Home
from border_check.snapshot.pooling import forget_changed
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.rejects import RejectsFile
from border_check.snapshot.storage import (
    DERIVED,
    derived_files,
    loading,
    storage_errors,
    sync_file,
    sync_folder,
)
from border_check.snapshot.versions import finished, require, versions_of, write_current
from border_check.snapshot.wide_series import Held, SeriesGate, SeriesRules
from border_check.sources.interface import Part, Source
from border_check.values.lists import ListDescription, ListKind

MANY_DELTAS = 10
"""More of them over one base are told with each load: a check opens every one."""


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
    delta: bool = False
    """Whether the file has what changed since the version that answers, and is put over it."""
    supposed: datetime | None = None
    """Of when an undated file is, as far as whoever gave it says."""
    confirmed: datetime | None = None
    """When the source said that this is what it has."""
    forward: bool = False
    """Whether a file that is older than what answers is refused."""
    series: SeriesRules = SeriesRules()
    """Which series of more documents than usual two people want."""
    seen: datetime | None = None
    """When something was last done in this home, so that a clock that was put back is noticed."""
    lifted: Lifted | None = None
    """The guard that may not refuse it."""


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
    replaced: int | None = None
    """How many records of earlier versions a delta changed or withdrew."""
    deltas: int = 0
    """How many lie over the base."""
    held: tuple[Held, ...] = ()
    """Series that nobody has approved, at most a hundred."""


def install_list(home: Home, load: Load, progress: Progress = lambda _: None) -> LoadReport:
    """Build a snapshot of a list, and let it answer from then on.

    Raises `ListFileError` for a file that cannot be read as a whole, `Busy` while another process
    loads the same list, `SnapshotError` when the result may not be installed. In all of these
    cases the snapshot that answered before still does.
    """
    folder = home.list_folder(load.description.name)
    with storage_errors(folder), loading(folder), building_of(folder) as building:
        rejects = RejectsFile(folder)
        try:
            return _install(home, load, building, rejects, progress)
        finally:
            rejects.close()


@contextmanager
def building_of(folder: Path) -> Iterator[Path]:
    """Where a snapshot may be built beside the others; what is left there is cleared away."""
    building = folder / f".building-{os.getpid()}.sqlite"
    try:
        yield building
    finally:
        for file in (building, *derived_files(building)):
            file.unlink(missing_ok=True)


def _install(
    home: Home, load: Load, building: Path, rejects: RejectsFile, progress: Progress
) -> LoadReport:
    name, source = load.description.name, load.source
    reading = source.read(load.path, load.description)
    before = _installed(home, load) if load.add else None
    if before is None:
        as_of, warnings = date_of(reading.as_of, load.as_of, load.path, load.now, load.supposed)
    else:
        as_of, warnings = before.as_of, []
    if load.forward:
        refuse_older(home, name, as_of)
    below = _below(home, load, as_of) if load.delta else None
    meta = {
        "list": name,
        "as_of": as_of,
        "format": source.name,
        "file": load.path.name.encode(errors="backslashreplace").decode(),
        "description": json.dumps(load.description._replace(canaries=())._asdict()),
        **({"request": load.lifted.request} if load.lifted else {}),
    }
    read = reading.entries if reading.chunks is None else reading.chunks
    on_rejected = partial(rejects.add, told=False)
    gate = SeriesGate(load.description.widest_range, load.series, on_rejected)
    entries = chain(before.records if before else (), gate.passed(read, load.path.name))
    if not load.add and not load.delta:  # else it stays as it is
        entries = chain(entries, gate.before(home, name))
    built = build_snapshot(building, source.kind, entries, meta, rejects.add, progress)
    replaced = None
    if below is not None and built.records:
        with Snapshot(home.snapshot_file(name, below.version)) as snapshot:
            figures = become_delta(building, snapshot)
        built, replaced = built._replace(records=figures.records), figures.replaced
    answering = None if load.add or load.delta else _answering(home, name)
    would_answer = New(as_of, built, building, load.now, load.seen)
    require_likely(load.description, load.lifted, would_answer, answering, rejects)
    new = finished(building, source.kind, as_of, below.layers if below else ())
    if load.confirmed is not None:
        new = new._replace(confirmed=stamp(load.confirmed))
    elif before is not None:
        new = new._replace(confirmed=before.confirmed)
    swap(home, name, building, new)
    return LoadReport(
        name,
        new.version,
        as_of,
        built.counts,
        built.records,
        rejects.keep(new.version, load.path if load.add or load.delta else None),
        tuple(rejects.first),
        (*reading.warnings, *warnings, *_many_deltas(new, name)),
        replaced,
        len(new.below),
        gate.held,
    )


def _answering(home: Home, name: str) -> Before | None:
    """What a list takes the place of; None where there is nothing that can be read."""
    try:
        current = home.current(name)
        if current is None:
            return None
        with Snapshot(home.snapshot_file(name, current.version)) as snapshot:
            return Before(snapshot.as_of, snapshot.records, snapshot.issuer_records())
    except SnapshotError:  # which this load repairs
        return None


def _many_deltas(new: Current, name: str) -> list[str]:
    deltas = len(new.below)
    if deltas <= MANY_DELTAS:
        return []
    return [f"{deltas} deltas lie over the base, and each check reads them: `lists fold {name}`"]


class _Installed(NamedTuple):
    as_of: str
    confirmed: str | None
    records: Iterator[Part]


def _installed(home: Home, load: Load) -> _Installed:
    """What a load adds to."""
    name = load.description.name
    current = require(home, name)
    file = home.snapshot_file(name, current.version)
    with Snapshot(file) as snapshot:
        kind, as_of = snapshot.kind, snapshot.as_of
    if kind is not load.source.kind:
        raise SnapshotError(
            f"{name}: is a list of {kind}, not of {load.source.kind}",
            hint="load it under a name of its own",
        )
    return _Installed(as_of, current.confirmed, _records_of(file))


def _below(home: Home, load: Load, as_of: str) -> Current:
    """What a delta of this date is put over; raises `SnapshotError` where none can be."""
    name = load.description.name
    current = require(home, name)
    for kind in (current.kind, load.source.kind):
        if kind != ListKind.DOCUMENTS:
            raise SnapshotError(
                f"{name}: deltas are for lists of documents, not of {kind}",
                hint="load the whole list, or with --add what is new",
            )
    with Snapshot(home.snapshot_file(name, current.version)) as snapshot:
        installed = snapshot.as_of
    if as_of < installed:
        raise SnapshotError(
            f"{name}: the delta is of {as_of}, and the list that answers of {installed}",
            hint="load deltas in the order of their dates; `lists rollback` goes back by one",
        )
    return current


def _records_of(file: Path) -> Iterator[Part]:
    with Snapshot(file) as snapshot:
        yield from (Part(record) for record in snapshot.all_records())


def swap(home: Home, name: str, building: Path, new: Current) -> None:
    """Make a finished file the snapshot that answers; the one before stays for a way back."""
    with Snapshot(building) as snapshot:
        snapshot.prove()
    lasting = home.snapshot_file(name, new.version)
    for made in (*derived_files(building), building):
        sync_file(made)
        made.replace(lasting.with_suffix(made.suffix))
    sync_folder(lasting.parent)
    let_answer(home, name, new)


def let_answer(home: Home, name: str, new: Current) -> None:
    """Let a version answer whose files are there; those that nobody needs any more go."""
    folder = home.list_folder(name)
    try:
        before = home.current(name)
    except SnapshotError:  # what cannot be read any more is what this load repairs
        before = None
    if before is not None and before.version != new.version:
        new = new._replace(previous=before.version)
    elif before is not None:
        new = new._replace(previous=before.previous)
    write_current(folder, new)
    forget_changed(home)
    kept = {layer.version for layer in new.layers}
    if new.previous is not None:
        kept.add(new.previous)
        with suppress(SnapshotError):  # it may be what is damaged
            kept.update(versions_of(home.snapshot_file(name, new.previous)))
    for file in folder.iterdir():
        is_ours = file.suffix in (".sqlite", *DERIVED)
        if is_ours and file.stem not in kept:
            file.unlink()
