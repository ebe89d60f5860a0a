"""Letter-bag signatures: a bound on edit distance that needs only the letters, not their order.

A signature has a bit for "at least one a", "at least two", "at least three", and so on. The number
of bits in which two signatures differ is never more than the number of letters that must be
inserted and deleted to turn one word into the other, so a scan of signatures loses no near word.
Common letters have three bits, the others one or two, so that all fit into 64.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Signatures = NDArray[np.uint64]
Places = Mapping[str, tuple[int, ...]]
"""The bits of each letter: for one, two and three of them. A letter without a place only makes the
bound looser."""


def as_bytes(text: str) -> bytes:
    """The letters of a word as bytes; what is no ASCII becomes one sign, on both sides alike, so
    that words come out no less alike than they are."""
    return text.encode("ascii", "replace")


def sum_of(text: str) -> int:
    """A number of 31 bits to look a text up by; two texts may have the same."""
    return crc32(as_bytes(text)) & 0x7FFF_FFFF


def _places(*bits: str) -> Places:
    """Bits from the top down; a letter that stands there again is one more of it."""
    places: dict[str, tuple[int, ...]] = {}
    for below, letter in enumerate("".join(bits)):
        places[letter] = (*places.get(letter, ()), 63 - below)
    return places


SPELLED = _places(
    "einrosltmukd" + "ahbcgfjpvwyzqx",
    "aeinrosltmukdhbcgfvyz" + "aeinrosltmh",
    "EHWYPB",
)
"""For words of `scripts.latin`."""
SOUNDED = _places(
    "RNSDLKaiu" + "rlnmtdskbpvfzchjgxJ",
    "RNSDLKaiurlnmtdskbvh" + "aiuRNSDLK" + "JJpfzcx",
)
"""For keys of `keys.sound`."""


def of_word(text: str, places: Places) -> int:
    """The signature of one word."""
    bits = 0
    for letter in set(text):
        for bit in places.get(letter, ())[: text.count(letter)]:
            bits |= 1 << bit
    return bits


def of_words(letters: NDArray[np.uint8], places: Places) -> Signatures:
    """The signatures of many words: a row of letters for each, filled up with zeros."""
    return of_counts(counts(letters, places), places)


def counts(letters: NDArray[np.uint8], places: Places) -> NDArray[np.uint8]:
    """How often each letter that has a place occurs, a row for each letter."""
    return np.array([(letters == ord(letter)).sum(axis=1) for letter in places], np.uint8)


def of_counts(number: NDArray[np.uint8], places: Places) -> Signatures:
    """The signatures of words by how often each letter occurs in them."""
    bits = np.zeros(number.shape[1], np.uint64)
    for row, own in zip(number, places.values(), strict=True):
        for least, bit in enumerate(own, 1):
            bits |= (row >= least).astype(np.uint64) << np.uint64(bit)
    return bits


def apart(signatures: Signatures, signature: int) -> NDArray[np.uint8]:
    """In how many bits signatures differ from one."""
    return np.asarray(np.bitwise_count(signatures ^ np.uint64(signature)))
