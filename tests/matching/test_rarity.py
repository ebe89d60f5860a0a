"""A name that is rarer never says less: what the pooled index of several lists relies upon."""

from __future__ import annotations

from drawn_people import nominals, persons
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.matching import weights
from border_check.matching.person import compare_person
from border_check.matching.rarity import GENERAL
from border_check.names.words import Word
from border_check.values.person import Nominal, Person

_ROUNDING = 0.005
"""What rounding may take from each piece of evidence, or add to it."""


class Drawn:
    """Rarities out of a hat, the same for the same word; each at most as rare as in general."""

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers

    def of(self, word: Word) -> float:
        """Natural log of how many people it takes to meet one other bearer of the name."""
        number = self._numbers[hash(word.text) % len(self._numbers)]
        least = weights.RARITY_BOUNDS[0]
        return least + (GENERAL.of(word) - least) * number / 10


@settings(max_examples=300, deadline=None)
@given(persons(), nominals(), st.lists(st.integers(0, 10), min_size=1, max_size=8))
def test_a_rarer_name_never_says_less(person: Person, nominal: Nominal, drawn: list[int]) -> None:
    on_the_list = compare_person(person, nominal, Drawn(drawn))
    in_general = compare_person(person, nominal, GENERAL)
    rows = len(on_the_list.evidence) + len(in_general.evidence)
    assert on_the_list.points <= in_general.points + _ROUNDING * rows
