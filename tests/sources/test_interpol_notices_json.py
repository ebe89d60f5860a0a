"""INTERPOL's public notices: pages, arrays, details, and what may be missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import ListFileError
from border_check.sources.interpol_notices_json import InterpolNoticesJson
from border_check.sources.whole import WholeList, read_whole
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, NoticeColour, Sex

API = "https://ws-public.interpol.int/notices/v1"


def _item(number: int = 1, colour: str = "red", **facts: Any) -> dict[str, Any]:
    return {
        "forename": "ANNA MARIA",
        "name": "ERIKSSON",
        "date_of_birth": "1974/08/12",
        "entity_id": f"2026/{number}",
        "nationalities": ["SE"],
        "_links": {"self": {"href": f"{API}/{colour}/2026-{number}"}},
        **facts,
    }


DETAIL = _item(
    arrest_warrants=[
        {"issuing_country_id": "FI", "charge": "fraud", "charge_translation": "deception"},
        {"issuing_country_id": "FI", "charge": "theft", "charge_translation": None},
    ],
    sex_id="F",
    place_of_birth="ZENITH",
    country_of_birth_id="SE",
    languages_spoken_ids=["ENG", "SWE"],
    height=0,
    weight=62,
    distinguishing_marks=None,
    _embedded={"links": []},
)


def _load(tmp_path: Path, content: str) -> WholeList:
    path = tmp_path / "list.txt"
    path.write_text(content)
    return read_whole(InterpolNoticesJson(), path)


def test_a_detail_tells_all_that_it_knows(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, json.dumps(DETAIL)).nominals
    assert (anna.record_id, anna.name) == ("2026/1", "ANNA MARIA ERIKSSON")
    assert (anna.surname, anna.given) == ("ERIKSSON", "ANNA MARIA")
    assert anna.births == (PartialDate(1974, 8, 12),)
    assert (anna.sex, anna.nationalities) == (Sex.FEMALE, ("SWE",))
    assert anna.birthplaces == ("ZENITH, Sweden",)
    assert (anna.notice, anna.owner) == (NoticeColour.RED, "FIN")
    assert anna.offence == "fraud; theft"
    assert anna.source_url == f"{API}/red/2026-1"
    assert anna.extra == (
        ("charge_translation", "deception"),
        ("languages_spoken_ids", "ENG, SWE"),
        ("weight", "62"),
    )


PAGE = {"total": 2, "query": {"page": 1}, "_embedded": {"notices": [_item(1), _item(2)]}}
SHAPES = {
    "a page": json.dumps(PAGE, indent=1),
    "an array of items": json.dumps([_item(1), _item(2)], indent=1),
    "an array of pages": json.dumps([PAGE]),
    "one object a line": "\n".join(json.dumps(_item(number)) for number in (1, 2)),
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES.keys())
def test_notices_are_found_in_every_shape(tmp_path: Path, content: str) -> None:
    loaded = _load(tmp_path, content)
    assert [one.record_id for one in loaded.nominals] == ["2026/1", "2026/2"]
    assert loaded.rejected == []


def test_a_folder_may_hold_pages_and_details_of_the_same_notices(tmp_path: Path) -> None:
    (tmp_path / "page1.json").write_text(json.dumps(PAGE))
    (tmp_path / "2026-1.json").write_text(json.dumps(DETAIL))
    (tmp_path / "README.txt").write_text("no notice")
    loaded = read_whole(InterpolNoticesJson(), tmp_path)
    assert [one.record_id for one in loaded.nominals] == ["2026/1", "2026/1", "2026/2"]
    assert loaded.warnings == ("README.txt: not read, it is not of this format",)


NULLS = dict.fromkeys(
    ("forename", "date_of_birth", "nationalities", "sex_id", "arrest_warrants", "place_of_birth",
     "country_of_birth_id", "_embedded", "_links", "height", "languages_spoken_ids")
)  # fmt: skip


def test_anything_may_be_null(tmp_path: Path) -> None:
    (anna,) = _load(tmp_path, json.dumps({**_item(), **NULLS})).nominals
    assert (anna.name, anna.births, anna.sex, anna.notice) == ("ERIKSSON", (), None, None)


FACTS = [
    ("only a year is known", _item(date_of_birth="1974"), "births", (PartialDate(1974),)),
    ("a yellow notice", _item(colour="yellow"), "notice", NoticeColour.YELLOW),
    ("a person of the UN", _item(colour="un/persons"), "notice", NoticeColour.UN),
    ("the sex is unknown", _item(sex_id="U"), "sex", None),
    ("no country", _item(nationalities=["QQ"]), "extra", (("nationality_listed", "QQ"),)),
    (
        "a name at birth",
        _item(colour="yellow", birth_name="ERIXON"),
        "aliases",
        (Alias("ANNA MARIA ERIXON", "strong", "ERIXON", "ANNA MARIA"),),
    ),
    (
        "names of a UN notice",
        _item(
            colour="un/persons",
            aliases=["Ann ERIKSON"],
            name_in_original_script="ЭРИКССОН",
            forename_in_original_script="АННА",
            identity_documents=["Passport L898902C3 (Utopia)"],
        ),
        "aliases",
        (Alias("Ann ERIKSON"), Alias("АННА ЭРИКССОН", "strong", "ЭРИКССОН", "АННА")),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("item", "field", "value"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS]
)
def test_facts_of_single_notices(
    tmp_path: Path, item: dict[str, Any], field: str, value: object
) -> None:
    (nominal,) = _load(tmp_path, json.dumps(item)).nominals
    assert getattr(nominal, field) == value


def test_entities_of_the_un_are_set_aside(tmp_path: Path) -> None:
    loaded = _load(tmp_path, json.dumps(_item(colour="un/entities")))
    assert loaded.set_aside == {"organisation": 1}


REJECTED = {
    "no id": ({"entity_id": None}, "entity_id"),
    "no name": ({"name": None, "forename": ""}, "name"),
    "a day that is none": ({"date_of_birth": "1985/02/30"}, "date_of_birth"),
    "a birth in prose": ({"date_of_birth": "about 1985"}, "date_of_birth"),
}


@pytest.mark.parametrize(("change", "field"), REJECTED.values(), ids=REJECTED.keys())
def test_a_notice_that_cannot_be_used_is_rejected(
    tmp_path: Path, change: dict[str, Any], field: str
) -> None:
    lines = [json.dumps(_item(1)), json.dumps({**_item(2), **change})]
    (rejected,) = _load(tmp_path, "\n".join(lines)).rejected
    assert (str(rejected.place), rejected.field) == ("list.txt, line 2", field)
    assert rejected.raw == lines[1]


def test_within_a_document_the_place_is_the_element(tmp_path: Path) -> None:
    content = json.dumps([_item(1), {**_item(2), "name": "", "forename": ""}, "text"])
    first, second = _load(tmp_path, content).rejected
    assert [str(one.place) for one in (first, second)] == [
        "list.txt, element 2",
        "list.txt, element 3",
    ]


def test_json_without_notices_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match="expected INTERPOL notices"):
        _load(tmp_path, '{"total": 0, "items": []}')


def test_a_page_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError, match=r"list\.txt, line \d+"):
        _load(tmp_path, json.dumps(PAGE, indent=1)[:-30])
