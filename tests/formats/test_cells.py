"""Text in cells of the screen, whatever its script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from border_check.formats.cells import _wrapped_by_rich, cells_of, cut, fit, wrapped
from border_check.formats.safe_text import END_ISOLATE, ISOLATE, plain

TEXT = st.text(st.sampled_from("ab cé\u0301é 李明محמש김\u200fｶﾞ-1"), max_size=60).map(plain)

CUT = [
    ("what has room stays", "Zaru", 4, "Zaru"),
    ("a letter is a cell", "Tayibeli", 4, "Tay…"),
    ("a Chinese character is two", "李明李明", 6, "李明 …"),
    ("what is written from right to left stays isolated", plain("محمد"), 3, f"{ISOLATE}مح…⁩"),
]


@pytest.mark.parametrize(
    ("text", "cells", "expected"), [row[1:] for row in CUT], ids=[row[0] for row in CUT]
)
def test_cut(text: str, cells: int, expected: str) -> None:
    assert cut(text, cells) == expected


@given(TEXT, st.integers(4, 30))
def test_a_cell_is_filled(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells


@given(TEXT, st.integers(4, 30))
def test_lines_have_room_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert lines
    assert all(cell_len(line) <= width for line in lines)
    shown = str.maketrans("", "", f" {ISOLATE}{END_ISOLATE}")
    assert "".join(lines).translate(shown) == text.translate(shown)


@given(TEXT, st.integers(4, 30))
def test_every_line_ends_the_isolates_that_it_begins(text: str, width: int) -> None:
    for line in wrapped(text, width):
        assert line.count(ISOLATE) == line.count(END_ISOLATE)


def test_an_isolate_goes_on_after_a_line_break() -> None:
    assert wrapped(plain("محمد الطيب"), 6) == [plain("محمد"), plain("الطيب")]


@given(st.text(st.sampled_from("ab c-d e1,."), max_size=120), st.integers(4, 30))
def test_simple_lines_break_where_rich_breaks_them(text: str, width: int) -> None:
    assert wrapped(text, width) == _wrapped_by_rich(text, width)
    assert cells_of(text) == cell_len(text)


@given(TEXT, st.integers(4, 30))
def test_other_lines_do_so_too(text: str, width: int) -> None:
    assert wrapped(text, width) == _wrapped_by_rich(text, width)
    assert cells_of(f"{text}…") == cell_len(f"{text}…")
