"""Dates of the zone, and their centuries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.icao.dates import birth_date, expiry_date, is_date

ASKED = date(2026, 11, 22)

BIRTHS = [
    ("this century", "200101", ASKED, "2020-01-01"),
    ("the day itself", "261122", ASKED, "2026-11-22"),
    ("the day after is a hundred years ago", "261123", ASKED, "1926-11-23"),
    ("last century", "740812", ASKED, "1974-08-12"),
    ("a year that has begun", "26<<<<", ASKED, "2026"),
    ("a month that has begun", "2611<<", ASKED, "2026-11"),
    ("a month to come", "2612<<", ASKED, "1926-12"),
    ("29 February 2000", "000229", ASKED, "2000-02-29"),
    ("29 February, of 1900 there was none", "000229", date(1999, 5, 1), None),
    ("29 February of no leap year", "010229", ASKED, None),
    ("the year unknown", "<<0812", ASKED, None),
    ("nothing known", "<<<<<<", ASKED, None),
    ("a letter", "74O812", ASKED, None),
    ("month 0", "740012", ASKED, None),
    ("day 0", "740800", ASKED, None),
]

EXPIRIES = [
    ("soon", "270101", "2027-01-01"),
    ("past", "120415", "2012-04-15"),
    ("far", "490101", "2049-01-01"),
    ("the last year", "791231", "2079-12-31"),
    ("of the first machine readable documents", "800101", "1980-01-01"),
    ("last century", "961210", "1996-12-10"),
    ("29 February 2000", "000229", "2000-02-29"),
    ("none", "<<<<<<", None),
    ("no date", "999999", None),
]


@pytest.mark.parametrize(
    ("text", "asked", "expected"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_birth(text: str, asked: date, expected: str | None) -> None:
    born = birth_date(text, asked)
    assert (str(born) if born else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in EXPIRIES], ids=[row[0] for row in EXPIRIES]
)
def test_expiry(text: str, expected: str | None) -> None:
    expires = expiry_date(text)
    assert (str(expires) if expires else None) == expected


@given(st.dates(date(1926, 11, 23), ASKED))
@settings(deadline=None)
def test_a_birth_of_the_last_hundred_years_comes_back(born: date) -> None:
    text = born.strftime("%y%m%d")
    assert is_date(text)
    partial = birth_date(text, ASKED)
    assert partial is not None
    assert partial.full() == born


@given(st.text("0123456789<OBIS", max_size=7), st.dates())
@settings(deadline=None)
def test_no_text_is_too_odd(text: str, asked: date) -> None:
    born, expires = birth_date(text, asked), expiry_date(text)
    assert is_date(text) or (born is None and expires is None)
    assert born is None or born.first_day() <= asked
