"""The UN consolidated list: fields, and the prose that people write into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.un_aliases import read_alias_cell
from border_check.sources.un_xml import UnXml
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, NoticeColour, Sex

NAME = "<FIRST_NAME>ANNA</FIRST_NAME><SECOND_NAME>MARIA</SECOND_NAME><THIRD_NAME/>"
REFERENCE = "<DATAID>1</DATAID><REFERENCE_NUMBER>UTi.001</REFERENCE_NUMBER>"


def _list(*individuals: str, entities: str = "") -> str:
    inside = "".join(f"<INDIVIDUAL>{one}</INDIVIDUAL>" for one in individuals)
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        "<CONSOLIDATED_LIST dateGenerated='2026-11-21T23:00:04.625+01:00'>\n"
        f"<INDIVIDUALS>{inside}</INDIVIDUALS>\n<ENTITIES>{entities}</ENTITIES>\n"
        "</CONSOLIDATED_LIST>\n"
    )


def _load(tmp_path: Path, content: str) -> WholeList:
    (tmp_path / "un.xml").write_text(content)
    return read_whole(UnXml(), tmp_path / "un.xml")


WHOLE = f"""{REFERENCE}{NAME}<FOURTH_NAME>ERIKSSON</FOURTH_NAME>
<UN_LIST_TYPE>Utopia</UN_LIST_TYPE><LISTED_ON>2020-01-02</LISTED_ON>
<NAME_ORIGINAL_SCRIPT>Анна Мария Эрикссон </NAME_ORIGINAL_SCRIPT>
<COMMENTS1>Gender: female.
  INTERPOL-UN Security Council Special Notice web link: https://example.invalid</COMMENTS1>
