"""Documents into a snapshot: blocks in the order of their keys, and tables for what has no place
in a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from border_check import sqlite
from border_check.errors import SnapshotError
from border_check.snapshot import document_key, document_packing
from border_check.snapshot.document_block import CHECK_BYTES, encode, pack_keys, unpack_keys
from border_check.snapshot.document_facts import OF_ONE_TYPE, date_code, kind_code
from border_check.snapshot.document_index import SUFFIX, first_page_check
from border_check.snapshot.entry_runs import ENTRY, Entries, EntryRuns
from border_check.snapshot.form_counter import FormCounter
from border_check.snapshot.index_writer import IndexWriter
from border_check.snapshot.row_check import row_check
from border_check.snapshot.series_stretches import MOST_ROWS, Series, stretches
from border_check.snapshot.sorted_keys import KEYS_OF_PAGE
from border_check.sources.document_chunk import Coded, DocumentChunk
from border_check.values.document import DocumentRecord
from border_check.values.document_number import compact, is_machine_readable

BLOCKS_OF_KEYS = 64
"""Blocks whose keys are packed together."""

NO_ISSUER = 0
"""Code of documents whose issuer the list does not name."""

# Where the facts of an entry stand in their word.
REVIEW, THEFT, KIND = 0, 22, 44
_DATE, _KIND = (1 << 22) - 1, (1 << 15) - 1

# What is known of an entry beside them. A repeated one is found as well, and counts as no record;
# a discreet one stands in no figure of its issuer; a part was on the list before this load.
PART, DISCREET, DERIVED, REPEATED = (1 << bit for bit in (59, 60, 61, 62))

Resolve = Callable[[Entries], None]
"""Told of entries in order, to change what it knows better now that all are there."""


class DocumentWriter:
    """Takes documents in any order. Memory is bounded: they are sorted on disk."""

    def __init__(self, connection: sqlite.Connection, stage: Path) -> None:
        self._connection = connection
        self._runs = EntryRuns(stage)
        self._issuers: dict[str, int] = {"": NO_ISSUER}
        self._records_of: dict[int, int] = {}
        self._forms = FormCounter()
        self._single: list[tuple[int, ...]] = []
        self._single_numbers: list[tuple[str, int]] = []
        self._spelled_rows: list[tuple[object, ...]] = []
        self._spelled = 0
        self.series = 0
        self.content = 0
        """Checksum of all blocks, which tells the documents of one snapshot from another's."""

    def add(self, reference: int, record: DocumentRecord, order: int, flags: int = 0) -> None:
        """Enter a document, or a series of them.

        `reference` leads to the rest of the record; `order` is its place in the list.
        """
        issuer = self._issuer_code(record.issuing_state)
        kind = kind_code(record.type, record.fraud, record.status)
        theft, review = date_code(record.theft), date_code(record.review)
        number = compact(record.number)
        if record.number_to:
            last = compact(record.number_to)
            self._add_series((number, last, issuer, reference, kind, theft, review))
            if is_machine_readable(number):
                self._forms.add_series(number, last, issuer)
            if not flags & (REPEATED | DISCREET):
                self.count_issuer(record.issuing_state, 1)
            return
        key = document_key.pack(number, issuer)
        spelled = self._spell(number, issuer) if document_key.is_spelled(key) else 0
        word = flags | kind << KIND | theft << THEFT | review << REVIEW
        self._single.append((key, reference, word, order, spelled))
        if is_machine_readable(number):
            self._single_numbers.append((number, issuer))
        if len(self._single) == 10_000:
            self._flush_single()

    def add_columns(
        self, chunk: DocumentChunk, references: npt.NDArray[np.uint64], order: int, flags: int
    ) -> None:
        """Enter the columns of a chunk; `order` is that of its first entry."""
        self._flush_single()
        if not len(chunk.places):
            return
        codes = np.array([self._issuer_code(str(s or "")) for s in chunk.issuing_state.values])
        issuers = codes[chunk.issuing_state.codes]
        self._forms.add(chunk.numbers, issuers)
        entries = np.empty(len(chunk.places), ENTRY)
        entries["key"] = document_packing.pack(chunk.numbers, issuers)
        entries["record"] = references
        entries["order"] = order + chunk.places
        entries["facts"] = (
            _coded(chunk.theft, THEFT, date_code)
            | _coded(chunk.review, REVIEW, date_code)
            | _kinds(chunk)
            | np.uint64(flags)
        )
        entries["spelled"] = 0
        member = entries["key"] & np.uint64(document_key.SPELLED)
        for at in np.flatnonzero(member == document_key.SPELLED):
            entries["spelled"][at] = self._spell(chunk.numbers[at].decode(), int(issuers[at]))
        self._runs.add(entries)

    def unsorted(self) -> Iterator[Entries]:
        """All entries so far, in pieces."""
        self._flush_single()
        return self._runs.unsorted()

    def count_issuer(self, state: str | None, records: int) -> None:
        """Count records of an issuer, or with a negative number take them back."""
        code = self._issuer_code(state)
        self._records_of[code] = self._records_of.get(code, 0) + records

    def lead_series(self, row: int, reference: int) -> None:
        """Let a series lead to another record."""
        execute = self._connection.execute
        found = execute("SELECT * FROM document_series WHERE row = ?", (row,)).fetchone()
        changed = (*found[:4], reference, *found[5:-1])
        execute(
            "UPDATE document_series SET record = ?, checksum = ? WHERE row = ?",
            (reference, row_check(*changed), row),
        )

    def finish(self, resolve: Resolve = lambda _: None) -> None:
        """Write all that was added."""
        self._flush_single()
        self._flush_spelled()
        self._connection.executemany(
            "INSERT INTO document_block (number, block) VALUES (?, ?)", self._blocks(resolve)
        )
        self._runs.close()
        self._forms.write(self._connection)
        self._connection.executemany(
            "INSERT INTO issuer (code, state, records) VALUES (?, ?, ?)",
            [(code, state, self._records_of.get(code, 0)) for state, code in self._issuers.items()],
        )

    def close(self) -> None:
        """Delete what was written aside."""
        self._runs.close()

    def spelled_number(self, row: int) -> str:
        """The number in a row of `document_spelled`."""
        self._flush_spelled()
        query = "SELECT number FROM document_spelled WHERE row = ?"
        return str(self._connection.execute(query, (row,)).fetchone()[0])

    def _blocks(self, resolve: Resolve) -> Iterator[tuple[int, bytes]]:
        number = 0
        for entries in self._whole(KEYS_OF_PAGE * BLOCKS_OF_KEYS, resolve):
            keys = pack_keys(number // BLOCKS_OF_KEYS, entries["key"])
            self.content = crc32(keys[:CHECK_BYTES], self.content)
            self._connection.execute(
                "INSERT INTO document_keys (number, keys) VALUES (?, ?)",
                (number // BLOCKS_OF_KEYS, keys),
            )
            for begin in range(0, len(entries), KEYS_OF_PAGE):
                block = encode(number, _columns(entries[begin : begin + KEYS_OF_PAGE]))
                self.content = crc32(block[:CHECK_BYTES], self.content)
                yield number, block
                number += 1

    def _whole(self, size: int, resolve: Resolve) -> Iterator[Entries]:
        """All entries in order, so many at a time; the last ones are fewer."""
        held = np.empty(0, ENTRY)
        for entries in self._runs.in_order():
            resolve(entries)
            self._count(entries)
            held = np.concatenate([held, entries])
            whole = len(held) // size * size
            yield from (held[begin : begin + size] for begin in range(0, whole, size))
            held = held[whole:]
        if len(held):
            yield held

    def _count(self, entries: Entries) -> None:
        """How many records each issuer has."""
        counted = entries[entries["facts"] & np.uint64(REPEATED | DISCREET) == 0]
        codes = (counted["key"] >> np.uint64(document_key.MEMBER_BITS)).astype(np.int64)
        codes &= (1 << document_key.ISSUER_BITS) - 1
        query = "SELECT issuer FROM document_spelled WHERE row = ?"
        for code, records in enumerate(np.bincount(codes).tolist()):
            if code <= document_key.LAST_ISSUER:
                self._records_of[code] = self._records_of.get(code, 0) + records
                continue
            for row in counted["spelled"][codes == code].tolist():
                (issuer,) = self._connection.execute(query, (row,)).fetchone()
                self._records_of[issuer] = self._records_of.get(issuer, 0) + 1

    def _issuer_code(self, state: str | None) -> int:
        return self._issuers.setdefault(state or "", len(self._issuers))

    def _add_series(self, facts: tuple[object, ...]) -> None:
        self.series += 1
        if self.series >= MOST_ROWS:
            raise SnapshotError(f"a list can hold at most {MOST_ROWS - 1:,} series")
        row = (self.series, *facts)
        self._connection.execute(
            "INSERT INTO document_series VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, row_check(*row)),
        )

    def _spell(self, number: str, issuer: int) -> int:
        self._spelled += 1
        row = (self._spelled, number, issuer)
        self._spelled_rows.append((*row, row_check(*row)))
        if len(self._spelled_rows) == 10_000:
            self._flush_spelled()
        return self._spelled

    def _flush_spelled(self) -> None:
        self._connection.executemany(
            "INSERT INTO document_spelled VALUES (?, ?, ?, ?)", self._spelled_rows
        )
        self._spelled_rows.clear()

    def _flush_single(self) -> None:
        if self._single:
            self._runs.add(np.array(self._single, ENTRY))
            self._single.clear()
        if self._single_numbers:
            numbers, issuers = zip(*self._single_numbers, strict=True)
            self._forms.add(np.array(numbers, "S"), np.array(issuers))
            self._single_numbers.clear()


def write_index(connection: sqlite.Connection, snapshot: Path, to: Path | None = None) -> None:
    """Write the index of a finished snapshot, from that file alone, beside it or as `to`.

    Raises `ValueError` where it does not hold together.
    """
    execute = connection.execute
    with IndexWriter(to or snapshot.with_suffix(SUFFIX)) as index:
        last = 0
        for number, content in execute("SELECT number, keys FROM document_keys ORDER BY number"):
            keys = unpack_keys(number, content)
            if keys[0] < last or (keys[1:] < keys[:-1]).any():
                raise ValueError(f"keys {number} are out of order")
            last = keys[-1]
            index.add(keys)
        series = execute("SELECT row, first, last FROM document_series ORDER BY row")
        index.finish(
            dict(execute("SELECT key, value FROM meta ORDER BY key")),
            execute("SELECT code, state, records FROM issuer ORDER BY code").fetchall(),
            stretches(Series(*one) for one in series),
            first_page_check(snapshot),
        )


def _columns(entries: Entries) -> Sequence[npt.NDArray[np.uint64]]:
    facts = entries["facts"]
    return (
        entries["record"],
        entries["spelled"].astype(np.uint64),
        _part(facts, KIND, _KIND),
        _part(facts, THEFT, _DATE),
        _part(facts, REVIEW, _DATE),
    )


def _part(facts: npt.NDArray[np.uint64], shift: int, mask: int) -> npt.NDArray[np.uint64]:
    return (facts >> np.uint64(shift)) & np.uint64(mask)


def type_codes(facts: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """What tells the types of documents apart, from their facts."""
    return _part(facts, KIND, _KIND) // np.uint64(OF_ONE_TYPE)


def _kinds(chunk: DocumentChunk) -> npt.NDArray[np.uint64]:
    """Type, reason and state of each row, in their place."""
    columns = (chunk.type, chunk.fraud, chunk.status)
    every = [kind_code(*values) << KIND for values in product(*(one.values for one in columns))]
    codes = np.array(every, np.uint64).reshape([len(one.values) for one in columns])
    return codes[chunk.type.codes, chunk.fraud.codes, chunk.status.codes]


def _coded(column: Coded, shift: int, code: Callable[..., int]) -> npt.NDArray[np.uint64]:
    values: Iterable[int] = (code(value) << shift for value in column.values)
    return np.array(list(values), np.uint64)[column.codes]
