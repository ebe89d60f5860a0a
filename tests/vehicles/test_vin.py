"""Vehicle identification numbers: where a check character is computed, and what it sees."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from border_check.vehicles import vin

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"

CHECKED = [
    ("every place the same", "11111111111111111", "1"),
    ("ten is written X", "1M8GDM9AXKP042788", "X"),
    ("a digit", "5GZCZ43D13S812715", "1"),
    ("a maker of the invented lists", "5UTZZ21DXMZ000101", "X"),
    ("a letter that was meant for a digit", "5UTZZ21DXMZOO0101", "X"),
    ("a European maker, who need not compute it", "SGZCZ43D13S812715", None),
    ("a chassis number from before 1981", "ZR6801818", None),
    ("another script", "5ÜTZZ21DXMZ000101", None),
]


@pytest.mark.parametrize(
    ("number", "expected"), [c[1:] for c in CHECKED], ids=[c[0] for c in CHECKED]
)
def test_check_character(number: str, expected: str | None) -> None:
    assert vin.check_character(number) == expected


def made(start: str, rest: str) -> str:
    """A number of a maker who computes the check character."""
    whole = f"{start}{rest[:7]}0{rest[7:]}"
    return f"{whole[:8]}{vin.check_character(whole)}{whole[9:]}"


@given(
    st.sampled_from("12345L"),
    st.text(LETTERS, min_size=15, max_size=15),
    st.integers(0, 16),
    st.sampled_from(LETTERS),
)
def test_any_character_of_another_value_is_seen(
    start: str, rest: str, place: int, other: str
) -> None:
    number = made(start, rest)
    assert vin.holds(number)
    assert not vin.fails(number)
    changed = number[:place] + other + number[place + 1 :]
    assume(changed[0] in "12345L")
    values = (vin._VALUES[number[place]], vin._VALUES[other])
    if place == vin.CHECK_PLACE:
        assert vin.fails(changed) == (number[place] != other)
    else:
        assert vin.fails(changed) == (values[0] != values[1])


def test_where_no_character_is_computed_none_holds_and_none_fails() -> None:
    for number in ("UT0ZZZ77ZJU003003", "ZR6801818"):
        assert not vin.holds(number)
        assert not vin.fails(number)


def test_letters_that_no_vin_has() -> None:
    assert vin.never_in("5UTZZ21DXMZOQ0I01") == "IOQ"
    assert vin.never_in("OLD68018I8") == "", "chassis numbers had letters of their own"
    assert not vin.holds("5UTZZ21DXMZOO0101"), "read otherwise than it stands"
