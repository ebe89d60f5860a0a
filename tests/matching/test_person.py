"""Persons: what each fact is worth, what makes which grade, and that the sum is the score."""

from __future__ import annotations

from typing import Any

import pytest

from border_check.matching.person import alerts, compare_person
from border_check.values.mapping import nominal_from_mapping, person_from_mapping
from border_check.values.person import Name, Nominal, Person
from border_check.values.screening import Comparison, Grade, Relation

RECORD: dict[str, Any] = {
    "id": "UTO-1",
    "name": "Quentin VARNADOE ZELMANI",
    "aliases": [{"name": "Kwentin WARNADO"}],
    "dobs": ["1974-08-12"],
    "nationality": ["UTO"],
    "gender": "male",
    "passports": [["L898902C3", "UTO"]],
    "pob": "Zenith, Utopia",
}


def compared(query: dict[str, Any], record: dict[str, Any] | None = None) -> Comparison:
    return compare_person(
        person_from_mapping(query), nominal_from_mapping({**RECORD, **(record or {})})
    )


FULL = {"name": "Quentin VARNADOE ZELMANI"}
GRADES = [
    ("a name alone is possible, however perfect", {}, {}, Grade.POSSIBLE),
    ("name and full birth date", {"dob": "1974-08-12"}, {}, Grade.STRONG),
    ("the year alone does not lift it", {"dob": "1974"}, {}, Grade.POSSIBLE),
    ("1 January is no full date", {"dob": "1974-01-01"}, {"dobs": ["1974-01-01"]}, Grade.POSSIBLE),
    ("nor do sex and nationality", {"nationality": "UTO", "gender": "male"}, {}, Grade.POSSIBLE),
    ("document and name", {"documents": [["L898902C3", "UTO"]]}, {}, Grade.EXACT),
    ("of another issuer", {"documents": [["L898902C3", "XYZ"]]}, {}, Grade.POSSIBLE),
    ("year and birthplace with a rare name", {"dob": "1974", "pob": "Zenith"}, {}, Grade.STRONG),
    ("another sex contradicts", {"dob": "1974-08-12", "gender": "female"}, {}, Grade.POSSIBLE),
    ("another birth date contradicts", {"dob": "1951-03-02"}, {}, Grade.POSSIBLE),
]


@pytest.mark.parametrize(
    ("facts", "record", "grade"), [row[1:] for row in GRADES], ids=[row[0] for row in GRADES]
)
def test_grades(facts: dict[str, Any], record: dict[str, Any], grade: Grade | None) -> None:
    assert compared({**FULL, **facts}, record).grade is grade


def test_a_document_under_another_name_is_possible() -> None:
    found = compared({"name": "Anna Eriksson", "documents": [["L898902C3", "UTO"]]})
    assert found.grade in (None, Grade.POSSIBLE)


ORDER = [
    ("a full date tells more than a year", {"dob": "1974-08-12"}, {"dob": "1974"}),
    (
        "swapped day and month tell less than equal ones",
        {"dob": "1974-08-12"},
        {"dob": "1974-12-08"},
    ),
    ("but more than another day", {"dob": "1974-12-08"}, {"dob": "1974-03-21"}),
    (
        "a year off with the same day beats another day",
        {"dob": "1975-08-12"},
        {"dob": "1974-03-21"},
    ),
    ("agreeing nationality beats another", {"nationality": "UTO"}, {"nationality": "XXK"}),
    ("missing beats contradicting", {}, {"gender": "female"}),
    ("a missing birth date beats another one", {}, {"dob": "1951-03-02"}),
]


@pytest.mark.parametrize(
    ("better", "worse"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER]
)
def test_better_facts_give_more(better: dict[str, Any], worse: dict[str, Any]) -> None:
    assert compared({**FULL, **better}).points > compared({**FULL, **worse}).points


NAMES = [
    ("the whole name beats a part", "Quentin Varnadoe Zelmani", "Quentin Varnadoe"),
    ("an omitted name beats another one", "Quentin Varnadoe", "Quentin Varnadoe Oxbury"),
    ("a slip beats another name", "Quentin Varnadoo", "Quentin Oxbury"),
    ("a spelling beats a beginning", "Kwentin Varnadoe", "Q. Varnadoe"),
]


@pytest.mark.parametrize(
    ("better", "worse"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_better_names_give_more(better: str, worse: str) -> None:
    assert compared({"name": better}).points > compared({"name": worse}).points


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare = compare_person(Person(Name("Quentin Varnadoe")), Nominal("1", "Quentin Varnadoe"))
    common = compare_person(Person(Name("Mohammed Ali")), Nominal("1", "Mohammed Ali"))
    assert rare.points > common.points


def test_the_best_alias_counts_and_is_named() -> None:
    found = compared({"name": "Kwentin WARNADO"}).explanation
    assert found and found.alias and found.alias.name == "Kwentin WARNADO"


def test_each_word_is_a_row_of_its_own() -> None:
    rows = [row for row in compared(FULL).evidence if row.feature == "name"]
    assert [row.query for row in rows] == ["Quentin", "VARNADOE", "ZELMANI"]


def test_missing_facts_are_shown_and_worth_nothing() -> None:
    missing = [row for row in compared(FULL).evidence if row.relation is Relation.MISSING]
    features = ["birth_date", "nationality", "sex", "document_number", "birthplace"]
    assert [row.feature for row in missing] == features
    assert all(row.points == 0 for row in missing)


def test_a_truncated_name_field_is_a_beginning() -> None:
    nominal = Nominal("1", "Zelmanitchourova Quentin")
    cut = compare_person(Person(Name("Zelmanitchourova Quen", truncated=True)), nominal)
    assert alerts(cut)


def test_two_common_names_need_support() -> None:
    assert compare_person(Person(Name("Mohammed Ali")), Nominal("1", "Ali MUHAMMAD")).grade is None


def test_a_year_before_1000_is_a_year() -> None:
    assert compared({**FULL, "dob": "0974-08-12"}).grade is Grade.POSSIBLE
