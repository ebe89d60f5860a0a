"""A major event: a home of its own, with the lists that were handed out for it, until its end."""

from __future__ import annotations

from border_check.errors import UsageError
from border_check.values.record import NamedTuple


class Event(NamedTuple):
    """What the keeper of a home says of the event that it was set up for."""

    name: str
    """The operation of every search, unless it names another."""
    lists: tuple[str, ...]
    """The only ones that may be loaded and are asked."""
    ends: str
    """UTC, YYYY-MM-DDTHH:MM:SSZ: from then on nothing is answered."""

    def require(self, name: str) -> None:
        """Raise `UsageError` for a list that does not belong to the event."""
        if name not in self.lists:
            raise UsageError(
                f"{name}: the event {self.name} has no such list, but {', '.join(self.lists)}",
                hint="load it in a home of its own; event.lists of the configuration says what "
                "belongs to the event",
            )
