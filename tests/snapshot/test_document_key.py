"""A document as one integer: nothing is lost, and look-alikes lie together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.matching.confusable import fold
from border_check.snapshot.document_key import ISSUER_BITS, fits, key_range, pack, unpack

NUMBERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9)
ISSUERS = st.integers(0, (1 << ISSUER_BITS) - 1)


@given(NUMBERS, ISSUERS)
def test_what_is_packed_is_unpacked(number: str, issuer: int) -> None:
    assert unpack(pack(number, issuer)) == (number, issuer)


@given(NUMBERS, ISSUERS)
def test_a_key_is_a_rowid(number: str, issuer: int) -> None:
    assert 0 <= pack(number, issuer) < 1 << 63


@given(NUMBERS, ISSUERS, NUMBERS)
def test_a_range_holds_the_look_alikes_and_nothing_else(
    number: str, issuer: int, other: str
) -> None:
    low, high = key_range(fold(number))
    assert low <= pack(number, issuer) <= high
    assert (low <= pack(other, issuer) <= high) == (fold(other) == fold(number))


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
