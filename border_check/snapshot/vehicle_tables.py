"""What a snapshot has on record of vehicles, and the ways to it by the numbers they bear.

Numbers are folded (`vehicles/look_alikes`) and spread over buckets. All buckets are there, each
under a checksum with its number, so that a number that is not in its bucket is proved not to be
listed. A bucket is lines of text: kind and folded number, a tab, the row of the record. A check
imports this module: nothing of it is heavy.
"""

from __future__ import annotations

from zlib import crc32

from border_check.snapshot.row_check import require
from border_check.values.json_text import from_json
from border_check.values.vehicle import MarkKind, vehicle_from_mapping
from border_check.vehicles.look_alikes import fold
from border_check.vehicles.marks import is_partial, pattern_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from border_check.values.vehicle import Mark, VehicleRecord

_LETTER = {
    MarkKind.VIN: "V",
    MarkKind.IMO: "I",
    MarkKind.PLATE: "P",
    MarkKind.REGISTRATION: "R",
    MarkKind.ENGINE: "E",
    MarkKind.PART: "T",
}


def entry_of(mark: Mark) -> str:
    """What stands in a bucket for a number, before its row."""
    return _LETTER[mark.kind] + fold(mark.kind, mark.number)


def hash_of(entry: str) -> int:
    """What decides on the bucket."""
    return crc32(entry.encode())


class VehicleTables:
    """The vehicles of a snapshot; questions raise `ValueError` or errors of SQLite for damage."""

    def __init__(self, connection: Connection, buckets: int) -> None:
        if buckets < 1:
            raise ValueError("vehicles without buckets")
        self._connection = connection
        self._buckets = buckets

    def find(self, marks: Iterable[Mark]) -> list[int]:
        """Rows of all records that have one of these numbers, or one that looks like it or, for a
        plate that was read in part, fits it."""
        rows: dict[int, None] = {}
        for mark in marks:
            found = self._fitting(mark) if is_partial(mark.number) else self._equal(mark)
            rows.update(dict.fromkeys(found))
        return list(rows)

    def record(self, row: int) -> VehicleRecord:
        """The record in a row."""
        query = "SELECT record_id, facts, checksum FROM vehicle WHERE row = ?"
        found = self._connection.execute(query, (row,)).fetchone()
        if found is None:
            raise ValueError(f"there is no vehicle in row {row}")
        record_id, facts, checksum = found
        require(checksum, row, record_id, facts)
        return vehicle_from_mapping(from_json(facts))

    def all(self) -> Iterator[VehicleRecord]:
        """Every record, in the order of the list."""
        for (row,) in self._connection.execute("SELECT row FROM vehicle ORDER BY row"):
            yield self.record(row)

    def check(self) -> None:
        """Read all of it."""
        rows = {row for (row,) in self._connection.execute("SELECT row FROM vehicle")}
        for bucket in range(self._buckets):
            lines = self._lines(bucket).splitlines()
            rows.update(int(line.rpartition("\t")[2]) for line in lines if line)
        for row in rows:
            self.record(row)

    def _equal(self, mark: Mark) -> list[int]:
        entry = entry_of(mark)
        start = f"\n{entry}\t"
        lines = self._lines(hash_of(entry) % self._buckets)
        return [int(piece.partition("\n")[0]) for piece in lines.split(start)[1:]]

    def _fitting(self, mark: Mark) -> list[int]:
        """Goes through all numbers: whoever asks with a part of a plate has the time."""
        import re

        pattern = re.compile(rf"\n{pattern_of(entry_of(mark))}\t(\d+)(?=\n)")
        return [
            int(row)
            for bucket in range(self._buckets)
            for row in pattern.findall(self._lines(bucket))
        ]

    def _lines(self, bucket: int) -> str:
        """The lines of a bucket, with a line break before each and after the last."""
        query = "SELECT marks, checksum FROM vehicle_marks WHERE bucket = ?"
        found = self._connection.execute(query, (bucket,)).fetchone()
        if found is None:
            raise ValueError(f"bucket {bucket} of the vehicles is not there")
        marks, checksum = found
        require(checksum, bucket, marks)
        return str(marks)
