"""How much a name says: agreeing on a rare one tells far more than on a common one."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import Protocol

from border_check.matching import weights
from border_check.names.frequencies import share
from border_check.names.words import Word


class Rarity(Protocol):
    """What is known of how common names are, here and among people at large."""

    def of(self, word: Word) -> float:
        """Natural log of how many people it takes to meet one other bearer of the name."""
        ...


def rarity_of(shared_by: float) -> float:
    """The rarity of a name that this share of people bears, within the bounds of `weights`."""
    least, most = weights.RARITY_BOUNDS
    return min(most, max(least, -log(shared_by))) if shared_by > 0 else most


class _General:
    """Rarity by the general table alone, for a comparison without a list."""

    def of(self, word: Word) -> float:
        """The rarity of a word; open spellings (Hebrew, Arabic) are taken as middling."""
        return _general(word)


@lru_cache(maxsize=1 << 14)
def _general(word: Word) -> float:
    if word.is_open:
        return weights.RARITY_UNKNOWN
    return rarity_of(share(word) * weights.AT_HOME)


GENERAL: Rarity = _General()
