"""What the cells of one row say, and what is told of those that cannot be read."""

from __future__ import annotations

from datetime import date

import pytest

from border_check.manifests.column_proof import ColumnProof
from border_check.manifests.interface import Traveller
from border_check.manifests.traveller import read_traveller

ASKED = date(2026, 11, 22)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


def read(**cells: str) -> Traveller:
    return read_traveller(1, 2, cells, ASKED, ColumnProof(ASKED))


def codes(row: Traveller) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in row.problems]


FACTS = [
    ("sex in a word", "sex", "Female", "F"),
    ("sex in French", "sex", "féminin", "F"),
    ("sex in German", "sex", "männlich", "M"),
    ("sex in Russian", "sex", "Ж", "F"),
    ("sex of an infant", "sex", "MI", "M"),
    ("sex not specified", "sex", "<", "X"),
    ("sex not known", "sex", "U", "X"),
    ("nationality by name", "nationality", "Utopia", "UTO"),
    ("nationality of Germany", "nationality", "DEU", "D"),
    ("nationality in two letters", "nationality", "fr", "FRA"),
    ("type in a word", "document_type", "Passport", "P"),
    ("type in Spanish", "document_type", "pasaporte", "P"),
    ("type with filler", "document_type", "P<", "P"),
    ("type in two letters", "document_type", "id", "ID"),
    ("type of a card", "document_type", "Identity card", "I"),
    ("type without a code of its own", "document_type", "Residence permit", "residence_permit"),
    ("number with spaces", "number", " l 898-902 c3 ", "L898902C3"),
    ("number that a spreadsheet was kept from reading", "number", '="00123"', "00123"),
    ("number after an apostrophe", "number", "'00123", "00123"),
    ("number that a program took for a decimal", "number", "750000001.0", "750000001"),
    ("number like a power of ten", "number", "1E5", "1E5"),
    ("Dutch surname with apostrophe", "surname", "'t Hooft", "'t Hooft"),
    ("a name that looks like nothing", "surname", "Nan", "Nan"),
    ("expiry of two digits", "expiry_date", "15APR31", "2031-04-15"),
]


@pytest.mark.parametrize(
    ("field", "cell", "expected"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS]
)
def test_fact_is_read(field: str, cell: str, expected: str) -> None:
    row = read(**{"given_names": "JANE", "surname": "DOE", field: cell})
    assert (row.query[field], row.problems) == (expected, ())


ABSENT = ["", " ", "-", "--", "N/A", "n.a.", "NULL", "#N/A", "?", "none", "unknown"]


@pytest.mark.parametrize("cell", ABSENT)
def test_cell_that_says_nothing_is_absent(cell: str) -> None:
    row = read(surname="DOE", given_names="JANE", sex=cell, nationality=cell, birth_date=cell)
    assert row.query == {"surname": "DOE", "given_names": "JANE"}
    assert not row.problems


@pytest.mark.parametrize("cell", ["FNU", "N/A", "-"])
def test_placeholder_of_a_name_is_absent(cell: str) -> None:
    row = read(surname="DOE", given_names=cell)
    assert (row.query, row.problems) == ({"surname": "DOE"}, ())


PROBLEMS = [
    ("no such day", "birth_date", "1985-02-30", "unreadable_date"),
    ("born tomorrow", "birth_date", "2026-11-23", "unreadable_date"),
    ("two orders", "expiry_date", "03/04/2030", "ambiguous_date"),
    ("60 characters", "number", "A" * 60, "unreadable_number"),
    ("digits lost in a spreadsheet", "number", "7.5E+08", "unreadable_number"),
    ("no such state", "nationality", "ZZZ", "unknown_state"),
    ("no such issuer", "issuing_state", "Atlantis", "unknown_state"),
    ("a word for sex that is not known", "sex", "quux", "unknown_sex"),
    ("a type that is not known", "document_type", "library card", "unknown_document_type"),
    ("a name of digits", "given_names", "12345", "unreadable_name"),
    ("a name without end", "given_names", "A" * 301, "unreadable_name"),
    ("no zone", "mrz", "P<UTO", "unreadable_mrz"),
]


@pytest.mark.parametrize(
    ("field", "cell", "code"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS]
)
def test_unreadable_fact_is_told_and_the_row_is_kept(field: str, cell: str, code: str) -> None:
    row = read(**{"surname": "DOE", "birth_date": "1990", "number": "K1", field: cell})
    assert codes(row) == [(code, field)]
    assert row.query["surname"] == "DOE"
    assert row.unreadable is None
    assert row.query.get(field) in (None, "2030")


def test_row_without_a_readable_number_has_no_document() -> None:
    row = read(surname="DOE", given_names="JANE", number="A" * 60)
    assert row.document is None
    assert row.person is not None
    assert row.person.documents == ()


def test_invisible_characters_are_removed_and_told() -> None:
    row = read(surname="DO\u202eE\x07", given_names="JA\u200bNE\nANN", number="K\u200e1")
    assert row.query == {"surname": "DOE", "given_names": "JANE ANN", "number": "K1"}
    assert codes(row) == [
        ("control_characters", field) for field in ("surname", "given_names", "number")
    ]
    assert "U+202E, U+0007" in row.problems[0].text


