"""That a discreet record was found must not show in what a process loads because of it.

What compares and words hits is imported with the first record that is found. Where a list has
records that a desk may not know of, it is imported for every question, found or not.
"""

from __future__ import annotations


def load_as_for_a_hit(*, by_name: bool) -> None:
    """Import what a hit would, on a document or, `by_name`, on a person too."""
    from border_check.screening import calling, document_hits, nominal_hits  # noqa: F401

    if by_name:
        from border_check.matching import person  # noqa: F401


def load_as_for_a_vehicle() -> None:
    """Import what a hit on a vehicle would."""
    from border_check.screening import calling, vehicle_actions, vehicle_hits  # noqa: F401
