"""Series of blanks as stretches of numbers, for an index of sorted keys.

The values of the numbers of a series follow one another (`document_key`). Where series begin and
end, stretches of values begin that lie in the same series; each is a key for each of these series:
the first value of the stretch, and the row of the series, or 0 where there is none. Which series a
number belongs to is then one question: what is the last stretch that begins at its value or before?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from border_check.snapshot.document_key import BELOW_NUMBER, LONGEST, fits, value_of

MOST_ROWS = 1 << BELOW_NUMBER
"""Series that a snapshot can hold: two million; so many documents are not printed in a century."""

_DEEPEST = 32
"""Series that a stretch may lie in. Beyond these, the one that reaches farthest becomes loose, so
that series of which each lies in another one take no more than linear space."""


class Series(NamedTuple):
    """A series of compact numbers, and its row."""

    row: int
    first: str
    last: str


class Stretches(NamedTuple):
    """Stretches as keys, in order, and the rows of series that are not in all of theirs."""

    keys: list[int]
    loose: tuple[int, ...]


def stretches(series: Iterable[Series]) -> Stretches:
    """Cut the series into stretches; of numbers of more than nine characters the first nine count.

    Those with other characters than A-Z and 0-9 are loose.
    """
    begins: list[tuple[int, int, int]] = []
    loose: list[int] = []
    for row, first, last in series:
        first, last = first[:LONGEST], last[:LONGEST]
        if fits(first) and fits(last):
            begins.append((value_of(first), value_of(last) + 1, row))
        else:
            loose.append(row)
    begins.sort()
    keys = [
        point << BELOW_NUMBER | row
        for point, rows in _sweep(begins, loose)
        for row in sorted(rows) or [0]
    ]
    return Stretches(keys, tuple(sorted(loose)))


def _sweep(
    begins: list[tuple[int, int, int]], loose: list[int]
) -> Iterator[tuple[int, Iterable[int]]]:
    """Every value at which something begins or ends, and the series that it lies in."""
    ends: list[tuple[int, int]] = []
    inside: dict[int, int] = {}
    at = 0
    while at < len(begins) or ends:
        point = min([*(one[0] for one in begins[at : at + 1]), *(one[0] for one in ends[:1])])
        while ends and ends[0][0] == point:
            inside.pop(heappop(ends)[1], None)
        while at < len(begins) and begins[at][0] == point:
            _, end, row = begins[at]
            inside[row] = end
            heappush(ends, (end, row))
            at += 1
            if len(inside) > _DEEPEST:
                farthest = max(inside, key=lambda row: inside[row])
                del inside[farthest]
                loose.append(farthest)
        yield point, inside.keys()
