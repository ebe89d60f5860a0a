"""Dates as carriers write them: in every usual form, and never guessed.

`03/04/1985` is 3 April or 4 March. Which of them, only the rest of the file can say: one
`31/12/1990` in the same column proves that the day comes first. `DateOrder` gathers such proof;
`read_date` uses it, and where there is none it gives the year, if that is certain, and says
"ambiguous".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from border_check.values.dates import PartialDate

EARLIEST, LATEST = 1800, 2199
"""Years a travel document can name. In this span an eight-digit date has only one place for its
year, and the years of other calendars (1403, 2569) are seen not to be ours."""

DMY, MDY, YMD = "dmy", "mdy", "ymd"
ORDERS = frozenset((DMY, MDY, YMD))


class Fault(StrEnum):
    """Why a date is not known in full although something was written."""

    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"


class DateReading(NamedTuple):
    """What a written date says: the part that is certain, and what is wrong with the rest."""

    known: PartialDate | None
    fault: Fault | None = None
    choices: tuple[PartialDate, ...] = ()
    """All that an ambiguous date can mean."""


class _Form(NamedTuple):
    """A written date: the shape that decides its order, and its reading under each order."""

    shape: str | None
    """`year last`, `short` or `packed`: values of one shape share an order; None needs none."""
    readings: dict[str, PartialDate]


class DateOrder:
    """The order of day, month and year in one column, as its values prove it."""

    def __init__(self, allowed: Collection[str] = ORDERS) -> None:
        self._declared = frozenset(allowed)
        self._allowed: dict[str, frozenset[str]] = {}
        self._proof: dict[str, list[int]] = {}

    def learn(self, text: str, until: date | None, line: int) -> None:
        """Take what the value on `line` says of its column; see `read_date` for `until`."""
        if iso_day(text, until) is not None:
            return
        shape, readings = _form(text, until)
        if shape is None or not readings:
            return
        before = self.allowed(shape)
        after = before & readings.keys()
        if after != before:
            self._allowed[shape] = after
            self._proof.setdefault(shape, []).append(line)

    def allowed(self, shape: str) -> frozenset[str]:
        """The orders that are still possible; empty when values contradict one another."""
        return self._allowed.get(shape, self._declared)

    @property
    def contradictions(self) -> tuple[tuple[int, ...], ...]:
        """For each shape whose values contradict one another, the lines that did."""
        return tuple(
            tuple(lines) for shape, lines in self._proof.items() if not self._allowed[shape]
        )


_NO_PROOF = DateOrder()


def read_date(text: str, until: date | None, order: DateOrder = _NO_PROOF) -> DateReading:
    """Read a date that is written in any usual form.

    `until` is the latest day that it can be: for a birth date the day of the check, so that a year
    of two digits is the latest one not after it, and a later day is unreadable. An expiry date has
    None, and its two digits stand for 1980 to 2079, as in a machine readable zone.
    """
    shape, readings = _form(text, until)
    if not readings:
        return DateReading(None, Fault.UNREADABLE)
    if shape is not None and len(readings) > 1:
        allowed = order.allowed(shape) & readings.keys()
        choices = {readings[key] for key in allowed or readings}
    else:
        choices = set(readings.values())
    if len(choices) == 1:
        return DateReading(choices.pop())
    years = {choice.year for choice in choices}
    known = PartialDate(years.pop()) if len(years) == 1 else None
    return DateReading(known, Fault.AMBIGUOUS, tuple(sorted(choices, key=str)))


def iso_day(text: str, until: date | None) -> date | None:
    """The day that is written YYYY-MM-DD, which cannot be read in another way; None for all else,
    among it days after `until`."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= LATEST and (until is None or day <= until) else None