WHOLE_NAMES = [
    ("as it is read aloud", "Anna Maria Eriksson", {"name": "Anna Maria Eriksson"}),
    ("a comma", "ERIKSSON, ANNA MARIA", {"surname": "ERIKSSON", "given_names": "ANNA MARIA"}),
    ("a zone", "ERIKSSON<<ANNA<MARIA", {"surname": "ERIKSSON", "given_names": "ANNA MARIA"}),
    ("a reservation", "ERIKSSON/ANNA", {"surname": "ERIKSSON", "given_names": "ANNA"}),
    ("a suffix is no given name", "John Doe, Jr.", {"name": "John Doe, Jr."}),
    ("two scripts", "ЕРИКССОН/ERIKSSON", {"name": "ЕРИКССОН/ERIKSSON"}),
    ("fillers only between", "ANNA<ERIKSSON", {"name": "ANNA ERIKSSON"}),
]


@pytest.mark.parametrize(
    ("name", "query"), [row[1:] for row in WHOLE_NAMES], ids=[row[0] for row in WHOLE_NAMES]
)
def test_whole_name_is_parted_where_it_marks_its_parts(name: str, query: dict[str, str]) -> None:
    assert read(name=name).query == query


def test_parts_of_names_are_joined() -> None:
    row = read(
        surname_prefix="van der", surname="BERG", second_surname="DOE",
        given_names="ANNA", middle_names="MARIA", birthplace="Zenith", birth_country="UTO",
    )  # fmt: skip
    assert row.query == {"surname": "van der BERG DOE", "given_names": "ANNA MARIA"}
    assert row.person is not None
    assert row.person.name.text == "ANNA MARIA van der BERG DOE"
    assert row.person.birthplace == "Zenith, UTO"


def test_given_names_alone_are_told() -> None:
    row = read(given_names="JANE", number="K1")
    assert row.query == {"given_names": "JANE", "number": "K1"}
    assert codes(row) == [("incomplete_name", "surname")]


def test_zone_fills_what_the_columns_leave_out() -> None:
    row = read(mrz=TD3)
    assert row.query == {
        "surname": "ERIKSSON",
        "given_names": "ANNA MARIA",
        "sex": "F",
        "birth_date": "1974-08-12",
        "nationality": "UTO",
        "document_type": "P",
        "number": "L898902C3",
        "issuing_state": "UTO",
        "expiry_date": "2012-04-15",
    }
    assert row.document is not None
    assert row.document.check_digit == "6"
    assert not row.problems


def test_zone_may_stand_in_two_columns_or_one_line() -> None:
    one, two = TD3.split("\n")
    assert read(mrz=one, mrz_2=two).query == read(mrz=one + two).query == read(mrz=TD3).query


AGREEING = [
    ("spelled as the zone must", "surname", "Ériksson"),
    ("a fact that only the column has", "birthplace", "Zenith"),
    ("the year alone", "birth_date", "1974"),
    ("two orders, of which the zone decides", "birth_date", "08/12/1974"),
    ("a number with a space", "number", "L898902 C3"),
    ("a word for the type", "document_type", "passport"),
]


@pytest.mark.parametrize(
    ("field", "cell"), [row[1:] for row in AGREEING], ids=[row[0] for row in AGREEING]
)
def test_columns_that_agree_with_the_zone(field: str, cell: str) -> None:
    row = read(**{"surname": "ERIKSSON", "given_names": "ANNA MARIA", "mrz": TD3, field: cell})
    assert not row.problems
    assert row.query["birth_date"] == "1974-08-12"


DIFFERING = [
    ("surname", "DOE"),
    ("sex", "M"),
    ("birth_date", "1975-08-12"),
    ("nationality", "D"),
    ("document_type", "V"),
    ("number", "K7654321"),
    ("issuing_state", "D"),
    ("expiry_date", "2013-04-15"),
]


@pytest.mark.parametrize(("field", "cell"), DIFFERING)
def test_columns_that_differ_from_the_zone_are_told(field: str, cell: str) -> None:
    row = read(**{"surname": "ERIKSSON", "given_names": "ANNA MARIA", "mrz": TD3, field: cell})
    assert codes(row) == [("mrz_differs", field)]
    assert row.query[field] == cell


def test_both_numbers_belong_to_the_person() -> None:
    row = read(surname="ERIKSSON", given_names="ANNA MARIA", number="K7654321", mrz=TD3)
    assert row.person is not None
    assert [document.number for document in row.person.documents] == ["K7654321", "L898902C3"]
    assert row.document is not None
    assert row.document.check_digit is None


def test_wrong_check_digits_are_told() -> None:
    row = read(mrz=TD3.replace("C36UTO7408122", "C37UTO7408123"))
    assert codes(row) == [("check_digit", "number"), ("check_digit", "birth_date")]
    assert row.query["number"] == "L898902C3"
    assert "birth_date" not in row.query


def test_truncated_zone_agrees_with_the_whole_name() -> None:
    cut = "P<UTOERIKSSON<<ANNA<MARIA<BERNADETTE<CHRISTI\n" + TD3.split("\n")[1]
    row = read(surname="ERIKSSON", given_names="ANNA MARIA BERNADETTE CHRISTINA", mrz=cut)
    assert not row.problems
    person = read(mrz=cut).person
    assert person is not None
    assert person.name.truncated
