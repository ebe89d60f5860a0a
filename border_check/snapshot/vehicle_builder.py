"""Builds a list of vehicles: each record once, and the ways to it by every number that it bears."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from zlib import crc32

from border_check import sqlite
from border_check.snapshot.merge import merge_vehicles
from border_check.snapshot.row_check import row_check
from border_check.snapshot.vehicle_tables import entry_of, hash_of
from border_check.sources.interface import Record
from border_check.values.actions import ActionClass
from border_check.values.vehicle import VehicleRecord, vehicle_from_mapping, vehicle_to_mapping

_MARKS_OF_BUCKET = 64
_STAGE = """
CREATE TABLE stage.vehicle (row INTEGER PRIMARY KEY, record_id TEXT UNIQUE, facts TEXT);
CREATE TABLE stage.mark (hash INTEGER, entry TEXT, row INTEGER);
"""


class VehicleBuilder:
    """Takes records in the order of the list; those of one id become one."""

    merged_late = 0

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        for statement in _STAGE.strip().splitlines():
            connection.execute(statement)
        self.records = 0
        self.discreet = 0
        self.content = 0
        """Checksum of the records."""

    def add(self, record: Record, part: bool = False) -> bool:  # noqa: ARG002
        """Enter a vehicle, or add facts to one that is there; False for the latter."""
        if not isinstance(record, VehicleRecord):
            raise TypeError("a list of vehicles holds vehicles")
        execute = self._connection.execute
        known = execute(
            "SELECT row, facts FROM stage.vehicle WHERE record_id = ?", (record.record_id,)
        ).fetchone()
        if known is None:
            self.records += 1
            fresh = (record.record_id, _facts(record))
            execute("INSERT INTO stage.vehicle (record_id, facts) VALUES (?, ?)", fresh)
            return True
        row, facts = known
        merged = merge_vehicles(vehicle_from_mapping(json.loads(facts)), record)
        execute("UPDATE stage.vehicle SET facts = ? WHERE row = ?", (_facts(merged), row))
        return False

    def finish(self) -> None:
        """Write everything, now that all facts of each are together."""
        execute, count = self._connection.execute, 0
        query = "SELECT row, record_id, facts FROM stage.vehicle ORDER BY row"
        for row in execute(query):
            check = row_check(*row)
            self.content = crc32(check.to_bytes(4, "big"), self.content)
            execute("INSERT INTO vehicle VALUES (?, ?, ?, ?)", (*row, check))
            record = vehicle_from_mapping(json.loads(row[2]))
            self.discreet += record.action is ActionClass.DISCREET
            entries = list(dict.fromkeys(map(entry_of, record.marks)))
            count += len(entries)
            marks = [(hash_of(entry), entry, row[0]) for entry in entries]
            self._connection.executemany("INSERT INTO stage.mark VALUES (?, ?, ?)", marks)
        buckets = count // _MARKS_OF_BUCKET + 1
        for bucket, lines in _every(buckets, self._in_order(buckets)):
            row_of_bucket = (bucket, f"\n{lines}")
            check = row_check(*row_of_bucket)
            execute("INSERT INTO vehicle_marks VALUES (?, ?, ?)", (*row_of_bucket, check))
        execute("INSERT INTO meta VALUES ('vehicle_buckets', ?)", (str(buckets),))

    def _in_order(self, buckets: int) -> Iterator[tuple[int, str]]:
        """The buckets that have lines."""
        query = "SELECT hash % ?, entry, row FROM stage.mark ORDER BY 1, 2, 3"
        marks = self._connection.execute(query, (buckets,))
        for bucket, found in groupby(marks, key=lambda mark: int(mark[0])):
            yield bucket, "".join(f"{entry}\t{row}\n" for _, entry, row in found)


def _every(buckets: int, filled: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """All buckets, the empty ones too."""
    following = next(filled, None)
    for bucket in range(buckets):
        if following is not None and following[0] == bucket:
            yield following
            following = next(filled, None)
        else:
            yield bucket, ""


def _facts(record: VehicleRecord) -> str:
    return json.dumps(vehicle_to_mapping(record), ensure_ascii=False)
