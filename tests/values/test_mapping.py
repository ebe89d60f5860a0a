"""Persons as plain mappings, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.errors import BorderCheckError, UnreadableInput, UsageError
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.mapping import (
    nominal_from_mapping,
    nominal_to_mapping,
    person_from_mapping,
    sex_of,
)
from border_check.values.person import (
    Alias,
    DocumentReference,
    Name,
    Nominal,
    NoticeColour,
    Person,
    Sex,
)


def test_a_query() -> None:
    asked = {
        "name": "  Jane   Doe ",
        "dob": "1990-01",
        "nationality": "uto",
        "gender": "female",
        "documents": [["K7654321", "uto"], ["B1"]],
        "pob": "Zenith",
    }
    assert person_from_mapping(asked) == Person(
        Name("Jane Doe"),
        PartialDate(1990, 1),
        Sex.FEMALE,
        "UTO",
        (DocumentReference("K7654321", "UTO"), DocumentReference("B1")),
        "Zenith",
    )


def test_a_name_in_parts() -> None:
    name = person_from_mapping({"surname": "Doe", "given": "Jane"}).name
    assert name == Name("Jane Doe", "Doe", "Jane")
    assert person_from_mapping({"surname": "Doe"}).name == Name("Doe", "Doe")


EMPTY: dict[str, object] = {
    "name": "Jane Doe",
    "dob": "",
    "gender": None,
    "nationality": " ",
    "documents": [],
}


def test_empty_is_absent() -> None:
    assert person_from_mapping(EMPTY) == Person(Name("Jane Doe"))


REFUSED: list[tuple[str, dict[str, object], type[BorderCheckError], str]] = [
    ("a key that is none", {"nmae": "x"}, UsageError, "unknown key in the query: nmae"),
    ("two keys that are none", {"b": 1, "a": 2}, UsageError, "a, b"),
    ("a list for a name", {"name": ["x"]}, UnreadableInput, "name: expected text, found list"),
    ("30 February", {"dob": "1985-02-30"}, UnreadableInput, "dob: expected a day, month or year"),
    ("a date that is a list", {"dob": ["1985"]}, UnreadableInput, "dob: expected"),
    ("a word for a sex", {"gender": "girl"}, UnreadableInput, "gender: 'girl'"),
    ("documents in no pairs", {"documents": [1]}, UnreadableInput, "documents: expected"),
    ("documents that are a number", {"documents": 7}, UnreadableInput, "documents: expected"),
    ("a document that is an object", {"documents": {"a": "b"}}, UnreadableInput, "documents: exp"),
    ("half a character", {"name": "Jane \ud800"}, UnreadableInput, "name: not text"),
    ("or of a number", {"documents": [["A\ud8001"]]}, UnreadableInput, "documents: not text"),
]


@pytest.mark.parametrize(
    ("asked", "error", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_refused(asked: dict[str, object], error: type[BorderCheckError], words: str) -> None:
    with pytest.raises(error, match=words):
        person_from_mapping(asked)


def test_an_error_of_a_query_does_not_repeat_a_birth_date() -> None:
    with pytest.raises(UnreadableInput) as raised:
        person_from_mapping({"dob": "1985-02-30"})
    assert "1985-02-30" not in raised.value.in_one_line


def test_an_error_of_a_record_says_what_was_found() -> None:
    with pytest.raises(UnreadableInput, match="dobs: '1985-02-30' is no date of the calendar"):
        nominal_from_mapping({"name": "x", "dobs": ["1985-02-30"]})


def test_one_document_needs_no_list() -> None:
    assert person_from_mapping({"documents": "K7"}).documents == (DocumentReference("K7"),)


def test_an_empty_alias_is_absent() -> None:
    aliases = ["", {"name": " "}, {"name": None}, "Jenny"]
    assert nominal_from_mapping({"aliases": aliases}).aliases == (Alias("Jenny"),)


@pytest.mark.parametrize("alias", [7, None, [], {"strength": "weak"}])
def test_what_is_no_alias_is_refused(alias: object) -> None:
    with pytest.raises(UnreadableInput, match="aliases: expected an object with a name"):
        nominal_from_mapping({"aliases": [alias]})


def test_half_a_character_of_a_name_on_record_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="name: not text"):
        nominal_from_mapping({"name": "Jane", "aliases": ["J\ud800"]})


@pytest.mark.parametrize("key", ["diffusion", "misused_identity"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), ("yes", True), ("true", True), (False, False), ("false", False), ("No", False),
     (None, False), ("", False)],
)  # fmt: skip
def test_flags(key: str, value: object, expected: bool) -> None:
    assert getattr(nominal_from_mapping({"name": "x", key: value}), key) is expected


@pytest.mark.parametrize("value", ["perhaps", 2, [True]])
def test_what_is_no_flag_is_refused(value: object) -> None:
    with pytest.raises(UnreadableInput, match=r"diffusion: .* is neither true nor false"):
        nominal_from_mapping({"name": "x", "diffusion": value})


SEXES = [("male", "M"), ("F", "F"), (" x ", "X"), ("Other", "X"), ("<", "X"), ("U", "X")]


@pytest.mark.parametrize(("text", "sex"), SEXES)
def test_sexes(text: str, sex: str) -> None:
    assert sex_of(text) == sex


def test_a_record() -> None:
    nominal = nominal_from_mapping(
        {
            "id": 7,
            "name": "Jane DOE",
            "aliases": ["Jenny", {"name": "J.", "strength": "weak"}],
            "dobs": ["1990", "1991-02-03"],
            "dob": "1990-05",
            "nationality": "uto",
            "passports": [["K1", "uto", "passport"]],
            "documents": ["B2"],
            "pob": ["Zenith", ""],
            "notice": "red",
            "action": "hold",
            "misused_identity": True,
            "height": 170,
            "eyes": "",
        }
    )
    assert nominal == Nominal(
        record_id="7",
        name="Jane DOE",
        aliases=(Alias("Jenny"), Alias("J.", "weak")),
        births=(PartialDate(1990), PartialDate(1991, 2, 3), PartialDate(1990, 5)),
        nationalities=("UTO",),
        documents=(DocumentReference("K1", "UTO", "passport"), DocumentReference("B2")),
        birthplaces=("Zenith",),
        notice=NoticeColour.RED,
        action=ActionClass.HOLD,
        misused_identity=True,
        extra=(("height", "170"),),
    )


WORDS = st.text("abcdefgh Ωя'-", min_size=1, max_size=12).map(str.strip).filter(bool)
WORDS = WORDS.map(lambda text: " ".join(text.split()))
BIRTHS = st.builds(
    lambda day, length: PartialDate.parse(day.isoformat()[:length]),
    st.dates(),
    st.sampled_from([4, 7, 10]),
)
CODES = st.sampled_from(["UTO", "UNO", "D"])
NOMINALS = st.builds(
    Nominal,
    record_id=WORDS,
    name=WORDS,
    surname=st.one_of(st.just(""), WORDS),
    given=st.one_of(st.just(""), WORDS),
    aliases=st.lists(
        st.builds(lambda *parts: Alias(*parts), WORDS, st.sampled_from(["strong", "weak"])),
        max_size=3,
    ).map(tuple),
    births=st.lists(BIRTHS, max_size=3).map(tuple),
    nationalities=st.lists(CODES, max_size=2).map(tuple),
    sex=st.one_of(st.none(), st.sampled_from(list(Sex))),
    documents=st.lists(
        st.builds(DocumentReference, st.just("K1"), st.one_of(st.none(), CODES), st.none()),
        max_size=2,
    ).map(tuple),
    birthplaces=st.lists(WORDS, max_size=2).map(tuple),
    notice=st.one_of(st.none(), st.sampled_from(list(NoticeColour))),
    diffusion=st.booleans(),
    published=st.one_of(st.none(), BIRTHS),
    action=st.one_of(st.none(), st.sampled_from(list(ActionClass))),
    caution=st.one_of(st.none(), WORDS),
    reference=st.none(),
    owner=st.one_of(st.none(), WORDS),
    offence=st.none(),
    source_url=st.none(),
    expires=st.one_of(st.none(), BIRTHS),
    misused_identity=st.booleans(),
    extra=st.dictionaries(st.sampled_from(["height", "eyes"]), WORDS).map(
        lambda facts: tuple(facts.items())
    ),
)


@given(NOMINALS)
def test_a_record_comes_back_as_it_was(nominal: Nominal) -> None:
    assert nominal_from_mapping(nominal_to_mapping(nominal)) == nominal


@given(NOMINALS)
def test_absent_facts_are_absent_keys(nominal: Nominal) -> None:
    assert all(value not in (None, "", [], ()) for value in nominal_to_mapping(nominal).values())
