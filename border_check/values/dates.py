"""Dates of which only a part may be known, as documents and lists give them."""

from __future__ import annotations

from border_check.values.moments import date
from border_check.values.record import NamedTuple


class PartialDate(NamedTuple):
    """A date with a year, perhaps a month, perhaps a day. Nothing known at all is `None`, not this.

    Written YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601).
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read YYYY, YYYY-MM or YYYY-MM-DD; raise `ValueError` for all else."""
        parts = text.strip().split("-")
        lengths = [4, 2, 2][: len(parts)]
        if len(parts) > 3 or [len(part) for part in parts] != lengths or not _all_digits(parts):
            raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        try:
            return cls.of(*map(int, parts))
        except ValueError as error:
            raise ValueError(f"{text!r} is no date of the calendar: {error}") from None

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> PartialDate:
        """Make a date of checked parts; raise `ValueError` when the calendar has no such day."""
        try:
            date(year, month or 1, day or 1)
        except OverflowError:
            raise ValueError("a number is too large") from None
        return cls(year, month, day if month else None)

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are all known."""
        return self.day is not None

    @property
    def is_placeholder(self) -> bool:
        """Whether this is 1 January, which clerks write when only the year is known."""
        return (self.month, self.day) == (1, 1)

    def full(self) -> date | None:
        """The calendar date, where all of it is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def first_day(self) -> date:
        """The earliest day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The latest day that this can mean."""
        month = self.month or 12
        if self.day is not None:
            return date(self.year, month, self.day)
        if month == 12:
            return date(self.year, 12, 31)
        return date.fromordinal(date(self.year, month + 1, 1).toordinal() - 1)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


def _all_digits(parts: list[str]) -> bool:
    return all(part.isascii() and part.isdigit() for part in parts)
