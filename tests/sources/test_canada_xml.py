"""Canada's list: flat records, several names in a cell, and births in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.canada_xml import CanadaXml
from border_check.sources.whole import WholeList, read_whole

ITEM = "<Country>Utopia / Utopie</Country><Schedule>1, Part 1</Schedule><Item>7</Item>"
NAME = "<LastName>Eriksson </LastName><GivenName>Anna Maria</GivenName>"


def _load(tmp_path: Path, *records: str) -> WholeList:
    inside = "".join(f"<record>{one}</record>\n" for one in records)
    (tmp_path / "ca.xml").write_text(f"<?xml version='1.0'?>\n<data-set>\n{inside}</data-set>\n")
    return read_whole(CanadaXml(), tmp_path / "ca.xml")


def test_a_person_is_read_and_named_by_its_place_in_the_law(tmp_path: Path) -> None:
    birth = "<DateOfBirthOrShipBuildDate> 1974-08-12 </DateOfBirthOrShipBuildDate>"
    loaded = _load(tmp_path, f"{ITEM}{NAME}{birth}<TitleOrShip>Dr.</TitleOrShip>")
    (anna,) = loaded.nominals
    assert loaded.as_of is None
    assert anna.record_id == "Utopia, schedule 1, Part 1, item 7"
    assert (anna.name, anna.surname, anna.given) == ("Anna Maria Eriksson", "Eriksson",
                                                     "Anna Maria")  # fmt: skip
    assert [str(one) for one in anna.births] == ["1974-08-12"]
    assert (anna.nationalities, anna.documents) == ((), ())
    assert dict(anna.extra) == {
        "regulation": "Utopia / Utopie",
        "schedule": "1, Part 1",
        "item": "7",
        "title": "Dr.",
    }


def test_entities_and_ships_are_set_aside(tmp_path: Path) -> None:
    entity = f"{ITEM}<EntityOrShip>Nadir Salt Works</EntityOrShip>"
    ship = f"{entity}<ShipIMONumber>0000004</ShipIMONumber>"
    assert _load(tmp_path, entity, ship, entity).set_aside == {"organisation": 2, "vessel": 1}


BIRTHS = [
    ("one of two", "1974-08-12 OR 1975", ["1974-08-12", "1975"]),
    ("a range", "1974-1975", ["1974", "1975"]),
    ("in words", "born in the early 1970s", []),
    ("made something else by a spreadsheet", "Sep-74", []),
]


@pytest.mark.parametrize(
    ("birth", "births"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_births_that_are_no_date_are_kept_in_words(
    tmp_path: Path, birth: str, births: list[str]
) -> None:
    field = f"<DateOfBirthOrShipBuildDate>{birth}</DateOfBirthOrShipBuildDate>"
    (anna,) = _load(tmp_path, ITEM + NAME + field).nominals
    assert [str(one) for one in anna.births] == births
    assert dict(anna.extra)["births_listed"] == birth


ALIASES = [
    ("several scripts", "Ann Erikson, Belarusian: Ганна Эрыксан; Russian : Анна Эриксон",
     ["Ann Erikson", "Ганна Эрыксан", "Анна Эриксон"], []),
    ("two languages in one script", "Анна Эриксон / Ганна Ерiксон",
     ["Анна Эриксон", "Ганна Ерiксон"], []),
    ("joined by a word", "Ann Erikson and Анна Эриксон", ["Ann Erikson", "Анна Эриксон"], []),
    ("a word of a name", "Ann and Sons Erikson", ["Ann and Sons Erikson"], []),
    ("in parentheses", "(Анна Эриксон / Ганна Ерiксон", ["Анна Эриксон", "Ганна Ерiксон"], []),
    ("surname first", "Эриксон, Анна Мария", ["Анна Мария Эриксон"], []),
    ("single names", "Ann, Anna", [], ["Ann", "Anna"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "strong", "weak"), [row[1:] for row in ALIASES], ids=[row[0] for row in ALIASES]
)
def test_names_in_one_cell(tmp_path: Path, cell: str, strong: list[str], weak: list[str]) -> None:
    (anna,) = _load(tmp_path, f"{ITEM}{NAME}<Aliases>{cell}</Aliases>").nominals
    assert [one.name for one in anna.aliases if one.strength == "strong"] == strong
    assert [one.name for one in anna.aliases if one.strength == "weak"] == weak
    assert dict(anna.extra)["aliases_listed"] == cell


def test_one_name_of_a_person_is_enough(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, f"{ITEM}<GivenName>Anna</GivenName>").nominals
    assert (anna.name, anna.surname, anna.aliases) == ("Anna", "", ())


REJECTED = {
    "no name": (ITEM, "LastName"),
    "no place in the law": (f"<Country>Utopia</Country>{NAME}", "Item"),
}


@pytest.mark.parametrize(("record", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_record_that_cannot_be_used_is_rejected(tmp_path: Path, record: str, field: str) -> None:
    loaded = _load(tmp_path, ITEM + NAME, record)
    (rejected,) = loaded.rejected
    assert (str(rejected.place), rejected.field) == ("ca.xml, element 2", field)
    assert len(loaded.nominals) == 1


def test_a_renamed_element_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected 'LastName', found 'Lastname'"):
        _load(tmp_path, ITEM + NAME.replace("LastName", "Lastname"))


def test_other_and_hostile_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ca.xml"
    path.write_text("<data-set><row/></data-set>")
    with pytest.raises(ListFileError, match="expected Canada's list"):
        read_whole(CanadaXml(), path)
    path.write_text('<!DOCTYPE x [<!ENTITY a "b">]><data-set><record>&a;</record></data-set>')
    with pytest.raises(ListFileError, match="document type or an entity"):
        read_whole(CanadaXml(), path)
    path.write_text(f"<data-set><record>{ITEM}{NAME}</record>")
    with pytest.raises(ListFileError, match="not well-formed"):
        read_whole(CanadaXml(), path)
