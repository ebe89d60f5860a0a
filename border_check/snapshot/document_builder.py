"""Builds a list of documents: each record once, however often the list names it.

Which names come again is known at the end. As long as they are numbers that only rise, none does;
else they are sorted, in bounded memory, to see. A repeated record may name another number: both are
found from then on, under the record that came first.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from border_check import sqlite
from border_check.snapshot.document_rows import details_to_json
from border_check.snapshot.document_writer import (
    DERIVED,
    DISCREET,
    PART,
    REPEATED,
    DocumentWriter,
    type_codes,
)
from border_check.snapshot.entry_runs import Entries
from border_check.snapshot.record_reference import DERIVED as DERIVED_REFERENCE
from border_check.snapshot.record_reference import (
    NAMED,
    NUMBERED,
    PLAIN,
    number_in,
    reference,
)
from border_check.snapshot.repeats import Repeats
from border_check.snapshot.row_check import row_check
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.interface import Record
from border_check.values.actions import ActionClass
from border_check.values.document import DocumentRecord, derived_id
from border_check.values.document_number import compact


class _Series(NamedTuple):
    """A series whose record is named by a number, which may come again."""

    row: int
    reference: int
    order: int
    state: str | None
    flags: int


class DocumentBuilder:
    """Reported documents: blocks, and details of those that have any."""

    def __init__(self, connection: sqlite.Connection, stage: Path) -> None:
        self._connection = connection
        self._documents = DocumentWriter(connection, stage / "entries")
        self._repeats = Repeats(stage / "names")
        self._series: list[_Series] = []
        self._details = 0
        self._order = 0
        connection.execute("CREATE TABLE stage.seen (record_id TEXT PRIMARY KEY, row INTEGER)")
        self.records = 0
        self.discreet = 0
        self.merged_late = 0
        """Entries that were taken for new records, and turned out not to be."""

    def add(self, record: Record, part: bool = False) -> bool:
        """Enter a record; False when its name in the list is known to be there already."""
        if not isinstance(record, DocumentRecord):
            raise TypeError("a list of documents holds documents")
        is_new = self._add(record, self._order, PART if part else 0)
        self._order += 1
        return is_new

    def add_chunk(self, chunk: DocumentChunk) -> int:
        """Enter the records of a chunk; how many of them are new, as far as is known."""
        count = len(chunk.places)
        flags = 0
        if chunk.ids is None:
            references = np.full(count, reference(DERIVED_REFERENCE), np.uint64)
            flags = DERIVED
        else:
            references = chunk.ids << np.uint64(2)
        named = [(at, one) for at, one in chunk.others if isinstance(one, DocumentRecord)]
        self._repeats.rise(_in_order(chunk, named))
        self._documents.add_columns(chunk, references, self._order, flags)
        self.records += count
        kept = sum(self._add(one, self._order + at, 0, is_told=True) for at, one in named)
        self._order += chunk.size
        return count + kept

    def finish(self) -> None:
        """Write everything, now that all is there."""
        if not self._repeats.none:
            for entries in self._documents.unsorted():
                self._repeats.add(entries["record"], entries["order"])
            for one in self._series:
                self._repeats.add(np.array([one.reference]), np.array([one.order]))
            self._repeats.sort()
            self._resolve_series()
        self._documents.finish(self._resolve)
        self._drop_details_of_others()

    def close(self) -> None:
        """Delete what was written aside."""
        self._documents.close()
        self._repeats.close()

    @property
    def content(self) -> int:
        """Checksum of the documents."""
        return self._documents.content

    def _add(self, record: DocumentRecord, order: int, flags: int, is_told: bool = False) -> bool:
        details = details_to_json(record)
        number = number_in(record.record_id)
        repeated = False
        if number is not None:
            own = reference(NUMBERED if details else PLAIN, number)
            if not is_told:
                self._repeats.rise(np.array([number]))
            if details:
                self._detail(own, None, details)
        elif not record.number_to and record.record_id == _derived_id(record):
            flags |= DERIVED
            own = reference(DERIVED_REFERENCE)
            if details:
                own = self._named(record.record_id, details)
        else:
            own, repeated = self._seen(record.record_id, details)
        if record.action is ActionClass.DISCREET:
            flags |= DISCREET
        if repeated:
            flags |= REPEATED
        else:
            self.records += 1
            self.discreet += bool(flags & DISCREET)
        self._documents.add(own, record, order, flags)
        if record.number_to and number is not None:
            row = self._documents.series
            self._series.append(_Series(row, own, order, record.issuing_state, flags))
        return not repeated

    def _seen(self, record_id: str, details: str | None) -> tuple[int, bool]:
        """The record under a name that is a text, and whether it was there."""
        execute = self._connection.execute
        seen = execute("SELECT row FROM stage.seen WHERE record_id = ?", (record_id,)).fetchone()
        if seen is not None:
            return seen[0], True
        own = self._named(record_id, details)
        execute("INSERT INTO stage.seen VALUES (?, ?)", (record_id, own))
        return own, False

    def _named(self, record_id: str, details: str | None) -> int:
        self._details += 1
        own = reference(NAMED, self._details)
        self._detail(own, record_id, details)
        return own

    def _detail(self, own: int, record_id: str | None, details: str | None) -> None:
        row = (own, record_id, details)
        self._connection.execute(
            "INSERT OR IGNORE INTO document_detail VALUES (?, ?, ?, ?)", (*row, row_check(*row))
        )

    def _resolve(self, entries: Entries) -> None:
        """Lead repeated entries to the record that came first."""
        if not self._repeats.none:
            first, repeated = self._repeats.resolve(entries["record"], entries["order"])
            entries["record"] = first
            self._repeat(entries, repeated)
        derived = np.flatnonzero(entries["facts"] & np.uint64(DERIVED))
        if len(derived):
            self._resolve_derived(entries, derived)

    def _resolve_derived(self, entries: Entries, places: npt.NDArray[np.intp]) -> None:
        """Records that are named by what they are about: one for each number, issuer and type."""
        kinds = type_codes(entries["facts"][places])
        keys = entries["key"][places]
        order = np.lexsort((entries["order"][places], kinds, keys))
        places, kinds, keys = places[order], kinds[order], keys[order]
        alike = np.zeros(len(places), bool)
        alike[1:] = (keys[1:] == keys[:-1]) & (kinds[1:] == kinds[:-1])
        repeated = np.zeros(len(entries), bool)
        firsts: dict[str, int] = {}
        for at in np.flatnonzero(alike).tolist():
            if not alike[at - 1]:
                firsts = {self._spelled(entries, places[at - 1]): places[at - 1]}
            first = firsts.setdefault(self._spelled(entries, places[at]), places[at])
            if first != places[at]:
                entries["record"][places[at]] = entries["record"][first]
                repeated[places[at]] = True
        self._repeat(entries, repeated)

    def _spelled(self, entries: Entries, at: int) -> str:
        """What numbers of one key differ in."""
        row = int(entries["spelled"][at])
        return self._documents.spelled_number(row) if row else ""

    def _repeat(self, entries: Entries, repeated: npt.NDArray[np.bool_]) -> None:
        """Take entries from the figures."""
        facts = entries["facts"]
        late = repeated & (facts & np.uint64(REPEATED) == 0)
        self.records -= int(late.sum())
        self.discreet -= int((late & (facts & np.uint64(DISCREET) != 0)).sum())
        self.merged_late += int((late & (facts & np.uint64(PART) == 0)).sum())
        facts[repeated] |= np.uint64(REPEATED)

    def _resolve_series(self) -> None:
        for one in self._series:
            first, repeated = self._repeats.resolve(
                np.array([one.reference], np.uint64), np.array([one.order])
            )
            if repeated[0]:
                self.records -= 1
                self.discreet -= bool(one.flags & DISCREET)
                self.merged_late += not one.flags & PART
                if not one.flags & DISCREET:
                    self._documents.count_issuer(one.state, -1)
                self._documents.lead_series(one.row, int(first[0]))

    def _drop_details_of_others(self) -> None:
        """Forget the details of entries of which another one came first."""
        for number in self._repeats.plain_numbers():
            self._connection.execute(
                "DELETE FROM document_detail WHERE record = ?", (reference(NUMBERED, number),)
            )


def _derived_id(record: DocumentRecord) -> str:
    return derived_id(record.issuing_state, record.type, compact(record.number))


def _in_order(
    chunk: DocumentChunk, named: list[tuple[int, DocumentRecord]]
) -> npt.NDArray[np.uint64]:
    """Those names of the records of a chunk that are numbers, in its order."""
    numbered = [
        (at, number) for at, one in named if (number := number_in(one.record_id)) is not None
    ]
    ids = np.empty(0, np.uint64) if chunk.ids is None else chunk.ids
    if not numbered:
        return ids
    places = chunk.places[: len(ids)]
    places = np.concatenate([places, np.array([at for at, _ in numbered], np.uint32)])
    ids = np.concatenate([ids, np.array([number for _, number in numbered], np.uint64)])
    return ids[np.argsort(places, kind="stable")]
