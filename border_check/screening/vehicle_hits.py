"""Records that lists have under the numbers of a vehicle: hits, notes, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from border_check.language import marked, sentence
from border_check.matching.vehicle import (
    VehicleComparison,
    VehicleNote,
    compare_vehicle,
)
from border_check.screening.classes import class_of_document
from border_check.screening.findings import Findings
from border_check.screening.library import OpenList
from border_check.snapshot.reader import Snapshot
from border_check.values.actions import ActionClass
from border_check.values.screening import Grade, Hit, Problem
from border_check.values.vehicle import MarkKind, Vehicle, VehicleRecord


def said_of_vehicle(
    one: OpenList, snapshot: Snapshot, vehicle: Vehicle, rows: Iterable[int], asked: date
) -> Findings:
    """What the records in these rows say of the vehicle that is asked."""
    hits, problems = [], []
    for row in rows:
        record = snapshot.vehicle(row)
        comparison = compare_vehicle(vehicle, record, asked)
        action = class_of_document(record.action, one.description)
        if comparison.grade is not None:
            hits.append(_hit(one, record, comparison, comparison.grade, action))
        elif comparison.note is not None and action is not ActionClass.DISCREET:
            # A note would betray a discreet record to whoever may not know of it.
            problems.append(_note(one, record, comparison.note))
    return Findings(tuple(hits), tuple(problems))


def _hit(
    one: OpenList,
    record: VehicleRecord,
    comparison: VehicleComparison,
    grade: Grade,
    action: ActionClass,
) -> Hit:
    return Hit(
        list=one.status.name,
        kind=one.status.kind,
        record_id=record.record_id,
        grade=grade,
        action=action,
        evidence=comparison.evidence,
        record=vehicle_facts(record),
    )


def vehicle_facts(record: VehicleRecord) -> dict[str, str]:
    """A record in the words of the JSON contract; absent facts are absent keys.

    Several numbers of one kind are parted by `|`, with the country of a plate after a colon, as in
    `vehicle-csv`.
    """
    numbers = {kind.value: _numbers(record, kind) for kind in MarkKind}
    facts = {
        **numbers,
        "vehicle_type": record.type,
        "category": record.reason,
        "make": record.make,
        "model": record.model,
        "colour": record.colour,
        "year": record.year,
        "name": record.name,
        "status": record.status,
        "date_of_theft": record.theft,
        "place_of_theft": record.theft_place,
        "reporting_state": record.reporting_state,
        "review_date": record.review,
        "national_reference": record.reference,
        "additional_info": record.information,
        "caution": record.caution,
    }
    return {**dict(record.extra), **{key: str(value) for key, value in facts.items() if value}}


def _numbers(record: VehicleRecord, kind: MarkKind) -> str:
    own = (mark for mark in record.marks if mark.kind is kind)
    return "|".join(f"{one.number}:{one.country}" if one.country else one.number for one in own)


def _note(one: OpenList, record: VehicleRecord, note: VehicleNote) -> Problem:
    countries = ", ".join(mark.country for mark in record.marks if mark.country)
    facts = {"list": one.title, "countries": countries, "record": record.record_id}
    return Problem(note, sentence(_NOTES[note], **facts), one.status.name)


_NOTES = {
    VehicleNote.OTHER_COUNTRY: marked(
        "{list} has this plate of another country: {countries} (record {record})"
    ),
    VehicleNote.RULED_OUT: marked(
        "{list} has a VIN that looks alike; the check characters of both are right "
        "(record {record})"
    ),
    VehicleNote.RECOVERED: marked(
        "{list} had this vehicle; reported as recovered (record {record})"
    ),
}
