"""Drawing by weight. Only `Random.random` is used: its numbers are the same on every Python."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values, drawn as often as their weights say."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.values = tuple(weights)
        self._ends = list(accumulate(weights.values()))
        self._total = self._ends[-1]
        self._last = len(self.values) - 1

    def draw(self, chance: Random) -> T:
        """One of the values."""
        at = bisect(self._ends, chance.random() * self._total)
        return self.values[at if at < self._last else self._last]

    def __len__(self) -> int:
        return len(self.values)


def one_of(chance: Random, values: Sequence[T]) -> T:
    """One of the values, all alike."""
    return values[int(chance.random() * len(values))]


def between(chance: Random, low: int, high: int) -> int:
    """A whole number, both ends included."""
    return low + int(chance.random() * (high - low + 1))
