"""The EU's financial sanctions in XML: facts in attributes, and attributes that change."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.eu_fsf_xml import EuFsfXml
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Sex

PERSON = '<subjectType code="person" classificationCode="P"/>'
NAME = '<nameAlias firstName="Anna" lastName="Eriksson" wholeName="Anna Eriksson" strong="true"/>'


def _list(*entities: str, root: str = 'generationDate="2026-11-20T00:00:00.000+01:00"') -> str:
    inside = "".join(
        f'<sanctionEntity euReferenceNumber="EU.{at}.1" logicalId="{at}">{one}</sanctionEntity>'
        for at, one in enumerate(entities, 1)
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<!-- <other/> -->\n"
        f'<export xmlns="http://eu.europa.ec/fpi/fsd/export" {root}>\n{inside}\n</export>\n'
    )


def _load(tmp_path: Path, content: str) -> WholeList:
    (tmp_path / "eu.xml").write_text(content)
    return read_whole(EuFsfXml(), tmp_path / "eu.xml")


WHOLE = f"""{PERSON}<remark>Sought.</remark><regulation programme="UTO" numberTitle="2026/1"/>
<nameAlias wholeName="The Specimen" strong="false"/>
<nameAlias firstName="Anna" middleName="Maria" lastName="Eriksson" gender="F" strong="true"
  wholeName="Anna Maria Eriksson" function="Clerk"/>
<nameAlias wholeName="Анна Эрикссон" strong="true" gender="F"/>
<birthdate birthdate="1974-08-12" circa="false" calendarType="GREGORIAN" city="Zenith"
  countryDescription="UTOPIA" year="1974"/>
<citizenship countryIso2Code="00" countryDescription="UTOPIA"/>
<identification number="L898902C3" identificationTypeCode="passport" countryIso2Code="UT"
  identificationTypeDescription="National passport" reportedLost="true"/>
