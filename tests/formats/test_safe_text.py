"""Texts of lists and travellers made harmless."""

from __future__ import annotations

import csv
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.formats.batch import csv_line
from border_check.formats.safe_text import cell, plain

PLAIN = [
    ("as it is", "Łódź 東京", "Łódź 東京"),
    ("one line", "a\nb\tc\r\n d\u2028e", "a b c d e"),
    ("escape codes", "a\x1b[31mb\x07\x9b", "a[31mb"),
    ("a turned reading direction", "a\u202eb\u2066c\u200f", "abc"),
    ("joiners", "a\u200db\ufeffc", "abc"),
    ("half a character", "a\ud800b", "ab"),
    ("no character at all", "a\U0003ffffb", "ab"),
    ("a flood of marks", "e" + 300 * "\u0301" + "x", "e" + 6 * "\u0301" + "x"),
    ("however it is hidden", "e" + 300 * "\u0301\u200b" + "x", "e" + 6 * "\u0301" + "x"),
    ("nothing", "", ""),
    ("right to left", "محمد 12", "\u2068محمد 12\u2069"),
    ("partly right to left", "a שלום", "\u2068a שלום\u2069"),
]


@pytest.mark.parametrize(("text", "expected"), [p[1:] for p in PLAIN], ids=[p[0] for p in PLAIN])
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    shown = plain(text).removeprefix("\u2068").removesuffix("\u2069")
    categories = {unicodedata.category(character) for character in shown}
    assert not categories & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    assert "\n" not in shown


@given(st.text())
def test_twice_is_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u200b=1", "＝1", "－1", "=شيء"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["Jane", "", "1=1", "O'Brien", "1985-07-12", "شيء"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert cell(text) == plain(text)


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_a_line_of_csv_is_read_back_as_cells(values: list[str]) -> None:
    line = csv_line(values)
    (row,) = csv.reader(StringIO(line, newline=""))
    assert row == [cell(value) for value in values]
    assert not any(value[:1] in ("=", "+", "-", "@", "\t") for value in row)
