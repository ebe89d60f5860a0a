"""Cells that rows of reports have whatever they are about: words, dates, prose.

A row that cannot be used as a whole is not used in part: it is told, with the field and the reason,
and can be corrected.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar
from unicodedata import category

from border_check.sources.countries import state_of
from border_check.sources.written_dates import read_date
from border_check.values.dates import PartialDate
from border_check.values.str_enum import StrEnum

_PROSE = frozenset(("place_of_theft", "national_reference", "additional_info", "caution"))

Word = TypeVar("Word", bound=StrEnum)


class Unusable(Exception):
    """A row cannot be used, because of this field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def clean(
    fields: Mapping[str, str], extra: tuple[tuple[str, str], ...]
) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Prose in one line, and no control characters; nearly every row is clean as it comes."""
    if "".join([*fields.values(), *[text for _, text in extra]]).isprintable():
        return fields, extra
    lines = {name: _one_line(text) if name in _PROSE else text for name, text in fields.items()}
    extra = tuple((name, _one_line(text)) for name, text in extra)
    for name, text in (*lines.items(), *extra):
        if found := next((char for char in text if category(char) == "Cc"), None):
            raise Unusable(name, f"holds a control character (U+{ord(found):04X})")
    return lines, extra


def _one_line(text: str) -> str:
    return " ".join(text.split())


def reporting_state(text: str) -> str | None:
    """Who reported it decides nothing: what is not understood is shown as it came."""
    return (state_of(text) or text) if text else None


def word_of(field: str, text: str, words: type[Word]) -> Word:
    """The word of ours that a cell says; raises `Unusable` for any other."""
    try:
        return words(plain_word(text))
    except ValueError:
        found = f"{text!r:.40} is none" if text else "is empty, expected one"
        raise Unusable(field, f"{found} of {', '.join(words)}") from None


@lru_cache(maxsize=1024)
def plain_word(text: str) -> str:
    """A word as ours are written: small letters, parts joined by underscores."""
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split())


def date_of(fields: Mapping[str, str], field: str) -> PartialDate | None:
    """The date in a cell, where there is one; raises `Unusable` for what is no date."""
    text = fields.get(field)
    if not text:
        return None
    try:
        return _read_date(text)
    except ValueError:
        expected = "expected YYYY, YYYY-MM, YYYY-MM-DD or D.M.YYYY"
        raise Unusable(field, f"{text!r:.40} is no date; {expected}") from None


@lru_cache(maxsize=65536)
def _read_date(text: str) -> PartialDate:
    # Day first is certain only between dots: 3/4/1985 is April here and March there.
    return read_date("-".join(reversed(text.split("."))) if text.count(".") == 2 else text)