<TITLE><VALUE>Dr</VALUE></TITLE><NATIONALITY><VALUE>Utopia</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ann Erikson</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Specimen</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ADDRESS><CITY>Zenith</CITY><COUNTRY>Utopia</COUNTRY></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1974-08-12</DATE>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Zenith</CITY><COUNTRY>Utopia</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>L898902C3 </NUMBER>
<ISSUING_COUNTRY>Utopia</ISSUING_COUNTRY><NOTE>expired on 15 Apr. 2012</NOTE></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/><SORT_KEY/>"""


def test_an_individual_is_read(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, _list(WHOLE)).nominals
    assert (anna.record_id, anna.name) == ("UTi.001", "ANNA MARIA ERIKSSON")
    assert anna.aliases == (
        Alias("Анна Мария Эрикссон"),
        Alias("Ann Erikson"),
        Alias("The Specimen", "weak"),
    )
    assert anna.births == (PartialDate(1974, 8, 12),)
    assert (anna.nationalities, anna.sex) == (("UTO",), Sex.FEMALE)
    assert anna.birthplaces == ("Zenith, Utopia",)
    assert anna.documents == (DocumentReference("L898902C3", "UTO", "passport"),)
    assert anna.notice is NoticeColour.UN
    assert dict(anna.extra)["documents_listed"] == (
        "Passport, L898902C3, Utopia, expired on 15 Apr. 2012"
    )
    assert {"list_type", "listed_on", "title", "addresses", "comments"} <= dict(anna.extra).keys()


def test_the_date_of_the_list_is_in_utc(tmp_path: Path) -> None:
    assert _load(tmp_path, _list()).as_of == "2026-11-21T22:00:04Z"


def test_entities_are_set_aside(tmp_path: Path) -> None:
    entities = "<ENTITY><DATAID>2</DATAID></ENTITY><ENTITY/>"
    assert _load(tmp_path, _list(entities=entities)).set_aside == {"organisation": 2}


def _one(tmp_path: Path, inside: str, before: str = "") -> WholeList:
    return _load(tmp_path, _list(REFERENCE + NAME + before + inside))


BIRTHS = [
    ("a year", "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1974</YEAR>", ["1974"]),
    ("a range", "<FROM_YEAR>1974</FROM_YEAR><TO_YEAR>1976</TO_YEAR>", ["1974", "1975", "1976"]),
    ("a wide range", "<FROM_YEAR>1950</FROM_YEAR><TO_YEAR>1970</TO_YEAR>", []),
    ("the month in the note", "<YEAR>1974</YEAR><NOTE>Aug.</NOTE>", ["1974-08"]),
    ("all in the note", "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Aug. 1974 </NOTE>", ["1974-08"]),
    ("months in the note", "<NOTE>Between Aug. and Sep. 1974</NOTE>", ["1974"]),
    ("an age in the note", "<NOTE>30-35 years old</NOTE>", []),
    ("only a type", "<TYPE_OF_DATE/>", []),
]


@pytest.mark.parametrize(
    ("inside", "births"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_births(tmp_path: Path, inside: str, births: list[str]) -> None:
    field = f"<INDIVIDUAL_DATE_OF_BIRTH>{inside}</INDIVIDUAL_DATE_OF_BIRTH>"
    (anna,) = _one(tmp_path, field).nominals
    assert [str(birth) for birth in anna.births] == births


def test_prose_gives_a_birth_where_no_field_does(tmp_path: Path) -> None:
    told = "<COMMENTS1>Date of birth: 12 August 1974. Born 1974. Gender [Male]</COMMENTS1>"
    (anna,) = _one(tmp_path, told).nominals
    assert (anna.births, anna.sex) == ((PartialDate(1974, 8, 12),), Sex.MALE)


def test_a_false_identity_adds_its_birth_place_and_passport(tmp_path: Path) -> None:
    alias = """<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ann Erikson</ALIAS_NAME>
      <DATE_OF_BIRTH>1975-01-02</DATE_OF_BIRTH><CITY_OF_BIRTH>North</CITY_OF_BIRTH>
      <NOTE>Passport number: X898902; nationality: Kuwaiti</NOTE></INDIVIDUAL_ALIAS>"""
    (anna,) = _one(tmp_path, alias).nominals
    assert anna.births == (PartialDate(1975, 1, 2),)
    assert (anna.birthplaces, anna.nationalities) == (("North",), ("KWT",))
    assert anna.documents == (DocumentReference("X898902", None, "passport"),)


DOCUMENTS = [
    (
        "prose in the number",
        "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Kuwaiti passport number UX 898902"
        "</NUMBER>",
        ("UX 898902", "KWT", "passport"),
    ),
    (
        "all in the note",
        "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>Kuwaiti passport number X898902, "
        "issued under name Ann Erikson, expired on 21 Feb. 2014</NOTE>",
        ("X898902", "KWT", "passport"),
    ),
    (
        "all in the second type",
        "<TYPE_OF_DOCUMENT>National Identification\n Number</TYPE_OF_DOCUMENT>"
        "<TYPE_OF_DOCUMENT2>Kuwaiti national identification card number 898902</TYPE_OF_DOCUMENT2>",
        ("898902", "KWT", "identity_card"),
    ),
    (
        "a country of issue that is the person's own",
        "<TYPE_OF_DOCUMENT>Numéro de passeport </TYPE_OF_DOCUMENT><NUMBER>898902</NUMBER>"
        "<COUNTRY_OF_ISSUE>Utopia</COUNTRY_OF_ISSUE>",
        ("898902", "UTO", "passport"),
    ),
    (
        "a country of issue that is only where the consulate stands",
        "<TYPE_OF_DOCUMENT>Número de pasaporte</TYPE_OF_DOCUMENT><NUMBER>898902</NUMBER>"
        "<COUNTRY_OF_ISSUE>Italy</COUNTRY_OF_ISSUE>",
        ("898902", None, "passport"),
    ),
    (
        "no document to be shown",
        "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
        "<TYPE_OF_DOCUMENT2>Ration card no.</TYPE_OF_DOCUMENT2><NUMBER>898902</NUMBER>",
        None,
    ),
    (
        "what the note calls it",
        "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
        "<NUMBER>ERKNNA74M52Z000X</NUMBER><NOTE>Italian Fiscal Code</NOTE>",
        None,
    ),
]


@pytest.mark.parametrize(
    ("inside", "expected"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_documents(
    tmp_path: Path, inside: str, expected: tuple[str, str | None, str] | None
) -> None:
    field = f"<INDIVIDUAL_DOCUMENT>{inside}</INDIVIDUAL_DOCUMENT>"
    nationality = "<NATIONALITY><VALUE>Utopia</VALUE></NATIONALITY>"
    (anna,) = _one(tmp_path, field, nationality).nominals
    assert [tuple(one) for one in anna.documents] == ([expected] if expected else [])
    assert dict(anna.extra)["documents_listed"]


def test_a_number_is_kept_once_with_the_most_that_is_said_of_it(tmp_path: Path) -> None:
    fields = "".join(
        f"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>{number}"
        f"</NUMBER><ISSUING_COUNTRY>{country}</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>"
        for number, country in (("X 898902", ""), ("X898902", "Utopia"), ("X-898902", ""))
    )
    (anna,) = _one(tmp_path, fields).nominals
    assert anna.documents == (DocumentReference("X898902", "UTO", "passport"),)


CELLS = [
    ("several", "Ann Erikson; Ann Erixon", "", ["Ann Erikson", "Ann Erixon"]),
    ("surname first", "ERIKSON, Ann", "", ["Ann ERIKSON"]),
    ("quoted", "“The” Specimen", "", ["The Specimen"]),
    ("another script", "Ann Erikson (Анна Эриксон),", "", ["Ann Erikson", "Анна Эриксон"]),
    ("a story", "Ann Erikson, born in Zenith in 1974", "", ["Ann Erikson"]),
    ("a remark", "Ann Erikson (previously listed as)", "", ["Ann Erikson"]),
    ("a title in front", "(Dr) Ann Erikson", "", ["Dr Ann Erikson"]),
    ("the father", "Ann daughter of Carl Erikson", "", ["Ann"]),
    (
        "spellings of a foreign name",
        "Анна Эриксон (Anna Erikson; Ana Eriksen)",
        "",
        ["Анна Эриксон", "Anna Erikson", "Ana Eriksen"],
    ),
    (
        "spellings in the note",
        "آنا",
        "Anna; Ana; prominently known by this nom de guerre",
        ["آنا", "Anna", "Ana"],
    ),
    ("the script in the note", "Ann", "original script: Анна", ["Ann", "Анна"]),
    ("the script within a note", "Ann", "Formerly listed. In Arabic: آنا", ["Ann", "آنا"]),
    ("a note that is no name", "Ann", "nom de guerre", ["Ann"]),
    ("nothing", "", "", []),
]


@pytest.mark.parametrize(
    ("cell", "note", "names"), [row[1:] for row in CELLS], ids=[row[0] for row in CELLS]
)
def test_alias_cells(cell: str, note: str, names: list[str]) -> None:
    assert [alias.name for alias in read_alias_cell(cell, note, "weak").aliases] == names


REJECTED = {
    "no name": (REFERENCE, "FIRST_NAME"),
    "no reference": (NAME, "REFERENCE_NUMBER"),
    "a day that is none": (
        REFERENCE + NAME + "<INDIVIDUAL_DATE_OF_BIRTH><DATE>1985-02-30</DATE>"
        "</INDIVIDUAL_DATE_OF_BIRTH>",
        "INDIVIDUAL_DATE_OF_BIRTH/DATE",
    ),
    "a year that is none": (
        REFERENCE + NAME + "<INDIVIDUAL_DATE_OF_BIRTH><YEAR>74</YEAR></INDIVIDUAL_DATE_OF_BIRTH>",
        "INDIVIDUAL_DATE_OF_BIRTH/YEAR",
    ),
}


@pytest.mark.parametrize(("inside", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_an_individual_that_cannot_be_used_is_rejected(
    tmp_path: Path, inside: str, field: str
) -> None:
    loaded = _load(tmp_path, _list(WHOLE, inside))
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 1
    assert (str(rejected.place), rejected.field) == ("un.xml, element 2", field)
    assert str(rejected.raw).startswith("<INDIVIDUAL>")


def test_an_element_nobody_knows_is_rejected(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _list(entities="<VESSEL><DATAID>3</DATAID></VESSEL>"))
    assert [one.field for one in loaded.rejected] == ["VESSEL"]


HOSTILE = """<?xml version="1.0"?>
<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL>
</INDIVIDUALS></CONSOLIDATED_LIST>"""


def test_hostile_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="document type or an entity"):
        _load(tmp_path, HOSTILE)


def test_a_list_that_is_cut_short_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"un\.xml, line \d+, column \d+"):
        _load(tmp_path, _list(WHOLE, WHOLE)[:-200])


def test_other_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected the UN consolidated list"):
        _load(tmp_path, "<export><entity/></export>")
