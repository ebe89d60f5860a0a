"""How rare a name is on one list."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from math import exp

from border_check import sqlite
from border_check.matching import weights
from border_check.matching.rarity import rarity_of
from border_check.names.frequencies import family, share
from border_check.names.words import Word
from border_check.snapshot.row_check import require

_COUNTED = "SELECT family, bearers, checksum FROM name_family"


class ListRarity:
    """How rare a word is: the commoner of what the list and the general table say.

    `reading` says what damage is called that is met on the way; by default, what it is.
    """

    def __init__(
        self,
        connection: sqlite.Connection,
        persons: int,
        reading: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._connection = connection
        self._reading = reading
        self._people = persons + weights.RARITY_PRIOR_PEOPLE
        self.of = lru_cache(maxsize=1 << 14)(self._of)

    def common(self) -> dict[str, float]:
        """The families of which the list says that they are common, with their rarity; of all
        others it says that they are as rare as can be."""
        rarest = weights.RARITY_BOUNDS[1]
        least = int(self._people * exp(-rarest))
        with self._reading():
            found = self._connection.execute(f"{_COUNTED} WHERE bearers >= ?", (least,)).fetchall()
            for name, bearers, check in found:
                require(check, name, bearers)
        rarities = {name: rarity_of(bearers / self._people) for name, bearers, _ in found}
        return {family: rare for family, rare in rarities.items() if rare < rarest}

    def _of(self, word: Word) -> float:
        key = family(word)
        with self._reading():
            found = self._connection.execute(f"{_COUNTED} WHERE family = ?", (key,)).fetchone()
            if found is not None:
                require(found[2], key, found[1])
        listed = rarity_of(found[1] / self._people) if found else weights.RARITY_BOUNDS[1]
        if word.is_open:
            return min(listed, weights.RARITY_UNKNOWN)
        return min(listed, rarity_of(share(word) * weights.AT_HOME))
