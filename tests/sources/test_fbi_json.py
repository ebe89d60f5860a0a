"""The FBI's posters: who is a suspect, who is missing, and what is about nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import ListFileError
from border_check.sources.fbi_json import FbiJson
from border_check.sources.registry import recognise
from border_check.sources.whole import WholeList, read_whole
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, Sex

ANNA: dict[str, Any] = {
    "uid": "a1",
    "title": "ANNA MARIA ERIKSSON, JR. - ZENITH, UTOPIA",
    "status": "na",
    "subjects": ["White-Collar Crime"],
    "poster_classification": "default",
    "person_classification": "Main",
    "aliases": ["Ann Eriksen", "“The Specimen”"],
    "dates_of_birth_used": ["August 12, 1974", "circa 1976"],
    "nationality": "Utopia, Swedish and Umbran",
    "place_of_birth": "Zenith, Utopia",
    "sex": "Female",
    "ncic": "W000000001",
    "url": "https://posters.example/a1",
    "description": "Fraud;\r\n Theft",
    "caution": "<p>She &amp; others are wanted.</p>",
    "warning_message": "ARMED AND DANGEROUS",
    "images": [{"thumb": "https://posters.example/a1/thumb", "large": "x"}],
    "reward_text": "None",
    "race": None,
    "modified": "2026-11-18T12:00:00+00:00",
    "files": [{"url": "https://posters.example/a1.pdf"}],
}
NULLS = dict.fromkeys(ANNA.keys() - {"uid", "title", "sex"})
MISSING = {"poster_classification": "missing", "subjects": ["Kidnappings and Missing Persons"]}


def _page(*posters: Any, total: int | None = None) -> dict[str, Any]:
    return {"total": total or len(posters), "page": 1, "items": list(posters)}


def _load(folder: Path, content: Any) -> WholeList:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "wanted.json").write_text(text)
    return read_whole(FbiJson(), folder / "wanted.json")


def test_a_fugitive_is_read_and_has_the_class_of_the_list(tmp_path: Path) -> None:
    loaded = _load(tmp_path, _page(ANNA))
    assert recognise(tmp_path / "wanted.json").name == "fbi-json"
    assert (loaded.as_of, loaded.warnings) == (None, ())
    (anna,) = loaded.nominals
    assert (anna.record_id, anna.name) == ("a1", "ANNA MARIA ERIKSSON JR.")
    assert anna.aliases == (Alias("Ann Eriksen"), Alias("The Specimen", "weak"))
    assert anna.births == (PartialDate(1974, 8, 12), PartialDate(1976))
    assert (anna.nationalities, anna.sex) == (("UTO", "SWE"), Sex.FEMALE)
    assert anna.birthplaces == ("Zenith, Utopia",)
    assert (anna.action, anna.notice) == (None, None)
    assert (anna.offence, anna.caution) == ("Fraud; Theft", "ARMED AND DANGEROUS")
    assert (anna.reference, anna.source_url) == ("W000000001", "https://posters.example/a1")
    assert dict(anna.extra) == {
        "births_listed": "circa 1976",
        "nationality_listed": "Umbran",
        "place": "ZENITH, UTOPIA",
        "background": "She & others are wanted.",
        "subjects": "White-Collar Crime",
        "poster": "default",
        "thumbnail": "https://posters.example/a1/thumb",
        "reward_text": "None",
        "modified": "2026-11-18T12:00:00+00:00",
    }


CHILD = {"dates_of_birth_used": ["June 2, 2014"]}
NO_BIRTH = {"dates_of_birth_used": None}
CLASSES = [
    ("a fugitive", {}, None),
    ("a fugitive whose age is that of a child", CHILD, None),
    ("a missing adult", MISSING, ActionClass.INQUIRE),
    ("a missing child", MISSING | CHILD, ActionClass.PROTECT),
    ("missing by the subject alone", {"subjects": ["ViCAP Missing Persons"]}, ActionClass.INQUIRE),
    ("missing by the poster alone", {"poster_classification": "missing"}, ActionClass.INQUIRE),
    ("a victim", {"person_classification": "Victim"}, ActionClass.INQUIRE),
    ("a victim who is a child", {"person_classification": "Victim"} | CHILD, ActionClass.PROTECT),
    (
        "a victim by the subject",
        {"subjects": ["ViCAP Homicides and Sexual Assaults"]},
        ActionClass.INQUIRE,
    ),
    ("information is sought", {"poster_classification": "information"}, ActionClass.INQUIRE),
    ("so by the subject", {"subjects": ["Seeking Information"]}, ActionClass.INQUIRE),
    ("so of a child", {"poster_classification": "information"} | CHILD, ActionClass.PROTECT),
    ("without a birth, by the age", MISSING | NO_BIRTH | {"age_max": 15}, ActionClass.PROTECT),
    ("without a birth, of age", MISSING | NO_BIRTH | {"age_max": 41}, ActionClass.INQUIRE),
    ("without a birth or an age", MISSING | NO_BIRTH, ActionClass.INQUIRE),
    (
        "eighteen on the day of the latest change",
        MISSING | {"dates_of_birth_used": ["November 18, 2008"]},
        ActionClass.INQUIRE,
    ),
    (
        "eighteen on the day after",
        MISSING | {"dates_of_birth_used": ["November 19, 2008"]},
        ActionClass.PROTECT,
    ),
    (
        "a year of birth in which both may be",
        MISSING | {"dates_of_birth_used": ["2008"]},
        ActionClass.PROTECT,
    ),
]


@pytest.mark.parametrize(
    ("facts", "action"), [row[1:] for row in CLASSES], ids=[row[0] for row in CLASSES]
)
def test_who_is_no_suspect_has_a_class_of_its_own(
    tmp_path: Path, facts: dict[str, Any], action: ActionClass | None
) -> None:
    (nominal,) = _load(tmp_path, _page(ANNA | facts)).nominals
    assert nominal.action is action
    assert (nominal.offence is None) is (action is not None)
    missing = action is not None and "information" not in str(facts).lower()
    assert ("not a suspect" in (nominal.caution or "")) is missing
    assert ("circumstances" in dict(nominal.extra)) is (action is not None)


def test_without_any_date_in_the_pages_a_missing_person_may_be_a_child(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, _page(ANNA | MISSING | {"modified": None})).nominals
    assert anna.action is ActionClass.PROTECT


SET_ASIDE = [
    ("captured", {"status": "captured"}, "no longer sought"),
    ("a missing person who was found", MISSING | {"status": "located"}, "no longer sought"),
    ("a body", {"subjects": ["ViCAP Unidentified Persons"]}, "unidentified person"),
    ("an unknown man", {"title": "JOHN DOE 43"}, "unidentified person"),
    ("unknown suspects", {"title": "UNKNOWN SUSPECT - ZENITH"}, "unidentified person"),
    (
        "a fire",
        dict.fromkeys(("sex", "dates_of_birth_used", "nationality", "place_of_birth")),
        "case without a person",
    ),
]


@pytest.mark.parametrize(
    ("facts", "kind"), [row[1:] for row in SET_ASIDE], ids=[row[0] for row in SET_ASIDE]
)
def test_what_is_about_nobody_to_be_met_is_counted(
    tmp_path: Path, facts: dict[str, Any], kind: str
) -> None:
    loaded = _load(tmp_path, _page(ANNA, ANNA | {"uid": "b2"} | facts))
    assert (len(loaded.nominals), loaded.set_aside) == (1, {kind: 1})


def test_anything_may_be_null(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, _page(ANNA | NULLS)).nominals
    assert (anna.births, anna.aliases, anna.offence, anna.caution) == ((), (), None, None)


SHAPES = {
    "a page": json.dumps(_page(ANNA, ANNA | {"uid": "b2"})),
    "an indented page": json.dumps(_page(ANNA, ANNA | {"uid": "b2"}), indent=1),
    "pages in an array": json.dumps([_page(ANNA), _page(ANNA | {"uid": "b2"})]),
    "posters in an array": json.dumps([ANNA, ANNA | {"uid": "b2"}]),
    "a poster a line": f"{json.dumps(ANNA)}\n\n{json.dumps(ANNA | {'uid': 'b2'})}\n",
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES.keys())
def test_posters_are_found_in_every_shape(tmp_path: Path, content: str) -> None:
    loaded = _load(tmp_path, content)
    assert [one.record_id for one in loaded.nominals] == ["a1", "b2"]
    assert recognise(tmp_path / "wanted.json").name == "fbi-json"


def test_pages_that_are_missing_are_told(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps(_page(ANNA, ANNA | {"uid": "b2"}, total=3)))
    warnings = read_whole(FbiJson(), tmp_path).warnings
    assert warnings == ("the pages tell of 3 posters and hold 2: fetch every page",)
    (tmp_path / "2.json").write_text(json.dumps(_page(ANNA | {"uid": "c3"}, total=3)))
    loaded = read_whole(FbiJson(), tmp_path)
    assert (len(loaded.nominals), loaded.warnings) == (3, ())


REJECTED = [
    ("no uid", {"uid": None}, "uid"),
    ("no title", {"title": " "}, "title"),
]


@pytest.mark.parametrize(
    ("facts", "field"), [row[1:] for row in REJECTED], ids=[row[0] for row in REJECTED]
)
def test_a_poster_that_cannot_be_used_is_rejected(
    tmp_path: Path, facts: dict[str, Any], field: str
) -> None:
    (rejected,) = _load(tmp_path, _page(ANNA, ANNA | facts)).rejected
    assert (str(rejected.place), rejected.field) == ("wanted.json, element 2", field)


def test_a_poster_that_does_not_say_why_it_is_there_is_rejected(tmp_path: Path) -> None:
    silent = {key: ANNA[key] for key in ("uid", "title", "sex")}
    first, second = _load(tmp_path, _page(ANNA, silent, "no poster")).rejected
    assert (first.field, second.reason) == ("poster_classification", "expected an object")


def test_a_renamed_key_is_told_by_both_names(tmp_path: Path) -> None:
    for old, new in (("dates_of_birth_used", "dates_of_birth"), ("subjects", "subject")):
        renamed = {new if key == old else key: value for key, value in ANNA.items()}
        with pytest.raises(ListFileError, match=f"element 1: .*{old}'.*{new}'"):
            _load(tmp_path, _page(renamed))


def test_json_without_posters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected posters of the FBI"):
        _load(tmp_path, '{"total": 0, "items": []}')


def test_a_page_that_is_cut_short_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"wanted\.json, line \d+"):
        _load(tmp_path, json.dumps(_page(ANNA), indent=1)[:-30])
