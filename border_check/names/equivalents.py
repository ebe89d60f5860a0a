"""Names that are one name without sounding alike: William and Bill, Alexander and Iskandar."""

from __future__ import annotations

from functools import cache

from border_check.names import tables
from border_check.names.keys import sound

_NONE: frozenset[int] = frozenset()


def equivalent(one: str, other: str) -> bool:
    """Whether two words, each given by its `keys.sound`, are known as forms of one name."""
    groups = _groups()
    return not groups.get(one, _NONE).isdisjoint(groups.get(other, _NONE))


def forms(word: str) -> frozenset[str]:
    """The sounds of every known form of the name with this sound, itself left out."""
    members = _members()
    found = {form for group in _groups().get(word, _NONE) for form in members[group]}
    return frozenset(found - {word})


@cache
def _members() -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(dict.fromkeys(map(sound, line.split())))
        for table in ("nicknames", "equivalents", "romanisations")
        for line in tables.lines(table)
    )


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_members()):
        for word in group:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
