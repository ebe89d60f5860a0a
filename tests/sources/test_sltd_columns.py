"""Many rows at a time: the same entries in the same order as row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import ListFileError
from border_check.sources import sltd_columns
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.interface import Entry, Part, WideSeries
from border_check.sources.sltd_csv import SltdCsv
from border_check.values.document import DocumentRecord, derived_id
from border_check.values.lists import ListDescription

HEADING = "record_id,issuing_country,document_type,din,din_to,category,review_date,status,shelf"


def entries_of(chunk: DocumentChunk) -> Iterator[Entry]:
    """A chunk as single entries."""
    found: list[tuple[int, Any]] = list(chunk.others)
    columns = ("issuing_state", "type", "fraud", "status", "theft", "review")
    for row, place in enumerate(chunk.places.tolist()):
        facts: dict[str, Any] = {
            name: column.values[column.codes[row]]
            for name in columns
            for column in [getattr(chunk, name)]
        }
        number = chunk.numbers[row].decode()
        record_id = (
            derived_id(facts["issuing_state"], facts["type"], number)
            if chunk.ids is None
            else str(chunk.ids[row])
        )
        found.append((place, DocumentRecord(record_id, number, **facts)))
    found.sort(key=lambda one: one[0])
    assert [place for place, _ in found] == list(range(chunk.size))
    return (entry for _, entry in found)


def both(path: Path, **described: Any) -> tuple[object, object]:
    """What comes of a file row by row, and many rows at a time."""
    reading = SltdCsv().read(path, ListDescription("sltd", **described))
    assert reading.chunks is not None
    one_by_one = told(reading.entries)
    chunks = (
        entries_of(chunk) if isinstance(chunk, DocumentChunk) else iter((chunk,))
        for chunk in reading.chunks
    )
    return one_by_one, told(chain.from_iterable(chunks))


def told(entries: Iterator[Entry]) -> object:
    try:
        return [entry for entry in entries if not isinstance(entry, Part)]
    except ListFileError as error:
        return str(error)


CELLS = {
    "record_id": ["1", "2", "0", "007", "A-1", "", "12345678901234567890", " 3"],
    "issuing_country": ["UTO", "D", "Utopia", "uto", "", "Atlantis", " UTO "],
    "document_type": ["passport", "P", "", "library card", "Visa"],
    "din": ["K1", "l898902c3", "K-4 72", "", "D77340512688", "Ж1", "A" * 23, "АВ12", "K\t1", "ß1"],
    "din_to": ["", "", "", "K9", "K12"],
    "category": ["lost", "Stolen Blank", "stolen-blank", "eaten", ""],
    "review_date": ["2034-05-02", "2034", "2.5.2034", "2034-13", "", "soon"],
    "status": ["active", "", "recovered", "Deleted", "asleep"],
    "shelf": ["", "", "", "7", '"a, b"', '"a ""b"" c"', '"two\nlines"', 'x"y', '"', "\x07"],
}
PLAIN = st.just(("4711", "UTO", "passport", "L898902C3", "", "lost", "2034-05-02", "active", ""))
ROWS = st.one_of(PLAIN, PLAIN, st.tuples(*(st.sampled_from(cells) for cells in CELLS.values())))
LINES = st.one_of(
    ROWS.map(",".join),
    ROWS.map(",".join),
    PLAIN.map(lambda cells: ",".join(f'"{cell}"' for cell in cells)),
    st.sampled_from(["", ",,,,,,,,", "a,b", "\x1a", "1,UTO,passport,K1,,lost,,,,,", "  "]),
)


@settings(max_examples=300, deadline=None)
@given(
    lines=st.lists(LINES, max_size=12),
    end=st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
    tail=st.sampled_from(["", "\n", "x"]),
    before=st.sampled_from(["", "\ufeff", "\n\n"]),
    heading=st.sampled_from([HEADING, HEADING.replace("record_id", "din2")]),
    block=st.sampled_from([1, 64, 1 << 20]),
)
def test_whatever_is_in_a_file(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[str],
    end: str,
    tail: str,
    before: str,
    heading: str,
    block: int,
) -> None:
    path = tmp_path_factory.mktemp("lists") / "sltd.csv"
    text = before + end.join([heading, *lines, tail])
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sltd_columns, "BLOCK", block)
        one_by_one, many = both(path, widest_range=5)
    assert many == one_by_one


def test_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "sltd.csv"
    path.write_bytes(HEADING.encode() + b"\n" * 9000 + b"1,UTO,passport,K1,,lost,,,\xff\n")
    one_by_one, many = both(path)
    assert many == one_by_one
    assert "line 9001, byte 27: 0xff is not UTF-8" in str(many)


def test_a_wide_series_is_no_plain_row(tmp_path: Path) -> None:
    path = tmp_path / "sltd.csv"
    rows = [f"{n},UTO,passport,K{n:07},,lost,2034-05-02,active," for n in range(9)]
    rows[4] = "4,UTO,passport,L0000001,L0000006,stolen_blank,2034-05-02,active,"
    path.write_text("\n".join([HEADING, *rows, ""]), encoding="utf-8")
    one_by_one, many = both(path, widest_range=5)
    assert many == one_by_one
    assert isinstance(many, list)
    (wide,) = [one for one in many if isinstance(one, WideSeries)]
    assert (str(wide.place), wide.record.width) == ("sltd.csv, line 6", 6)
    assert isinstance(wide.raw, Mapping)
    assert wide.raw["din_to"] == "L0000006"


def test_most_rows_of_a_list_are_columns(tmp_path: Path) -> None:
    path = tmp_path / "sltd.csv"
    rows = [f"{n},UTO,passport,K{n:07},,lost,2034-05-02,active," for n in range(1000)]
    rows[7] = rows[7] + "shelf"
    path.write_text("\n".join([HEADING, *rows, ""]), encoding="utf-8")
    chunks = SltdCsv().read(path, ListDescription("sltd")).chunks
    assert chunks is not None
    (chunk,) = chunks
    assert isinstance(chunk, DocumentChunk)
    assert (len(chunk.places), len(chunk.others)) == (999, 1)


def test_a_column_map_with_texts(tmp_path: Path) -> None:
    path = tmp_path / "ru.csv"
    path.write_text("NUMBER;SINCE\n0012034567;2015\n;2015\n0012034568;1.2.2015\n", encoding="utf-8")
    columns = (
        ("din", "NUMBER"),
        ("issuing_country", "=UTO"),
        ("category", "=invalid"),
        ("date_of_theft", "SINCE"),
    )
    one_by_one, many = both(path, columns=columns)
    assert many == one_by_one
    assert isinstance(many, list)
    assert len(many) == 3


def test_the_shared_sample(shared: Path) -> None:
    one_by_one, many = both(shared / "data/lists/sltd/sltd_style_snapshot.csv")
    assert many == one_by_one
