"""That a discreet record was found must not show in what a process does because of it.

What compares and words hits is imported with the first record that is found. Where a list has
records that a desk may not know of, it is imported for every question, found or not; and where
nothing is found, a record is compared that was made up for it, so that it takes about as long. The
entry in the journal, which has the record, is as long as one without.
"""

from __future__ import annotations

from border_check.values.json_text import canonical
from border_check.values.lists import ListKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from border_check.screening.library import OpenList
    from border_check.screening.queries import Query
    from border_check.values.document import TravelDocument
    from border_check.values.person import Person
    from border_check.values.vehicle import Vehicle

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


def rehearse(one: OpenList, query: Query, asked: date, threshold: float) -> None:
    """Do what a hit would take, with a record that nobody has, and leave it at that."""
    if query.vehicle is not None:
        _rehearse_vehicle(one, query.vehicle, asked)
    elif one.status.kind is ListKind.NOMINALS and query.person is not None:
        _rehearse_person(one, query.person, asked, threshold)
    elif query.document is not None:
        _rehearse_document(one, query.document, asked)


class _MadeUp:
    """In place of a snapshot that has found something: one record, in whatever row."""

    def __init__(self, record: object, snapshot: object) -> None:
        self._record = record
        self._snapshot = snapshot

    def __getattr__(self, name: str) -> Any:
        if name in ("document", "nominal", "vehicle"):
            return lambda _: self._record
        return getattr(self._snapshot, name)


def _rehearse_vehicle(one: OpenList, vehicle: Vehicle, asked: date) -> None:
    from border_check.screening.vehicle_hits import said_of_vehicle
    from border_check.values.vehicle import VehicleRecord

    made_up: Any = _MadeUp(VehicleRecord("", vehicle.marks), one.snapshot)
    said_of_vehicle(one, made_up, vehicle, (0,), asked)


def _rehearse_person(one: OpenList, person: Person, asked: date, threshold: float) -> None:
    from border_check.screening.nominal_hits import said_of_person
    from border_check.values.person import Nominal

    births = (person.born,) if person.born else ()
    made_up: Any = _MadeUp(Nominal("", person.name.text, births=births), one.snapshot)
    said_of_person(one, made_up, person, {0: None}, asked, threshold)


def _rehearse_document(one: OpenList, document: TravelDocument, asked: date) -> None:
    from border_check.screening.document_hits import said_of_document
    from border_check.snapshot.document_rows import FoundDocument
    from border_check.values.document import DocumentRecord

    record = DocumentRecord("", document.number, document.issuing_state)
    made_up: Any = _MadeUp(record, one.snapshot)
    said_of_document(one, made_up, document, (FoundDocument(0, record),), asked)
