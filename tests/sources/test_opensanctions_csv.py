"""OpenSanctions' simple table."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.errors import ListFileError
from border_check.sources.opensanctions_csv import OpenSanctionsCsv, values_of
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, NoticeColour

ANNA = {
    "id": "NK-1",
    "schema": "Person",
    "name": "Anna Maria Eriksson",
    "aliases": "Анна Эрикссон;ERIKSON, Ann",
    "birth_date": "1974-08-12;1975",
    "countries": "se;suhh;zz",
    "addresses": "",
    "identifiers": "X8989023;898902361000;Q8989023;IMO8989023",
    "sanctions": '"Red Notice - Fraud; ""grand"" theft\n2) Arson";Travel ban',
    "phones": "",
    "emails": "",
    "dataset": "Utopian Notices",
    "first_seen": "2024-01-01T00:00:00",
    "last_seen": "2026-11-20T06:00:00",
    "last_change": "2024-01-01T00:00:00",
}


def _load(tmp_path: Path, *rows: dict[str, str]) -> WholeList:
    text = StringIO()
    table = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL)
    table.writeheader()
    table.writerows(rows)
    (tmp_path / "targets.simple.csv").write_text(text.getvalue())
    return read_whole(OpenSanctionsCsv(), tmp_path / "targets.simple.csv")


def test_a_person_is_read(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, ANNA).nominals
    assert (anna.record_id, anna.name) == ("NK-1", "Anna Maria Eriksson")
    assert anna.aliases == (
        Alias("Анна Эрикссон"),
        Alias("Ann ERIKSON", "strong", "ERIKSON", "Ann"),
    )
    assert anna.births == (PartialDate(1974, 8, 12), PartialDate(1975))
    assert anna.nationalities == ("SWE", "SUN")
    assert anna.documents == (DocumentReference("X8989023", None, "other"),)
    assert anna.notice is NoticeColour.RED
    assert anna.offence == 'Fraud; "grand" theft 2) Arson'
    assert dict(anna.extra)["countries"] == "se; suhh; zz"
    assert dict(anna.extra)["identifiers"] == "X8989023; 898902361000; Q8989023; IMO8989023"


def test_the_latest_last_seen_is_the_date_of_the_list(tmp_path: Path) -> None:
    later = {**ANNA, "id": "NK-2", "schema": "Vessel", "last_seen": "2026-11-21T06:00:00"}
    assert _load(tmp_path, ANNA, later).as_of == "2026-11-21T06:00:00Z"


def test_everything_else_is_set_aside_by_kind(tmp_path: Path) -> None:
    schemas = ("Company", "Organization", "LegalEntity", "Vessel", "Airplane", "CryptoWallet")
    loaded = _load(tmp_path, *({**ANNA, "schema": schema} for schema in schemas))
    assert loaded.set_aside == {
        "organisation": 2,
        "legal entity": 1,
        "vessel": 1,
        "aircraft": 1,
        "crypto wallet": 1,
    }


def test_columns_may_grow(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, {**ANNA, "program_ids": "UT-1;UT-2"}).nominals
    assert dict(anna.extra)["program_ids"] == "UT-1; UT-2"


@pytest.mark.parametrize("column", ["birth_date", "countries", "identifiers", "aliases"])
def test_a_renamed_column_is_refused_by_name(tmp_path: Path, column: str) -> None:
    row = {f"{key}_x" if key == column else key: value for key, value in ANNA.items()}
    with pytest.raises(ListFileError, match=rf"line 1: expected the column '{column}'") as refused:
        _load(tmp_path, row)
    assert refused.value.hint == f"was it renamed to '{column}_x'?"


REJECTED = {
    "no id": ({"id": ""}, "id"),
    "no schema": ({"schema": ""}, "schema"),
    "no name": ({"name": " "}, "name"),
    "a day that is none": ({"birth_date": "1974-08-12;1985-02-30"}, "birth_date"),
}


@pytest.mark.parametrize(("change", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_row_that_cannot_be_used_is_rejected_with_its_cells(
    tmp_path: Path, change: dict[str, str], field: str
) -> None:
    loaded = _load(tmp_path, ANNA, {**ANNA, **change})
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 1
    assert rejected.field == field
    assert rejected.place.number == 4  # a quoted cell above goes on to a second line
    assert isinstance(rejected.raw, dict)
    assert rejected.raw == {**ANNA, **change}


def test_a_folder_may_hold_other_files(tmp_path: Path) -> None:
    _load(tmp_path, ANNA)
    (tmp_path / "index.json").write_text("{}")
    loaded = read_whole(OpenSanctionsCsv(), tmp_path)
    assert len(loaded.nominals) == 1
    assert loaded.warnings == ("index.json: not read, it is not of this format",)


@given(st.lists(st.text(alphabet='ab;" ', min_size=1)))
def test_values_come_out_of_a_cell_as_they_went_in(values: list[str]) -> None:
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="").writerow(values)
    wanted = [" ".join(value.split()) for value in values if value.strip()]
    assert values_of(text.getvalue()) == wanted
