"""Which records are the vehicle, which it might be, and which deserve no more than a note."""

from __future__ import annotations

from datetime import date

import pytest

from border_check.matching.vehicle import (
    VehicleComparison,
    VehicleNote,
    compare_vehicle,
)
from border_check.values.dates import PartialDate
from border_check.values.document import RecordStatus
from border_check.values.screening import Grade, Relation
from border_check.values.vehicle import Mark, MarkKind, Vehicle, VehicleRecord

TODAY = date(2026, 11, 22)
VIN = "5UTZZ21DXMZ000101"
OTHER = "5UTZZ21D7PZ000707"


def marks(**numbers: str) -> tuple[Mark, ...]:
    """Numbers by kind; of a plate and a registration with the country after a colon."""
    found = []
    for kind, text in numbers.items():
        number, _, country = text.partition(":")
        found.append(Mark(MarkKind(kind), number, country or None))
    return tuple(found)


CAR = VehicleRecord("1", marks(vin=VIN, plate="UT101AB:UTO", engine="ZE1000101"))
SHIP = VehicleRecord("2", marks(imo="0012340", registration="UT4411K:UTO", engine="HM4411A"))
GERMAN = VehicleRecord("4", marks(plate="M1:DEU"))
PARTS = VehicleRecord("3", marks(part="GB77120", engine="ZE1000101"))


def compare(record: VehicleRecord, **numbers: str) -> VehicleComparison:
    return compare_vehicle(Vehicle(marks(**numbers)), record, TODAY)


GRADES = [
    ("the VIN", CAR, {"vin": VIN}, Grade.EXACT),
    ("plate and country", CAR, {"plate": "UT101AB:UTO"}, Grade.EXACT),
    ("all of it", CAR, {"vin": VIN, "plate": "UT101AB:UTO", "engine": "ZE1000101"}, Grade.EXACT),
    ("the VIN with another plate", CAR, {"vin": VIN, "plate": "UT8:UTO"}, Grade.STRONG),
    ("the VIN with another engine", CAR, {"vin": VIN, "engine": "X1"}, Grade.STRONG),
    ("the VIN, and a part nobody listed", CAR, {"vin": VIN, "part": "X1"}, Grade.EXACT),
    ("the plate on another vehicle", CAR, {"vin": OTHER, "plate": "UT101AB:UTO"}, Grade.POSSIBLE),
    ("the engine in another vehicle", CAR, {"vin": OTHER, "engine": "ZE1000101"}, Grade.POSSIBLE),
    ("the plate, country not given", CAR, {"plate": "UT101AB"}, Grade.POSSIBLE),
    ("the engine alone", CAR, {"engine": "ZE1000101"}, Grade.POSSIBLE),
    ("engine and part together", PARTS, {"engine": "ZE1000101", "part": "GB77120"}, Grade.STRONG),
    ("a look-alike of the VIN", CAR, {"vin": "5UTZZ21DXMZOO0101"}, Grade.POSSIBLE),
    ("a look-alike of the plate", CAR, {"plate": "UTI0IAB:UTO"}, Grade.POSSIBLE),
    (
        "a look-alike of the VIN, and the plate",
        CAR,
        {"vin": "5UTZZ21DXMZOO0101", "plate": "UT101AB:UTO"},
        Grade.STRONG,
    ),
    ("a part of the plate", CAR, {"plate": "UT1*:UTO"}, Grade.POSSIBLE),
    ("the IMO number", SHIP, {"imo": "0012340"}, Grade.EXACT),
    ("another IMO number", SHIP, {"imo": "0012352", "registration": "UT4411K:UTO"}, Grade.POSSIBLE),
    ("a registration and its country", SHIP, {"registration": "UT4411K:UTO"}, Grade.EXACT),
    ("a code of the same family", GERMAN, {"plate": "M1:D"}, Grade.EXACT),
]


