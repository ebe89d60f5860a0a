"""Dates and ranges of dates as publishers write them in English.

A birth is a day, a month or a year; where a list gives a range ("1950 to 1953"), each of its years
becomes a birth of its own, year only, as long as they span ten years at most. A wider range says
too little to be compared: it gives no birth, and the text of the list is kept beside the record.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from border_check.values.dates import PartialDate

WIDEST = 10
"""Years that a range of births may span."""

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    spelling: number
    for number, name in enumerate(_MONTH_NAMES, 1)
    for spelling in (name, name[:3], name[:4])
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<year>\d{4})",
        rf"(?P<day>\d{{1,2}})[ -]{_MONTH}[ -]?(?P<year>\d{{4}})",
        rf"{_MONTH} ?(?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}}), (?P<year>\d{{4}})",
        r"(?P<year>\d{4})[-/](?P<number>\d{1,2})(?:[-/](?P<day>\d{1,2}))?",
    )
)
DATE = (
    r"(?:\d{1,2} [A-Z][a-z]{2,8}\.? ?\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|[A-Z][a-z]{2,8}\.? ?\d{4}|\d{4}-\d\d-\d\d|\d{4})"
)
"""Where a date may stand within prose."""

_ABOUT = re.compile(r"(?i)^(?:approximately|approx\.?|about|around|circa|c\.|ca\.)\s*")
_RANGE = re.compile(
    r"(?i)(?:between |from )?(?P<first>.+?)(?: to | and | until | - |-)(?P<last>.+)"
)


def read_date(text: str) -> PartialDate:
    """One date, or a part of one; raises `ValueError` for anything else or a day that is none."""
    for shape in _SHAPES:
        if match := shape.fullmatch(text.strip()):
            parts = match.groupdict()
            month = parts.get("number") or _month(parts.get("month"))
            day = parts.get("day")
            return PartialDate.of(
                int(parts["year"]), int(month) if month else None, int(day) if day else None
            )
    raise ValueError(f"{text!r} is no date")


def read_births(text: str) -> tuple[PartialDate, ...]:
    """The births that a text stands for: one date, or the years of a range; none if unreadable.

    Of a date that is only about right ("circa 01 Jan 1961"), the year is what it says.
    """
    exact = _ABOUT.sub("", text.strip())
    try:
        date = read_date(exact)
    except ValueError:
        return _years_of_range(exact)
    return (PartialDate(date.year),) if exact != text.strip() else (date,)


def years_between(first: PartialDate, last: PartialDate) -> tuple[PartialDate, ...]:
    """A range as births: its month, or each of its years; none if it is reversed or too wide."""
    if first[:2] == last[:2] and first.month:
        return (PartialDate(first.year, first.month),)
    if not 0 <= last.year - first.year <= WIDEST:
        return ()
    return tuple(PartialDate(year) for year in range(first.year, last.year + 1))


def is_plain(text: str) -> bool:
    """Whether a text is one date and nothing more, so that the births say all that it says."""
    try:
        read_date(text)
    except ValueError:
        return False
    return True


def read_moment(text: str) -> str | None:
    """A date and time (ISO 8601; UTC where it names no zone) as UTC, with Z; None for others."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # a zone that carries it out of the calendar
        return None


def _years_of_range(text: str) -> tuple[PartialDate, ...]:
    if match := _RANGE.fullmatch(text):
        try:
            last = read_date(match["last"])
            first = match["first"]
            # "Aug. and Sep. 1977": the year stands once.
            return years_between(
                read_date(first if first[-1:].isdigit() else f"{first} {last.year}"), last
            )
        except ValueError:
            pass
    return ()


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    try:
        return _MONTHS[name.lower()]
    except KeyError:
        raise ValueError(f"{name!r} is no month") from None
