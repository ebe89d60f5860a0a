"""What holds for any two words and any name, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from odd_names import NAMES, ODD, READABLE

from border_check.names.likeness import CLIPPED, likeness, relate
from border_check.names.words import MAX_LETTERS, MAX_WORDS, spell


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


@given(NAMES)
def test_spelling_what_is_shown_gives_the_same_words(name: str) -> None:
    words = spell(name)
    assert spell(" ".join(word.shown for word in words)) == words


@given(NAMES)
def test_a_spelled_word_is_spelled(name: str) -> None:
    """But for servants' names, which shed their article, and for open readings (see `scripts`)."""
    for word in spell(name):
        if not word.is_open and not word.text.startswith("abd"):
            assert [again.text for again in spell(word.text)] == [word.text]


@pytest.mark.parametrize("why", ODD)
def test_an_odd_name_is_words_of_plain_letters(why: str) -> None:
    words = spell(ODD[why])
    assert all(word.text.isascii() and word.text.isalnum() for word in words)
    assert all(len(word.text) <= MAX_LETTERS for word in words)
    assert len(words) <= MAX_WORDS
    assert bool(words) == (why in READABLE)


def test_a_stray_apostrophe_is_no_word() -> None:
    assert spell("Abd ' Rahmanov") == spell("Abd Rahmanov")


def test_a_flood_of_marks_and_what_cannot_be_seen_change_nothing() -> None:
    plain = [word.text for word in spell("Eriksson")]
    for why in ("a flood of combining marks", "zero-width characters", "right-to-left marks"):
        assert plain[0] in [word.text for word in spell(ODD[why])]


def test_a_face_is_no_word() -> None:
    assert spell("Anna 🙂 Eriksson®") == spell("Anna Eriksson")
