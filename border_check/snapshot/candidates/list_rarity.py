"""How rare a name is on one list."""

from __future__ import annotations

from functools import lru_cache
from math import exp

from border_check import sqlite
from border_check.matching import weights
from border_check.matching.rarity import rarity_of
from border_check.names.frequencies import family, share
from border_check.names.words import Word


class ListRarity:
    """How rare a word is: the commoner of what the list and the general table say."""

    def __init__(self, connection: sqlite.Connection, persons: int) -> None:
        self._connection = connection
        self._people = persons + weights.RARITY_PRIOR_PEOPLE
        self.of = lru_cache(maxsize=1 << 16)(self._of)

    def common(self) -> dict[str, float]:
        """The families of which the list says that they are common, with their rarity; of all
        others it says that they are as rare as can be."""
        rarest = weights.RARITY_BOUNDS[1]
        least = int(self._people * exp(-rarest))
        found = self._connection.execute(
            "SELECT family, bearers FROM name_family WHERE bearers >= ?", (least,)
        )
        rarities = {family: rarity_of(bearers / self._people) for family, bearers in found}
        return {family: rare for family, rare in rarities.items() if rare < rarest}

    def _of(self, word: Word) -> float:
        key = family(word)
        found = self._connection.execute(
            "SELECT bearers FROM name_family WHERE family = ?", (key,)
        ).fetchone()
        listed = rarity_of(found[0] / self._people) if found else weights.RARITY_BOUNDS[1]
        if word.is_open:
            return min(listed, weights.RARITY_UNKNOWN)
        return min(listed, rarity_of(share(word) * weights.AT_HOME))
