"""IMO numbers of ships: seven digits, the last of which checks the others.

The number stays with the hull whatever name, flag or owner it has (IMO resolution A.1117(30)).
"""

from __future__ import annotations

LENGTH = 7
_WEIGHTS = (7, 6, 5, 4, 3, 2)


def bare(number: str) -> str:
    """The digits of a compact number that may begin with the letters IMO."""
    return number.removeprefix("IMO")


def is_shaped(number: str) -> bool:
    """Whether these are seven digits."""
    return len(number) == LENGTH and number.isascii() and number.isdecimal()


def check_digit(number: str) -> str:
    """The last digit that the first six call for.

    >>> check_digit("0012340")
    '0'
    """
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return str(total % 10)


def fails(number: str) -> bool:
    """Whether the last of seven digits is not the one that the others call for."""
    return number[-1] != check_digit(number)
