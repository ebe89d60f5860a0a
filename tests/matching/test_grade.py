"""Grades and their reasons in words: what agrees, what is lacking, what would lift a comparison."""

from __future__ import annotations

from typing import Any

import pytest

from border_check.matching import weights
from border_check.matching.person import alerts, compare_person
from border_check.values.mapping import nominal_from_mapping, person_from_mapping
from border_check.values.screening import Explanation, Grade

RECORD: dict[str, Any] = {
    "name": "Quentin VARNADOE ZELMANI",
    "dobs": ["1974-08-12"],
    "nationality": ["UTO"],
    "gender": "male",
    "passports": [["L898902C3", "UTO"]],
    "pob": "Zenith, Utopia",
}
NAME = {"name": "Quentin VARNADOE ZELMANI"}


def explained(query: dict[str, Any], record: dict[str, Any]) -> Explanation:
    found = compare_person(person_from_mapping(query), nominal_from_mapping(record)).explanation
    assert found
    return found


BORN = {**NAME, "dob": "1974-08-12"}
OF_ISSUER = {**BORN, "documents": [["L898902C3", "XYZ"]]}
REASONS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "exact",
        {**NAME, "documents": [["L898902C3", "UTO"]]},
        RECORD,
        "the name and the document number agree",
    ),
    (
        "the document can be asked for",
        BORN,
        RECORD,
        "the name and the full birth date agree, but there is no document number in the query: "
        "ask for it",
    ),
    (
        "no document on record",
        {**BORN, "documents": [["A1", "UTO"]]},
        {**RECORD, "passports": []},
        "the name and the full birth date agree, but there is no document number on record",
    ),
    (
        "the number of another issuer",
        OF_ISSUER,
        RECORD,
        "the name and the full birth date agree, but the document number is one of another issuer",
    ),
    (
        "strong by birthplace",
        {**NAME, "dob": "1974", "pob": "Zenith", "documents": [["A1", "UTO"]]},
        RECORD,
        "the name, the year of birth and the birthplace agree, but the document is another one",
    ),
    (
        "the birth date can be asked for",
        NAME,
        RECORD,
        "the name agrees, but there is no birth date in the query: ask for it",
    ),
    (
        "nobody knows a birth date",
        NAME,
        {**RECORD, "dobs": []},
        "the name agrees, but there is no birth date on either side: ask for it",
    ),
    (
        "no birth date on record",
        BORN,
        {**RECORD, "dobs": []},
        "the name agrees, but there is no birth date on record",
    ),
    (
        "only the year is known",
        {**NAME, "dob": "1974"},
        RECORD,
        "the name agrees, but the birth date agrees only in part "
        "(year agrees; day, month not known)",
    ),
    (
        "day and month swapped",
        {**NAME, "dob": "1974-12-08"},
        RECORD,
        "the name agrees, but the birth date is only similar (day and month swapped)",
    ),
    (
        "another sex",
        {**BORN, "gender": "female"},
        RECORD,
        "the name and the full birth date agree, but the sex differs",
    ),
    (
        "two facts differ",
        {**NAME, "dob": "1974-03-21", "gender": "female"},
        RECORD,
        "the name agrees, but the sex differs and the birth date differs "
        "(year agrees, day differs)",
    ),
    (
        "a word of the name differs",
        {"name": "Quentin VARNADOE OXBURY", "dob": "1974-08-12"},
        RECORD,
        "the full birth date agrees, but the name agrees only in part (OXBURY is not ZELMANI)",
    ),
    (
        "a name that says little",
        {"name": "Mohammed", "dob": "1974-08-12"},
        {**RECORD, "name": "Mohammed"},
        "the full birth date agrees, but the name by itself says too little",
    ),
]


@pytest.mark.parametrize(
    ("query", "record", "reason"), [r[1:] for r in REASONS], ids=[r[0] for r in REASONS]
)
def test_reasons(query: dict[str, Any], record: dict[str, Any], reason: str) -> None:
    assert explained(query, record).reason == reason


def test_what_is_no_hit_says_how_much_it_lacks() -> None:
    query, record = {"name": "Anna Eriksson"}, {"name": "Jane Doe"}
    told = explained(query, record)
    points = compare_person(person_from_mapping(query), nominal_from_mapping(record)).points
    assert told.reason == f"{(told.required or 0) - points:.2f} points short"


NAMELESS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("in the query", {}, RECORD, "there is no name in the query: ask for it"),
    ("that can be read", {"name": "!?"}, RECORD, "there is no name in the query: ask for it"),
    ("on record", NAME, {**RECORD, "name": ""}, "there is no name on record"),
    ("on either side", {}, {**RECORD, "name": ""}, "there is no name on either side: ask for it"),
]


@pytest.mark.parametrize(
    ("query", "record", "reason"), [row[1:] for row in NAMELESS], ids=[row[0] for row in NAMELESS]
)
def test_nobody_is_reported_without_a_name(
    query: dict[str, Any], record: dict[str, Any], reason: str
) -> None:
    facts = {"dob": "1974-08-12", "gender": "male", "nationality": "UTO", "pob": "Zenith"}
    person = person_from_mapping({**query, **facts})
    found = compare_person(person, nominal_from_mapping(record))
    assert (found.alert, alerts(found)) == (False, False)
    assert found.explanation == Explanation(reason)


def test_but_by_a_document() -> None:
    person = person_from_mapping({"documents": [["L898902C3", "UTO"]]})
    found = compare_person(person, nominal_from_mapping(RECORD))
    assert found.grade is Grade.POSSIBLE
    assert explained({"documents": [["L898902C3", "UTO"]]}, RECORD).reason == (
        "the document number agrees, but there is no name in the query "
        "and there is no birth date in the query: ask for both"
    )


def test_more_is_required_where_nothing_could_contradict() -> None:
    bare, born = explained(NAME, RECORD), explained(BORN, RECORD)
    assert bare.required == weights.THRESHOLD_SECOND_LINE + weights.UNSUPPORTED
    assert bare.because == "no birth date could contradict the name"
    assert (born.required, born.because) == (weights.THRESHOLD_SECOND_LINE, "")
