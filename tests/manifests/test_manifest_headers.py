"""Headers in many spellings, and the columns that they make."""

from __future__ import annotations

import pytest

from border_check.errors import ManifestError
from border_check.manifests.headers import (
    fold,
    is_header,
    nearest,
    read_headers,
    recognise,
    require_identity,
    warnings,
)

SPELLINGS = [
    ("surname", "Last_Name lastName LAST-NAME family_name Apellidos Nachname Фамилия 姓"),
    ("given_names", "first_name given_names Prénom(s) PRÉNOMS Vorname forenames Имя"),
    ("sex", "Sex Gender Sexe Geschlecht sexo Пол"),
    ("birth_date", "dob D.O.B. DateOfBirth birth_date date_de_naissance Geburtsdatum Fødselsdato"),
    ("nationality", "Nationality nationalité Staatsangehörigkeit nacionalidad Citizenship"),
    ("document_type", "doc_type document-type TravelDocumentType tipo_de_documento"),
    ("number", "Passport passport_no. Passport# pass_nr n°_de_passeport Reisepassnummer"),
    ("issuing_state", "issuing_country issuing_state country_of_issue Ausstellungsland issuer"),
    ("expiry_date", "expiry ExpiryDate valid_until document_expiry date_d'expiration Gültig_bis"),
    ("mrz", "MRZ machine_readable_zone"),
    ("name", "name Full_Name ФИО 姓名 passenger_name"),
    ("birthplace", "place_of_birth POB Geburtsort lieu_de_naissance"),
    ("middle_names", "Middle_Name отчество"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "header"), [(field, each) for field, all_ in SPELLINGS for each in all_.split()]
)
def test_spelling_is_known(field: str, header: str) -> None:
    assert read_headers([header.replace("_", " ")]).fields == (field,)
    assert read_headers([f" {header.upper()} "]).fields == (field,)


@pytest.mark.parametrize("header", ["seat", "PNR", "country", "date of issue", "", "remarks"])
def test_other_columns_are_kept_aside(header: str) -> None:
    assert read_headers([header]).fields == (None,)


ORDERS = [
    ("dob (dd/mm/yyyy)", {"birth_date": "dmy"}),
    ("Date of birth [MM/DD/YYYY]", {"birth_date": "mdy"}),
    ("dob_yyyymmdd", {"birth_date": "ymd"}),
    ("Date de naissance (JJ/MM/AAAA)", {"birth_date": "dmy"}),
    ("Geburtsdatum (TT.MM.JJJJ)", {"birth_date": "dmy"}),
    ("Date of birth (as printed)", {}),
]


@pytest.mark.parametrize(("header", "orders"), ORDERS)
def test_header_announces_the_order_of_its_dates(header: str, orders: dict[str, str]) -> None:
    columns = recognise([header], "list.csv")
    assert (columns.fields, columns.orders) == (("birth_date",), orders)


NAMES = [
    ("alone it is the whole name", ["name", "dob"], ["name", "birth_date"]),
    ("beside given names it is the surname", ["Name", "Vorname"], ["surname", "given_names"]),
    ("beside a surname it is the other half", ["nome", "cognome"], ["given_names", "surname"]),
    (
        "beside both it stays whole",
        ["name", "surname", "given names"],
        ["name", "surname", "given_names"],
    ),
    ("the Spanish way", ["nombre", "apellidos"], ["given_names", "surname"]),
    ("the French way", ["nom", "prénom"], ["surname", "given_names"]),
]


@pytest.mark.parametrize(
    ("headers", "fields"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_name_column_is_settled_by_its_neighbours(headers: list[str], fields: list[str]) -> None:
    assert list(recognise(headers, "list.csv").fields) == fields


def test_two_columns_for_one_field_are_refused_by_name() -> None:
    with pytest.raises(ManifestError, match="'DOB' and 'birth date' both claim") as caught:
        recognise(["surname", "DOB", "birth date"], "list.csv: line 1")
    assert "list.csv: line 1" in caught.value.message


INCOMPLETE = [
    ("nothing that names anybody", ["sex", "birth_date"], "no column for a name or a document"),
    ("a renamed surname", ["sirname", "given_names", "number"], "no column for the surname"),
    ("a renamed given name", ["surname", "frst_name", "number"], "no column for the given names"),
]


@pytest.mark.parametrize(
    ("headers", "message"), [row[1:] for row in INCOMPLETE], ids=[row[0] for row in INCOMPLETE]
)
def test_incomplete_columns_are_refused(headers: list[str], message: str) -> None:
    with pytest.raises(ManifestError, match=message) as caught:
        require_identity(recognise(headers, "list.csv"), "list.csv")
    assert all(header in caught.value.message for header in headers)


def test_hint_names_the_spelling_that_was_meant() -> None:
    with pytest.raises(ManifestError) as caught:
        require_identity(recognise(["sirname", "given_names"], "list.csv"), "list.csv")
    assert caught.value.hint == "'sirname' may be meant for 'surname'"


def test_warnings_tell_what_is_left_out() -> None:
    told = list(warnings(recognise(["surname", "given", "seat", "pasport no"], "list.csv")))
    assert told == [
        "columns not used: seat, pasport no ('pasport no' may be meant for 'passport no')",
        "no column for a document number: no document can be checked",
    ]


def test_is_header() -> None:
    assert is_header(["surname", "whatever", "dob"])
    assert is_header(["passport_number"])
    assert not is_header(["SPECIMEN", "ANNA MARIA", "1974-08-12"])
    assert not is_header(["name", "SPECIMEN", "1974-08-12"])


def test_fold_and_nearest() -> None:
    assert fold("Soyadı") == fold("SOYADI") == "soyadi"
    assert nearest("pasport no") == "passport no"
    assert nearest("seat") is None
