"""Builds a list of reference documents or of alerts: each record once, by issuer."""

from __future__ import annotations

import json
from collections import Counter
from zlib import crc32

from border_check import sqlite
from border_check.snapshot.guidance_tables import bucket_of
from border_check.snapshot.merge import merge_guides
from border_check.snapshot.row_check import row_check
from border_check.sources.interface import Record
from border_check.values.guidance import CounterfeitAlert, ReferenceDocument, guide_to_mapping
from border_check.values.lists import ListKind

_RECORDS_OF_BUCKET = 16
_HELD = {ListKind.REFERENCES: ReferenceDocument, ListKind.ALERTS: CounterfeitAlert}

Guide = ReferenceDocument | CounterfeitAlert


class GuidanceBuilder:
    """Takes records in the order of the list; those of one id become one.

    Such lists are written by hand, a few thousand records at most: they are held in memory.
    """

    merged_late = 0
    discreet = 0

    def __init__(self, connection: sqlite.Connection, kind: ListKind) -> None:
        self._connection = connection
        self._kind = kind
        self._held: dict[str, Guide] = {}
        self.content = 0
        """Checksum of the records."""

    @property
    def records(self) -> int:
        """How many there are."""
        return len(self._held)

    def add(self, record: Record, part: bool = False) -> bool:  # noqa: ARG002
        """Enter a record, or add facts to one that is there; False for the latter."""
        if not isinstance(record, ReferenceDocument | CounterfeitAlert) or not isinstance(
            record, _HELD[self._kind]
        ):
            raise TypeError(f"a list of {self._kind} holds {self._kind}")
        known = self._held.get(record.record_id)
        self._held[record.record_id] = merge_guides(known, record) if known else record
        return known is None

    def finish(self) -> None:
        """Write everything, now that all facts of each are together."""
        execute = self._connection.execute
        counts = Counter(record.issuing_state for record in self._held.values())
        for code, state in enumerate(sorted(counts), 1):
            execute("INSERT INTO issuer VALUES (?, ?, ?)", (code, state, counts[state]))
        buckets = len(self._held) // _RECORDS_OF_BUCKET + 1
        filled: list[list[Guide]] = [[] for _ in range(buckets)]
        for record in self._held.values():
            filled[bucket_of(record.issuing_state, buckets)].append(record)
        for bucket, records in enumerate(filled):
            row = (bucket, json.dumps(list(map(guide_to_mapping, records))))
            check = row_check(*row)
            self.content = crc32(check.to_bytes(4, "big"), self.content)
            execute("INSERT INTO guidance VALUES (?, ?, ?)", (*row, check))
        execute("INSERT INTO meta VALUES ('guidance_buckets', ?)", (str(buckets),))
