"""What readers of fields share: an error that names the field, and each value once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


class FieldError(ValueError):
    """A field of the list that cannot be read."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def once(values: Iterable[T]) -> tuple[T, ...]:
    """Each value once, in the order of first mention."""
    return tuple(dict.fromkeys(values))
