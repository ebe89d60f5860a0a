"""Asking one list about a vehicle."""

from __future__ import annotations

from border_check.screening.findings import Findings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from border_check.screening.library import OpenList
    from border_check.values.vehicle import Vehicle


def ask_vehicles(one: OpenList, vehicle: Vehicle, asked: date) -> Findings:
    """What a list of vehicles says of one."""
    snapshot = one.snapshot
    if snapshot is None:
        return Findings()
    rows = snapshot.find_vehicles(vehicle)
    if not rows:
        return Findings()
    # What compares vehicles is imported with the first of them.
    from border_check.screening.vehicle_hits import said_of_vehicle

    return said_of_vehicle(one, snapshot, vehicle, rows, asked)
