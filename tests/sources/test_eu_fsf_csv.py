"""The EU's financial sanctions in CSV: a row for each fact, in two versions, sound and damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.snapshot.merge import merge_nominals
from border_check.sources.eu_columns import V1_0, V1_1
from border_check.sources.eu_fsf_csv import EuFsfCsv
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Nominal, Sex

NEW = {**V1_1.columns, **{word: name for one in V1_1.groups for word, name in one.columns.items()}}
OLD = {**V1_0.columns, **{word: name for one in V1_0.groups for word, name in one.columns.items()}}


def _table(columns: dict[str, str], *rows: dict[str, str], date: str = "20/11/2026") -> str:
    first = "fileGenerationDate" if columns["id"] == NEW["id"] else "Date_file"
    lines = [";".join([first, *columns.values()])]
    for row in rows:
        assert row.keys() <= columns.keys()
        lines.append(";".join([date, *(row.get(word, "") for word in columns)]))
    return "\n".join(lines) + "\n"


def _row(**facts: str) -> dict[str, str]:
    return {"id": "13", "reference": "EU.13.1", "subject": "P", **facts}


def _load(tmp_path: Path, content: str | bytes) -> WholeList:
    path = tmp_path / "eu.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_whole(EuFsfCsv(), path)


def _together(loaded: WholeList) -> Nominal:
    """The one person of a list, as the load puts the rows together."""
    assert loaded.rejected == []
    first, *others = loaded.nominals
    for other in others:
        first = merge_nominals(first, other)
    return first


ROWS = (
    _row(birth="1974-08-12", birth_city="Zenith", birth_country="UTOPIA", circa="false",
         calendar="GREGORIAN"),
    _row(whole="Anna Maria Eriksson", last="Eriksson", first="Anna", middle="Maria", gender="F"),
    _row(whole="Ana Erikson"),
    _row(number="L898902C3", document="passport", document_words="National passport", issuer="UT"),
    _row(citizenship="UT", citizenship_words="UTOPIA"),
    _row(city="Zenith", country="UTOPIA"),
)  # fmt: skip


def test_the_rows_of_a_person_are_put_together(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "\ufeff" + _table(NEW, *ROWS))
    assert len(loaded.entries) == len(ROWS)
    assert (loaded.as_of, loaded.warnings) == ("2026-11-20T00:00:00Z", ())
    anna = _together(loaded)
    assert (anna.record_id, anna.name, anna.surname, anna.given) == (
        "EU.13.1", "Anna Maria Eriksson", "Eriksson", "Anna Maria",
    )  # fmt: skip
    assert anna.aliases == (Alias("Ana Erikson"),)
    assert anna.births == (PartialDate(1974, 8, 12),)
    assert (anna.nationalities, anna.sex) == (("UTO",), Sex.FEMALE)
    assert anna.documents == (DocumentReference("L898902C3", "UTO", "passport"),)
    assert anna.birthplaces == ("Zenith, UTOPIA",)
    assert dict(anna.extra)["addresses"] == "Zenith, UTOPIA"


def test_rows_of_one_person_may_stand_apart(tmp_path: Path) -> None:
    other = {"id": "14", "reference": "EU.14.1", "subject": "P", "whole": "John Doe"}
    loaded = _load(tmp_path, _table(NEW, ROWS[1], other, ROWS[0]))
    assert [one.name for one in loaded.nominals] == [
        "Anna Maria Eriksson", "John Doe", "Anna Maria Eriksson",
    ]  # fmt: skip


def test_enterprises_are_set_aside_row_by_row(tmp_path: Path) -> None:
    firm = {"id": "15", "subject": "E", "subject_code": "enterprise"}
    table = _table(NEW, *ROWS, {**firm, "whole": "Zenith Trading"}, {**firm, "city": "Zenith"})
    assert _load(tmp_path, table).set_aside == {"organisation": 2}


def test_version_1_0_has_a_cell_for_all_of_a_document(tmp_path: Path) -> None:
    rows = (
        _row(whole="Anna Eriksson", last="Eriksson", first="Anna", gender="F"),
        _row(birth="1974-08-12", birth_place="Zenith", birth_country="UTO"),
        _row(number="L898902C3 (passport-National passport) ((passport))"),
        _row(number="63-646650 (id-National identification card) ((id))", issuer="UTO"),
        _row(number="N/A"),
        _row(citizenship="UTO"),
        _row(birth="N/A"),
    )
    anna = _together(_load(tmp_path, _table(OLD, *rows)))
    assert anna.documents == (
        DocumentReference("L898902C3", None, "passport"),
        DocumentReference("63-646650", "UTO", "identity_card"),
    )
    assert (anna.births, anna.nationalities) == ((PartialDate(1974, 8, 12),), ("UTO",))
    assert anna.birthplaces == ("Zenith, UTO",)


def _damaged(table: str) -> bytes:
    """What a spreadsheet makes of it: rows in quotes, tabs for commas and at the end."""
    lines = [line.replace('"', '""').replace(",", "\t") for line in table.splitlines()]
    wrapped = "".join(f'"{line}\t\t\t"\n' for line in lines)
    return wrapped.replace("Date_file;", "Date_filexxxx;").encode("cp1252", "replace")


def test_what_a_spreadsheet_did_is_undone_and_told(tmp_path: Path) -> None:
    rows = (
        _row(whole="Aïda Eriksson", function="Clerk, first class", remark='so "called"'),
        _row(whole="Αννα"),
        _row(number="L898902C3 (passport-National passport)"),
    )
    loaded = _load(tmp_path, _damaged(_table(OLD, *rows)))
    aida = _together(loaded)
    assert (aida.name, aida.aliases) == ("Aïda Eriksson", ())
    assert dict(aida.extra)["function"] == "Clerk, first class"
    assert dict(aida.extra)["remark"] == 'so "called"'
    assert dict(aida.extra)["names_damaged"] == "????"
    assert [one.number for one in aida.documents] == ["L898902C3"]
    (warning,) = loaded.warnings
    assert "damaged by a spreadsheet, read as Windows-1252" in warning
    assert loaded.as_of == "2026-11-20T00:00:00Z"


def test_a_damaged_file_that_ends_inside_a_row_is_refused(tmp_path: Path) -> None:
    content = _damaged(_table(OLD, _row(whole="Anna Eriksson"), _row(whole="Ana")))
    with pytest.raises(ListFileError, match="line 3: the file ends inside this row"):
        _load(tmp_path, content[:-9])


def test_a_sound_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    content = _table(NEW, ROWS[1], _row(whole="Aïda")).encode("cp1252")
    with pytest.raises(ListFileError, match=r"eu\.csv, line 3, byte \d+: 0xef is not UTF-8"):
        _load(tmp_path, content)


def test_columns_that_were_cut_off_are_told(tmp_path: Path) -> None:
    columns = dict(V1_1.columns)
    loaded = _load(tmp_path, _table(columns, _row(whole="Anna Eriksson")))
    assert loaded.warnings == (
        "eu.csv: columns are missing, so its records lack: sex and function, addresses, births, "
        "documents, nationalities",
    )
    assert [one.name for one in loaded.nominals] == ["Anna Eriksson"]


RENAMED = {
    "of every list": ("NameAlias_WholeName", "NameAlias_Whole_Name"),
    "of a group": ("BirthDate_BirthDate", "BirthDate_Date"),
    "of documents": ("Identification_Number", "Identification_No"),
}


@pytest.mark.parametrize(("old", "new"), RENAMED.values(), ids=RENAMED.keys())
def test_a_renamed_column_is_told_with_its_new_name(tmp_path: Path, old: str, new: str) -> None:
    table = _table(NEW, *ROWS).replace(old, new, 1)
    with pytest.raises(ListFileError, match=f"line 1: expected the column '{old}'") as refused:
        _load(tmp_path, table)
    assert new in (refused.value.hint or "")


def test_a_renamed_first_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="line 1: expected the EU list") as refused:
        _load(tmp_path, _table(NEW, *ROWS).replace("fileGenerationDate", "generated"))
    assert "fileGenerationDate" in (refused.value.hint or "")


REJECTED = {
    "a day that is none": (_row(birth="1985-02-30"), "birthdate"),
    "no id": ({"subject": "P", "whole": "Anna"}, "id"),
    "another subject": (_row(subject="S"), "subjectType"),
    "nobody's birth": ({"id": "99", "subject": "P", "birth": "1974"}, "whole name"),
}


@pytest.mark.parametrize(("row", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_row_that_cannot_be_used_leaves_the_others(
    tmp_path: Path, row: dict[str, str], field: str
) -> None:
    loaded = _load(tmp_path, _table(NEW, ROWS[1], row, ROWS[2]))
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 2
    assert (str(rejected.place), rejected.field) == ("eu.csv, line 3", field)


def test_a_rejected_row_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    (rejected,) = _load(tmp_path, _table(OLD, _row(birth="1985-02-30", whole="Anna"))).rejected
    assert not isinstance(rejected.raw, str)
    cells = {**rejected.raw, "Birt_date": "1985-02-28"}
    again = ",".join(cells) + ",rejected_because\n" + ",".join(cells.values()) + ",a day\n"
    assert [str(one.births[0]) for one in _load(tmp_path, again).nominals] == ["1985-02-28"]


def test_a_file_that_ends_inside_a_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="the file ends inside this row"):
        _load(tmp_path, _table(NEW, *ROWS)[:-60])
