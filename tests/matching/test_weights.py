"""The table of weights holds together."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from border_check.matching import weights
from border_check.matching.name import agreement


def test_more_likeness_never_says_less() -> None:
    for rarity in weights.RARITY_BOUNDS:
        worth = []
        for percent in range(101):
            share, constant = agreement(percent / 100)
            worth.append(share * rarity + constant)
        assert all(low <= high + 0.3 for low, high in pairwise(worth))


def test_better_birth_dates_say_more() -> None:
    order = [
        weights.BIRTH_FULL,
        weights.BIRTH_SWAPPED,
        weights.BIRTH_NEAR_YEAR,
        weights.BIRTH_YEAR,
        weights.BIRTH_YEAR_OTHER_DAY,
        weights.BIRTH_DIFFERS,
    ]
    assert order == sorted(order, reverse=True)


def test_the_counter_is_stricter() -> None:
    assert weights.THRESHOLD_FIRST_LINE > weights.THRESHOLD_SECOND_LINE


def test_sex_and_nationality_alone_never_reach_a_threshold() -> None:
    most = weights.SEX_AGREES + weights.NATIONALITY_AGREES
    assert most < weights.THRESHOLD_SECOND_LINE / 2


def test_every_weight_has_a_reason() -> None:
    """Each block of the table stands beside a comment or a text that says why."""
    source = Path(weights.__file__).read_text(encoding="utf-8")
    reasons = source.count('"""') // 2 + source.count("#")
    names = [name for name in vars(weights) if name.isupper()]
    assert reasons >= len(names) * 0.6