<address city="Zenith" countryDescription="UTOPIA"/>"""


def test_a_person_is_read(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _list(WHOLE))
    (anna,) = loaded.nominals
    assert loaded.as_of == "2026-11-19T23:00:00Z"
    assert (anna.record_id, anna.name, anna.surname) == (
        "EU.1.1",
        "Anna Maria Eriksson",
        "Eriksson",
    )
    assert anna.aliases == (Alias("Анна Эрикссон"), Alias("The Specimen", "weak"))
    assert anna.births == (PartialDate(1974, 8, 12),)
    assert (anna.nationalities, anna.sex) == (("UTO",), Sex.FEMALE)
    assert anna.birthplaces == ("Zenith, UTOPIA",)
    assert anna.documents == (DocumentReference("L898902C3", "UTO", "passport"),)
    extra = dict(anna.extra)
    assert extra["documents_listed"] == "L898902C3, National passport; reportedLost, UT"
    assert {"programme", "regulation", "function", "remark", "addresses"} <= extra.keys()


def test_enterprises_are_set_aside(tmp_path: Path) -> None:
    firm = '<subjectType code="enterprise"/><nameAlias wholeName="Zenith Trading"/>'
    assert _load(tmp_path, _list(WHOLE, firm)).set_aside == {"organisation": 1}


BIRTHS = [
    ("about a year", 'year="1974" circa="true"', ["1974"], "circa 1974"),
    ("about a day", 'birthdate="1974-08-12" circa="true"', ["1974"], "circa 1974-08-12"),
    ("a range", 'yearRangeFrom="1974" yearRangeTo="1976"', ["1974", "1975", "1976"],
     "1974 to 1976"),
    ("a wide range", 'yearRangeFrom="1950" yearRangeTo="1970"', [], "1950 to 1970"),
    ("another calendar", 'year="1346" calendarType="PERSIAN"', [], "1346 (persian calendar)"),
    ("only a place", 'city="Zenith"', [], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "births", "told"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_births(tmp_path: Path, attributes: str, births: list[str], told: str | None) -> None:
    (anna,) = _load(tmp_path, _list(f"{PERSON}{NAME}<birthdate {attributes}/>")).nominals
    assert [str(birth) for birth in anna.births] == births
    assert dict(anna.extra).get("births_listed") == told


DOCUMENTS = [
    ("with its issuer in words", 'number="898902" identificationTypeCode="passport" '
     'issuedBy="Utopia"', ("898902", "UTO", "passport")),
    ("issued in the person's own country", 'number="X898902, issued in Utopia" '
     'identificationTypeCode="passport"', ("X898902", "UTO", "passport")),
    ("issued elsewhere, perhaps by a consulate", 'number="X898902, issued in Italy" '
     'identificationTypeCode="passport"', ("X898902", None, "passport")),
    ("in Latin letters", 'number="Х898902" latinNumber="X898902" '
     'identificationTypeCode="passport"', ("X898902", None, "passport")),
    ("an identity card", 'number="898902" identificationTypeCode="id" '
     'identificationTypeDescription="National identification card"',
     ("898902", None, "identity_card")),
    ("another number that has the looks of a document", 'number="AD898902" '
     'identificationTypeCode="other"', ("AD898902", None, "other")),
    ("another number that expires", 'number="92/664" identificationTypeCode="other" '
     'validTo="2030-01-01"', ("92/664", None, "other")),
    ("another number", 'number="770014400111" identificationTypeCode="other"', None),
    ("a tax number", 'number="8989023" identificationTypeCode="tax"', None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "expected"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_documents(
    tmp_path: Path, attributes: str, expected: tuple[str, str | None, str] | None
) -> None:
    own = '<citizenship countryDescription="UTOPIA"/>'
    entity = f"{PERSON}{NAME}{own}<identification {attributes}/>"
    (anna,) = _load(tmp_path, _list(entity)).nominals
    assert [tuple(one) for one in anna.documents] == ([expected] if expected else [])
    assert dict(anna.extra)["documents_listed"]


REJECTED = {
    "no name": (PERSON, "nameAlias"),
    "neither a person nor an enterprise": (f'<subjectType code="ship"/>{NAME}', "subjectType"),
    "a day that is none": (f'{PERSON}{NAME}<birthdate birthdate="1985-02-30"/>', "birthdate"),
}


@pytest.mark.parametrize(("entity", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_an_entity_that_cannot_be_used_is_rejected(tmp_path: Path, entity: str, field: str) -> None:
    loaded = _load(tmp_path, _list(WHOLE, entity))
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 1
    assert (str(rejected.place), rejected.field) == ("eu.xml, element 2", field)
    assert "sanctionEntity" in str(rejected.raw)


RENAMED = {
    "an element": ("birthdate ", "birthDate "),
    "an attribute": ('birthdate="1974', 'birth_date="1974'),
    "the number of a document": ('number="L8', 'numbers="L8'),
    "the element of names": ("nameAlias", "nameAliases"),
}


@pytest.mark.parametrize(("old", "new"), RENAMED.values(), ids=RENAMED.keys())
def test_what_was_renamed_is_told(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ListFileError, match=rf"eu\.xml, element 1: expected '{old[:5]}"):
        _load(tmp_path, _list(WHOLE.replace(old, new)))


def test_other_exports_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected the EU list of financial sanctions in XML"):
        _load(tmp_path, "<export><entity/></export>")


def test_hostile_and_truncated_xml_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE export [<!ENTITY a "aaaa">]>\n<export'
    with pytest.raises(ListFileError, match="document type or an entity"):
        _load(tmp_path, _list(WHOLE).replace("<export", bomb, 1))
    with pytest.raises(ListFileError, match=r"eu\.xml, line \d+, column \d+"):
        _load(tmp_path, _list(WHOLE)[:-60])


def test_of_several_files_the_oldest_dates_the_list(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(_list(WHOLE))
    (tmp_path / "b.xml").write_text(_list(root='generationDate="2026-11-01T00:00:00Z"').replace(
        "</export>", "<sanctionEntity/></export>"))  # fmt: skip
    (tmp_path / "notes.txt").write_text("not a list\n")
    loaded = read_whole(EuFsfXml(), tmp_path)
    assert loaded.as_of == "2026-11-01T00:00:00Z"
    assert loaded.warnings == ("notes.txt: not read, it is not of this format",)