@pytest.mark.parametrize(
    ("record", "numbers", "grade"), [g[1:] for g in GRADES], ids=[g[0] for g in GRADES]
)
def test_grade(record: VehicleRecord, numbers: dict[str, str], grade: Grade) -> None:
    found = compare(record, **numbers)
    assert found.grade is grade
    assert {piece.feature for piece in found.evidence} >= numbers.keys()


SILENT = [
    ("deleted", CAR._replace(status=RecordStatus.DELETED)),
    ("withdrawn", CAR._replace(status=RecordStatus.WITHDRAWN)),
    ("past its review date", CAR._replace(review=PartialDate(2026, 11, 22))),
    ("another vehicle", CAR._replace(marks=marks(vin=OTHER))),
    ("the same number of another kind", CAR._replace(marks=marks(engine=VIN))),
]


@pytest.mark.parametrize("record", [s[1] for s in SILENT], ids=[s[0] for s in SILENT])
def test_a_record_that_says_nothing(record: VehicleRecord) -> None:
    assert compare(record, vin=VIN) == VehicleComparison()


def test_a_record_stands_until_the_day_before_its_review() -> None:
    assert compare(CAR._replace(review=PartialDate(2026, 11, 23)), vin=VIN).grade is Grade.EXACT


# Two numbers whose check characters both hold, and that differ in characters that look alike.
TWINS = ("5UTZZ21D7MZ555555", "5UTZZ21D7MZ55SS5S")

NOTES = [
    ("another country", CAR, {"plate": "UT101AB:XXA"}, VehicleNote.OTHER_COUNTRY),
    ("a look-alike of another country", CAR, {"plate": "UTI01AB:XXA"}, None),
    (
        "a look-alike whose check character is as right",
        CAR._replace(marks=marks(vin=TWINS[1])),
        {"vin": TWINS[0]},
        VehicleNote.RULED_OUT,
    ),
    ("recovered", CAR._replace(status=RecordStatus.RECOVERED), {"vin": VIN}, VehicleNote.RECOVERED),
]


@pytest.mark.parametrize(
    ("record", "numbers", "note"), [n[1:] for n in NOTES], ids=[n[0] for n in NOTES]
)
def test_what_is_no_hit(
    record: VehicleRecord, numbers: dict[str, str], note: VehicleNote | None
) -> None:
    found = compare(record, **numbers)
    assert (found.grade, found.note) == (None, note)


def test_a_look_alike_is_not_ruled_out_where_either_was_misread() -> None:
    record = CAR._replace(marks=marks(vin=TWINS[1]))
    assert compare(record, vin="5UTZZ21D7MZSS5555").grade is Grade.POSSIBLE
    misread = CAR._replace(marks=marks(vin="5UTZZ21D7MZ55555S"))
    assert compare(misread, vin=TWINS[0]).grade is Grade.POSSIBLE


def test_a_plate_of_one_country_is_found_among_those_of_others() -> None:
    record = CAR._replace(marks=(*marks(plate="UT101AB:XXA"), *marks(plate="UT101AB:UTO")))
    assert compare(record, plate="UT101AB:UTO").grade is Grade.EXACT


def test_better_grades_have_more_points() -> None:
    asked: list[dict[str, str]] = [
        {"vin": VIN, "plate": "UT101AB:UTO"},
        {"vin": VIN},
        {"vin": VIN, "plate": "UT8:UTO"},
        {"plate": "UT101AB:UTO"},
        {"plate": "UT101AB"},
        {"plate": "UTI01AB:UTO"},
        {"plate": "UT1*:UTO"},
        {"plate": "UT1*"},
    ]
    points = [sum(piece.points for piece in compare(CAR, **one).evidence) for one in asked]
    assert points == sorted(points, reverse=True)
    assert points[-1] >= 0


def test_what_one_side_lacks_counts_nothing() -> None:
    found = compare(CAR, vin=VIN, part="X1")
    (missing,) = [piece for piece in found.evidence if piece.relation is Relation.MISSING]
    assert (missing.feature, missing.points) == ("part", 0.0)
