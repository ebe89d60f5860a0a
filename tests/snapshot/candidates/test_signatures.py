"""A signature never promises more distance than there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from border_check.names.keys import sound
from border_check.snapshot.candidates import signatures

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=20)


def bits(one: tuple[int, int], other: tuple[int, int]) -> int:
    return sum((a ^ b).bit_count() for a, b in zip(one, other, strict=True))


def indel(one: str, other: str) -> int:
    """Fewest insertions and deletions, by the plain definition."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            keep = diagonal if a == b else min(row[j], row[j - 1]) + 1
            diagonal, row[j] = row[j], keep
    return row[-1]


@given(WORDS, WORDS)
def test_spelled_bound(one: str, other: str) -> None:
    assert bits(signatures.spelled(one), signatures.spelled(other)) <= indel(one, other)


@given(WORDS, WORDS)
def test_sounded_bound(one: str, other: str) -> None:
    ours, theirs = sound(one), sound(other)
    assert bits(signatures.sounded(ours), signatures.sounded(theirs)) <= indel(ours, theirs)
