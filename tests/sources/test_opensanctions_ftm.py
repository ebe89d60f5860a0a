"""OpenSanctions' entities: persons, and what points to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import ListFileError
from border_check.sources.opensanctions_ftm import OpenSanctionsFtm
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, NoticeColour, Sex


def _entity(entity_id: str, schema: str, **properties: Any) -> dict[str, Any]:
    return {
        "id": entity_id,
        "caption": "Anna Maria ERIKSSON",
        "schema": schema,
        "properties": properties,
        "last_seen": "2026-11-20T06:00:00",
    }


ANNA = _entity(
    "NK-1",
    "Person",
    name=["ERIKSSON, Anna Maria", "Anna Maria ERIKSSON", "Анна ЭРИКССОН"],
    alias=["Eriksson Anna"],
    weakAlias=["The Specimen"],
    previousName=["Anna Maria Erixon"],
    lastName=["Eriksson", "ЭРИКССОН"],
    firstName=["Anna Maria"],
    birthDate=["1974-08-12"],
    birthPlace=["Zenith"],
    nationality=["se"],
    citizenship=["fi", "se"],
    country=["no"],
    gender=["female"],
    passportNumber=["L898902C3", "K7654321"],
    idNumber=["TIN: 5", "X8989023"],
    position=["Doctor"],
    sourceUrl=["https://example.invalid/1", "https://example.invalid/2"],
)
PASSPORT = _entity("P-1", "Passport", holder=["NK-1"], number=["L898902C3"], country=["se"])
CARD = _entity(
    "P-2",
    "Identification",
    holder=["NK-1"],
    number=["898902"],
    type=["Identity card"],
    country=["fi"],
)
LICENCE = _entity(
    "P-3", "Identification", holder=["NK-1"], number=["555555"], type=["Driver's license"]
)
SANCTION = _entity("S-1", "Sanction", entity=["NK-1"], authority=["Utopia"], program=["UT"])
COMPANY = _entity("NK-9", "Company", name=["Utopia Trading"])


def _load(tmp_path: Path, *entities: object) -> WholeList:
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities))
    return read_whole(OpenSanctionsFtm(), path)


def test_a_person_is_read(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, ANNA).nominals
    assert (anna.name, anna.surname, anna.given) == (
        "Anna Maria ERIKSSON",
        "ERIKSSON",
        "Anna Maria",
    )
    assert anna.aliases == (
        Alias("Анна ЭРИКССОН", "strong", "ЭРИКССОН", "Анна"),
        Alias("Eriksson Anna", "strong", "Eriksson", "Anna"),
        Alias("Anna Maria Erixon"),
        Alias("The Specimen", "weak"),
    )
    assert (anna.births, anna.sex) == ((PartialDate(1974, 8, 12),), Sex.FEMALE)
    assert (anna.nationalities, anna.birthplaces) == (("SWE", "FIN"), ("Zenith",))
    assert anna.documents == (
        DocumentReference("L898902C3", None, "passport"),
        DocumentReference("K7654321", None, "passport"),
        DocumentReference("X8989023", None, "other"),
    )
    assert anna.source_url == "https://example.invalid/1"
    assert dict(anna.extra) == {
        "country": "no",
        "idNumber": "TIN: 5; X8989023",
        "position": "Doctor",
        "sources": "https://example.invalid/2",
    }


ORDERS = {
    "before the person": (PASSPORT, CARD, LICENCE, SANCTION, COMPANY, ANNA),
    "after the person": (ANNA, COMPANY, SANCTION, PASSPORT, CARD, LICENCE),
}


@pytest.mark.parametrize("entities", ORDERS.values(), ids=ORDERS.keys())
def test_what_points_to_a_person_is_joined(tmp_path: Path, entities: tuple[object, ...]) -> None:
    loaded = _load(tmp_path, *entities)
    (anna,) = loaded.nominals
    assert set(anna.documents) == {
        DocumentReference("L898902C3", "SWE", "passport"),
        DocumentReference("898902", "FIN", "identity_card"),
        DocumentReference("K7654321", None, "passport"),
        DocumentReference("X8989023", None, "other"),
    }
    assert dict(anna.extra)["sanctions"] == "Utopia, UT"
    assert loaded.set_aside == {
        "passport": 1,
        "identification": 2,
        "sanction": 1,
        "organisation": 1,
    }


def test_in_nested_targets_it_stands_inside(tmp_path: Path) -> None:
    inside = {"passportEntity": [PASSPORT], "sanctions": [SANCTION], "familyPerson": [COMPANY]}
    nested = {**ANNA, "properties": {**ANNA["properties"], **inside}}
    loaded = _load(tmp_path, nested)
    (anna,) = loaded.nominals
    assert anna.documents[0] == DocumentReference("L898902C3", "SWE", "passport")
    assert dict(anna.extra)["sanctions"] == "Utopia, UT"
    assert loaded.set_aside == {}


def test_a_red_notice_keeps_its_colour_and_its_reason(tmp_path: Path) -> None:
    notice = _entity("S-2", "Sanction", entity=["NK-1"], program=["Red Notice"], reason=["Fraud"])
    (anna,) = _load(tmp_path, ANNA, notice).nominals
    assert anna.notice is NoticeColour.RED


def test_the_latest_last_seen_is_the_date_of_the_list(tmp_path: Path) -> None:
    later = {**COMPANY, "last_seen": "2026-11-21T06:00:00"}
    assert _load(tmp_path, ANNA, later).as_of == "2026-11-21T06:00:00Z"


def test_sources_that_differ_on_the_sex_say_nothing(tmp_path: Path) -> None:
    (anna,) = _load(
        tmp_path, _entity("1", "Person", name=["A B"], gender=["male", "female"])
    ).nominals
    assert anna.sex is None


REJECTED: dict[str, tuple[object, str]] = {
    "no id": ({**ANNA, "id": ""}, "id"),
    "no properties": ({"id": "NK-2", "schema": "Person"}, "schema"),
    "no name": ({**_entity("NK-2", "Person"), "caption": None}, "name"),
    "a day that is none": (
        _entity("2", "Person", name=["A"], birthDate=["1985-02-30"]),
        "birthDate",
    ),
}


@pytest.mark.parametrize(("entity", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_an_entity_that_cannot_be_used_is_rejected(
    tmp_path: Path, entity: object, field: str
) -> None:
    loaded = _load(tmp_path, ANNA, entity)
    (rejected,) = loaded.rejected
    assert len(loaded.nominals) == 1
    assert (str(rejected.place), rejected.field) == ("entities.ftm.json, line 2", field)
    assert json.loads(str(rejected.raw)) == entity


def test_properties_of_another_shape_break_nothing(tmp_path: Path) -> None:
    odd = _entity("NK-2", "Person", name=["A", 5, None], nationality="se", alias={"a": 1})
    (anna,) = _load(tmp_path, odd).nominals
    assert (anna.name, anna.nationalities) == ("A", ("SWE",))


def test_a_delta_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected entities of FollowTheMoney"):
        _load(tmp_path, {"op": "ADD", "entity": ANNA})


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    path.write_text(json.dumps(ANNA) + "\n" + json.dumps(PASSPORT)[:-9])
    with pytest.raises(ListFileError, match="line 2: the file ends inside an object"):
        read_whole(OpenSanctionsFtm(), path)
