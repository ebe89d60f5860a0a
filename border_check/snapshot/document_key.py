"""A document as one integer of 64 bits, by whose order its record is stored and found.

From the top: the number with all characters that look alike written as one, nine characters of an
alphabet of 26 (43 bits); the issuer, by its code in this snapshot (9 bits); and which of its
look-alikes each character is (12 bits). All documents whose number is the one asked for or looks
like it, of any issuer, are one range of keys, and nothing else is in it.

Where the last part would need more than 12 bits, or the issuer more than 9, they are `SPELLED`: the
key leads to a row with number and issuer in full. So do numbers that are longer than nine
characters or written with others than A-Z and 0-9: in place of the number their key has a hash,
above all numbers. A check imports this module, so it imports nothing.
"""

from __future__ import annotations

LONGEST = 9
"""Characters of a number that fit a key, as in the number field of Doc 9303."""

ALIKE = (
    *("0OQDA", "1IL", "2Z", "3", "4", "5S", "6G", "7", "8B", "9"),
    *"CEFHJKMNPRTUVWXY",
)
"""Characters that are written as one, the commonest first; in the order of their digits, so that
the numbers of a series follow one another."""

BASE = len(ALIKE) + 1
HASHED: int = BASE**LONGEST
"""From here on, what stands for the number is a hash of it."""

ISSUER_BITS = 9
MEMBER_BITS = 12
BELOW_NUMBER = ISSUER_BITS + MEMBER_BITS
BELOW = (1 << BELOW_NUMBER) - 1
LAST_ISSUER = (1 << ISSUER_BITS) - 2
"""The greatest code of an issuer that a key can hold."""
SPELLED = (1 << MEMBER_BITS) - 1

HASH_BITS = 40
MULTIPLIER = 0x9E3779B97F4A7C15
"""2**64 over the golden ratio: numbers in sequence get hashes far from one another."""

_WORD = (1 << 64) - 1
_DIGITS = "0123456789abcdefghijklmnopq"  # of `int(text, 27)`; 0 ends a number
_FOLDED = str.maketrans({c: _DIGITS[at] for at, alike in enumerate(ALIKE, 1) for c in alike})
_PLACE = {c: alike.index(c) for alike in ALIKE for c in alike}
_RADIX = {c: len(alike) for alike in ALIKE for c in alike}


def fits(number: str) -> bool:
    """Whether a compact number is in its key, and not a hash of it."""
    return 0 < len(number) <= LONGEST and all(c in _PLACE for c in number)


def value_of(number: str) -> int:
    """What stands for a compact number, and for all that look like it, at the top of a key."""
    folded = number.translate(_FOLDED)
    if number.isascii():
        if len(number) <= LONGEST:
            return int(folded.ljust(LONGEST, "0"), BASE)
        return HASHED + _hash(int(folded, BASE))
    return HASHED + _hash(int.from_bytes(folded.encode(errors="replace"), "little"))


def key_range(number: str) -> tuple[int, int]:
    """First and last key of all documents whose number is this or looks like it."""
    low = value_of(number) << BELOW_NUMBER
    return low, low | BELOW


def pack(number: str, issuer: int) -> int:
    """The key of a compact number, under an issuer's code of this snapshot."""
    low = (value_of(number) << BELOW_NUMBER) | (min(issuer, LAST_ISSUER + 1) << MEMBER_BITS)
    return low | (member_of(number) if issuer <= LAST_ISSUER else SPELLED)


def issuer_of(key: int) -> int:
    """The issuer's code that a key was made of, unless it is spelled."""
    return (key >> MEMBER_BITS) & ((1 << ISSUER_BITS) - 1)


def is_spelled(key: int) -> bool:
    """Whether number and issuer stand elsewhere in full."""
    return key & SPELLED == SPELLED


def unpack(key: int) -> tuple[str, int]:
    """The number and the issuer's code that a key was made of, unless it is spelled."""
    value, member = key >> BELOW_NUMBER, key & SPELLED
    places = []
    for _ in range(LONGEST):
        value, digit = divmod(value, BASE)
        if digit:
            places.append(ALIKE[digit - 1])
    characters = []
    for alike in reversed(places):
        member, place = divmod(member, len(alike))
        characters.append(alike[place])
    return "".join(characters), issuer_of(key)


def member_of(number: str) -> int:
    """Which of its look-alikes each character is, the first one in the lowest place; or `SPELLED`.

    Of two documents in the range of one number, those have the same number that have the same.
    """
    if not fits(number):
        return SPELLED
    member, step = 0, 1
    for character in number:
        member += _PLACE[character] * step
        step *= _RADIX[character]
    return min(member, SPELLED)


def _hash(number: int) -> int:
    return (number * MULTIPLIER & _WORD) >> (64 - HASH_BITS)
