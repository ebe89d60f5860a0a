"""That a discreet record was found must not show in what a process does because of it.

What compares and words hits is imported with the first record that is found. Where a list has
records that a desk may not know of, it is imported for every question, found or not. The entry in
the journal, which has the record, is as long as one without.
"""

from __future__ import annotations

from border_check.values.json_text import canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOM = 256
"""Bytes that an entry keeps for hits which are not shown: two of them, as a rule."""


def padding(shown: Mapping[str, object], full: Mapping[str, object], room: int = _ROOM) -> str:
    """What makes an entry that says `full` as long as one that says `shown`, with all its room.

    More hits than there is room for take a multiple of it.
    """
    more = len(canonical(full).encode()) - len(canonical(shown).encode())
    return " " * (room - more % room)


def load_as_for_a_hit(*, by_name: bool) -> None:
    """Import what a hit would, on a document or, `by_name`, on a person too."""
    from border_check.screening import calling, document_hits, nominal_hits  # noqa: F401
    from border_check.snapshot import document_forms  # noqa: F401

    if by_name:
        from border_check.matching import person  # noqa: F401


def load_as_for_a_vehicle() -> None:
    """Import what a hit on a vehicle would."""
    from border_check.screening import calling, vehicle_actions, vehicle_hits  # noqa: F401
