"""What stands beside a name: birth dates as lists and passports have them, and document numbers."""

from __future__ import annotations

from random import Random

from generator.chance import Weighted, between, one_of

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

BIRTHS_LISTED = Weighted({"full": 0.77, "year": 0.14, "placeholder": 0.03, "none": 0.06})
"""Shares of what is known of a birth date: those of OFAC's 4,620 individuals of 2021, rounded."""
BIRTHS_TRAVELLING = Weighted({"full": 0.97, "placeholder": 0.025, "year": 0.005})
"""In a passport a date is rarely open, but 1 January often stands for it."""

_LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ"


def birth_date(chance: Random, known: Weighted[str], years: tuple[int, int]) -> str:
    """A birth date, or as much as is known of it; empty where that is nothing.

    Years lie between both `years`, most of them near the middle.
    """
    how = known.draw(chance)
    low, high = years
    year = low + int((chance.random() + chance.random()) / 2 * (high - low + 1))
    if how == "full":
        month = between(chance, 1, 12)
        return f"{year}-{month:02}-{between(chance, 1, _DAYS[month - 1]):02}"
    return {"year": str(year), "placeholder": f"{year}-01-01", "none": ""}[how]


def other_birth_date(chance: Random, born: str) -> str:
    """A second date for one person, as lists have them: a year off, or day and month swapped."""
    year, rest = int(born[:4]), born[4:]
    day_first = f"-{born[8:10]}-{born[5:7]}"
    if len(born) == 10 and born[8:10] <= "12" and day_first != rest and chance.random() < 0.5:
        return f"{year}{day_first}"
    return f"{year + one_of(chance, (-1, 1))}{rest}"


def document_number(chance: Random) -> str:
    """The number of a passport: letters, then digits, nine signs at most."""
    letters = "".join(one_of(chance, _LETTERS) for _ in range(between(chance, 0, 2)))
    digits = between(chance, 7, 9 - len(letters))
    return f"{letters}{int(chance.random() * 10**digits):0{digits}}"
