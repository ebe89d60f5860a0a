"""Chinese and Korean names by syllable, in one word or in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.names import tables
from border_check.names.syllables import same_by_syllables, syllable_keys

CUT = [
    ("pinyin and Wade-Giles", "guodong", "kuotung", True),
    ("three syllables", "ouyangfei", "ouyangfei", True),
    ("a syllable that both write alike", "lihua", "lihua", True),
    ("two Korean systems", "jeongil", "chongil", True),
    ("other syllables", "guodong", "kuofeng", False),
    ("one more syllable", "guodong", "kuotungli", False),
    ("a text that is not made of syllables", "eriksson", "eriksson", False),
    ("one syllable alone", "zhang", "chang", False),
    ("nothing", "", "", False),
]


@pytest.mark.parametrize(
    ("one", "other", "same"), [row[1:] for row in CUT], ids=[row[0] for row in CUT]
)
def test_same(one: str, other: str, same: bool) -> None:
    assert same_by_syllables(one, other) is same


SYLLABLES = st.sampled_from(
    sorted({part for line in tables.lines("romanisations") for part in line.split()})
)
TEXTS = st.lists(SYLLABLES, min_size=1, max_size=4).map("".join)


@given(TEXTS, TEXTS)
def test_what_is_the_same_shares_a_key(one: str, other: str) -> None:
    same = same_by_syllables(one, other)
    assert same == same_by_syllables(other, one)
    assert not same or syllable_keys(one) & syllable_keys(other)


def test_every_line_of_the_table_is_one_syllable_in_several_spellings() -> None:
    for line in tables.lines("romanisations"):
        first, *others = (one for one in line.split() if one != "ng")
        assert all(same_by_syllables(f"guang{first}", f"guang{one}") for one in others), line
