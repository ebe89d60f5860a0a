"""One Latin word, read as the languages that might have spelled it read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names.habits import readings
from border_check.names.keys import skeleton, sound
from border_check.names.likeness import likeness
from border_check.names.words import spell

READ = [
    ("English silent letters", "knight", "nait"),
    ("German and Slavic j is y", "jakob", "yakob"),
    ("a German ch", "bach", "bakh"),
    ("a Hungarian cs", "kovacs", "kovach"),
    ("a French j", "jardin", "zhardin"),
    ("a French ending that is written, not spoken", "chateaux", "shato"),
    ("a Spanish j", "naranja", "narankha"),
    ("an Italian c before i", "vinci", "vinchi"),
    ("Chinese, as Russian writes it", "jianguo", "tszyango"),
    ("a Chinese u that is an ü", "xuequan", "syuetsyuan"),
    ("a Chinese y", "yongyi", "yuni"),
    ("a Chinese syllable apart", "huizi", "khueytszy"),
    ("Korean, as Russian writes it", "geunhye", "kynkhye"),
    ("a Korean ae", "taeyong", "teyon"),
    ("Japanese, as Russian writes it", "shojiro", "syodziro"),
    ("a Japanese ch", "chikaho", "tikakho"),
]


@pytest.mark.parametrize(("written", "heard"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_a_habit_reads_it(written: str, heard: str) -> None:
    assert (sound(heard), skeleton(heard)) in readings(written)


IN_CYRILLIC = [
    ("Chinese", "Zeng Jianguo", "Цзэн Цзяньго"),
    ("a name that sounds like a particle", "Deng Yi", "Дэн И"),
    ("Korean", "Geun Taeyong", "Кын Тэён"),
    ("Japanese", "Nakahara Shojiro", "Накахара Сёдзиро"),
]


@pytest.mark.parametrize(
    ("latin", "written"), [r[1:] for r in IN_CYRILLIC], ids=[r[0] for r in IN_CYRILLIC]
)
def test_eastern_names_in_cyrillic(latin: str, written: str) -> None:
    words = zip(spell(latin), spell(written), strict=True)
    assert all(likeness(one, other) >= 0.9 for one, other in words)


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_the_plain_reading_comes_first(word: str) -> None:
    first, *others = readings(word)
    assert first == (sound(word), skeleton(word))
    assert first not in others


@pytest.mark.parametrize(
    "word",
    ["i" * 40, "na" * 20 + "x", "an" * 20 + "x", "kyo" * 13 + "q", "eo" * 20 + "x", "ng" * 20],
)
def test_a_word_that_goes_on_and_on_is_read_at_once(word: str) -> None:
    assert readings(word)[0][0]  # by patterns that give back what they took it would take hours
