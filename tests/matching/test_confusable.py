"""Look-alike characters, and what a check digit cannot see of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.icao.check_digit import check_digit
from border_check.matching.confusable import FOLD, MOST_SPELLINGS, fold, spellings

NUMBERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=12)


@given(NUMBERS)
def test_folding_twice_changes_nothing_more(number: str) -> None:
    assert fold(fold(number)) == fold(number)


@given(NUMBERS)
def test_spellings_are_folded_distinct_and_few(number: str) -> None:
    found = spellings(number)
    assert found[0] == fold(number)
    assert len(found) == len(set(found)) <= MOST_SPELLINGS
    assert all(fold(spelling) == spelling for spelling in found)


PAIRS = [
    ("L and 1", "L5", "15"),
    ("1 and L", "15", "L5"),
    ("A and 0", "A7", "07"),
    ("O and Q, by way of 0", "O7", "Q7"),
    ("D and O, by way of 0", "D7", "O7"),
    ("two at once", "LA", "10"),
]


@pytest.mark.parametrize(("read", "listed"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_a_look_alike_is_among_the_spellings(read: str, listed: str) -> None:
    assert fold(listed) in spellings(read)


@pytest.mark.parametrize("pair", ["6G", "1L", "0A"])
def test_a_check_digit_does_not_see_these(pair: str) -> None:
    one, other = pair[0], pair[1]
    assert check_digit(f"K{one}23") == check_digit(f"K{other}23")


@pytest.mark.parametrize(("letter", "digit"), [p for p in FOLD.items() if p[0] != "G"])
def test_a_check_digit_sees_the_others(letter: str, digit: str) -> None:
    assert check_digit(f"K{letter}23") != check_digit(f"K{digit}23")
