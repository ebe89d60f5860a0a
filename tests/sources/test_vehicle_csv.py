"""Our own table of vehicles, and foreign tables by a column map."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ConfigError, ListFileError
from border_check.sources.vehicle_csv import VehicleCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.document import RecordStatus
from border_check.values.vehicle import (
    Mark,
    MarkKind,
    VehicleReason,
    VehicleRecord,
    VehicleType,
)

ROW = (
    "record_id,vehicle_type,make,vin,plate,country,engine,part,imo,category,date_of_theft,status,"
    "action,wheels\n"
    "V-1,Car,Zephyr,5utzz-21dx mz000101,UT 101 AB|M 7:D,Utopia,ZE1.000101,A-1|A-2,IMO 0012340,"
    "stolen,2.3.2025,,hold,4\n"
)


def load(tmp_path: Path, content: str, columns: tuple[tuple[str, str], ...] = ()) -> WholeList:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    return read_whole(VehicleCsv(), path, columns)


def test_a_row_in_full(tmp_path: Path) -> None:
    found = load(tmp_path, ROW)
    assert found.entries == (
        VehicleRecord(
            "V-1",
            (
                Mark(MarkKind.VIN, "5UTZZ21DXMZ000101"),
                Mark(MarkKind.IMO, "0012340"),
                Mark(MarkKind.PLATE, "UT101AB", "UTO"),
                Mark(MarkKind.PLATE, "M7", "D"),
                Mark(MarkKind.ENGINE, "ZE1000101"),
                Mark(MarkKind.PART, "A1"),
                Mark(MarkKind.PART, "A2"),
            ),
            VehicleType.CAR,
            VehicleReason.STOLEN,
            "Zephyr",
            status=RecordStatus.ACTIVE,
            theft=PartialDate(2025, 3, 2),
            action=ActionClass.HOLD,
            extra=(("wheels", "4"),),
        ),
    )
    assert found.warnings == ("list.csv: kept, not compared: wheels",)
    assert found.as_of is None


ROWS = [
    ("no number at all", "V-1,car,,,,stolen", "vin", "no number to find it by"),
    ("a VIN of 18", "V-1,car,123456789012345678,,,stolen", "vin", "has 18 letters and digits"),
    ("a VIN in another script", "V-1,car,ЖЖЖ,,,stolen", "vin", "letters other than A-Z"),
    ("a VIN of signs", "V-1,car,---,,,stolen", "vin", "has no letter or digit"),
    ("a VIN of a country", "V-1,car,ZR68:UTO,,,stolen", "vin", "has a colon"),
    ("a part of a plate", "V-1,car,,UT?01*,UTO,stolen", "plate", "wild cards"),
    ("a country that is none", "V-1,car,,UT1,Atlantis,stolen", "country", "'Atlantis' is neither"),
    ("a country of a plate that is none", "V-1,car,,UT1:Q,,stolen", "plate", "'Q' is neither"),
    ("no category", "V-1,car,ZR68,,,", "category", "is empty, expected one of stolen"),
    ("an unknown category", "V-1,car,ZR68,,,borrowed", "category", "'borrowed' is none of"),
    ("a cell too many", "V-1,car,ZR68,,,stolen,x", None, "expected 6 columns, found 7"),
]


@pytest.mark.parametrize(("row", "field", "why"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_what_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, row: str, field: str | None, why: str
) -> None:
    heading = "record_id,vehicle_type,vin,plate,country,category"
    found = load(tmp_path, f"{heading}\nV-0,car,ZR68,,,stolen\n{row}\n")
    assert len(found.entries) == 2
    (rejected,) = found.rejected
    assert (str(rejected.place), rejected.field) == ("list.csv, line 3", field)
    assert why in rejected.reason


def test_an_imo_number_must_check(tmp_path: Path) -> None:
    found = load(tmp_path, "record_id,imo,category\n1,0012341,stolen\n2,IMO 0012340,stolen\n")
    assert [one.reason for one in found.rejected] == ["check digit 1, expected 0"]
    assert len(found.entries) == 2


def test_a_vin_need_not_check(tmp_path: Path) -> None:
    """A list may be mistaken in one character, and a look-alike of it is still to be found."""
    assert not load(tmp_path, "vin,category\n5UTZZ21D0MZ000101,stolen\n").rejected


NAMELESS = [
    ("by its VIN", "5UTZZ21DXMZ000101,UT1", "vin-5UTZZ21DXMZ000101"),
    ("by its plate", ",UT 1:UTO", "UTO-plate-UT1"),
]


@pytest.mark.parametrize(("cells", "name"), [n[1:] for n in NAMELESS], ids=[n[0] for n in NAMELESS])
def test_a_record_without_a_name_is_named_by_its_first_number(
    tmp_path: Path, cells: str, name: str
) -> None:
    (entry,) = load(tmp_path, f"vin,plate,category\n{cells},lost\n").entries
    assert isinstance(entry, VehicleRecord)
    assert entry.record_id == name


def test_a_type_of_its_own_is_kept(tmp_path: Path) -> None:
    (entry,) = load(tmp_path, "vin,vehicle_type,category\nZR68,Hovercraft,lost\n").entries
    assert isinstance(entry, VehicleRecord)
    assert (entry.type, entry.extra) == (VehicleType.OTHER, (("vehicle_type", "Hovercraft"),))


def test_owners_are_left_out(tmp_path: Path) -> None:
    found = load(tmp_path, "vin,category,owner_name\nZR68,stolen,Jane Doe\n")
    assert found.warnings == ("list.csv: columns of the owner are left out (owner_name)",)
    assert "Jane" not in repr(found.entries)


FOREIGN = "Rahmen;Serie;Nummer\nZR68;UT;101\nZR69;;102\n"
MAP = (("vin", "Rahmen"), ("plate", "Serie+Nummer"), ("country", "=UTO"), ("category", "=stolen"))


def test_a_foreign_table_is_read_by_its_map(tmp_path: Path) -> None:
    found = load(tmp_path, FOREIGN, MAP)
    (entry, _) = found.entries
    assert isinstance(entry, VehicleRecord)
    assert entry.marks[1] == Mark(MarkKind.PLATE, "UT101", "UTO")
    assert [one.reason for one in found.rejected] == ["a part of the number is missing"]


def test_a_table_that_names_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="line 1: expected a column of numbers"):
        load(tmp_path, "record_id,category\n1,stolen\n")


def test_a_renamed_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected one column 'category'"):
        load(tmp_path, "vin,kategory\nZR68,stolen\n")


def test_a_map_to_a_field_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no field 'chassis'"):
        load(tmp_path, FOREIGN, (("chassis", "Rahmen"), ("category", "=stolen")))
