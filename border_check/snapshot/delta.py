"""Makes a delta of a snapshot: what is in it goes before records of the same name further below.

A finished snapshot of the changes is put over the version that answers. The records that it
replaces are looked up once, now, in all versions below; from then on readers pass them over by
their place. Its figures become those of the whole list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from struct import pack
from typing import NamedTuple

from border_check import sqlite
from border_check.errors import SnapshotError
from border_check.snapshot.document_writer import write_index
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.replaced import mark
from border_check.snapshot.row_check import row_check
from border_check.values.actions import ActionClass
from border_check.values.document import DocumentRecord
from border_check.values.lists import ListKind

TABLE = """
-- Where documents stand that this delta replaces (snapshot/replaced.py).
CREATE TABLE document_replaced (
    bucket INTEGER PRIMARY KEY, places BLOB NOT NULL, checksum INTEGER NOT NULL);
"""

_MARKS_OF_BUCKET = 64


class Figures(NamedTuple):
    """What a list holds with a delta."""

    records: int
    discreet: int
    replaced: int
    """Records of earlier versions that the delta changes or withdraws."""
    issuers: dict[str, int]


def become_delta(file: Path, below: Snapshot) -> Figures:
    """Turn a finished snapshot of documents into a delta over another, in the same folder."""
    with Snapshot(file) as own:
        _require_documents(own, below)
        names = {one.record_id for one in own.all_records() if isinstance(one, DocumentRecord)}
        marks, replaced = _replaced(below, names)
        figures = _figures(own, below, replaced)
    connection = sqlite.connect(file, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + TABLE
        )
        buckets = _write_marks(connection, marks)
        _write_figures(connection, figures)
        meta = {
            "base": below.version,
            "base_content": below.meta["content"],
            "buckets": str(buckets),
            "records": str(figures.records),
            "discreet": str(figures.discreet),
        }
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        connection.execute("COMMIT")
        write_index(connection, file)
    finally:
        connection.close()
    return figures


def _require_documents(own: Snapshot, below: Snapshot) -> None:
    for one in (own, below):
        if one.kind is not ListKind.DOCUMENTS:
            raise SnapshotError(
                f"a list of {one.kind} takes no deltas",
                hint="load all of it, or what is new with --add",
            )


def _replaced(
    below: Snapshot, names: set[str]
) -> tuple[list[int], list[dict[str, DocumentRecord]]]:
    """Marks of all documents under these names, and of each version the records with a name.

    Of a record under several numbers it is the first, as for whoever reads the list whole.
    """
    marks: list[int] = []
    records: list[dict[str, DocumentRecord]] = []
    for height, layer in enumerate(reversed(below.layers)):
        found = layer.documents_named(names)
        marks += [mark(height, place) for place, _ in found]
        firsts: dict[str, DocumentRecord] = {}
        for _, record in found:
            firsts.setdefault(record.record_id, record)
        records.append(firsts)
    return marks, records


def _figures(own: Snapshot, below: Snapshot, replaced: list[dict[str, DocumentRecord]]) -> Figures:
    gone = [record for version in replaced for record in version.values()]
    known = [one.issuing_state or "" for one in gone if one.action is not ActionClass.DISCREET]
    issuers = Counter(dict.fromkeys(below.states, 0))
    issuers.update(below.issuer_records())
    issuers.update(own.issuer_records())
    issuers.subtract(known)
    return Figures(
        below.records + own.records - len(gone),
        below.discreet + own.discreet - (len(gone) - len(known)),
        len(gone),
        dict(issuers),
    )


def _write_marks(connection: sqlite.Connection, marks: Iterable[int]) -> int:
    """Write the buckets, the empty ones too; returns how many there are."""
    marks = list(marks)
    count = len(marks) // _MARKS_OF_BUCKET + 1
    buckets: list[list[int]] = [[] for _ in range(count)]
    for one in marks:
        buckets[one % count].append(one)
    for bucket, held in enumerate(buckets):
        places = pack(f"<{len(held)}Q", *held)
        row = (bucket, places)
        connection.execute(
            "INSERT INTO document_replaced VALUES (?, ?, ?)", (*row, row_check(*row))
        )
    return count


def _write_figures(connection: sqlite.Connection, figures: Figures) -> None:
    """How many records the list has of each issuer, also of those whom only versions below have."""
    known = {state for (state,) in connection.execute("SELECT state FROM issuer")}
    connection.execute("UPDATE issuer SET records = 0")
    for state, records in sorted(figures.issuers.items()):
        if state not in known:
            connection.execute("INSERT INTO issuer (state, records) VALUES (?, 0)", (state,))
        connection.execute("UPDATE issuer SET records = ? WHERE state = ?", (records, state))
