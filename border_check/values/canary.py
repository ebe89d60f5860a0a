"""A record that must be on a list: where it is not found, something else is wrong with the list."""

from __future__ import annotations

from border_check.values.record import NamedTuple


class Canary(NamedTuple):
    """A document by its number and issuer, or a person by name and birth date."""

    number: str = ""
    issuer: str = ""
    """Doc 9303-3 code."""
    name: str = ""
    dob: str = ""
    """YYYY-MM-DD, or a part of it."""

    @property
    def shown(self) -> str:
        """As it is told."""
        return " ".join(filter(None, self))
