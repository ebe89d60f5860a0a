"""A signature never promises more distance than there is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from border_check.names.keys import sound
from border_check.snapshot.candidates import signatures
from border_check.snapshot.candidates.signatures import SOUNDED, SPELLED, of_word

WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789EHWYBP", max_size=20)


def bits(one: int, other: int) -> int:
    return (one ^ other).bit_count()


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
    assert bits(of_word(one, SPELLED), of_word(other, SPELLED)) <= indel(one, other)


@given(WORDS, WORDS)
def test_sounded_bound(one: str, other: str) -> None:
    ours, theirs = sound(one), sound(other)
    assert bits(of_word(ours, SOUNDED), of_word(theirs, SOUNDED)) <= indel(ours, theirs)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_many_at_once_are_each_as_alone(words: list[str]) -> None:
    letters = np.array([word.encode() for word in words], "S20").view(np.uint8).reshape(-1, 20)
    assert signatures.of_words(letters, SPELLED).tolist() == [of_word(w, SPELLED) for w in words]
