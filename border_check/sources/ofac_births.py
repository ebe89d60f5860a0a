"""Births as OFAC's XML files write them, to the words that its flat files have for the same.

The XML files give the first and the last day on which somebody may have been born. A year is a
period from its first day to its last; the flat files write "1974", "Aug 1974", "1950 to 1953".
"""

from __future__ import annotations

from calendar import monthrange

from border_check.values.dates import PartialDate

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def birth_in_words(first: PartialDate, last: PartialDate, *, about: bool) -> str:
    """A period of births as a remark tells it.

    >>> birth_in_words(PartialDate(1950, 1, 1), PartialDate(1953, 12, 31), about=False)
    '1950 to 1953'
    """
    start, end = _widest(first, last)
    words = _date(start) if start == end else f"{_date(start)} to {_date(end)}"
    return f"circa {words}" if about else words


def _widest(first: PartialDate, last: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Whole years and whole months without the days that only mark their ends."""
    if first.day == 1 and last.month and last.day == monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return PartialDate(first.year), PartialDate(last.year)
        return PartialDate(first.year, first.month), PartialDate(last.year, last.month)
    return first, last


def _date(date: PartialDate) -> str:
    month = _MONTHS[date.month - 1] if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return " ".join(filter(None, (day, month, str(date.year))))
