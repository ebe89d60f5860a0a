"""The US Consolidated Screening List: old and new columns, several values a cell, cut files."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.registry import recognise
from border_check.sources.us_csl_csv import UsCslCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Sex

OLD = [
    "source", "entity_number", "type", "programs", "name", "title", "addresses",
    "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
    "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
    "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships",
    "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
]  # fmt: skip
NEW = ["_id", *OLD]
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
ANNA = {
    "_id": "17",
    "source": SDN,
    "entity_number": "17",
    "type": "Individual",
    "programs": "UTO1; UTO2",
    "name": "ERIKSSON, Anna Maria",
    "title": "Doctor",
    "addresses": "1 Main Street, Zenith, UT; Umbra, UT",
    "remarks": "(Linked To: UTC)",
    "alt_names": "ERIKSEN, Ann; THE SPECIMEN",
    "citizenships": "SE",
    "dates_of_birth": "1974-08-12; circa 1976; Feb 1978",
    "nationalities": "UT",
    "places_of_birth": "Zenith, Utopia; Umbra",
    "source_information_url": "https://lists.example/sdn",
    "ids": "Passport, L898902C3, UT, 15 Apr 2007, 15 Apr 2012; National ID No., 890-23, UT;"
    " Passport, UX 898902; Tax ID No., 555, UT; Gender, Female;"
    " Secondary sanctions risk:, Passport rule 1234567",
}


def _rows(*rows: dict[str, str], columns: list[str] = NEW) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    csv.DictWriter(
        text, columns, extrasaction="ignore", lineterminator="\n", quoting=csv.QUOTE_ALL
    ).writerows(rows)
    return text.getvalue()


def _load(folder: Path, content: str) -> WholeList:
    (folder / "consolidated.csv").write_text(content, encoding="utf-8")
    return read_whole(UsCslCsv(), folder / "consolidated.csv")


@pytest.mark.parametrize("columns", [OLD, NEW, [*NEW, "risk"]], ids=["28 columns", "29", "30"])
def test_a_person_is_read_from_cells_by_the_names_of_their_columns(
    tmp_path: Path, columns: list[str]
) -> None:
    loaded = _load(tmp_path, _rows(ANNA | {"risk": "high"}, columns=columns))
    assert recognise(tmp_path / "consolidated.csv").name == "us-csl-csv"
    (anna,) = loaded.nominals
    assert (anna.record_id, anna.name, anna.surname) == ("17", "Anna Maria ERIKSSON", "ERIKSSON")
    assert anna.aliases == (
        Alias("Ann ERIKSEN", "strong", "ERIKSEN", "Ann"),
        Alias("THE SPECIMEN", "strong"),
    )
    assert anna.births == (PartialDate(1974, 8, 12), PartialDate(1976), PartialDate(1978, 2))
    assert anna.birthplaces == ("Zenith, Utopia", "Umbra")
    assert (anna.nationalities, anna.sex) == (("UTO", "SWE"), Sex.FEMALE)
    assert anna.documents == (
        DocumentReference("L898902C3", "UTO", "passport"),
        DocumentReference("890-23", "UTO", "identity_card"),
        DocumentReference("UX 898902", None, "passport"),
    )
    assert anna.source_url == "https://lists.example/sdn"
    kept = {
        "program": "UTO1; UTO2",
        "title": "Doctor",
        "births_listed": "circa 1976",
        "source_list": SDN,
        "ids_listed": ANNA["ids"],
        "addresses": ANNA["addresses"],
        "remarks": "(Linked To: UTC)",
    }
    assert dict(anna.extra) == kept | ({"risk": "high"} if "risk" in columns else {})


OTHERS = [
    ("an organisation", {"type": "Entity"}, "organisation"),
    ("a vessel", {"type": "Vessel"}, "vessel"),
    ("an aircraft", {"type": "Aircraft"}, "aircraft"),
    ("an entry of Commerce or State", {"type": "", "entity_number": ""}, "party of untold kind"),
]


@pytest.mark.parametrize(("facts", "kind"), [row[1:] for row in OTHERS], ids=[r[0] for r in OTHERS])
def test_who_is_no_individual_is_counted(tmp_path: Path, facts: dict[str, str], kind: str) -> None:
    loaded = _load(tmp_path, _rows(ANNA, ANNA | facts))
    assert (len(loaded.nominals), loaded.set_aside) == (1, {kind: 1})


REJECTED = [
    ("a type nobody knows", {"type": "Comet"}, "type"),
    ("no name", {"name": " "}, "name"),
    ("nothing to name it by", {"entity_number": "", "_id": ""}, "entity_number"),
]


@pytest.mark.parametrize(
    ("facts", "field"), [row[1:] for row in REJECTED], ids=[row[0] for row in REJECTED]
)
def test_a_row_that_cannot_be_used_is_rejected(
    tmp_path: Path, facts: dict[str, str], field: str
) -> None:
    (rejected,) = _load(tmp_path, _rows(ANNA, ANNA | facts)).rejected
    assert (str(rejected.place), rejected.field) == ("consolidated.csv, line 3", field)


def test_without_a_number_of_the_treasury_the_id_of_the_table_names_a_person(
    tmp_path: Path,
) -> None:
    (anna,) = _load(tmp_path, _rows(ANNA | {"entity_number": "", "_id": "0c1"})).nominals
    assert anna.record_id == "0c1"


def test_a_heading_that_is_repeated_is_no_entry(tmp_path: Path) -> None:
    heading, rest = _rows(ANNA, ANNA).split("\n", 1)
    loaded = _load(tmp_path, f"{heading}\n{heading}\n{rest}")
    assert (len(loaded.entries), loaded.rejected, loaded.warnings) == (2, [], ())


def test_a_row_of_another_width_is_rejected(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _rows(ANNA) + "1,2,3\n" + _rows(ANNA).partition("\n")[2])
    assert [str(one.place) for one in loaded.rejected] == ["consolidated.csv, line 3"]
    assert len(loaded.nominals) == 2


def test_a_file_that_is_cut_is_read_up_to_where_it_ends(tmp_path: Path) -> None:
    whole = _rows(ANNA, ANNA | {"entity_number": "18"}, ANNA | {"entity_number": "19"})
    ends = [at for at, char in enumerate(whole, 1) if char == "\n"]
    last_cell = whole.rindex(',"')
    for cut in range(ends[2] + 1, len(whole) - 2):
        if cut == last_cell + 1:  # the row has all of its columns, the last of them is empty
            continue
        loaded = _load(tmp_path, whole[:cut])
        assert [one.record_id for one in loaded.nominals] == ["17", "18"], whole[:cut][-20:]
        (warning,) = loaded.warnings
        assert warning.startswith("consolidated.csv, line 4: the file ends inside ")
        assert "the 2 entries before it are read" in warning


@pytest.mark.parametrize("dropped", ["\n", f'"{ANNA["ids"]}"\n'], ids=["line end", "last cell"])
def test_a_last_row_without_a_line_end_is_read_and_told(tmp_path: Path, dropped: str) -> None:
    loaded = _load(tmp_path, _rows(ANNA).removesuffix(dropped))
    assert len(loaded.nominals) == 1
    assert loaded.warnings == (
        "consolidated.csv: ends without a line end: its last row may be cut short",
    )


def test_a_quote_that_swallows_other_rows_is_no_cut(tmp_path: Path) -> None:
    content = _rows(*[ANNA] * 5)
    loaded = _load(tmp_path, content.replace('"Doctor","1 Main', '"Doctor,"1 Main', 1))
    assert (len(loaded.nominals), len(loaded.rejected)) == (4, 1)
    with pytest.raises(ListFileError, match="line 2: a quoted cell of this row never ends"):
        _load(tmp_path, content.replace('"', "").replace(",Doctor", ',"Doctor', 1))


def test_a_renamed_column_is_told_by_both_names(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="line 1: expected the column 'alt_names'") as refused:
        _load(tmp_path, _rows(ANNA).replace("alt_names", "alternate_names", 1))
    assert "'alternate_names'" in (refused.value.hint or "")


def test_among_others_only_the_right_table_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(_rows(ANNA))
    (tmp_path / "b.csv").write_text("x,y\n1,2\n")
    loaded = read_whole(UsCslCsv(), tmp_path)
    assert loaded.warnings == ("b.csv: not read, it is not of this format",)
    assert len(loaded.nominals) == 1