# A time of day and a zone may follow, as databases and spreadsheets write them: they are dropped.
_TIME = re.compile(
    r"([T\s]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:\d{2}|\+\d{4})?$",
    re.I,
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[?*]+|-{2,}")
# "12 de agosto de 1974", "1er janvier", "August 12th", "den 12. August"
_FILLERS = frozenset(("de", "del", "of", "the", "den", "der", "er", "ere", "st", "nd", "rd", "th"))
# What clerks write for a part that is not known, beside zeros.
_UNKNOWN = re.compile(r"x+|\?+|\*+|-{2,}|dd|mm", re.I)


@lru_cache(maxsize=1 << 16)
def _form(text: str, until: date | None) -> _Form:
    """All that a text can mean. Cached: a flight's passengers share a few thousand dates."""
    if (iso := iso_day(text, until)) is not None:
        return _Form(None, {YMD: PartialDate(iso.year, iso.month, iso.day)})
    if len(text) > 40:
        return _Form(None, {})
    written = _TIME.sub("", text.strip().replace("<", "0"))  # "<" is unknown in Doc 9303-3
    tokens = [_plain(token) for token in _TOKEN.findall(written)]
    tokens = [token for token in tokens if token not in _FILLERS]
    shape, orders = _orders(tokens, "." in text)
    readings = {}
    for order, (year, month, day) in orders:
        if (found := _date(year, month, day, until)) is not None:
            readings[order] = found
    return _Form(shape, readings)


def _plain(token: str) -> str:
    if _UNKNOWN.fullmatch(token):
        return "0" * len(token) if len(token) > 2 else "00"
    if token.isdecimal():
        return str(int("1" + token))[1:]  # digits of any script, leading zeros kept
    letters = unicodedata.normalize("NFKD", token.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


_Parts = tuple[str, str, str]
_Orders = tuple[str | None, list[tuple[str, _Parts]]]
_NOTHING: _Orders = (None, [])


def _orders(tokens: list[str], dotted: bool) -> _Orders:
    """Shape, and the (year, month, day) texts under each order that the shape allows."""
    if not all(map(str.isdecimal, tokens)):
        return _with_month_name(tokens)
    if len(tokens) == 3:
        return _triple(tokens[0], tokens[1], tokens[2], dotted)
    if len(tokens) == 2:
        year_first, year_last = len(tokens[0]) == 4, len(tokens[1]) == 4
        if year_first == year_last:
            return _NOTHING
        year, month = tokens if year_first else reversed(tokens)
        return None, [(YMD, (year, month, "00"))]
    return _packed(tokens[0]) if len(tokens) == 1 else _NOTHING


def _triple(one: str, two: str, three: str, dotted: bool) -> _Orders:
    if len(one) == 4:
        return None, [(YMD, (one, two, three))]
    by_order = {DMY: (three, two, one), MDY: (three, one, two), YMD: (one, two, three)}
    if dotted:  # no country writes the month first with dots
        del by_order[MDY]
    if len(three) == 4:
        del by_order[YMD]
        return "year last", list(by_order.items())
    return "short", list(by_order.items())


def _packed(digits: str) -> _Orders:
    if len(digits) == 4:
        return None, [(YMD, (digits, "00", "00"))]
    if len(digits) == 6:
        return "packed", list(_triple(digits[:2], digits[2:4], digits[4:], False)[1])
    if len(digits) == 8:
        # A year of our span starts with 18 to 21, which is no month: YMD excludes the other two.
        if _year(digits[:4]) and digits[4:6] <= "12":
            return None, [(YMD, (digits[:4], digits[4:6], digits[6:]))]
        return _triple(digits[:2], digits[2:4], digits[4:], False)
    return _NOTHING


def _with_month_name(tokens: list[str]) -> _Orders:
    """Forms such as 12AUG74, 12-Aug-1974, August 12 1974, 1974 Aug 12, Aug 1974."""
    names = [at for at, token in enumerate(tokens) if token in _MONTHS]
    words = [token for token in tokens if not token.isdecimal()]
    if len(names) != 1 or len(words) != 1:
        return _NOTHING
    month = f"{_MONTHS[tokens[names[0]]]:02d}"
    numbers = [token for token in tokens if token.isdecimal()]
    if len(numbers) == 1:
        return (None, [(YMD, (numbers[0], month, "00"))]) if len(numbers[0]) == 4 else _NOTHING
    if len(numbers) != 2:
        return _NOTHING
    year_first = names[0] == 1 and len(numbers[0]) == 4
    year, day = numbers if year_first else reversed(numbers)
    return None, [(DMY, (year, month, day))]


def _date(year: str, month: str, day: str, until: date | None) -> PartialDate | None:
    """The date, parts written 0 being unknown; None when there is no such day up to `until`."""
    if len(month) > 2 or len(day) > 2 or (int(day) and not int(month)):
        return None
    for candidate in _years(year, until):
        try:
            found = PartialDate.of(candidate, int(month) or None, int(day) or None)
        except ValueError:
            continue
        if until is None or found.first_day() <= until:
            return found
    return None


def _years(text: str, until: date | None) -> Iterator[int]:
    if len(text) == 4:
        if (year := _year(text)) is not None:
            yield year
    elif len(text) == 2:
        if until is None:
            yield (1900 if int(text) >= 80 else 2000) + int(text)
        else:
            century = until.year - until.year % 100
            yield century + int(text)
            yield century - 100 + int(text)


def _year(text: str) -> int | None:
    return int(text) if EARLIEST <= int(text) <= LATEST else None


_MONTH_NAMES = """
    january february march april may june july august september october november december
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    januar februar marz april mai juni juli august september oktober november dezember
    janner feber maerz april mai juni juli august setiembre oktober november dezember
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
    januari februari maart april mei juni juli augustus september oktober november december
"""
"""English, French, Spanish, German (twice), Italian, Portuguese and Dutch, without accents."""


def _month_words() -> dict[str, int]:
    """Every name and every beginning of three letters or more that means one month only."""
    meanings: dict[str, set[int]] = {"mrz": {3}, "mrt": {3}}
    for at, name in enumerate(_MONTH_NAMES.split()):
        for length in range(3, len(name) + 1):
            meanings.setdefault(name[:length], set()).add(at % 12 + 1)
    return {word: months.pop() for word, months in meanings.items() if len(months) == 1}


_MONTHS = _month_words()
