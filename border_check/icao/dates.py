"""Dates of a machine readable zone: YYMMDD, fillers where a part is unknown (Doc 9303-3 §4.8).

A right check digit does not make a date: B80812 and 880812 have the same one. So a date is also
held against the calendar. The zone gives no century; the two functions here supply it.
"""

from __future__ import annotations

from datetime import date

from border_check.icao.check_digit import FILLER
from border_check.values.dates import PartialDate

_LAST_EXPIRY_IN_20XX = 79


def is_date(text: str) -> bool:
    """Whether `text` is a date in some century; parts that are all fillers are unknown."""
    return _parts(text) is not None


def birth_date(text: str, asked: date) -> PartialDate | None:
    """The date of birth in `text`: the latest such date that is not after the day `asked`.

    None where the year is unknown or `text` is no date.
    """
    this_century = asked.year // 100 * 100
    for century in (this_century, this_century - 100, this_century - 200):
        born = _in_century(text, century)
        if born and born.first_day() <= asked:
            return born
    return None


def expiry_date(text: str) -> PartialDate | None:
    """The date of expiry in `text`: 1980 to 2079.

    Machine readable travel documents exist since the first edition of Doc 9303, of 1980; none
    expired before. None where the year is unknown or `text` is no date.
    """
    late = _is_figures(text[:2]) and int(text[:2]) > _LAST_EXPIRY_IN_20XX
    return _in_century(text, 1900 if late else 2000)


def _in_century(text: str, century: int) -> PartialDate | None:
    year, month, day = _parts(text) or (None, None, None)
    if year is None:
        return None
    try:
        return PartialDate.of(century + year, month, day)
    except ValueError:  # 29 February of a year that has none
        return None


def _is_figures(text: str) -> bool:
    """Whether a text is made of 0 to 9: superscripts, say, are digits, too, and no numbers."""
    return text.isascii() and text.isdigit()


def _parts(text: str) -> tuple[int | None, int | None, int | None] | None:
    """Year, month and day, None where unknown; nothing at all if that is no date."""
    pieces = (text[0:2], text[2:4], text[4:6])
    if len(text) != 6 or not all(_is_figures(piece) or piece == FILLER * 2 for piece in pieces):
        return None
    year, month, day = (int(piece) if _is_figures(piece) else None for piece in pieces)
    try:
        # Of the years that end in 00 the leap year 2000 stands for all: its 29 February exists.
        date(2000 + (year or 0), 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return year, month, day
