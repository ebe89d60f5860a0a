"""How common a name is among people at large, whatever list is asked."""

from __future__ import annotations

from functools import cache

from border_check.names import tables
from border_check.names.words import Word


def family(word: Word) -> str:
    """Words of one family count as one name when asking how common it is.

    Long words go by their consonants, so that all spellings of Mohammed are one; short ones by
    their sound, or Ali, Lee and Eli would be one. Words without sound stand for themselves.
    """
    return word.skeleton if len(word.skeleton) >= 6 else word.sound or word.text


def share(word: Word) -> float:
    """The share of people who bear it, where the name is at home; 0 if rare or unknown."""
    return _shares().get(family(word), 0.0)


@cache
def _shares() -> dict[str, float]:
    shares = {}
    for line in tables.lines("frequencies"):
        key, per_million, _example = line.split("\t")
        shares[key] = int(per_million) / 1e6
    return shares
