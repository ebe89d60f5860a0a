"""The documents of a snapshot, many at a time, as a reader of lists would give them.

What is plain becomes columns: its name is a number, or made of what it is about, and nothing else
is known of it than what its block has. The rest comes as records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from sqlite3 import Connection
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from border_check.snapshot import document_key, document_packing
from border_check.snapshot.document_block import Block, unpack_keys
from border_check.snapshot.document_facts import FRAUDS, STATUSES, TYPES, date_of
from border_check.snapshot.document_index import DocumentIndex
from border_check.snapshot.document_rows import SERIES, DocumentTables, complete
from border_check.snapshot.record_reference import DERIVED, PLAIN
from border_check.sources.document_chunk import Coded, DocumentChunk
from border_check.values.document import DocumentRecord
from border_check.values.document_number import LONGEST, is_machine_readable

Words = npt.NDArray[np.uint64]
Which = npt.NDArray[np.bool_]


class _Columns(NamedTuple):
    """The values of `Facts`, of many documents."""

    record: Words
    spelled: Words
    kind: Words
    theft: Words
    review: Words


def chunks_of(
    connection: Connection, index: DocumentIndex, tables: DocumentTables
) -> Iterator[DocumentChunk | DocumentRecord]:
    """Every document that no delta has replaced. Raises `ValueError` for damage."""
    states = {code: state or None for code, state, _ in index.facts.issuers}
    replaced = np.array(sorted(tables.replaced()), np.int64)
    place = 0
    for keys, columns in _packed(connection):
        places = place + np.arange(len(keys))
        place += len(keys)
        rows = _Rows(tables, keys, columns)
        stays = ~np.isin(places, replaced)
        plain = rows.is_plain & stays
        for kind in (PLAIN, DERIVED):
            these = plain & (rows.kinds == kind)
            if these.any():
                yield rows.chunk(these, states, named=kind == PLAIN)
        for at in np.flatnonzero(stays & ~plain).tolist():
            yield complete(tables.at(int(places[at])), connection)
    if place != index.layout.size:
        raise ValueError("documents are missing")
    for (row,) in connection.execute("SELECT row FROM document_series ORDER BY row"):
        if not tables.is_replaced(SERIES + row):
            yield complete(tables.at(SERIES + row), connection)


def _packed(connection: Connection) -> Iterator[tuple[Words, _Columns]]:
    """Keys that are packed together, with the columns of their blocks."""
    blocks = connection.execute("SELECT number, block FROM document_block ORDER BY number")
    packed = connection.execute("SELECT number, keys FROM document_keys ORDER BY number")
    for number, content in packed:
        keys = unpack_keys(number, content)
        parts: list[list[Words]] = []
        found = 0
        while found < len(keys):
            block = Block(*next(blocks))
            parts.append([block.column(at) for at in range(len(_Columns._fields))])
            found += block.count
        if found != len(keys):
            raise ValueError("documents are missing")
        yield keys, _Columns(*(np.concatenate(column) for column in zip(*parts, strict=True)))


class _Rows:
    """Documents whose keys are packed together."""

    def __init__(self, tables: DocumentTables, keys: Words, columns: _Columns) -> None:
        self._columns = columns
        numbers, self._issuers = document_packing.unpack(keys)
        self._numbers = numbers.astype(f"S{LONGEST}")
        self.kinds = columns.record & np.uint64(3)
        self.is_plain: Which = (self.kinds == PLAIN) | (self.kinds == DERIVED)
        is_spelled = keys & np.uint64(document_key.SPELLED) == document_key.SPELLED
        for at in np.flatnonzero(is_spelled & self.is_plain).tolist():
            number, self._issuers[at] = tables.spelled(int(columns.spelled[at]))
            if is_machine_readable(number) and number == number.upper():
                self._numbers[at] = number.encode()
            else:
                self.is_plain[at] = False

    def chunk(self, these: Which, states: dict[int, str | None], *, named: bool) -> DocumentChunk:
        """Some of them, as columns."""
        columns, count = self._columns, int(these.sum())
        numbers = self._numbers[these]
        longest = int(np.char.str_len(numbers).max())
        kinds = columns.kind[these].astype(np.intp)
        return DocumentChunk(
            places=np.arange(count, dtype=np.uint32),
            numbers=numbers.astype(f"S{longest}"),
            ids=columns.record[these] >> np.uint64(2) if named else None,
            issuing_state=_coded(self._issuers[these], states.__getitem__),
            type=Coded(TYPES, kinds // (len(FRAUDS) * len(STATUSES))),
            fraud=Coded(FRAUDS, kinds // len(STATUSES) % len(FRAUDS)),
            status=Coded(STATUSES, kinds % len(STATUSES)),
            theft=_coded(columns.theft[these], date_of),
            review=_coded(columns.review[these], date_of),
        )


def _coded(column: npt.NDArray[Any], value: Callable[[int], object]) -> Coded:
    values, codes = np.unique(column, return_inverse=True)
    return Coded(tuple(map(value, values.tolist())), codes.astype(np.intp))
