"""Vehicles of a snapshot: found by every number that they bear, and never lost to damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import SnapshotError
from border_check.snapshot.build import Built, build_snapshot
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.snapshot.reader import Snapshot
from border_check.sources.interface import Part
from border_check.sources.registry import source_named
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import RecordStatus
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Nominal
from border_check.values.vehicle import (
    Mark,
    MarkKind,
    Vehicle,
    VehicleReason,
    VehicleRecord,
    VehicleType,
    vehicle_from_mapping,
    vehicle_to_mapping,
)
from border_check.vehicles.look_alikes import fold

from desk import VEHICLES, Desk

META = {"list": "smv", "as_of": "2026-11-22T06:00:00Z", "description": "{}"}
FULL = VehicleRecord(
    "1",
    (Mark(MarkKind.VIN, "5UTZZ21DXMZ000101"), Mark(MarkKind.PLATE, "UT101AB", "UTO")),
    VehicleType.CAR,
    VehicleReason.STOLEN,
    "Zephyr",
    "Meridian",
    "blue",
    "2021",
    "GREY HERON",
    RecordStatus.ACTIVE,
    PartialDate(2025, 3),
    "Zenith",
    "UTO",
    PartialDate(2035),
    "NCB-1",
    "keys in it",
    ActionClass.HOLD,
    "solvents",
    (("wheels", "4"),),
)


def build(folder: Path, records: Iterable[VehicleRecord | Part]) -> tuple[Path, Built]:
    file = folder / "x.sqlite"
    return file, build_snapshot(file, ListKind.VEHICLES, records, META, lambda _: None)


def asked(*marks: tuple[str, str]) -> Vehicle:
    return Vehicle(tuple(Mark(MarkKind(kind), number) for kind, number in marks))


def test_a_record_comes_back_whole(tmp_path: Path) -> None:
    file, _ = build(tmp_path, [FULL])
    with Snapshot(file) as snapshot:
        assert snapshot.vehicle(1) == FULL
        assert list(snapshot.all_records()) == [FULL]
        assert snapshot.damage() is None
        snapshot.prove()
    assert vehicle_from_mapping(vehicle_to_mapping(FULL._replace(extra=()))).extra == ()


NUMBERS = st.text("ABIO01D5", min_size=1, max_size=4)
RECORDS = st.lists(
    st.lists(st.builds(Mark, st.sampled_from(list(MarkKind)), NUMBERS), min_size=1, max_size=4).map(
        tuple
    ),
    min_size=1,
    max_size=200,
)


@given(RECORDS)
@settings(max_examples=25, deadline=None)
def test_every_number_leads_to_its_records_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[Mark, ...]]
) -> None:
    records = [VehicleRecord(str(at), own) for at, own in enumerate(marks)]
    file, built = build(tmp_path_factory.mktemp("vehicles"), records)
    assert built.records == len(records)
    with Snapshot(file) as snapshot:
        for kind in MarkKind:
            for number in ("A", "I0", "1O", *(own[0].number for own in marks[:9])):
                mark = Mark(kind, number)
                found = {
                    snapshot.vehicle(row).record_id
                    for row in snapshot.find_vehicles(Vehicle((mark,)))
                }
                assert found == {one.record_id for one in records if alike(mark, one)}
        assert snapshot.damage() is None


def alike(mark: Mark, record: VehicleRecord) -> bool:
    """By comparing all, what the look-up finds by folding."""
    folded = fold(mark.kind, mark.number)
    return any(
        other.kind is mark.kind and fold(other.kind, other.number) == folded
        for other in record.marks
    )


def test_parts_of_plates(tmp_path: Path) -> None:
    plates = ["UT101AB", "UT101A", "XUT101AB", "UT9O1AB"]
    marks = [(Mark(MarkKind.PLATE, plate),) for plate in plates]
    other = (Mark(MarkKind.ENGINE, "UT101AB"),)
    file, _ = build(
        tmp_path, [VehicleRecord(str(at), own) for at, own in enumerate([*marks, other])]
    )
    with Snapshot(file) as snapshot:
        for partial, rows in (
            ("UT1*", [1, 2]),
            ("*AB", [1, 3, 4]),
            ("UT?01AB", [1, 4]),
            ("?UT101AB", [3]),
            ("UT1?", []),
        ):
            assert sorted(snapshot.find_vehicles(asked(("plate", partial)))) == rows, partial


def test_records_of_one_name_become_one(tmp_path: Path) -> None:
    more = VehicleRecord(
        "1", (Mark(MarkKind.ENGINE, "ZE1"),), VehicleType.TRUCK, colour="red", caution="x"
    )
    file, built = build(tmp_path, [FULL._replace(caution=None), more, FULL._replace(record_id="2")])
    assert (built.counts.kept, built.counts.merged, built.records) == (2, 1, 2)
    with Snapshot(file) as snapshot:
        (row,) = snapshot.find_vehicles(asked(("engine", "ZE1")))
        merged = snapshot.vehicle(row)
    assert merged.marks == (*FULL.marks, Mark(MarkKind.ENGINE, "ZE1"))
    assert (merged.type, merged.colour, merged.caution) == (VehicleType.CAR, "blue", "x")
    assert merged.extra == (("wheels", "4"), ("other_type", "truck"), ("other_colour", "red"))


def test_discreet_records_are_counted(tmp_path: Path) -> None:
    hidden = FULL._replace(record_id="2", action=ActionClass.DISCREET)
    file, _ = build(tmp_path, [FULL, hidden])
    with Snapshot(file) as snapshot:
        assert (snapshot.records, snapshot.discreet) == (2, 1)


def test_only_vehicles_are_taken(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="holds vehicles"):
        build(tmp_path, [Nominal("1", "Jane Doe")])  # type: ignore[list-item]


def test_corrected_rejects_are_added(bare_desk: Desk) -> None:
    bare_desk.load("smv", VEHICLES)
    file = bare_desk.home.parent / "more.csv"
    file.write_text("record_id,vin,category\nC99,ZR68,stolen\n")
    source = source_named("vehicle-csv")
    load = Load(ListDescription("smv", source.kind), source, file, bare_desk.now, add=True)
    assert install_list(Home(bare_desk.home), load).records == 10


FINDABLE = [("a VIN", "vin", "5UTZZ21DXMZ000101"), ("a plate", "plate", "UT7O7DS")]


@pytest.mark.parametrize(
    ("kind", "number"), [f[1:] for f in FINDABLE], ids=[f[0] for f in FINDABLE]
)
@pytest.mark.parametrize("suffix", [".sqlite", ".documents"])
def test_a_flipped_bit_never_hides_a_vehicle(
    bare_desk: Desk, kind: str, number: str, suffix: str
) -> None:
    """Wherever it is: the answer is the same, or the list is damaged."""
    bare_desk.load("smv", VEHICLES)
    current = Home(bare_desk.home).current("smv")
    assert current is not None
    snapshot_file = Home(bare_desk.home).snapshot_file("smv", current.version)
    file = snapshot_file.with_suffix(suffix)

    def answer() -> object:
        try:
            with Snapshot(snapshot_file) as snapshot:
                rows = snapshot.find_vehicles(asked((kind, number)))
                return [snapshot.vehicle(row) for row in rows]
        except SnapshotError:
            return None

    sound, expected = file.read_bytes(), answer()
    assert expected
    damaged = 0
    for at in range(len(number), len(sound), 211):
        content = bytearray(sound)
        content[at] ^= 1 << at % 8
        file.write_bytes(content)
        found = answer()
        damaged += found is None
        assert found in (expected, None), f"byte {at}"
    assert damaged


GONE = [
    ("a bucket", "DELETE FROM vehicle_marks WHERE bucket = 0"),
    ("a row", "DELETE FROM vehicle"),
    ("what a row says", "UPDATE vehicle SET facts = '{}'"),
    ("the lines of a bucket", "UPDATE vehicle_marks SET marks = char(10)"),
]


@pytest.mark.parametrize("sql", [g[1] for g in GONE], ids=[g[0] for g in GONE])
def test_what_is_gone_is_damage_and_not_a_vehicle_that_is_not_listed(
    tmp_path: Path, sql: str
) -> None:
    file, _ = build(tmp_path, [FULL])
    first_page = file.read_bytes()[:4096]
    connection = sqlite3.connect(file)
    connection.executescript(sql)
    connection.close()
    file.write_bytes(first_page + file.read_bytes()[4096:])
    with Snapshot(file) as snapshot, pytest.raises(SnapshotError, match="damaged"):
        for row in snapshot.find_vehicles(asked(("plate", "UT101AB"))):
            snapshot.vehicle(row)
