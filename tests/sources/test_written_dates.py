"""Dates and ranges of dates in English prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.sources.written_dates import (
    is_plain,
    read_births,
    read_date,
    read_moment,
    years_between,
)
from border_check.values.dates import PartialDate

DATES = [
    ("day, month, year", "08 Sep 1966", "1966-09-08"),
    ("a long month", "8 September 1966", "1966-09-08"),
    ("a month of four letters", "8 Sept. 1966", "1966-09-08"),
    ("no space", "1 Jan.1967", "1967-01-01"),
    ("month and year", "Oct 1966", "1966-10"),
    ("American", "March 22, 1958", "1958-03-22"),
    ("year", "1984", "1984"),
    ("ISO", "1966-09-08", "1966-09-08"),
    ("slashes, year first", "1966/9/8", "1966-09-08"),
]


@pytest.mark.parametrize(
    ("text", "date"), [row[1:] for row in DATES], ids=[row[0] for row in DATES]
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, date: str) -> None:
    assert str(read_date(text)) == date
    assert is_plain(text)


NO_DATES = [
    "30 Feb 1985",
    "1985-13-01",
    "Marigold 1961",
    "24/06/1402",
    "",
    "1 2 3",
    "the year 1984",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no|month|day"):
        read_date(text)
    assert not is_plain(text)


RANGES = [
    ("years", "1950 to 1953", ["1950", "1951", "1952", "1953"]),
    ("years with a hyphen", "circa 1979-1981", ["1979", "1980", "1981"]),
    ("days, each of the years", "01 Jan 1947 to 01 Jan 1949", ["1947", "1948", "1949"]),
    ("days of one year", "01 Jan 1961 to 31 Dec 1961", ["1961"]),
    ("days of one month", "01 Jan 1961 to 31 Jan 1961", ["1961-01"]),
    ("months, the year once", "Between Aug. and Sep. 1977", ["1977"]),
    ("ten years apart are kept", "1950 to 1960", [str(year) for year in range(1950, 1961)]),
    ("eleven are too wide to say anything", "1950 to 1961", []),
    ("reversed", "1960 to 1950", []),
    ("about a day, only its year is meant", "circa 01 Jan 1961", ["1961"]),
    ("about a year", "approximately 1956", ["1956"]),
    ("an age", "30-35 years old", []),
    ("another calendar", "24/06/1402 (Hijri Calendar)", []),
]


@pytest.mark.parametrize(
    ("text", "births"), [row[1:] for row in RANGES], ids=[row[0] for row in RANGES]
)
def test_ranges_become_years(text: str, births: list[str]) -> None:
    assert [str(birth) for birth in read_births(text)] == births
    assert not is_plain(text)


@given(st.integers(1900, 2020), st.integers(0, 30))
def test_a_range_is_all_of_its_years_or_nothing(first: int, span: int) -> None:
    years = years_between(PartialDate(first), PartialDate(first + span))
    assert len(years) == (span + 1 if span <= 10 else 0)
    assert all(birth.month is None for birth in years)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(read_births(text), tuple)


MOMENTS = [
    ("a zone", "2026-11-21T23:00:04.625+01:00", "2026-11-21T22:00:04Z"),
    ("seven digits of a second", "2026-11-20T08:30:00.1234567-05:00", "2026-11-20T13:30:00Z"),
    ("no zone", "2026-11-20T08:30:00", "2026-11-20T08:30:00Z"),
    ("a day", "2026-11-20", "2026-11-20T00:00:00Z"),
    ("nothing", "", None),
    ("prose", "last Friday", None),
    ("the end of the calendar", "0001-01-01T00:00:00+10:00", None),
]


@pytest.mark.parametrize(
    ("text", "moment"), [row[1:] for row in MOMENTS], ids=[row[0] for row in MOMENTS]
)
def test_a_moment_is_told_in_utc(text: str, moment: str | None) -> None:
    assert read_moment(text) == moment
