"""Keys of sound: alike for what sounds alike, apart for what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names import keys
from border_check.names.keys import skeleton, sound
from border_check.names.scripts import latin

ONE_SOUND = [
    ("French and English", "cheikh", "sheikh", False),
    ("Doc 9303 expansion of an umlaut", "muxxller", "muller", True),
    ("the other expansion", "mueller", "muller", True),
    ("Wade-Giles and pinyin", "hsi", "xi", True),
    ("doubled letters", "hassan", "hasan", True),
    ("oo and u", "noor", "nur", True),
    ("j after a consonant is y", "anatoljevich", "anatolyevich", True),
    ("a final h is silent", "abdullah", "abdulla", True),
]


@pytest.mark.parametrize(
    ("one", "other", "same"), [row[1:] for row in ONE_SOUND], ids=[row[0] for row in ONE_SOUND]
)
def test_sound(one: str, other: str, same: bool) -> None:
    assert (sound(one) == sound(other)) is same


def test_skeleton_is_what_all_spellings_of_a_name_share() -> None:
    spellings = ("Mohammed", "Muhammad", "Mohamad", "محمد")
    assert len({skeleton(latin(name)) for name in spellings}) == 1


def test_neighbouring_consonants_share_half_their_key() -> None:
    assert sound("b")[0] == sound("p")[0] != sound("k")[0]
    assert sound("b") != sound("p")


@given(st.text(st.characters(codec="ascii"), max_size=60))
def test_keys_exist_for_anything(word: str) -> None:
    assert len(skeleton(word)) <= len(sound(word))


@given(st.text("aceghijklnosvwyz$", max_size=6))
def test_what_stands_beyond_the_letters_looked_at_decides_nothing(word: str) -> None:
    whole = keys._first_sound("s" + word)
    assert keys._first_sound(("s" + word)[: keys._WINDOW]) == whole
    for first in "cgjotv":
        assert keys._first_sound((first + word)[: keys._WINDOW]) == keys._first_sound(first + word)
