"""Each record once, however often and under whatever names a list has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.snapshot import entry_runs
from border_check.snapshot.build import Built, build_snapshot
from border_check.snapshot.reader import Snapshot
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.interface import Entry, Part
from border_check.sources.sltd_csv import SltdCsv
from border_check.values.actions import ActionClass
from border_check.values.document import DocumentRecord, DocumentType, FraudType, derived_id
from border_check.values.lists import ListDescription, ListKind

META = {"as_of": "2026-11-22T06:00:00Z", "list": "sltd"}


class Answers(NamedTuple):
    """What a snapshot says."""

    counts: tuple[int, int, int]
    records: int
    discreet: int
    issuers: dict[str, int]
    found: dict[DocumentRecord, int]


def built(folder: Path, entries: Iterable[Entry | DocumentChunk]) -> Answers:
    file = folder / "x.sqlite"
    file.unlink(missing_ok=True)
    made: Built = build_snapshot(file, ListKind.DOCUMENTS, entries, META, lambda _: None)
    assert {path.name for path in folder.glob("x.*")} == {"x.sqlite", "x.documents"}
    with Snapshot(file) as snapshot:
        assert snapshot.damage() is None
        listed = Counter(one for one in snapshot.all_records() if isinstance(one, DocumentRecord))
        for record in listed:
            same = [snapshot.document(one) for one in snapshot.documents(record.number)]
            assert record in same
        return Answers(
            made.counts[:3],
            snapshot.records,
            snapshot.discreet,
            snapshot.issuer_records(),
            dict(listed),
        )


def told(entries: Iterable[Entry]) -> Answers:
    """The rule: the first entry of a name is the record, the others are found under it."""
    read = kept = discreet = 0
    first: dict[str, DocumentRecord] = {}
    issuers: Counter[str] = Counter()
    found: Counter[DocumentRecord] = Counter()
    for entry in entries:
        record = entry.record if isinstance(entry, Part) else entry
        assert isinstance(record, DocumentRecord)
        read += not isinstance(entry, Part)
        if record.record_id not in first:
            first[record.record_id] = record
            kept += not isinstance(entry, Part)
            is_discreet = record.action is ActionClass.DISCREET
            discreet += is_discreet
            issuers[record.issuing_state or ""] += not is_discreet
        leading = first[record.record_id]
        found[record._replace(action=leading.action, information=leading.information)] += 1
    issuers += Counter()
    return Answers((read, kept, read - kept), len(first), discreet, dict(+issuers), dict(found))


NUMBERS = st.sampled_from(["K1", "K2", "KO1", "K01", "D77340512688", "D77340512689", "ÄB1"])
IDS = st.sampled_from(["1", "2", "3", "40", "007", "A-1", "derived"])


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    number, issuer = draw(NUMBERS), draw(st.sampled_from(["UTO", "D", None]))
    kind = draw(st.sampled_from([None, DocumentType.PASSPORT]))
    last = draw(st.sampled_from([None, None, None, "K9"])) if number in ("K1", "K2") else None
    record_id = draw(IDS)
    if record_id == "derived":
        record_id = derived_id(issuer, kind, number, last)
    record = DocumentRecord(
        record_id,
        number,
        issuer,
        kind,
        draw(st.sampled_from(list(FraudType))),
        last,
        information=draw(st.sampled_from([None, None, "from a lorry"])),
        action=draw(st.sampled_from([None, None, ActionClass.DISCREET])),
    )
    return Part(record) if draw(st.integers(0, 4)) == 0 else record


@settings(max_examples=200, deadline=None)
@given(st.lists(entries(), max_size=14), st.sampled_from([1, 3, 1 << 21]))
def test_repeated_names(
    tmp_path_factory: pytest.TempPathFactory, listed: list[Entry], run: int
) -> None:
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry_runs, "RUN", run)
        assert built(folder, listed) == told(listed)


ROWS = st.tuples(
    st.sampled_from(["1", "2", "3", "40", "007", "A-1"]),
    st.sampled_from(["UTO", "D"]),
    st.sampled_from(["K1", "K2", "KO1", "D77340512688", "k-3"]),
    st.sampled_from(["", "", "from a lorry"]),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=14), is_named=st.booleans(), rise=st.booleans())
def test_many_rows_at_a_time_make_the_same_snapshot(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, str]],
    is_named: bool,
    rise: bool,
) -> None:
    folder = tmp_path_factory.mktemp("built")
    heading = f"{'record_id' if is_named else 'shelf'},issuing_country,din,additional_info,category"
    lines = [
        f"{(100 + at if rise else name) if is_named else ''},{issuer},{number},{more},lost"
        for at, (name, issuer, number, more) in enumerate(rows)
    ]
    file = folder / "list.csv"
    file.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    reading = SltdCsv().read(file, ListDescription("sltd"))
    assert reading.chunks is not None
    by_rows = list(reading.entries)
    many = built(folder, reading.chunks)
    assert many == built(folder, by_rows) == told(by_rows)


def test_a_list_without_a_plain_row(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("din,issuing_country,category\nЖ1,UTO,lost\nКК7,UTO,lost\n", encoding="utf-8")
    reading = SltdCsv().read(file, ListDescription("sltd"))
    assert reading.chunks is not None
    by_rows = list(reading.entries)
    usable = [entry for entry in by_rows if isinstance(entry, DocumentRecord)]
    assert (len(by_rows), len(usable)) == (2, 1)
    assert built(tmp_path, reading.chunks).found == told(usable).found
