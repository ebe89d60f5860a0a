"""The UK's lists: a row for each name and birth, and cells that hold several values."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.snapshot.merge import merge_nominals
from border_check.sources.uk_columns import CONSOLIDATED_LIST, SANCTIONS_LIST
from border_check.sources.uk_csv import UkCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.person import Alias, DocumentReference, Sex

NEW = list(SANCTIONS_LIST.columns.values())
OLD = [
    *CONSOLIDATED_LIST.columns.values(),
    *(name for group in CONSOLIDATED_LIST.groups for name in group.columns.values()),
]


def _table(
    columns: list[str], *rows: dict[str, str], banner: str = "Report Date: 20-Nov-2026"
) -> str:
    text = StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return f"{banner}\n{text.getvalue()}" if banner else text.getvalue()


def _anna(**cells: str) -> dict[str, str]:
    return {
        "Unique ID": "UTO0001",
        "Designation Type": "Individual",
        "Name 6": "ERIKSSON",
        "Name 1": "ANNA",
        "Name type": "Primary Name",
        **cells,
    }


def _load(tmp_path: Path, content: str | bytes) -> WholeList:
    path = tmp_path / "uk.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_whole(UkCsv(), path)


def test_the_rows_of_a_person_are_put_together(tmp_path: Path) -> None:
    facts = {
        "Nationality(/ies)": "Utopia",
        "Passport number": "L898902C3",
        "Passport additional information": "Utopia passport",
        "Town of birth": "Zenith",
        "Country of birth": "Utopia",
        "Gender": "Female",
        "Regime Name": "Utopia",
    }
    alias = {"Name 6": "ERIKSON", "Name 1": "ANN", "Name type": "Alias"}
    loaded = _load(
        tmp_path,
        _table(
            NEW,
            _anna(**alias, **{"Alias strength": "Low quality"}),
            _anna(**facts, **{"D.O.B": "12/08/1974", "Name 2": "MARIA,"}),
            _anna(**facts, **{"D.O.B": "00/00/1975", "Name non-latin script": "Анна"}),
        ),
    )
    assert (loaded.as_of, loaded.rejected, len(loaded.entries)) == ("2026-11-20T00:00:00Z", [], 3)
    first, *others = loaded.nominals
    for other in others:
        first = merge_nominals(first, other)
    assert (first.record_id, first.name, first.surname, first.given) == (
        "UTO0001", "ANNA MARIA ERIKSSON", "ERIKSSON", "ANNA MARIA",
    )  # fmt: skip
    assert first.aliases == (
        Alias("ANN ERIKSON", "weak", "ERIKSON", "ANN"),
        Alias("ANNA ERIKSSON", "strong", "ERIKSSON", "ANNA"),
        Alias("Анна"),
    )
    assert [str(birth) for birth in first.births] == ["1974-08-12", "1975"]
    assert first.documents == (DocumentReference("L898902C3", "UTO", "passport"),)
    assert (first.nationalities, first.sex) == (("UTO",), Sex.FEMALE)
    assert first.birthplaces == ("Zenith, Utopia",)
    assert dict(first.extra)["regime"] == "Utopia"


def test_entities_and_ships_are_set_aside(tmp_path: Path) -> None:
    entity, ship = _anna(**{"Designation Type": "Entity"}), _anna(**{"Designation Type": "Ship"})
    assert _load(tmp_path, _table(NEW, entity, ship, entity)).set_aside == {
        "organisation": 2,
        "vessel": 1,
    }


BIRTHS = [
    ("a day", "12/08/1974", ["1974-08-12"]),
    ("a year", "00/00/1974", ["1974"]),
    ("a year, with letters", "dd/mm/1974", ["1974"]),
    ("a month", "dd/08/1974", ["1974-08"]),
    ("a day of no month", "12/00/1974", ["1974"]),
    ("several", "12/08/1974; 01/02/1975", ["1974-08-12", "1975-02-01"]),
    ("numbered", "(1) 12/08/1974 (2) 1975", ["1974-08-12", "1975"]),
    ("about", "circa 1974", ["1974"]),
]


@pytest.mark.parametrize(
    ("cell", "births"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_births(tmp_path: Path, cell: str, births: list[str]) -> None:
    (anna,) = _load(tmp_path, _table(NEW, _anna(**{"D.O.B": cell}))).nominals
    assert [str(birth) for birth in anna.births] == births


DOCUMENTS = [
    ("several with as many words", "(1) A898902 (2) B898902", "(1) Utopia passport (2) Italian",
     [("A898902", "UTO"), ("B898902", "ITA")]),
    ("several with fewer words", "A898902; B898902", "Utopia passport",
     [("A898902", None), ("B898902", None)]),
    ("issued at home", "A898902, issued in Kuwait", "", [("A898902", "KWT")]),
    ("issued abroad", "A898902", "issued in Italy, expires 2030", [("A898902", None)]),
    ("nothing known", "unknown", "", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "words", "expected"),
    [row[1:] for row in DOCUMENTS],
    ids=[row[0] for row in DOCUMENTS],
)
def test_passports(
    tmp_path: Path, numbers: str, words: str, expected: list[tuple[str, str | None]]
) -> None:
    row = _anna(
        **{
            "Nationality(/ies)": "Kuwait",
            "Passport number": numbers,
            "Passport additional information": words,
        }
    )
    (anna,) = _load(tmp_path, _table(NEW, row)).nominals
    assert [tuple(one) for one in anna.documents] == [(*one, "passport") for one in expected]
    assert dict(anna.extra)["documents_listed"].startswith(numbers)


def test_national_numbers_are_identity_cards_but_for_tax_numbers(tmp_path: Path) -> None:
    row = _anna(
        **{
            "National Identifier number": "898902; 8989023",
            "National Identifier additional information": "Utopia identity card; Tax number",
        }
    )
    (anna,) = _load(tmp_path, _table(NEW, row)).nominals
    assert anna.documents == (DocumentReference("898902", "UTO", "identity_card"),)


CONLIST = {
    "Name 6": "ERIKSSON",
    "Name 1": "Anna",
    "DOB": "12/08/1974",
    "Group Type": "Individual",
    "Alias Type": "Primary name",
    "Other Information": "(UK Sanctions List Ref):UTO0007. (Gender):Female",
}


def test_the_older_list_is_read_by_its_groups(tmp_path: Path) -> None:
    banner = "Last Updated,03/06/2026"
    rows = (
        {**CONLIST, "Group ID": "14233"},
        {**CONLIST, "Group ID": "14233", "Name 6": "ERIKSON", "Alias Type": "AKA",
         "Alias Quality": "Low"},
    )  # fmt: skip
    loaded = _load(tmp_path, _table(OLD, *rows, banner=banner))
    assert (loaded.as_of, loaded.warnings) == ("2026-06-03T00:00:00Z", ())
    assert {one.record_id for one in loaded.nominals} == {"14233"}
    assert loaded.nominals[1].name == "Anna ERIKSSON"
    assert loaded.nominals[1].aliases == (Alias("Anna ERIKSON", "weak", "ERIKSON", "Anna"),)
    assert {one.sex for one in loaded.nominals} == {Sex.FEMALE}


def test_without_its_last_columns_the_older_list_goes_by_the_newer_ones_ids(
    tmp_path: Path,
) -> None:
    columns = list(CONSOLIDATED_LIST.columns.values())
    bare = {key: value for key, value in CONLIST.items() if key != "Other Information"}
    loaded = _load(tmp_path, _table(columns, CONLIST, bare))
    assert [one.record_id for one in loaded.nominals] == ["UTO0007"]
    assert [one.field for one in loaded.rejected] == ["id"]
    assert "group ids" in loaded.warnings[0]


REJECTED = {
    "a day that is none": (_anna(**{"D.O.B": "30/02/1985"}), "date of birth"),
    "no id": (_anna(**{"Unique ID": ""}), "id"),
    "no name": (_anna(**{"Unique ID": "UTO0002", "Name 6": "", "Name 1": ""}), "name"),
    "another type": (_anna(**{"Designation Type": "Aircraft"}), "type"),
}


@pytest.mark.parametrize(("row", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_row_that_cannot_be_used_leaves_the_others(
    tmp_path: Path, row: dict[str, str], field: str
) -> None:
    loaded = _load(tmp_path, _table(NEW, _anna(), row))
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 1
    assert (str(rejected.place), rejected.field) == ("uk.csv, line 4", field)
    assert not isinstance(rejected.raw, str)
    again = _load(tmp_path, _table([*NEW, "rejected_because"], dict(rejected.raw), banner=""))
    assert [one.field for one in again.rejected] == [field]


def test_a_row_without_its_last_empty_cells_is_read(tmp_path: Path) -> None:
    table = _table(NEW, _anna())
    loaded = _load(tmp_path, table[:-3] + "\n")
    assert [one.record_id for one in loaded.nominals] == ["UTO0001"]


def test_a_file_that_ends_inside_a_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="line 3: the file ends inside this row"):
        _load(tmp_path, _table(NEW, _anna())[:-3])


def test_a_renamed_column_is_told_with_its_new_name(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"line 2: expected the column 'D\.O\.B'") as refused:
        _load(tmp_path, _table(NEW, _anna()).replace("D.O.B", "D.O.B."))
    assert "'D.O.B.'" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Name,Alias\nAnna,Ann\n", "line 1: expected the UK Sanctions List"),
        ("Report Date: 20-Nov-2026\n", "expected the UK Sanctions List"),
        (_table(NEW, _anna(**{"Name 1": "Aïda"})).encode("cp1252"), "line 3, byte .* is not UTF-8"),
    ],
    ids=["another table", "only a date", "another encoding"],
)
def test_what_is_no_such_list_is_refused(tmp_path: Path, content: str | bytes, told: str) -> None:
    with pytest.raises(ListFileError, match=told):
        _load(tmp_path, content)
