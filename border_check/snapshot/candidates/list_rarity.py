"""How rare a name is on one list."""

from __future__ import annotations

from functools import lru_cache

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

    def _of(self, word: Word) -> float:
        key = family(word)
        found = self._connection.execute(
            "SELECT bearers FROM name_family WHERE family = ?", (key,)
        ).fetchone()
        listed = rarity_of(found[0] / self._people) if found else weights.RARITY_BOUNDS[1]
        if word.is_open:
            return min(listed, weights.RARITY_UNKNOWN)
        return min(listed, rarity_of(share(word) * weights.AT_HOME))
