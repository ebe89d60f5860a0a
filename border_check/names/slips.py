"""Slips of the hand: what fingers, scanners and tired eyes do to a word."""

from __future__ import annotations

from enum import StrEnum


class Slip(StrEnum):
    """What turned one word into the other."""

    SWAPPED = "two letters swapped"
    NEIGHBOUR = "a neighbouring key"
    LOOK_ALIKE = "letters that look alike"


def slip_between(one: str, other: str) -> Slip | None:
    """The single slip that makes one word of the other, if it is one of `Slip`. Symmetric.

    Letters left out, doubled or put in are not told here: any edit distance sees them as small.
    """
    if abs(len(one) - len(other)) > 1:
        return None
    ours, theirs = _middles(one, other)
    if len(ours) == 2 and ours == theirs[::-1]:
        return Slip.SWAPPED
    if len(ours) == 1 == len(theirs) and ours + theirs in _NEIGHBOURS:
        return Slip.NEIGHBOUR
    return Slip.LOOK_ALIKE if (ours, theirs) in _LOOK_ALIKES else None


def _middles(one: str, other: str) -> tuple[str, str]:
    """What is left of two words without their common beginning and end."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def _neighbours() -> frozenset[str]:
    """Pairs of keys that touch, on the three keyboards that most lists were typed on."""
    pairs: set[str] = set()
    for keyboard in ("qwertyuiop asdfghjkl zxcvbnm", "azertyuiop qsdfghjklm wxcvbn", "qwertzuiop"):
        rows = keyboard.split()
        for number, row in enumerate(rows):
            below = rows[number + 1] if number + 1 < len(rows) else ""
            for column, key in enumerate(row):
                touching = row[column + 1 : column + 2] + below[max(0, column - 1) : column + 1]
                pairs.update(key + other for other in touching)
                pairs.update(other + key for other in touching)
    return frozenset(pairs)


_NEIGHBOURS = _neighbours()
# What optical readers and eyes take for one another in the capitals and small letters of a page.
_LOOK_ALIKES = frozenset(
    pair
    for one, other in (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("i", "l"), ("c", "e"),
                       ("o", "q"), ("u", "v"), ("h", "n"), ("f", "t"), ("g", "q"), ("b", "h"))
    for pair in ((one, other), (other, one))
)  # fmt: skip
