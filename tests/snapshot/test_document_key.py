"""A document as one integer: nothing is lost, and look-alikes lie together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.snapshot.document_key import (
    ALIKE,
    LAST_ISSUER,
    fits,
    is_spelled,
    key_range,
    pack,
    unpack,
)
from border_check.snapshot.document_packing import pack as pack_many
from border_check.snapshot.document_packing import unpack as unpack_many
from border_check.snapshot.sorted_keys import NONE

CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
NUMBERS = st.text(CHARACTERS, min_size=1, max_size=9)
LONG_NUMBERS = st.text(CHARACTERS, min_size=1, max_size=22)
ISSUERS = st.integers(0, LAST_ISSUER)
_WRITTEN_AS_ONE = str.maketrans({c: alike[0] for alike in ALIKE for c in alike})


def alike(one: str, other: str) -> bool:
    """Whether all characters of two numbers look alike."""
    return one.translate(_WRITTEN_AS_ONE) == other.translate(_WRITTEN_AS_ONE)


def test_every_character_stands_once() -> None:
    assert sorted("".join(ALIKE)) == sorted(CHARACTERS)


@given(NUMBERS, ISSUERS)
def test_what_is_packed_is_unpacked_or_spelled(number: str, issuer: int) -> None:
    key = pack(number, issuer)
    assert is_spelled(key) or unpack(key) == (number, issuer)


ISSUED = [
    *("L898902C3", "123456789", "A1234567", "AB1234567", "C01X00T47", "YA0000000", "AA000000"),
    *("LF0000000", "12AB34567", "E00000001", "00AA00000", "12345678D", "X00000000"),
]


@pytest.mark.parametrize("number", ISSUED)
def test_numbers_of_the_usual_forms_are_not_spelled(number: str) -> None:
    assert unpack(pack(number, LAST_ISSUER)) == (number, LAST_ISSUER)


@given(LONG_NUMBERS, st.integers(0, 700))
def test_a_key_fits_below_what_fills_a_page(number: str, issuer: int) -> None:
    assert 0 <= pack(number, issuer) < NONE


@given(NUMBERS, ISSUERS, NUMBERS)
def test_a_range_holds_the_look_alikes_and_nothing_else(
    number: str, issuer: int, other: str
) -> None:
    low, high = key_range(number)
    assert low <= pack(number, issuer) <= high
    assert (low <= pack(other, issuer) <= high) == alike(number, other)


@given(LONG_NUMBERS)
def test_a_range_of_a_long_number_holds_its_look_alikes(number: str) -> None:
    low, high = key_range(number.translate(_WRITTEN_AS_ONE))
    assert low <= pack(number, 7) <= high


@given(st.lists(st.tuples(LONG_NUMBERS, st.integers(0, 700)), min_size=1, max_size=20))
def test_many_at_once_have_the_same_keys(documents: list[tuple[str, int]]) -> None:
    numbers = np.array([number for number, _ in documents], "S")
    keys = pack_many(numbers, np.array([issuer for _, issuer in documents]))
    assert keys.tolist() == [pack(*one) for one in documents]
    numbers, issuers = unpack_many(keys)
    for at, key in enumerate(keys.tolist()):
        assert is_spelled(key) or (numbers[at].decode(), issuers[at]) == unpack(key)


FITTING = [
    ("nine characters", "L898902C3", True),
    ("ten characters", "L898902C31", False),
    ("nothing", "", False),
    ("a letter of another script", "Ж12345", False),
    ("a small letter", "l8989", False),
]


@pytest.mark.parametrize(
    ("number", "fitting"), [f[1:] for f in FITTING], ids=[f[0] for f in FITTING]
)
def test_what_has_a_key(number: str, fitting: bool) -> None:
    assert fits(number) == fitting
