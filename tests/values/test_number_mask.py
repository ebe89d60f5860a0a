"""Masks of numbers: what fits, what does not, and what is no mask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.values.number_mask import DIGITS, LETTERS, fits, places_of

CASES = [
    ("a letter and digits", "@#######", "L8989123", True),
    ("a digit where a letter should be", "@#######", "18989123", False),
    ("a letter where a digit should be", "@#######", "L898912O", False),
    ("one character too few", "@#######", "L898912", False),
    ("one character too many", "@#######", "L89891234", False),
    ("a letter that stands for itself", "A###", "A123", True),
    ("another than the one that stands for itself", "A###", "B123", False),
    ("either", "**", "A1", True),
    ("one of some", "[KLM]##", "L12", True),
    ("none of some", "[KLM]##", "N12", False),
    ("one of a range", "[A-HJ-NP-Z0-9]#", "P1", True),
    ("what a range leaves out", "[A-HJ-NP-Z0-9]#", "O1", False),
    ("repeated", "L#{7}", "L8989123", True),
    ("repeated too seldom", "L#{7}", "L898912", False),
    ("repeated, one of some", "[CF]{2}#", "CF1", True),
    ("nothing fits nothing", "", "", True),
]


@pytest.mark.parametrize(
    ("mask", "number", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_fits(mask: str, number: str, expected: bool) -> None:
    assert fits(number, mask) is expected


@pytest.mark.parametrize(
    "mask", ["l###", "[KL", "[]#", "[L-K]#", "[a]", "L#{0}", "L#{99}", "L#{x}", "{3}#", "A B", "]"]
)
def test_no_mask(mask: str) -> None:
    with pytest.raises(ValueError, match=r"expected|without"):
        places_of(mask)


@given(st.text("ABCXYZ0189", max_size=22))
def test_a_number_fits_the_mask_of_its_kinds_and_no_longer_one(number: str) -> None:
    mask = "".join("#" if sign in DIGITS else "@" for sign in number)
    assert fits(number, mask)
    assert fits(number, number)
    assert not fits(number, f"{mask}*")


@given(st.text("@#*L7", min_size=1, max_size=12), st.text("AL079", max_size=12))
def test_a_place_is_a_set_of_characters(mask: str, number: str) -> None:
    places = places_of(mask)
    assert all(place <= LETTERS | DIGITS for place in places)
    expected = len(number) == len(mask) and all(map(lambda c, p: c in p, number, places))
    assert fits(number, mask) is expected
