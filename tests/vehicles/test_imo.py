"""IMO numbers and their last digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.vehicles import imo

DIGITS = st.text("0123456789", min_size=6, max_size=6)


@pytest.mark.parametrize(("number", "good"), [("0012340", True), ("0012341", False)])
def test_check_digit(number: str, good: bool) -> None:
    assert imo.fails(number) is not good


@given(DIGITS)
def test_one_last_digit_of_ten_is_right(first: str) -> None:
    right = [last for last in "0123456789" if not imo.fails(first + last)]
    assert right == [imo.check_digit(first)]


@given(DIGITS, st.integers(1, 9))
def test_a_digit_is_seen_whose_weight_shares_nothing_with_ten(first: str, add: int) -> None:
    for place in (0, 4):  # weights 7 and 3
        digit = str((int(first[place]) + add) % 10)
        changed = first[:place] + digit + first[place + 1 :]
        assert imo.fails(changed + imo.check_digit(first))


def test_the_letters_before_it() -> None:
    assert imo.bare("IMO0012340") == imo.bare("0012340") == "0012340"
    assert imo.is_shaped("0012340")
    assert not any(map(imo.is_shaped, ("12340", "00123400", "001234A", "٠٠١٢٣٤٠", "")))
