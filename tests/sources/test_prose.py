"""Facts in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.sources.prose import read_facts
from border_check.values.person import Sex

BIRTHS = [
    ("called by name", "Other possible date of birth: 1979. Cousin of another.", ["1979"], []),
    ("abbreviated", "DOB: 12 Aug. 1974. POB: Zenith", ["1974-08-12"], []),
    ("several", "DOB: a) 12 Aug. 1974 b) 12 Aug. 1977.", ["1974-08-12", "1977-08-12"], []),
    ("with the place", "(DPOB - 1970) - Passport", ["1970"], []),
    ("born in a year", "born in 1965 in Zenith, Utopia", [], ["1965"]),
    ("born in a place", "born in Zenith on 01 Jan.1967", [], ["1967-01-01"]),
    ("born without a date", "Born in Utopia, he moved when he was a child in 1990.", [], []),
    ("a mark, no birth", "has facial birthmarks 1970", [], []),
]


@pytest.mark.parametrize(
    ("text", "births", "born"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_births(text: str, births: list[str], born: list[str]) -> None:
    facts = read_facts(text)
    assert [str(birth) for birth in facts.births] == births
    assert [str(birth) for birth in facts.born] == born


DOCUMENTS = [
    (
        "in a list of facts",
        "Passport number: B8989023; DOB: 1948; Date of issue: 10 Jan 2012",
        [("B8989023", None, "passport")],
    ),
    (
        "the issuer after the expiry",
        "DPOB: 1974, Zenith, passport no. 8989023S, expires 23 Aug. 2005 (Utopia)",
        [("8989023S", "UTO", "passport")],
    ),
    (
        "two in a sentence",
        "South African identification number 8989023610000 linked to South African passport"
        " number 898902361, both confiscated",
        [("8989023610000", "ZAF", "identity_card"), ("898902361", "ZAF", "passport")],
    ),
    ("a passport without a number", "May use a fake passport of a citizen of 2 countries", []),
]


@pytest.mark.parametrize(
    ("text", "documents"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_documents(text: str, documents: list[tuple[str, str | None, str]]) -> None:
    assert [tuple(one) for one in read_facts(text).documents] == documents


def test_sex_place_and_nationality() -> None:
    facts = read_facts("Gender [male]. POB: Zenith (North), Utopia; nationality: Yemeni")
    assert facts.sex is Sex.MALE
    assert facts.birthplaces == ("Zenith (North), Utopia",)
    assert facts.nationalities == ("YEM",)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read_facts(text)
    read_facts(f"born in {text} passport number {text}")
