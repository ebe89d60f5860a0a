"""The indexes beside a snapshot, made anew from its SQLite file and nothing else."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from border_check import sqlite
from border_check.errors import SnapshotError
from border_check.snapshot import schema
from border_check.snapshot.candidates.spelling import spell_rows, workers
from border_check.snapshot.candidates.writer import CandidateWriter, batches
from border_check.snapshot.document_writer import write_index
from border_check.snapshot.home import Home, Layer
from border_check.snapshot.install import building_of
from border_check.snapshot.opening import require_own_schema
from border_check.snapshot.storage import (
    content_digest,
    digest,
    loading,
    storage_errors,
    sync_file,
    sync_folder,
)
from border_check.snapshot.versions import index_of, require


def rebuild_indexes(home: Home, name: str) -> int:
    """Make the indexes of the version that answers, and of those below it, again; how many.

    They come out byte for byte as they were. Raises `Busy` while the list is loaded, and
    `SnapshotError` where a SQLite file is not what was installed, or its index is not what it was:
    then the files that are there stay.
    """
    folder = home.list_folder(name)
    made = 0
    with storage_errors(folder), loading(folder), building_of(folder) as building:
        for layer in require(home, name).layers:
            file = home.snapshot_file(name, layer.version)
            for fresh in _rebuilt(file, layer, building):
                sync_file(fresh)
                fresh.replace(file.with_suffix(fresh.suffix))
                made += 1
        sync_folder(folder)
    return made


def _rebuilt(file: Path, layer: Layer, building: Path) -> list[Path]:
    """The indexes of one file, beside a file that is being built."""
    if digest(file) != layer.sha256:
        raise SnapshotError(
            f"{file}: damaged: its content is not what was installed",
            hint="load the list again, or go back with `border-check lists rollback`",
        )
    require_own_schema(file)
    documents = index_of(building)
    with closing(sqlite.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as it:
        write_index(it, file, documents)
        meta = dict(it.execute("SELECT key, value FROM meta"))
        names = [_names(it, building)] if "names" in meta else []
    if content_digest(documents) != layer.index_sha256 or names not in ([], [meta.get("names")]):
        raise SnapshotError(
            f"{file}: what can be made of it is not the index that was installed",
            hint=f"load the list again: load {meta.get('list', 'LIST')} FILE",
        )
    return [documents, *(building.with_suffix(schema.NAMES) for _ in names)]


def _names(snapshot: sqlite.Connection, building: Path) -> str:
    """Write the index of names, and return its stamp."""
    rows = snapshot.execute("SELECT row, facts FROM nominal ORDER BY row")
    (count,) = snapshot.execute("SELECT count(*) FROM nominal").fetchone()
    with closing(sqlite.connect(":memory:")) as families, workers(count) as mapper:
        writer = CandidateWriter(families)  # which are in the snapshot already
        for batch in mapper(spell_rows, batches(rows)):
            writer.add(batch.rows, batch.spelled, batch.discreet)
        return writer.finish(building.with_suffix(schema.NAMES), mapper)
