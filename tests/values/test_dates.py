"""Dates of which the day or the month may be unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.values.dates import PartialDate

DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DATES, st.sampled_from([4, 7, 10]))
def test_reading_what_was_written_gives_the_same(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    assert str(PartialDate.parse(text)) == text


@given(DATES)
def test_a_whole_date_is_that_day(day: date) -> None:
    whole = PartialDate.parse(day.isoformat())
    assert (whole.full(), whole.first_day(), whole.last_day()) == (day, day, day)
    assert whole.is_full


PARTS = [
    ("1985", PartialDate(1985), date(1985, 1, 1), date(1985, 12, 31)),
    ("1985-07", PartialDate(1985, 7), date(1985, 7, 1), date(1985, 7, 31)),
    ("1984-02", PartialDate(1984, 2), date(1984, 2, 1), date(1984, 2, 29)),
    ("9999-12", PartialDate(9999, 12), date(9999, 12, 1), date(9999, 12, 31)),
    (" 1985-07-12 ", PartialDate(1985, 7, 12), date(1985, 7, 12), date(1985, 7, 12)),
]


@pytest.mark.parametrize(("text", "expected", "first", "last"), PARTS)
def test_parts(text: str, expected: PartialDate, first: date, last: date) -> None:
    found = PartialDate.parse(text)
    assert (found, found.first_day(), found.last_day()) == (expected, first, last)
    assert found.is_full == (expected.day is not None)
    assert (found.full() is None) != found.is_full


NO_DATES = [
    ("no such day", "1985-02-30"),
    ("no such month", "1985-13"),
    ("no year nought", "0000"),
    ("29 February of no leap year", "1900-02-29"),
    ("another order", "12-07-1985"),
    ("dots", "12.07.1985"),
    ("no zeros", "1985-7-12"),
    ("digits of another script", "١٩٨٥"),
    ("a sign", "-985"),
    ("four parts", "1985-07-12-01"),
    ("words", "soon"),
    ("nothing", ""),
]


@pytest.mark.parametrize("text", [n[1] for n in NO_DATES], ids=[n[0] for n in NO_DATES])
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not YYYY|no date of the calendar"):
        PartialDate.parse(text)


def test_the_error_names_what_was_found() -> None:
    with pytest.raises(ValueError, match="'1985-02-30' is no date of the calendar"):
        PartialDate.parse("1985-02-30")


def test_a_day_without_a_month_is_no_day() -> None:
    assert PartialDate.of(1985, None, 12) == PartialDate(1985)


@pytest.mark.parametrize(
    ("text", "is_placeholder"), [("1985-01-01", True), ("1985-01", False), ("1985-01-02", False)]
)
def test_placeholders(text: str, is_placeholder: bool) -> None:
    assert PartialDate.parse(text).is_placeholder is is_placeholder
