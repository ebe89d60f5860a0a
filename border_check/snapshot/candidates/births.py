"""What the birth dates of a list could add at most, for all persons at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.values.dates import PartialDate


class BirthBound:
    """The birth dates of a list, as numbers YYYYMMDD with 00 for a part that is not known."""

    def __init__(
        self, person: NDArray[np.generic], date: NDArray[np.generic], persons: int
    ) -> None:
        self._person = person.astype(np.int64)
        self._persons = persons
        numbers = date.astype(np.int32)
        self._year = numbers // 10000
        self._month = numbers // 100 % 100
        self._day = numbers % 100
        self._has_date = np.zeros(persons, bool)
        self._has_date[self._person] = True

    def most(self, born: PartialDate | None) -> NDArray[np.float32]:
        """Never less than `compare_birth` gives; 0 where either side has no date."""
        most = np.zeros(self._persons, np.float32)
        if born is None:
            return most
        most[self._has_date] = weights.BIRTH_DIFFERS
        np.maximum.at(most, self._person, self._bound(born))
        return most

    def _bound(self, born: PartialDate) -> NDArray[np.float32]:
        years = np.abs(self._year - born.year)
        bound = np.full(len(years), weights.BIRTH_DIFFERS, np.float32)
        bound[years <= 3] = weights.BIRTH_YEARS_OFF_FEW
        bound[years == 1] = weights.BIRTH_YEAR_OFF_ONE
        bound[years == 0] = max(
            weights.BIRTH_YEAR, weights.BIRTH_MONTH, weights.BIRTH_SWAPPED, weights.BIRTH_DAY_SLIP
        )
        if born.month is None or born.day is None:
            return bound
        same_day = (self._month == born.month) & (self._day == born.day)
        bound[same_day] = np.maximum(bound[same_day], weights.BIRTH_YEAR_SLIP)
        bound[same_day & (years == 1)] = weights.BIRTH_NEAR_YEAR
        bound[same_day & (years == 0)] = weights.BIRTH_FULL
        return bound
