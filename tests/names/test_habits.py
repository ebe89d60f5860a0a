"""One Latin word, read as the languages that might have spelled it read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names.habits import readings
from border_check.names.keys import skeleton, sound

READ = [
    ("English silent letters", "knight", "nait"),
    ("German and Slavic j is y", "jakob", "yakob"),
    ("a German ch", "bach", "bakh"),
    ("a Hungarian cs", "kovacs", "kovach"),
    ("a French j", "jardin", "zhardin"),
    ("a French ending that is written, not spoken", "chateaux", "shato"),
    ("a Spanish j", "naranja", "narankha"),
    ("an Italian c before i", "vinci", "vinchi"),
]


@pytest.mark.parametrize(("written", "heard"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_a_habit_reads_it(written: str, heard: str) -> None:
    assert (sound(heard), skeleton(heard)) in readings(written)


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_the_plain_reading_comes_first(word: str) -> None:
    first, *others = readings(word)
    assert first == (sound(word), skeleton(word))
    assert first not in others
