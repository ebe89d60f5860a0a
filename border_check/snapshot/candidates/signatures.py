"""Letter-bag signatures: a bound on edit distance that needs only the letters, not their order.

A signature has a bit for "at least one a", "at least two", "at least three", and so on. The number
of bits in which two signatures differ is never more than the number of letters that must be
inserted and deleted to turn one word into the other, so a scan of signatures loses no near word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

_LOW = (1 << 64) - 1

_SPELLED = {letter: (index * 4, 4) for index, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
_SPELLED |= {digit: (104 + index * 2, 2) for index, digit in enumerate("0123456789")}
_SOUNDED = {letter: (index * 4, 4) for index, letter in enumerate("LDSJKRNaiu")}
_SOUNDED |= {letter: (40 + index * 4, 4) for index, letter in enumerate("bpvftdszchjkgxrlmn")}


def spelled(text: str) -> tuple[int, int]:
    """The signature of a word of `scripts.latin`, as two halves of 64 bits."""
    return _signature(text, _SPELLED)


def sounded(sound: str) -> tuple[int, int]:
    """The signature of a key of `keys.sound`, as two halves of 64 bits."""
    return _signature(sound, _SOUNDED)


def _signature(text: str, places: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    bits = 0
    for letter, count in Counter(text).items():
        if letter in places:  # a letter without a place only makes the bound looser
            first, room = places[letter]
            bits |= ((1 << min(count, room)) - 1) << first
    return bits & _LOW, bits >> 64
