"""Birth dates, many at once, say what each says alone."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from border_check.matching.birth import compare_birth
from border_check.snapshot.candidates.births import MOST_AGAINST, compare, number_of, turned
from border_check.values.dates import PartialDate
from border_check.values.screening import Relation

YEARS = st.sampled_from([1899, 1969, 1970, 1971, 1972, 1973, 1979, 1997, 2001])
DAYS = st.sampled_from([1, 2, 3, 10, 11, 12, 21])
DATES = st.builds(
    lambda year, month, day, parts: PartialDate(*(year, month, day)[:parts]),
    YEARS,
    st.sampled_from([1, 2, 3, 10, 11, 12]),
    DAYS,
    st.integers(1, 3),
)


@settings(max_examples=400)
@example(PartialDate(1970, 1, 1), [PartialDate(1970, 1, 1), PartialDate(1970)])
@given(DATES, st.lists(DATES, min_size=1, max_size=20))
def test_as_one_by_one(born: PartialDate, dates: list[PartialDate]) -> None:
    points, supports = compare(born, np.array(list(map(number_of, dates)), np.int32))
    for date, worth, supported in zip(dates, points.tolist(), supports.tolist(), strict=True):
        alone = compare_birth(born, (date,))
        assert round(worth, 4) == alone.points, date
        assert supported == (alone.relation in (Relation.AGREES, Relation.SIMILAR)), date
        assert supported or worth <= np.float32(MOST_AGAINST)


@given(DATES)
def test_turned_and_back(date: PartialDate) -> None:
    numbers = np.array([number_of(date)], np.int32)
    assert turned(turned(numbers)).tolist() == numbers.tolist()
