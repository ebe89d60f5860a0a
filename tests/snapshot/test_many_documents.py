"""Many documents at once: nothing that one by one would find is left out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.snapshot import schema
from border_check.snapshot.document_index import DocumentIndex
from border_check.snapshot.document_writer import DocumentWriter, write_index
from border_check.snapshot.many_documents import UNKNOWN_ISSUER, ManyDocuments
from border_check.values.document import DocumentRecord

NUMBERS = st.text("01OQDALIBK7", min_size=1, max_size=11)
LISTED = st.tuples(NUMBERS, st.sampled_from(["UTO", "D", None]))
SERIES = st.tuples(st.sampled_from(["K", "AO", ""]), st.integers(0, 49), st.integers(50, 99))


@settings(max_examples=60, deadline=None)
@given(st.lists(LISTED, max_size=20), st.lists(SERIES, max_size=3), st.lists(NUMBERS, min_size=1))
def test_nothing_is_left_out(
    tmp_path_factory: pytest.TempPathFactory,
    listed: list[tuple[str, str | None]],
    series: list[tuple[str, int, int]],
    asked: list[str],
) -> None:
    snapshot = tmp_path_factory.mktemp("many") / "x.sqlite"
    connection = sqlite3.connect(snapshot, isolation_level=None)
    connection.executescript("PRAGMA synchronous = OFF; BEGIN;" + schema.TABLES)
    writer = DocumentWriter(connection, snapshot.with_suffix(".aside"))
    records = [DocumentRecord("", *one) for one in listed]
    records += [
        DocumentRecord("", f"{start}{first:03}", "UTO", number_to=f"{start}{last:03}")
        for start, first, last in series
    ]
    for row, record in enumerate(records):
        writer.add(row, record, row)
    writer.finish()
    connection.execute("COMMIT")
    write_index(connection, snapshot)
    connection.close()
    index = DocumentIndex(Path(snapshot.with_suffix(".documents")))
    asked += [number for number, _ in listed]
    found = ManyDocuments(index).find(np.array(asked, "S"))
    states = {code: state for code, state, _ in index.facts.issuers}
    for at, number in enumerate(asked):
        own = found.questions == at
        assert own.sum() == len(index.documents(number))
        for other, issuer in listed:
            if other == number:
                same = found.issuers[own & found.is_same].tolist()
                assert UNKNOWN_ISSUER in same or (issuer or "") in {states[code] for code in same}
        assert bool(index.series(number)) == (at in found.in_series)
    index.close()
