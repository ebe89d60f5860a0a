"""A document as one integer: the primary key under which its record is stored.

From the top: the folded number, nine characters of an alphabet of 31 (45 bits); the issuer, by its
code in this snapshot (9 bits); and one bit for each character that was a letter before it was
folded (9 bits). The number is recovered exactly. All look-alikes of a number, of any issuer, lie
next to each other, so that exact number, look-alikes and other issuers are one short range of keys.

Numbers that are longer, or written with other characters, have no key: see the table
`document_long`.
"""

from __future__ import annotations

from border_check.matching.confusable import FOLD, fold

LONGEST = 9
"""Characters of a number that fit a key, as in the number field of Doc 9303."""

ISSUER_BITS = 9
_MASK_BITS = LONGEST
_BELOW_NUMBER = ISSUER_BITS + _MASK_BITS

# The end of a number sorts before every character; the six folded letters never occur.
_ALPHABET = "".join(c for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c not in FOLD)
_BASE = len(_ALPHABET) + 1
_VALUE = {character: value for value, character in enumerate(_ALPHABET, start=1)}
_SHIFTS: tuple[int, ...] = tuple(_BASE**places for places in range(LONGEST + 1))
_LETTER = {digit: letter for letter, digit in FOLD.items()}


def fits(number: str) -> bool:
    """Whether a compact number has a key."""
    return 0 < len(number) <= LONGEST and all(c in _VALUE for c in fold(number))


def pack(number: str, issuer: int) -> int:
    """The key of a number that `fits`, under an issuer's code of this snapshot."""
    mask = 0
    for place, character in enumerate(number):
        if character in FOLD:
            mask |= 1 << place
    return (_folded_value(fold(number)) << _BELOW_NUMBER) | (issuer << _MASK_BITS) | mask


def unpack(key: int) -> tuple[str, int]:
    """The number and the issuer's code that a key was made of."""
    value = key >> _BELOW_NUMBER
    characters = []
    for _ in range(LONGEST):
        value, digit = divmod(value, _BASE)
        characters.append(_ALPHABET[digit - 1] if digit else "")
    folded = "".join(reversed(characters))
    number = "".join(
        _LETTER[character] if key & (1 << place) else character
        for place, character in enumerate(folded)
    )
    return number, (key >> _MASK_BITS) & ((1 << ISSUER_BITS) - 1)


def key_range(folded: str) -> tuple[int, int]:
    """First and last key of all documents whose number folds to this, of any issuer."""
    low = _folded_value(folded) << _BELOW_NUMBER
    return low, low | ((1 << _BELOW_NUMBER) - 1)


def _folded_value(folded: str) -> int:
    value = 0
    for character in folded:
        value = value * _BASE + _VALUE[character]
    return value * _SHIFTS[LONGEST - len(folded)]
