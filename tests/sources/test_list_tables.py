"""Rows of CSV files: places, broken ones, truncated ones."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.errors import CutShort, ListFileError
from border_check.sources.interface import Rejected
from border_check.sources.tables import (
    Row,
    as_mapping,
    heading_of,
    read_heading,
    read_rows,
    require_columns,
)


def _read(content: str) -> list[Row | Rejected]:
    text = StringIO(content, newline="")
    return list(read_rows(text, "list.csv", read_heading(text)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_of_the_heading(delimiter: str) -> None:
    (row,) = _read(delimiter.join(["id", "name", "dobs"]) + "\n" + delimiter.join("abc") + "\n")
    assert isinstance(row, Row)
    assert row.cells == ["a", "b", "c"]


def test_rows_know_the_line_on_which_they_start() -> None:
    rows = _read('\nid,name\n1,"two\nlines"\n\n,\n2,b')
    assert [str(row.place) for row in rows] == ["list.csv, line 3", "list.csv, line 7"]


def test_rows_of_another_width_are_rejected_as_they_stand() -> None:
    first, second, third = _read("id,name\r\n1\r\n2,b\r\n3,c,d\r\n")
    assert isinstance(first, Rejected)
    assert (first.reason, first.raw) == ("expected 2 columns, found 1", "1\r\n")
    assert isinstance(second, Row)
    assert isinstance(third, Rejected)


def test_rows_that_are_filled_may_end_early_in_an_empty_cell() -> None:
    heading = heading_of("id,name,dobs,sex")
    lines = ["1,a,\n", "2,a\n", "3,a,b,c,d\n", ",\n"]
    found = list(read_rows(lines, "list.csv", heading, filled=True))
    assert [one.cells if isinstance(one, Row) else one.reason for one in found] == [
        ["1", "a", "", ""],
        "expected 4 columns, found 2",
        "expected 4 columns, found 5",
    ]
    with pytest.raises(ListFileError, match="the file ends inside this row"):
        list(read_rows(["1,a,"], "list.csv", heading, filled=True))


def test_of_two_columns_of_one_name_the_first_is_meant() -> None:
    assert as_mapping(heading_of("id,name,id"), ["1", "a", ""]) == {"id": "1", "name": "a"}


def test_broken_quoting_costs_one_row() -> None:
    first, second = _read('id,name\n1,"a"b\n2,c\n')
    assert isinstance(first, Rejected)
    assert "quoting" in first.reason
    assert isinstance(second, Row)


TRUNCATED = [
    ("a quote that never closes", 'id,name\n1,a\n2,"b'),
    ("cells that are missing", "id,name,dobs\n1,a,b\n2,c"),
    ("a quote that swallows the file", 'id,name\n1,"a\n' + "2,b\n" * 60_000),
]


@pytest.mark.parametrize(
    "content", [row[1] for row in TRUNCATED], ids=[row[0] for row in TRUNCATED]
)
def test_a_file_that_ends_inside_a_row_was_cut_short(content: str) -> None:
    with pytest.raises(ListFileError, match=r"list\.csv, line \d") as refused:
        _read(content)
    assert "cut short" in (refused.value.hint or "")


def test_only_where_no_row_before_it_can_be_missing_is_a_cut_just_a_cut() -> None:
    *cut, swallowed = (content for _, content in TRUNCATED)
    for content in cut:
        with pytest.raises(CutShort):
            _read(content)
    with pytest.raises(ListFileError) as refused:
        _read(swallowed)
    assert not isinstance(refused.value, CutShort)


def test_a_control_z_at_the_end_is_no_row() -> None:
    assert len(_read("id,name\r\n1,a\r\n\x1a")) == 1


def test_a_renamed_column_is_named_with_its_likely_new_name() -> None:
    heading = heading_of("id,schema,birthdate,name")
    with pytest.raises(ListFileError, match="expected the column 'birth_date'") as refused:
        require_columns(heading, ("id", "birth_date"), "list.csv")
    assert refused.value.hint == "was it renamed to 'birthdate'?"


@given(st.text())
def test_no_text_breaks_the_reader(content: str) -> None:
    try:
        rows = _read(content)
    except ListFileError:
        return
    assert all(isinstance(row, Row | Rejected) for row in rows)
