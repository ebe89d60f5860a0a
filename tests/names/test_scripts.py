"""Other scripts in Latin letters: words of dictionaries, not names of people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names.scripts import latin

LATIN = [
    ("Greek pairs of letters", "Μπάντα", "banda"),
    ("Greek u and v", "Ευρούλα", "evrula"),
    ("Greek vowels that a diaeresis keeps apart", "Μαϊου", "maiu"),
    ("a Thai vowel is written before its consonant", "โรง", "rong"),
    ("katakana with a small vowel", "ティム", "timu"),
    ("katakana with a small y", "ジョン", "jon"),
    ("hiragana", "はな", "hana"),
    ("one Korean syllable", "정", "jeong"),
    ("a Korean vowel that only carries a consonant is left out", "스티븐", "Stibn"),
    ("a doubled Korean liquid is l", "밀라", "mila"),
    ("one Chinese character", "明", "ming"),
    ("Chinese syllables that carry a consonant", "奥斯瓦尔德", "aosvaRd"),
]


@pytest.mark.parametrize(("word", "written"), [r[1:] for r in LATIN], ids=[r[0] for r in LATIN])
def test_latin(word: str, written: str) -> None:
    assert latin(word) == written


@given(st.text(max_size=30))
def test_any_word_has_latin_letters(word: str) -> None:
    assert latin(word).isascii()
