"""Names that are one name without sounding alike: William and Bill, Alexander and Iskandar.

The facts stand in readable tables: `equivalents`, `romanisations` and `nicknames` are written by
hand, `given_names` is drawn from Wikidata. `sounds` holds all of them as they are looked up, so
that a short command has not to work it out; tables/build_equivalents.py makes it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from border_check.names import tables
from border_check.names.keys import sound
from border_check.names.words import Word

SHORT_SOUND = 5
"""Signs of a sound that are too few to tell one name from another: j-u-n is Jon, June and Yuan."""


def key(word: Word) -> str:
    """What a word is looked up by: its sound, or its letters where the sound is short."""
    return word.sound if len(word.sound) > SHORT_SOUND else word.text


def equivalent(one: Word, other: Word) -> bool:
    """Whether two words are known as forms of one name. Symmetric.

    Bill and William are; Bill and Willie, two short forms, need not be.
    """
    entries = _entries()
    ours = entries.get(key(one))
    theirs = entries.get(key(other)) if ours else None
    if not ours or not theirs:
        return False
    return any(~name in theirs or (name >= 0 and name in theirs) for name in ours)


def sounds(word: Word) -> frozenset[str]:
    """How everything sounds that is `equivalent` to the word."""
    found: set[str] = set()
    for name in _entries().get(key(word), ()):
        full, _, short = _names()[name if name >= 0 else ~name].partition(":")
        found.update(full.split())
        if name >= 0:
            found.update(short.split())
    return frozenset(it if it != it.lower() else sound(it) for it in found)


@cache
def _names() -> list[str]:
    """Every name: the keys of its full forms, a colon, those of its short ones."""
    return tables.lines("sounds")


@cache
def _entries() -> dict[str, list[int]]:
    """Key to the names it is a form of, by number; the complement (~number) for a short form."""
    entries: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(_names()):
        full, _, short = line.partition(":")
        for form in full.split():
            entries[form].append(number)
        for form in short.split():
            entries[form].append(~number)
    return entries
