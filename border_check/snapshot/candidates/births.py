"""What the birth dates of a list say for or against one, for many persons at once.

The rules are those of `matching.birth`, over numbers YYYYMMDD with 00 for a part that is not known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from border_check.matching import weights
from border_check.snapshot.candidates.mapped import MappedFile, ranges
from border_check.values.dates import PartialDate
from border_check.values.record import NamedTuple

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ids = NDArray[np.int64]
Dated = tuple[NDArray[np.uint32], NDArray[np.int32]]
"""Persons, and a birth date of each."""


MOST_AGAINST = max(
    weights.BIRTH_YEAR_OTHER_DAY,
    weights.BIRTH_OFF_ONE_FULL,
    weights.BIRTH_YEARS_OFF_FEW,
    weights.BIRTH_DIFFERS,
)
"""The most that a birth date gives which differs."""


def number_of(born: PartialDate) -> int:
    """A date as a number."""
    return born.year * 10000 + (born.month or 0) * 100 + (born.day or 0)


_PLACEHOLDER = 101
"""The first of January as MMDD."""


class Said(NamedTuple):
    """What the birth dates of some persons come to."""

    points: Floats
    supports: Flags
    """Whether a date agrees or nearly does, so that it takes doubt from the name."""
    is_known: Flags


class Births:
    """The birth dates of a list."""

    def __init__(self, file: MappedFile) -> None:
        self._start = file.array("birth_start")
        self._date = file.array("birth_date")
        self._by_date = file.array("birth_by_date")
        self._person_by_date = file.array("birth_person_by_date")
        self._by_day = file.array("birth_by_day")
        self._person_by_day = file.array("birth_person_by_day")

    def of(self, persons: Ids, born: PartialDate) -> Said:
        """What the dates of these persons say of one; each person's best date counts."""
        starts, stops = self._start.bounds(persons)
        dates = self._date.take(ranges(starts, stops))
        points, supports = compare(born, dates)
        counts = (stops - starts).astype(np.int64)
        is_known = counts > 0
        best = np.zeros(len(persons), np.float32)
        any_of = np.zeros(len(persons), np.bool_)
        if len(dates):
            first = np.concatenate(([0], np.cumsum(counts[is_known])[:-1]))
            most = np.maximum.reduceat(points, first)
            best[is_known] = most
            # where two dates are worth the same, either may be the one that is named
            is_best = points >= np.repeat(most, counts[is_known])
            any_of[is_known] = np.logical_or.reduceat(is_best & supports, first)
        return Said(best, any_of, is_known)

    def supporting(self, born: PartialDate) -> tuple[Ids, Floats]:
        """Everybody with a date that agrees with this one, or nearly does, and what that date says,
        at most; somebody with several such dates may come several times."""
        found = [self._in_year(born, year) for year in (born.year - 1, born.year, born.year + 1)]
        if born.is_full:
            found.append(self._on_day(born))
        persons = np.concatenate([some for some, _ in found])
        points, supports = compare(born, np.concatenate([dates for _, dates in found]))
        points = np.maximum(points[supports], np.float32(MOST_AGAINST))
        return persons[supports].astype(np.int64), points

    def _in_year(self, born: PartialDate, year: int) -> Dated:
        """Everybody who was born in a year, as far as their dates can agree or nearly do so."""
        start = self._by_date.first_from(year * 10000)
        stop = self._by_date.first_from((year + 1) * 10000)
        dates, persons = self._by_date.part(start, stop), self._person_by_date.part(start, stop)
        if born.is_full and not born.is_placeholder:
            wanted = _days_of_own_year(born) if year == born.year else _days_of_year_beside()
            days = np.array(wanted, np.int32) + year * 10000
            may = ranges(
                np.searchsorted(dates, days[:, 0]), np.searchsorted(dates, days[:, 1], "right")
            )
            dates, persons = dates[may], persons[may]
        return persons, dates

    def _on_day(self, born: PartialDate) -> Dated:
        """Everybody who was born on the same day of whichever year."""
        day = number_of(born) % 10000
        start = self._by_day.first_from(day * 10000)
        stop = self._by_day.first_from((day + 1) * 10000)
        return self._person_by_day.part(start, stop), turned(self._by_day.part(start, stop))


def _days_of_own_year(born: PartialDate) -> list[tuple[int, int]]:
    """From which day to which a date of the same year can agree or nearly do so, as MMDD."""
    month, day = born.month or 0, born.day or 0
    other = {number for beside in range(13) for number in (beside * 100, beside * 100 + day)}
    other |= {_PLACEHOLDER, day * 100 + month}
    own = (month * 100, month * 100 + 99)
    return [own, *((one, one) for one in other if not own[0] <= one <= own[1])]


