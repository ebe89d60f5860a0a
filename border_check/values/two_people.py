"""What the keeper of a desk decides about requests of two people."""

from __future__ import annotations

from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.values.settings import Settings


class TwoPeopleRules(NamedTuple):
    """How long requests wait, and how long what they ask for may last; all in hours."""

    decide_within: float = 72.0
    """After that a request lapses: what nobody looked at for days is asked for again."""
    watch_at_most: float = 24.0 * 366
    """Until when a record of the local watchlist may last, from when it is asked for."""
    clear_at_most: float = 24.0 * 366
    """The same for a traveller who was told apart from a record."""


def two_people_rules(settings: Settings) -> TwoPeopleRules:
    """The rules of a desk."""
    return settings.two_people or TwoPeopleRules()
