"""Vehicles and vessels: as they stand at the barrier, and as reported on a list."""

from __future__ import annotations

from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import RecordStatus
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


class MarkKind(StrEnum):
    """What a number on a vehicle is."""

    VIN = "vin"  # ISO 3779, and chassis numbers from before it
    IMO = "imo"  # of a ship
    PLATE = "plate"
    REGISTRATION = "registration"  # of a vessel
    ENGINE = "engine"
    PART = "part"

    @property
    def has_country(self) -> bool:
        """Whether the number says something only with the country that gave it out."""
        return self in (MarkKind.PLATE, MarkKind.REGISTRATION)


class Mark(NamedTuple):
    """A number that a vehicle bears."""

    kind: MarkKind
    number: str
    """Compact: letters and digits, in upper case. Of a plate that is asked in part, `?` stands for
    one character that was not read and `*` for any number of them."""
    country: str | None = None
    """Doc 9303-3 code; None where it is not known, or the kind has none."""


class Vehicle(NamedTuple):
    """A vehicle or vessel that is checked: the numbers that were read on it or in its papers."""

    marks: tuple[Mark, ...]


class VehicleType(StrEnum):
    """What a record is about."""

    CAR = "car"
    TRUCK = "truck"
    BUS = "bus"
    MOTORCYCLE = "motorcycle"
    TRAILER = "trailer"
    CARAVAN = "caravan"
    MACHINE = "machine"  # for building, farming, industry
    VESSEL = "vessel"
    ENGINE = "engine"  # of a vehicle or of a vessel
    PART = "part"
    PLATE = "plate"
    OTHER = "other"


class VehicleReason(StrEnum):
    """Why a vehicle, a part of one, or its plate was reported."""

    STOLEN = "stolen"
    MISAPPROPRIATED = "misappropriated"  # hired or lent, and not given back
    LOST = "lost"
    INVALIDATED = "invalidated"
    FALSE = "false"
    SOUGHT = "sought"  # because of who or what may be in it


class VehicleRecord(NamedTuple):
    """A vehicle, vessel or part reported on a list."""

    record_id: str
    marks: tuple[Mark, ...]
    """In the order of the list; never empty."""
    type: VehicleType | None = None
    reason: VehicleReason | None = None
    make: str | None = None
    model: str | None = None
    colour: str | None = None
    year: str | None = None
    """Of the model, as the list gives it."""
    name: str | None = None
    """Of a vessel."""
    status: RecordStatus = RecordStatus.ACTIVE
    theft: PartialDate | None = None
    theft_place: str | None = None
    reporting_state: str | None = None
    review: PartialDate | None = None
    """The day on which the record lapses; None where the list gives none, never guessed."""
    reference: str | None = None
    information: str | None = None
    action: ActionClass | None = None
    caution: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    """Columns of the source that have no field here, kept as they came."""


def vehicle_to_mapping(record: VehicleRecord) -> dict[str, Any]:
    """A record as a snapshot keeps it; absent facts are absent keys."""
    facts = record._asdict()
    for field in ("theft", "review"):
        facts[field] = str(facts[field]) if facts[field] else None
    return {key: value for key, value in facts.items() if value}


def vehicle_from_mapping(facts: Mapping[str, Any]) -> VehicleRecord:
    """The record that was kept. Raises `ValueError`, `TypeError` or `LookupError` for damage."""
    given = dict(facts)
    for field, read in _READERS.items():
        if field in given:
            given[field] = read(given[field])
    given["marks"] = tuple(
        [Mark(MarkKind(kind), number, country) for kind, number, country in facts["marks"]]
    )
    given["extra"] = tuple(map(tuple, facts.get("extra", ())))
    return VehicleRecord(**given)


_READERS: dict[str, Callable[[str], object]] = {
    "type": VehicleType,
    "reason": VehicleReason,
    "status": RecordStatus,
    "theft": PartialDate.parse,
    "review": PartialDate.parse,
    "action": ActionClass,
}
