"""What would lift a comparison over the threshold, held against what does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from odd_names import NAMES

from border_check.matching.lifting import what_would_lift
from border_check.matching.person import compare_person
from border_check.values.mapping import nominal_from_mapping, person_from_mapping
from border_check.values.person import Name, Nominal, Person

LIFTING: dict[str, dict[str, Any]] = {
    "a full birth date": {"dob": "1974-08-12"},
    "a document number": {"documents": [["L898902C3", "UTO"]]},
    "a birthplace": {"pob": "Zenith"},
    "a nationality": {"nationality": "UTO"},
    "the sex": {"gender": "male"},
}
PAIRS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("half a name", {"name": "Quentin"}, {"name": "Quentin"}),
    ("a common name", {"name": "Mohammed Ali"}, {"name": "Mohammed Ali"}),
    ("a year", {"name": "Mohammed", "dob": "1974"}, {"name": "Mohammed", "dob": "1974"}),
    ("an initial", {"name": "Q."}, {"name": "Q."}),
    ("a word that differs", {"name": "Quentin Oxbury"}, {"name": "Quentin Zelmani"}),
    ("two of three", {"name": "Quentin V. Oxbury"}, {"name": "Quentin Varnadoe Zelmani"}),
    ("strangers", {"name": "Anna Eriksson"}, {"name": "Jane Doe"}),
    ("no name", {}, {"name": "Jane Doe"}),
]


@pytest.mark.parametrize("fact", LIFTING)
@pytest.mark.parametrize(
    ("query", "record"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS]
)
def test_what_is_said_to_lift_does(
    query: dict[str, Any], record: dict[str, Any], fact: str
) -> None:
    told = what_would_lift(person_from_mapping(query), nominal_from_mapping(record))
    lifted = compare_person(
        person_from_mapping({**query, **LIFTING[fact]}),
        nominal_from_mapping({**record, **LIFTING[fact]}),
    )
    assert (fact in told) == lifted.alert


KNOWN: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("both know it", {"dob": "1974-08-12"}, {"dobs": ["1951-03-02"]}, "a full birth date"),
    ("another document", {"documents": [["A1"]]}, {"passports": [["B2"]]}, "a document number"),
]


@pytest.mark.parametrize(
    ("query", "record", "fact"), [row[1:] for row in KNOWN], ids=[row[0] for row in KNOWN]
)
def test_what_is_known_is_not_supposed(
    query: dict[str, Any], record: dict[str, Any], fact: str
) -> None:
    name = {"name": "Quentin Oxbury"}
    told = what_would_lift(
        person_from_mapping({**name, **query}), nominal_from_mapping({**name, **record})
    )
    assert fact not in told


def test_nothing_alone_lifts_strangers() -> None:
    told = what_would_lift(Person(Name("Anna Eriksson")), Nominal("1", "Jane Doe"))
    assert told == "no single fact that is missing would make up for it"


@given(NAMES, NAMES)
def test_there_is_always_an_answer(one: str, other: str) -> None:
    told = what_would_lift(Person(Name(one)), Nominal("1", other))
    assert told.endswith(" would make up for it")
