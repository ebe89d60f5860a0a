"""Chinese and Korean given names by syllable: one system joins what another one parts.

Jingguo is Ching-kuo in the older romanisation, and Jong-il is Chŏngil: no letters of the joined
name need be those of the parted one, while each syllable is known to be written both ways.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import chain, product

from border_check.names import tables

_LONGEST = 7
"""Letters of a syllable (zhuang), or of a surname that the table has whole (auyeung)."""
_VOWELS = frozenset("aeiouy")
_FEWEST, _MOST = 2, 3
"""Syllables of a given name; with one, there is nothing to join."""

Syllables = tuple[str, ...]


def same_by_syllables(one: str, other: str) -> bool:
    """Whether two texts can be cut into syllables that are one by one the same. Symmetric."""
    ours = _cut(one)
    if not ours:
        return False
    return any(_same(*pair) for pair in product(ours, _cut(other)))


@lru_cache(maxsize=1 << 14)
def syllable_keys(text: str) -> frozenset[str]:
    """What two texts share, one key at least, if they are the same by syllables."""
    return frozenset("-".join(_class_of(part) for part in parts) for parts in _cut(text))


def _same(one: Syllables, other: Syllables) -> bool:
    if len(one) != len(other):
        return False
    rows = _rows()
    return all(
        ours == theirs or not rows[ours].isdisjoint(rows[theirs])
        for ours, theirs in zip(one, other, strict=True)
    )


@lru_cache(maxsize=1 << 14)
def _cut(text: str) -> tuple[Syllables, ...]:
    """Every way to cut a text into two or three known syllables."""
    if not text.islower() or not 2 * _FEWEST <= len(text) <= _MOST * _LONGEST:
        return ()
    return tuple(cut for count in range(_FEWEST, _MOST + 1) for cut in _cut_into(text, count))


def _cut_into(text: str, count: int) -> list[Syllables]:
    known = _rows()
    if count == 1:
        return [(text,)] if text in known else []
    heads = (text[:end] for end in range(1, min(_LONGEST, len(text) - 1) + 1))
    return [
        (head, *rest)
        for head in heads
        if head in known
        for rest in _cut_into(text[len(head) :], count - 1)
    ]


@cache
def _rows() -> dict[str, frozenset[int]]:
    """Every known syllable, and in which lines of `romanisations` it stands."""
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(tables.lines("romanisations")):
        for syllable in line.split():
            if not _VOWELS.isdisjoint(syllable):  # "ng" would cut zhang in two
                rows[syllable].add(number)
    for syllable in tables.kinds("syllables"):
        rows[syllable].update(())
    return {syllable: frozenset(numbers) for syllable, numbers in rows.items()}


@cache
def _class_of(syllable: str) -> str:
    """The first of all syllables that lines of the table lead to, one after the other."""
    met, reached = {syllable}, [syllable]
    lines = tables.lines("romanisations")
    while reached:
        numbers = _rows()[reached.pop()]
        found = chain.from_iterable(lines[number].split() for number in numbers)
        fresh = {one for one in found if one in _rows()} - met
        met |= fresh
        reached += fresh
    return min(met)


@lru_cache(maxsize=1 << 15)
def may_be_piece(text: str) -> bool:
    """Whether a text can be a piece of something that `same_by_syllables` cuts. A quick look: never
    False for what can."""
    return len(text) <= _MOST * _LONGEST and _piece().fullmatch(text) is not None


@cache
def _piece() -> re.Pattern[str]:
    """The end of a syllable, whole ones and the beginning of one; or what is inside of one."""
    known = sorted(_rows())
    places = [(one, place) for one in known for place in range(1, len(one))]
    tails = {one[place:] for one, place in places}
    heads = {one[:place] for one, place in places}
    inside = {one[place:end] for one, place in places for end in range(place, len(one))}
    ends, wholes, starts = map("|".join, (tails, known, heads))
    return re.compile(f"(?:{ends})?(?:{wholes}){{0,{_MOST}}}(?:{starts})?|{'|'.join(inside)}")
