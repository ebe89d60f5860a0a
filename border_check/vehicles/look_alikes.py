"""Numbers with the characters that are taken for one another written as one, so that a single
look-up finds a number and all that look like it.

A check imports this module, so it imports little.
"""

from __future__ import annotations

from border_check.values.vehicle import MarkKind

# A VIN is long and rarely like another by chance, so all letters that look like a digit are folded;
# I, O and Q stand in none, so no letter meets another one that is allowed.
_IN_VIN = str.maketrans({
    "I": "1", "L": "1", "O": "0", "Q": "0", "D": "0", "S": "5", "B": "8", "Z": "2", "G": "6"
})  # fmt: skip
# Plates and the numbers of makers are short, dense, and differ in their letters: only the two pairs
# that share a shape in most typefaces are folded.
_ELSEWHERE = str.maketrans({"I": "1", "O": "0"})


def fold(kind: MarkKind, number: str) -> str:
    """A compact number, or a part of a plate, as it is looked up. Folding twice changes nothing.

    >>> fold(MarkKind.PLATE, "ÖI 7")
    '01 7'
    """
    if kind is MarkKind.VIN:
        return number.translate(_IN_VIN)
    if not number.isascii():
        number = _without_accents(number)
    return number.translate(_ELSEWHERE)


def _without_accents(number: str) -> str:
    """Cameras and foreign keyboards leave out what stands above a letter."""
    import unicodedata  # here, since most checks never need it

    parts = unicodedata.normalize("NFD", number)
    return "".join(char for char in parts if not unicodedata.combining(char))
