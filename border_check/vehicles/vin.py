"""Vehicle identification numbers: 17 characters of A-Z and 0-9 without I, O and Q (ISO 3779).

The ninth is a check character where vehicles are made for a market that asks for one: North
America (49 CFR 565.15) and China. Elsewhere makers put what they like there, and nothing is
computed. Vehicles from before 1981 have chassis numbers of their own, which are shorter.

A check imports this module, so it imports nothing.
"""

from __future__ import annotations

LENGTH = 17
CHECK_PLACE = 8
"""Where the check character stands, from 0."""

NEVER = {"I": "1", "O": "0", "Q": "0"}
"""Letters that no such number has, and the digit that was meant."""

_REGIONS = frozenset("12345L")
"""First characters of makers that compute it: 1 to 5 stand for North America, L for China."""

# 49 CFR 565.15, tables III to V: the value of each letter, the weight of each place.
_LETTERS = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, *range(2, 10)),
        strict=True)
)  # fmt: skip
_VALUES = {**_LETTERS, **{str(digit): digit for digit in range(10)}}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_MEANT = str.maketrans(NEVER)


def check_character(vin: str) -> str | None:
    """The character that the others call for, 0-9 or X; None where the number is not one that has
    one: of another length, or of a maker elsewhere. I, O and Q are taken for the digits they mean.

    >>> check_character("1M8GDM9AXKP042788")
    'X'
    """
    vin = as_meant(vin)
    if len(vin) != LENGTH or vin[0] not in _REGIONS or not _VALUES.keys() >= set(vin):
        return None
    total = sum(_VALUES[char] * weight for char, weight in zip(vin, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def fails(vin: str) -> bool:
    """Whether a number has a check character, and it is not the one that the others call for."""
    expected = check_character(vin)
    return expected is not None and as_meant(vin)[CHECK_PLACE] != expected


def holds(vin: str) -> bool:
    """Whether a number has a check character, and it is the one that the others call for; then
    any one misread character shows, since eleven is prime."""
    expected = check_character(vin)
    return expected is not None and vin[CHECK_PLACE] == expected and not never_in(vin)


def never_in(vin: str) -> str:
    """The letters of a number of full length that it cannot have, each once."""
    return "".join(letter for letter in NEVER if letter in vin) if len(vin) == LENGTH else ""


def as_meant(vin: str) -> str:
    """The number without letters that it cannot have."""
    return vin.translate(_MEANT)
