"""What holds for any two words and any name, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from odd_names import NAMES

from border_check.names.likeness import CLIPPED, likeness, relate
from border_check.names.words import spell


@given(NAMES, NAMES)
def test_likeness_and_relation_are_the_same_both_ways(one: str, other: str) -> None:
    for ours in spell(one):
        for theirs in spell(other):
            assert relate(ours, theirs) == relate(theirs, ours)
            assert likeness(ours, theirs) == likeness(theirs, ours)
            assert 0.0 <= likeness(ours, theirs) <= 1.0


@pytest.mark.parametrize(("pet", "name"), [("Sally", "Salma"), ("Billy", "Bilek")])
def test_of_two_equally_long_words_neither_is_the_other_cut_short(pet: str, name: str) -> None:
    ours, theirs = spell(pet)[0], spell(name)[0]
    assert likeness(ours, theirs) == likeness(theirs, ours) < CLIPPED


@given(NAMES)
def test_a_word_is_wholly_like_itself(name: str) -> None:
    assert all(likeness(word, word) == 1.0 for word in spell(name))
