"""List entries to a snapshot file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from border_check import sqlite
from border_check.at_rest.writing import room_for
from border_check.snapshot import schema
from border_check.snapshot.candidates.spelling import spell_rows, workers
from border_check.snapshot.candidates.writer import CandidateWriter, batches
from border_check.snapshot.document_builder import DocumentBuilder
from border_check.snapshot.document_writer import DISCREET, DocumentWriter, write_index
from border_check.snapshot.guidance_builder import GuidanceBuilder
from border_check.snapshot.merge import merge_nominals
from border_check.snapshot.row_check import row_check
from border_check.snapshot.vehicle_builder import VehicleBuilder
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.interface import Entry, Part, Record, Rejected, SetAside, WideSeries
from border_check.values.document import DocumentRecord, DocumentType
from border_check.values.lists import ListKind
from border_check.values.mapping import nominal_from_mapping, nominal_to_mapping
from border_check.values.person import DocumentReference, Nominal

Progress = Callable[[int], None]
"""Told how many entries have been read so far."""


class Counts(NamedTuple):
    """What became of the entries of a list file: read = kept + merged + set aside + rejected."""

    read: int
    kept: int
    merged: int
    set_aside: Mapping[str, int]
    rejected: int


class Built(NamedTuple):
    """A finished file."""

    counts: Counts
    records: int
    """All records in it, those of an earlier snapshot included."""


def build_snapshot(
    path: Path,
    kind: ListKind,
    entries: Iterable[Entry | DocumentChunk],
    meta: Mapping[str, str],
    on_rejected: Callable[[Rejected], None],
    progress: Progress = lambda _: None,
) -> Built:
    """Write the records of a list to a new SQLite file with its index of documents beside it, and
    count what became of each entry.

    `meta` is kept in the file. Errors of the entries' reader pass through; the caller removes the
    unfinished files.
    """
    stage = path.with_suffix(".stage")
    stage.unlink(missing_ok=True)
    try:
        with (
            room_for(path.with_suffix(".aside")) as aside,
            closing(sqlite.connect(path, isolation_level=None)) as connection,
        ):
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            connection.execute("ATTACH ? AS stage", (str(stage),))
            connection.executescript(
                "PRAGMA stage.journal_mode = OFF; PRAGMA stage.synchronous = OFF;" + schema.TABLES
            )
            connection.execute("BEGIN")
            builder = _builder(kind, connection, aside, path)
            counts = _take(entries, builder, on_rejected, progress)
            builder.finish()
            counts = counts._replace(
                kept=counts.kept - builder.merged_late, merged=counts.merged + builder.merged_late
            )
            facts = {
                **meta,
                "schema": str(schema.VERSION),
                "kind": kind,
                "records": str(builder.records),
                "discreet": str(builder.discreet),
                "content": f"{builder.content:08x}",
            }
            rows = [{"key": key, "value": value} for key, value in facts.items()]
            Database(connection).table("meta").insert_all(rows)
            if connection.in_transaction:
                connection.execute("COMMIT")
            connection.execute("DETACH stage")
            if kind is ListKind.NOMINALS:
                connection.execute("ANALYZE")
            write_index(connection, path)
    finally:
        stage.unlink(missing_ok=True)
    return Built(counts, builder.records)


def _builder(kind: ListKind, connection: sqlite.Connection, aside: Path, path: Path) -> _Builder:
    if kind is ListKind.NOMINALS:
        return _NominalBuilder(connection, aside, path)
    if kind is ListKind.VEHICLES:
        return VehicleBuilder(connection)
    if kind.is_guidance:
        return GuidanceBuilder(connection, kind)
    return DocumentBuilder(connection, aside)


def _take(
    entries: Iterable[Entry | DocumentChunk],
    builder: _Builder,
    on_rejected: Callable[[Rejected], None],
    progress: Progress,
) -> Counts:
    read = kept = merged = rejected = 0
    set_aside: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, Part):
            builder.add(entry.record, part=True)
            continue
        if isinstance(entry, DocumentChunk):
            refused = [other for _, other in entry.others if isinstance(other, Rejected)]
            for one in refused:
                on_rejected(one)
            aside = [other.kind for _, other in entry.others if isinstance(other, SetAside)]
            set_aside.update(aside)
            new = _columns_of(builder).add_chunk(entry)
            read += entry.size
            rejected += len(refused)
            kept += new
            merged += entry.size - len(refused) - len(aside) - new
            progress(read)
            continue
        read += 1
        if isinstance(entry, Rejected):
            rejected += 1
            on_rejected(entry)
        elif isinstance(entry, SetAside):
            set_aside[entry.kind] += 1
        elif isinstance(entry, WideSeries):
            raise TypeError("whether a series may be installed is decided before it is built")
        elif builder.add(entry):
            kept += 1
        else:
            merged += 1
        if read % 1000 == 0:
            progress(read)
    progress(read)
    return Counts(read, kept, merged, dict(set_aside), rejected)


def _columns_of(builder: _Builder) -> DocumentBuilder:
    if not isinstance(builder, DocumentBuilder):
        raise TypeError("columns are read of documents")
    return builder


class _NominalBuilder:
    """Persons: facts, ways to them by name, and their travel documents (TDAWN)."""

    merged_late = 0

    def __init__(self, connection: sqlite.Connection, stage: Path, path: Path) -> None:
        self._connection = connection
        self._documents = DocumentWriter(connection, stage / "entries")
        self._path = path
        self.records = 0
        self.discreet = 0

    @property
    def content(self) -> int:
        """Checksum of the documents."""
        return self._documents.content

    def add(self, record: Record, part: bool = False) -> bool:  # noqa: ARG002
        """Enter a person, or add facts to one who is there; False for the latter."""
        if not isinstance(record, Nominal):
            raise TypeError("a list of nominals holds persons")
        execute = self._connection.execute
        record_id = _storable(record.record_id)
        known = execute(
            "SELECT row, facts FROM nominal WHERE record_id = ?", (record_id,)
        ).fetchone()
        if known is None:
            self.records += 1
            new = (self.records, record_id, _facts(record))
            execute("INSERT INTO nominal VALUES (?, ?, ?, ?)", (*new, row_check(*new)))
            return True
        row, facts = known
        merged = _facts(merge_nominals(nominal_from_mapping(json.loads(facts)), record))
        changed = (merged, row_check(row, record_id, merged), row)
        execute("UPDATE nominal SET facts = ?, checksum = ? WHERE row = ?", changed)
        return False

    def finish(self) -> None:
        """Index everybody, now that all facts of each are together."""
        candidates = CandidateWriter(self._connection)
        rows = self._connection.execute("SELECT row, facts FROM nominal ORDER BY row")
        order = 0
        with workers(self.records) as mapper:
            for batch in mapper(spell_rows, batches(rows)):
                candidates.add(batch.rows, batch.spelled, batch.discreet)
                self.discreet += sum(batch.discreet)
                for row, reference, is_discreet in batch.documents:
                    order += 1
                    flags = DISCREET if is_discreet else 0
                    self._documents.add(row, document_of(reference), order, flags)
            self._documents.finish()
            stamp = candidates.finish(self._path.with_suffix(schema.NAMES), mapper)
        self._connection.execute("INSERT INTO meta VALUES ('names', ?)", (stamp,))


_Builder = _NominalBuilder | DocumentBuilder | VehicleBuilder | GuidanceBuilder


def document_of(reference: DocumentReference) -> DocumentRecord:
    """A document of a person, as the document tables keep it."""
    kind = reference.type if reference.type in set(DocumentType) else None
    return DocumentRecord(
        record_id="",
        number=reference.number,
        issuing_state=reference.issuing_state,
        type=DocumentType(kind) if kind else None,
    )


def _facts(nominal: Nominal) -> str:
    return _storable(json.dumps(nominal_to_mapping(nominal), ensure_ascii=False))


def _storable(text: str) -> str:
    """Half a character, which JSON can hold and no database, becomes a question mark."""
    return text.encode(errors="replace").decode()
