"""Dates in every usual form, and what the column of a file proves about their order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.manifests.dates import DMY, ORDERS, DateOrder, Fault, read_date
from border_check.values.dates import PartialDate

ASKED = date(2026, 11, 22)

BIRTH_DATES = [
    ("ISO", "1974-08-12", "1974-08-12"),
    ("digits, year first", "19740812", "1974-08-12"),
    ("digits, year last, day above 12", "31081974", "1974-08-31"),
    ("day first, seen by a day above 12", "31/12/1990", "1990-12-31"),
    ("month first, seen by a day above 12", "12/31/1990", "1990-12-31"),
    ("day and month equal", "05/05/1995", "1995-05-05"),
    ("dots always have the day first", "03.04.1985", "1985-04-03"),
    ("single digits", "1974/8/2", "1974-08-02"),
    ("DDMMMYY", "12AUG74", "1974-08-12"),
    ("DD-MMM-YYYY", "12-AUG-1974", "1974-08-12"),
    ("DDMMMYYYY", "12AUG1974", "1974-08-12"),
    ("year, month name, day", "1974 Aug 12", "1974-08-12"),
    ("YYMMDD that has no other meaning", "740812", "1974-08-12"),
    ("MRZ with unknown day", "7408<<", "1974-08"),
    ("written out", "12 Aug 1974", "1974-08-12"),
    ("American, written out", "August 12th, 1974", "1974-08-12"),
    ("French", "1er août 1974", "1974-08-01"),
    ("French, shortened", "2 févr. 1974", "1974-02-02"),
    ("Spanish", "12 de agosto de 1974", "1974-08-12"),
    ("Spanish, shortened", "12-ENE-1974", "1974-01-12"),
    ("German", "12. März 1974", "1974-03-12"),
    ("German, shortened", "12-OKT-74", "1974-10-12"),
    ("ISO with time", "1974-08-12T00:00:00.000+02:00", "1974-08-12"),
    ("ISO with zone only", "1974-08-12Z", "1974-08-12"),
    ("spreadsheet", "1974-08-12 00:00:00", "1974-08-12"),
    ("American spreadsheet", "8/13/1974 12:00:00 AM", "1974-08-13"),
    ("year only", "1974", "1974"),
    ("year and month", "1974-08", "1974-08"),
    ("month and year", "08/1974", "1974-08"),
    ("month name and year", "Aug 1974", "1974-08"),
    ("unknown day and month as zeros", "00/00/1975", "1975"),
    ("unknown day as zeros", "00/08/1975", "1975-08"),
    ("unknown parts as X", "XX/XX/1975", "1975"),
    ("unknown parts in digits", "19750000", "1975"),
    ("Arabic digits", "١٩٧٤-٠٨-١٢", "1974-08-12"),
    ("two digits: latest not after today", "22NOV26", "2026-11-22"),
    ("two digits: tomorrow was a century ago", "23NOV26", "1926-11-23"),
    ("29 February of a leap year", "29FEB88", "1988-02-29"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in BIRTH_DATES], ids=[row[0] for row in BIRTH_DATES]
)
def test_birth_date_is_read(text: str, expected: str) -> None:
    reading = read_date(text, ASKED)
    assert (str(reading.known), reading.fault) == (expected, None)


UNREADABLE = [
    ("no such day", "1985-02-30"),
    ("no such month", "1985-13-01"),
    ("29 February of another year", "29FEB1987"),
    ("after the day of the check", "2099-01-01"),
    ("another calendar", "1353-01-01"),
    ("Buddhist era", "12/08/2517"),
    ("a spreadsheet's day number", "27253"),
    ("no year", "12 Aug"),
    ("two months", "12 Aug Sep 1974"),
    ("a word", "unknown"),
    ("day without month", "1975-00-12"),
    ("too many parts", "1974-08-12-01"),
    ("an endless text", "1" * 10_000),
    ("nothing", ""),
]


@pytest.mark.parametrize("text", [row[1] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert read_date(text, ASKED) == (None, Fault.UNREADABLE, ())


AMBIGUOUS = [
    ("day or month first", "03/04/1985", "1985", ["1985-03-04", "1985-04-03"]),
    ("with hyphens", "03-04-1985", "1985", ["1985-03-04", "1985-04-03"]),
    ("in digits", "03041985", "1985", ["1985-03-04", "1985-04-03"]),
    ("three short parts", "01/02/03", "None", ["2001-02-03", "2003-01-02", "2003-02-01"]),
    ("six digits", "010203", "None", ["2001-02-03", "2003-01-02", "2003-02-01"]),
]


@pytest.mark.parametrize(
    ("text", "known", "choices"), [row[1:] for row in AMBIGUOUS], ids=[row[0] for row in AMBIGUOUS]
)
def test_ambiguous_date_keeps_what_is_certain(text: str, known: str, choices: list[str]) -> None:
    reading = read_date(text, ASKED)
    assert reading.fault is Fault.AMBIGUOUS
    assert str(reading.known) == known
    assert [str(choice) for choice in reading.choices] == choices


EXPIRY = [("15APR31", "2031-04-15"), ("310415", "2031-04-15"), ("31DEC99", "1999-12-31")]


@pytest.mark.parametrize(("text", "expected"), EXPIRY)
def test_expiry_lies_between_1980_and_2079(text: str, expected: str) -> None:
    assert str(read_date(text, None).known) == expected


COLUMNS = [
    ("a day above 12 proves the order", ["31/12/1990", "03/04/1985"], "1985-04-03"),
    ("so does a month-first one", ["12/31/1990", "03/04/1985"], "1985-03-04"),
    ("proof may come later", ["03/04/1985", "31/12/1990"], "1985-04-03"),
    ("digits prove slashes", ["31121990", "03/04/1985"], "1985-04-03"),
    ("dots prove slashes", ["03.04.1990", "03/04/1985"], "1985-04-03"),
    ("an impossible date proves nothing", ["31/31/1990", "03/04/1985"], "1985"),
    ("ISO proves nothing for slashes", ["1990-12-31", "03/04/1985"], "1985"),
    ("short dates prove short ones", ["74/08/12", "01/02/03"], "2001-02-03"),
    ("a contradiction proves nothing", ["31/12/1990", "12/31/1990", "03/04/1985"], "1985"),
]


@pytest.mark.parametrize(
    ("column", "expected"), [row[1:] for row in COLUMNS], ids=[row[0] for row in COLUMNS]
)
def test_column_decides_its_order(column: list[str], expected: str) -> None:
    order = DateOrder()
    for line, text in enumerate(column, 2):
        order.learn(text, ASKED, line)
    ambiguous = next(text for text in column if text in ("03/04/1985", "01/02/03"))
    assert str(read_date(ambiguous, ASKED, order).known) == expected


def test_contradiction_names_its_lines() -> None:
    order = DateOrder()
    for line, text in ((2, "31/12/1990"), (3, "01/02/1990"), (9, "12/31/1990")):
        order.learn(text, ASKED, line)
    assert order.contradictions == ((2, 9),)
    assert str(read_date("31/12/1990", ASKED, order).known) == "1990-12-31"


def test_announced_order_needs_no_proof() -> None:
    assert str(read_date("03/04/1985", ASKED, DateOrder([DMY])).known) == "1985-04-03"


@given(st.dates(date(1900, 1, 1), ASKED), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d%b%Y"]))
def test_unambiguous_forms_come_back(day: date, form: str) -> None:
    assert read_date(day.strftime(form), ASKED).known == PartialDate(day.year, day.month, day.day)


@given(st.dates(date(1930, 1, 1), ASKED), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%y%m%d"]))
def test_true_date_is_always_among_the_choices(day: date, form: str) -> None:
    reading = read_date(day.strftime(form), ASKED)
    true = PartialDate(day.year, day.month, day.day)
    assert true in (reading.choices or (reading.known,))


@given(st.text(max_size=50))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading = read_date(text, ASKED)
    assert (reading.known is None) <= (reading.fault is not None)
    assert set(ORDERS) == {"dmy", "mdy", "ymd"}
