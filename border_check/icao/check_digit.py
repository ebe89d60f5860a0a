"""The check digit of a machine readable zone (Doc 9303-3 §4.9).

Each character has a value: a digit its own, A to Z 10 to 35, the filler `<` 0. Values are weighted
7, 3, 1, 7, 3, 1 … from the left; the check digit is the sum modulo 10.

Characters whose values differ by ten or twenty look the same to it: 6 and G, 1 and L, 0 and A,
8 and I. A right check digit therefore says that no *other* single character was misread.

>>> check_digit("L898902C3")
'6'
>>> check_digit("520727")
'3'
"""

from __future__ import annotations

FILLER = "<"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" + FILLER
"""All characters that a machine readable zone can hold (Doc 9303-3 §4.3)."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)} | {FILLER: 0}
_WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """The check digit of `text`; raise `ValueError` for a character that no zone can hold."""
    return reckoned(text, _WEIGHTS)


def reckoned(text: str, weights: tuple[int, ...]) -> str:
    """The digit that other weights give, by which some counterfeits are known."""
    size = len(weights)
    try:
        total = sum(_VALUES[character] * weights[at % size] for at, character in enumerate(text))
    except KeyError as error:
        raise ValueError(f"{error.args[0]!r} has no place in a machine readable zone") from None
    return str(total % 10)