def _days_of_year_beside() -> list[tuple[int, int]]:
    """The same of a year beside it: what is not full; the same day of other years is looked up by
    its day."""
    return [(one, one) for one in (_PLACEHOLDER, *range(0, 1300, 100))]


def turned(dates: NDArray[np.int32]) -> NDArray[np.int32]:
    """Dates YYYYMMDD as MMDDYYYY, or back."""
    return np.asarray(dates % 10000 * 10000 + dates // 10000, np.int32)


def compare(born: PartialDate, dates: NDArray[np.int32]) -> tuple[Floats, Flags]:
    """Points of each date beside one, and whether it agrees or nearly does."""
    year, day = dates // 10000, dates % 10000
    apart = np.abs(year - born.year)
    points = np.full(len(dates), weights.BIRTH_DIFFERS, np.float32)
    supports = np.zeros(len(dates), np.bool_)
    points[apart <= 3] = weights.BIRTH_YEARS_OFF_FEW
    _a_year_apart(born, day, apart == 1, points, supports)
    if born.is_full and not born.is_placeholder:
        _on_the_day_of_another_year(born, day, year, apart, points, supports)
    same = np.flatnonzero(apart == 0)
    points[same], supports[same] = _same_year(born, day[same])
    return points, supports


def _a_year_apart(
    born: PartialDate, day: NDArray[np.int32], is_apart: Flags, points: Floats, supports: Flags
) -> None:
    is_sure = (day % 100 > 0) & (day != _PLACEHOLDER)
    is_sure &= born.is_full and not born.is_placeholder
    points[is_apart] = weights.BIRTH_YEAR_OFF_ONE
    supports[is_apart] = True
    points[is_apart & is_sure] = weights.BIRTH_OFF_ONE_FULL
    supports[is_apart & is_sure] = False


def _on_the_day_of_another_year(
    born: PartialDate,
    day: NDArray[np.int32],
    year: NDArray[np.int32],
    apart: NDArray[np.int32],
    points: Floats,
    supports: Flags,
) -> None:
    on_day = np.flatnonzero((day == number_of(born) % 10000) & (apart > 0))
    figures = year[on_day, None] // (1000, 100, 10, 1) % 10
    ours = np.array([born.year // place % 10 for place in (1000, 100, 10, 1)])
    slips = (figures != ours).sum(axis=1)
    is_slip = (slips == 1) | ((slips == 2) & (np.sort(figures) == np.sort(ours)).all(axis=1))
    points[on_day[is_slip]] = weights.BIRTH_YEAR_SLIP
    supports[on_day[is_slip]] = True
    near = on_day[apart[on_day] == 1]
    points[near] = weights.BIRTH_NEAR_YEAR
    supports[near] = True


def _same_year(born: PartialDate, day: NDArray[np.int32]) -> tuple[Floats, Flags]:
    theirs_month, theirs_day = day // 100, day % 100
    is_full, is_placeholder = theirs_day > 0, day == _PLACEHOLDER
    month = born.month or 0
    points = np.full(len(day), weights.BIRTH_YEAR_OTHER_DAY, np.float32)
    open_month = (theirs_month == 0) | is_placeholder | born.is_placeholder | (month == 0)
    points[open_month] = weights.BIRTH_YEAR
    points[(theirs_month == month) & (month > 0)] = weights.BIRTH_MONTH
    if born.is_full:
        points[is_full] = _same_year_full(born, day[is_full])
    return points, points != np.float32(weights.BIRTH_YEAR_OTHER_DAY)


def _same_year_full(born: PartialDate, day: NDArray[np.int32]) -> Floats:
    month, number = born.month or 0, born.day or 0
    theirs_month, theirs_day = day // 100, day % 100
    points = np.full(len(day), weights.BIRTH_YEAR_OTHER_DAY, np.float32)
    slip = (theirs_day == number) & _near(theirs_month, month)
    slip |= (theirs_month == month) & _near(theirs_day, number)
    points[slip] = weights.BIRTH_DAY_SLIP
    points[(theirs_month == number) & (theirs_day == month)] = weights.BIRTH_SWAPPED
    points[(day == _PLACEHOLDER) | born.is_placeholder] = weights.BIRTH_YEAR_PLACEHOLDER
    points[day == month * 100 + number] = (
        weights.BIRTH_PLACEHOLDER if born.is_placeholder else weights.BIRTH_FULL
    )
    return points


def _near(theirs: NDArray[np.int32], ours: int) -> Flags:
    """Whether days or months differ by one figure, or are next to each other."""
    first, second = theirs // 10 == ours // 10, theirs % 10 == ours % 10
    return np.asarray((np.abs(theirs - ours) == 1) | (first != second))
