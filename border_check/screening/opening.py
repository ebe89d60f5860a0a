"""All that an answer needs, opened before anybody asks, for processes that stay."""

from __future__ import annotations

from contextlib import suppress

from border_check.errors import SnapshotError
from border_check.screening.discretion import load_as_for_a_hit, load_as_for_a_vehicle
from border_check.screening.screener import Screener
from border_check.values.lists import ListKind


def open_all(screener: Screener) -> None:
    """Have everything at hand: code, snapshots, and the ways to people by name."""
    load_as_for_a_hit(by_name=True)
    load_as_for_a_vehicle()
    for one in screener.lists():
        if one.snapshot is not None and one.status.kind.is_guidance:
            from border_check.screening import guidance  # noqa: F401
        if one.snapshot is not None and one.status.kind is ListKind.NOMINALS:
            with suppress(SnapshotError):  # whoever asks this list is told
                _ = one.snapshot.candidates
