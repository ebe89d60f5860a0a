"""Our own table of persons, and foreign tables by a column map."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ConfigError, ListFileError
from border_check.sources.nominal_csv import NominalCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Sex

ANNA = (
    "id,surname,given,aliases,weak_aliases,dobs,nationality,gender,passports,pob,action,"
    "misused_identity,hair\n"
    "UTO-1,ERIKSSON,Anna Maria,Ann ERIKSON|Anna ERIXON,The Specimen,1974-08-12|1974,UTO|D,F,"
    "L898902C3:UTO|K7654321|X1:UTO:identity_card,Zenith,hold,yes,brown\n"
)


def _load(tmp_path: Path, content: str, columns: tuple[tuple[str, str], ...] = ()) -> WholeList:
    path = tmp_path / "list.txt"
    path.write_text(content)
    return read_whole(NominalCsv(), path, columns)


def test_cells_hold_several_values_parted_by_bars(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, ANNA).nominals
    assert (anna.name, anna.surname) == ("Anna Maria ERIKSSON", "ERIKSSON")
    assert anna.aliases == (
        Alias("Ann ERIKSON"),
        Alias("Anna ERIXON"),
        Alias("The Specimen", "weak"),
    )
    assert anna.births == (PartialDate(1974, 8, 12), PartialDate(1974))
    assert anna.nationalities == ("UTO", "D")
    assert anna.documents == (
        DocumentReference("L898902C3", "UTO"),
        DocumentReference("K7654321"),
        DocumentReference("X1", "UTO", "identity_card"),
    )
    assert (anna.sex, anna.action) == (Sex.FEMALE, ActionClass.HOLD)
    assert anna.misused_identity
    assert anna.extra == (("hair", "brown"),)


def test_columns_that_no_field_takes_are_told(tmp_path: Path) -> None:
    assert _load(tmp_path, ANNA).warnings == ("list.txt: kept, not compared: hair",)


def test_headings_may_differ_in_case_and_delimiter(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, "\ufeffID;Name;DOBS\r\n1;Anna ERIKSSON;1974\r\n").nominals
    assert anna.births == (PartialDate(1974),)


def test_a_foreign_table_is_read_by_its_map(tmp_path: Path) -> None:
    table = "Nr\tNachname\tVornamen\tGeboren\n7\tERIKSSON\tANNA MARIA\t1974-08-12\n"
    columns = (
        ("id", "Nr"),
        ("surname", "Nachname"),
        ("given", "Vornamen"),
        ("dobs", "Geboren"),
        ("nationality", "=UTO"),
    )
    (anna,) = _load(tmp_path, table, columns).nominals
    assert (anna.record_id, anna.name, anna.nationalities) == ("7", "ANNA MARIA ERIKSSON", ("UTO",))


REJECTED = {
    "no id": (",Anna,1974", "id"),
    "no name": ("1,,1974", "name"),
    "a day that is none": ("1,Anna,1985-02-30", "dobs"),
    "day first": ("1,Anna,12.08.1974", "dobs"),
}


@pytest.mark.parametrize(("row", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_row_that_cannot_be_used_is_rejected_with_its_cells(
    tmp_path: Path, row: str, field: str
) -> None:
    (rejected,) = _load(tmp_path, f"id,name,dobs\n{row}\n").rejected
    assert (str(rejected.place), rejected.field) == ("list.txt, line 2", field)
    assert rejected.raw == dict(zip(("id", "name", "dobs"), row.split(","), strict=True))


def test_a_flag_that_is_neither_yes_nor_no_is_rejected(tmp_path: Path) -> None:
    (rejected,) = _load(tmp_path, "id,name,misused_identity\n1,Anna,perhaps\n").rejected
    assert rejected.field == "misused_identity"


def test_a_renamed_column_is_told_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"list\.txt.*'id'.*'ident'"):
        _load(tmp_path, "ident,name\n1,Anna\n")
    with pytest.raises(ListFileError, match="'name' or 'surname'"):
        _load(tmp_path, "id,fullname\n1,Anna\n")


def test_a_map_to_a_field_that_does_not_exist_is_a_fault_of_the_configuration(
    tmp_path: Path,
) -> None:
    with pytest.raises(ConfigError, match="birthday"):
        _load(tmp_path, "a,b\n1,2\n", (("id", "a"), ("birthday", "b")))


def test_a_file_with_a_heading_only_has_no_records(tmp_path: Path) -> None:
    assert _load(tmp_path, "id,name\n").nominals == []
