"""Document numbers as they are compared, and series of them.

Lists, keyboards and scanners write one number in many ways: `l898 902c3`, `L898902C3<<<`,
`92/664`. All of them are compared in one compact form. This module is read before every document
check, so it imports nothing.
"""

from __future__ import annotations

LONGEST = 22
"""Characters that a machine readable zone can hold at most: Doc 9303-5 (TD1) gives the number a
field of 9 and lets a longer one run on into the optional field of 15, which must also hold its
check digit and a filler."""

# A clerk with a Cyrillic keyboard types these for the Latin letters of the same shape.
_CYRILLIC = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_COMPACT = {**_CYRILLIC, **dict.fromkeys(map(ord, " \t\r\n-./<"))}
_SHAPE = str.maketrans("0123456789", "0000000000")
_DIGITS = frozenset("0123456789")


def compact(text: str) -> str:
    """The number in the form that is compared: upper case, letters and digits only.

    Spaces, hyphens, dots, slashes, fillers and other signs are dropped; Cyrillic letters that look
    Latin become Latin and digits of any script become 0-9. Other letters stay as they are, so that
    the caller can see that this is no number of a machine readable zone. Compacting twice changes
    nothing more.

    >>> compact("ав 12-34/56<<")
    'AB123456'
    """
    number = text.upper().translate(_COMPACT)
    if number.isascii() and (number.isalnum() or not number):
        return number
    return "".join(map(_plain, number))


def is_machine_readable(number: str) -> bool:
    """Whether a compact number is one that a machine readable zone can hold: A-Z, 0-9, 1 to 22."""
    return 0 < len(number) <= LONGEST and number.isascii() and number.isalnum()


def span(first: str, last: str) -> int:
    """How many documents the series from `first` to `last` holds, both included.

    Both are compact numbers. Raises `ValueError` when they are not of one shape (the same length,
    digits in the same places, the same letters elsewhere) or `last` comes before `first`.
    """
    if not _same_shape(first, last):
        raise ValueError("the first and the last number are not of one shape")
    if last < first:
        raise ValueError("the last number comes before the first")
    return _value(last) - _value(first) + 1


def in_series(number: str, first: str, last: str) -> bool:
    """Whether a compact number belongs to the series from `first` to `last`, both included."""
    # Of numbers of one shape the order of the texts is the order of the numbers.
    return first <= number <= last and _same_shape(number, first)


def _same_shape(one: str, other: str) -> bool:
    return len(one) == len(other) and one.translate(_SHAPE) == other.translate(_SHAPE)


def _value(number: str) -> int:
    return int("".join([char for char in number if char in _DIGITS]) or "0")


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(int(char))
    return char if char.isalnum() else ""
