"""What a post has fetched of a list from its centre."""

from __future__ import annotations

from border_check.errors import BorderCheckError
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum


class Came(StrEnum):
    """What became of one list."""

    INSTALLED = "installed"
    CHANGES = "changes"
    """Installed, by what changed alone."""
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Pulled(NamedTuple):
    """One list, as it was fetched."""

    list: str
    came: Came
    version: str
    fetched: int
    """Bytes that came over the line this time."""
    error: BorderCheckError | None = None
