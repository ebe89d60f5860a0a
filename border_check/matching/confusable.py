"""Characters of document numbers that people and scanners take for one another.

Two groups, treated differently because of what they cost. Six letters look so much like one digit
that numbers are stored with them folded, so that asking for look-alikes costs nothing. The others
are rarer and are asked one by one, as spellings of the query.

A check digit does not rule all of them out: characters whose values in Doc 9303-3 §4.9 differ by
ten or twenty (6/G, 1/L, 0/A) leave it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

FOLD = {"O": "0", "I": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
"""Letters stored as the digit that they look like."""

_FOLDING = str.maketrans(FOLD)

_FURTHER = {"1": "L", "L": "1", "0": "AQD", "A": "0", "Q": "0", "D": "0"}
"""Look-alikes after folding, so that O/Q and O/D are 0/Q and 0/D here."""

AS_DIGIT = {**FOLD, "A": "0", "Q": "0", "D": "0", "L": "1"}
"""Letters, and the digit that each may have been."""

MOST_SPELLINGS = 32
"""More spellings than these are not asked for: each further one is ever less likely meant."""


def fold(number: str) -> str:
    """The number with the six letters written as the digits that they look like."""
    return number.translate(_FOLDING)


def spellings(number: str) -> list[str]:
    """The folded number, then further look-alikes, one character changed before two.

    At most `MOST_SPELLINGS`; each is folded.
    """
    folded = fold(number)
    found = {folded: None}
    for base in (folded, *_one_changed(folded)):
        for spelling in (base, *_one_changed(base)):
            found.setdefault(spelling)
            if len(found) == MOST_SPELLINGS:
                return list(found)
    return list(found)


def _one_changed(number: str) -> Iterator[str]:
    for place, character in enumerate(number):
        for other in _FURTHER.get(character, ""):
            yield number[:place] + other + number[place + 1 :]
