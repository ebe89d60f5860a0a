"""Dates of airline messages as YYYY-MM-DD; a text that is none of them is left as it stands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from border_check.icao.dates import birth_date, expiry_date

_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_MONTHS = {name: f"{number:02}" for number, name in enumerate(_NAMES, 1)}
_SHORT, _LONG = 6, 8
"""Digits of YYMMDD and of CCYYMMDD."""


class Calendar:
    """Reads the dates of one list: a birth date is the latest that is not after the day `asked`."""

    def __init__(self, asked: date) -> None:
        self._asked = asked

    def born(self, text: str) -> str:
        """A birth date."""
        return _iso(text, self._asked)

    def expires(self, text: str) -> str:
        """A date of expiry."""
        return _iso(text, None)


@lru_cache(maxsize=1 << 15)
def _iso(text: str, born_before: date | None) -> str:
    digits = _digits(text.strip().upper())
    if len(digits) == _LONG:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    if len(digits) == _SHORT:
        read = birth_date(digits, born_before) if born_before else expiry_date(digits)
        if read is not None:
            return str(read)
    return text


def _digits(text: str) -> str:
    """YYMMDD or CCYYMMDD, also of 12JUL64 and 12JUL1964 and with a time after it; else nothing."""
    if text.isdigit() and text.isascii():
        return {10: text[:6], 12: text[:8], 14: text[:8]}.get(len(text), text)
    day, month, year = text[:2], _MONTHS.get(text[2:5]), text[5:]
    if month and text.isascii() and day.isdigit() and year.isdigit() and len(year) in (2, 4):
        return f"{year}{month}{day}"
    return ""


def day(text: str, order: str) -> str:
    """The day of a flight, YYYY-MM-DD, from figures in this order (YYMMDD, DDMMYY) and perhaps a
    time after them; empty where they are none."""
    figures = text[:_SHORT]
    if len(figures) < _SHORT or not (figures.isdigit() and figures.isascii()):
        return ""
    year, month, of_month = figures[:2], figures[2:4], figures[4:]
    if order == "DDMMYY":
        year, of_month = of_month, year
    try:
        return date(2000 + int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        return ""


def moment(text: str, order: str) -> str:
    """The day, and hours and minutes where they stand behind it: YYYY-MM-DDTHH:MM."""
    of_day, time = day(text, order), text[_SHORT : _SHORT + 4]
    if not of_day or not (len(time) == 4 and time.isdigit() and time.isascii()):
        return of_day
    hours, minutes = int(time[:2]), int(time[2:])
    return f"{of_day}T{time[:2]}:{time[2:]}" if hours < 24 and minutes < 60 else of_day
