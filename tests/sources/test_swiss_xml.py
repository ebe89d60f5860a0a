"""The Swiss list: names in parts and spellings, identities, and targets that are off the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from border_check.errors import ListFileError
from border_check.sources.swiss_xml import SwissXml
from border_check.sources.whole import WholeList, read_whole
from border_check.values.person import Alias, DocumentReference, Sex

PROGRAMME = """<sanctions-program><program-name lang="eng">Measures on Utopia</program-name>
<sanctions-set ssid="1" lang="ger">Anhang</sanctions-set>
<sanctions-set ssid="1" lang="eng">Annex</sanctions-set></sanctions-program>"""
PLACE = '<place ssid="9"><location>Zenith</location><country iso-code="UT">Utopia</country></place>'
LISTED = '<modification modification-type="listed" effective-date="2025-01-01"/>'


def _part(kind: str, order: int, value: str, *variants: str) -> str:
    return (
        f'<name-part order="{order}" name-part-type="{kind}"><value>{value}</value>'
        f"{''.join(variants)}</name-part>"
    )


def _variant(text: str, script: str) -> str:
    return f'<spelling-variant script="{script}">{text}</spelling-variant>'


def _name(*parts: str, attributes: str = 'name-type="primary-name" quality="good"') -> str:
    return f"<name {attributes}>{''.join(parts)}</name>"


def _identity(*inside: str, main: str = "true") -> str:
    return f'<identity main="{main}">{"".join(inside)}</identity>'


def _person(*identities: str, after: str = LISTED, ssid: str = "64398") -> str:
    return (
        f'<target ssid="{ssid}"><sanctions-set-id>1</sanctions-set-id>'
        f'<individual sex="female">{"".join(identities)}</individual>{after}</target>'
    )


ANNA = _name(_part("family-name", 1, "Eriksson"), _part("given-name", 2, "Anna"))


def _load(
    tmp_path: Path, *targets: str, attributes: str = 'list-type="whole-list" date="2026-11-20"'
) -> WholeList:
    inside = "\n".join((PROGRAMME, *targets, PLACE))
    path = tmp_path / "ch.xml"
    path.write_text(f"<swiss-sanctions-list {attributes}>{inside}</swiss-sanctions-list>")
    return read_whole(SwissXml(), path)


def test_a_person_is_read(tmp_path: Path) -> None:
    identity = _identity(
        ANNA,
        '<nationality><country iso-code="UT">Utopia</country></nationality>',
        '<day-month-year day="12" month="8" year="1974" calendar="Gregorian"/>',
        '<place-of-birth place-id="9"/>',
        '<address place-id="9"><address-details>1, Hill</address-details></address>',
        '<identification-document document-type="diplomatic-passport"><number>L898902C3</number>'
        '<issuer code="UT">Utopia</issuer></identification-document>',
        '<identification-document document-type="id-card"><number>898902</number>'
        "<place-of-issue>Kuwait</place-of-issue></identification-document>",
    )
    loaded = _load(tmp_path, _person(identity))
    (anna,) = loaded.nominals
    assert (loaded.as_of, loaded.warnings) == ("2026-11-20T00:00:00Z", ())
    assert (anna.record_id, anna.name, anna.surname, anna.given) == (
        "64398", "Anna Eriksson", "Eriksson", "Anna",
    )  # fmt: skip
    assert ([str(one) for one in anna.births], anna.sex) == (["1974-08-12"], Sex.FEMALE)
    assert (anna.nationalities, anna.birthplaces) == (("UTO",), ("Zenith, Utopia",))
    assert anna.documents == (
        DocumentReference("L898902C3", "UTO", "passport"),
        DocumentReference("898902", None, "identity_card"),
    )
    extra = dict(anna.extra)
    assert extra["programme"] == "Measures on Utopia: Annex"
    assert extra["addresses"] == "1, Hill, Zenith, Utopia"


NAMES = [
    (
        "spellings in other scripts",
        _name(
            _part("family-name", 1, "Eriksson", _variant("Эрикссон", "CYRL")),
            _part("given-name", 2, "Anna", _variant("Анна", "CYRL"), _variant("Ann", "LATN")),
        ),
        ["Anna Eriksson", "Анна Эрикссон", "Ann Eriksson"],
    ),
    (
        "several spellings in one script",
        _name(
            _part("family-name", 1, "Eriksson", _variant("Erikson", "LATN"),
                  _variant("Erixon", "LATN")),
            _part("given-name", 2, "Anna", _variant("Ana", "LATN")),
        ),
        ["Anna Eriksson", "Ana Erikson", "Ana Erixon"],
    ),
    (
        "a title is no name",
        _name(_part("title", 1, "Dr"), _part("whole-name", 2, "Anna Eriksson")),
        ["Anna Eriksson"],
    ),
    (
        "the order of the parts, not of the file",
        _name(_part("tribal-name", 3, "al-Zenithi"), _part("given-name", 1, "Anna"),
              _part("father-name", 2, "Carl")),
        ["Anna Carl al-Zenithi"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "names"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_names_in_parts(tmp_path: Path, name: str, names: list[str]) -> None:
    (anna,) = _load(tmp_path, _person(_identity(name))).nominals
    assert [anna.name, *(alias.name for alias in anna.aliases)] == names


def test_identities_are_one_person_and_the_main_one_names_it(tmp_path: Path) -> None:
    other = _name(_part("whole-name", 1, "Ann Doe"), attributes='name-type="alias"')
    weak = _name(_part("whole-name", 1, "The Specimen"), attributes='quality="low"')
    birth = '<day-month-year year="1975" calendar="Gregorian" quality="low"/>'
    hijri = '<day-month-year year="1394" calendar="Islamic"/>'
    target = _person(_identity(other, birth, hijri, main="false"), _identity(weak, ANNA))
    (anna,) = _load(tmp_path, target).nominals
    assert anna.name == "Anna Eriksson"
    assert anna.aliases == (Alias("Ann Doe"), Alias("The Specimen", "weak"))
    assert [str(one) for one in anna.births] == ["1975"]
    assert dict(anna.extra)["births_listed"] == (
        "1975 (Gregorian calendar, low quality); 1394 (Islamic calendar, good quality)"
    )


OFF = '<modification modification-type="de-listed" effective-date="{}"/>'
STATES = [
    ("off the list", OFF.format("2026-01-01") + LISTED, {"de-listed": 1}),
    ("off on the day it was listed", OFF.format("2025-01-01") + LISTED, {"de-listed": 1}),
    ("listed again", OFF.format("2024-01-01") + LISTED, {}),
    ("nothing said", "", {}),
]


@pytest.mark.parametrize(
    ("after", "set_aside"), [row[1:] for row in STATES], ids=[row[0] for row in STATES]
)
def test_who_is_off_the_list_is_set_aside(
    tmp_path: Path, after: str, set_aside: dict[str, int]
) -> None:
    assert _load(tmp_path, _person(_identity(ANNA), after=after)).set_aside == set_aside


def test_what_a_modification_repeats_is_history(tmp_path: Path) -> None:
    old = _person(_identity(_name(_part("whole-name", 1, "Ann Doe"))))
    history = f'<modification modification-type="amended"><removed>{old}</removed></modification>'
    (anna,) = _load(tmp_path, _person(_identity(ANNA), after=history + LISTED)).nominals
    assert (anna.name, anna.aliases) == ("Anna Eriksson", ())


def test_entities_and_objects_are_set_aside(tmp_path: Path) -> None:
    entity = f'<target ssid="2"><entity/>{LISTED}</target>'
    vessel = f'<target ssid="3"><object object-type="vessel"/>{LISTED}</target>'
    thing = f'<target ssid="4"><object/>{LISTED}</target>'
    assert _load(tmp_path, entity, vessel, thing).set_aside == {
        "organisation": 1,
        "vessel": 1,
        "object": 1,
    }


def test_a_list_of_changes_is_no_whole_list(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _person(_identity(ANNA)), attributes='list-type="amendment"')
    assert loaded.as_of is None
    assert loaded.warnings == (
        "ch.xml: holds 'amendment' only, not the whole list: add it to one with --add",
    )


BAD_DAY = '<day-month-year day="30" month="2" year="1985" calendar="Gregorian"/>'
REJECTED = {
    "no name": (_person(_identity()), "name"),
    "no number": (_person(_identity(ANNA), ssid=""), "ssid"),
    "a day that is none": (_person(_identity(ANNA, BAD_DAY)), "day-month-year"),
    "nobody at all": (f'<target ssid="2">{LISTED}</target>', "individual"),
    "another element": ("<victim/>", "victim"),
}


@pytest.mark.parametrize(("target", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_target_that_cannot_be_used_is_rejected(tmp_path: Path, target: str, field: str) -> None:
    loaded = _load(tmp_path, _person(_identity(ANNA)), target)
    (rejected,) = loaded.rejected
    assert (str(rejected.place), rejected.field) == ("ch.xml, element 3", field)
    assert len(loaded.nominals) == 1


def test_a_renamed_element_is_told(tmp_path: Path) -> None:
    birth = '<day-month-years year="1974"/>'
    with pytest.raises(ListFileError, match="expected 'day-month-year', found 'day-month-years'"):
        _load(tmp_path, _person(_identity(ANNA, birth)))


def test_other_and_truncated_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "ch.xml"
    path.write_text("<sanctions-list/>")
    with pytest.raises(ListFileError, match="expected the Swiss sanctions list"):
        read_whole(SwissXml(), path)
    path.write_text(f"<swiss-sanctions-list>{_person(_identity(ANNA))}")
    with pytest.raises(ListFileError, match="not well-formed"):
        read_whole(SwissXml(), path)
