"""Names that are one name without sounding alike: William and Bill, Alexander and Iskandar.

The facts stand in readable tables: `equivalents`, `counterparts`, `nicknames` and `romanisations`
are written by hand, `given_names` is drawn from Wikidata. `sounds` holds them all as looked up, so
that a short command has not to work it out; tables/build_equivalents.py makes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum
from functools import cache, lru_cache

from border_check.names import tables
from border_check.names.keys import sound
from border_check.names.words import Word

COUNTERPART = "~"
"""Begins the line of a name whose forms are counterparts."""
SPELLED = "="
"""Begins a key that is a spelling."""
SHORT_SOUND = 6
"""Signs of a sound that are too few to tell one name from another: j-u-n is Jon, June and Yuan."""
_PLAIN = {"i": "i", "k": "k", "sh": "sh", "v": "v", "mute": ""}
_HABIT = re.compile(
    r"(?P<i>(?<![aeiou])(?:ie|ee|ey|y)$)|(?P<k>ck|(?<!vi)c(?![eihjy]))|(?P<sh>sch)"
    r"|(?P<v>w(?=[aeiouy]))|(?P<mute>([b-df-hjkmnp-tvxz])(?=\6)|(?<=a)h$)"
)
"""Spellings that are one to every reader: Cathie and Kathy, Nicky and Niki, Sascha and Sasha."""


class Tie(IntEnum):
    """What two words have to do with each other."""

    NONE = 0
    COUNTERPART = 1
    """One name in two languages: Diego and Santiago, Ivan and John."""
    FORM = 2
    """Forms of one name: Bill and William. Bill and Willie, two short forms, need not be."""


def key(word: Word) -> str:
    """What a word is looked up by: its sound, or its spelling where the sound is short."""
    if len(word.sound) > SHORT_SOUND:
        return word.sound
    return _spelled(word.text)


@lru_cache(maxsize=1 << 14)
def _spelled(text: str) -> str:
    return SPELLED + _HABIT.sub(lambda found: _PLAIN[found.lastgroup or ""], text)


def tie(one: Word, other: Word) -> Tie:
    """What the tables know of two words. Symmetric."""
    entries = _entries()
    ours = entries.get(key(one))
    theirs = entries.get(key(other)) if ours else None
    if not ours or not theirs:
        return Tie.NONE
    shared = [name for name in ours if ~name in theirs or (name >= 0 and name in theirs)]
    if not shared:
        return Tie.NONE
    names = _names()
    is_form = any(not names[max(name, ~name)].startswith(COUNTERPART) for name in shared)
    return Tie.FORM if is_form else Tie.COUNTERPART


def sounds(word: Word) -> frozenset[str]:
    """How everything sounds that has a tie to the word."""
    found: set[str] = set()
    for name in _entries().get(key(word), ()):
        full, _, short = _names()[max(name, ~name)].lstrip(COUNTERPART).partition(":")
        found.update(full.split())
        if name >= 0:
            found.update(short.split())
    return frozenset(sound(it[1:]) if it[0] == SPELLED else it for it in found)


@cache
def _names() -> list[str]:
    """Every name: the keys of its full forms, and after a colon those of its short ones."""
    return tables.lines("sounds")


@cache
def _entries() -> dict[str, list[int]]:
    """Key to the names it is a form of, by number; the complement (~number) for a short form."""
    entries: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(_names()):
        full, _, short = line.lstrip(COUNTERPART).partition(":")
        for form in full.split():
            entries[form].append(number)
        for form in short.split():
            entries[form].append(~number)
    return entries
