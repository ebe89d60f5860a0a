"""Reservations as carriers send them."""

from __future__ import annotations

import pytest
from airline_messages import (
    FAMILY,
    FRIENDS,
    LIST,
    RESERVATIONS,
    RESERVED,
    names,
    numbers,
    read,
    reading,
)

from border_check.manifests.edifact.titles import without_titles


def test_everybody_is_read_once() -> None:
    travellers = read(RESERVED)
    assert names(travellers) == ["ERIKSSON ANNA MARIA", "ERIKSSON LENA", "ROE JANE", "DOE JOHN"]
    assert numbers(travellers) == ["L898902C3", "L898902D1", "K7654321", ""]


def test_what_is_said_of_one() -> None:
    anna, lena, *_ = read(RESERVED)
    assert dict(anna.query) == {
        "surname": "ERIKSSON",
        "given_names": "ANNA MARIA",
        "sex": "F",
        "birth_date": "1974-08-12",
        "nationality": "UTO",
        "document_type": "P",
        "number": "L898902C3",
        "issuing_state": "UTO",
        "expiry_date": "2031-04-15",
        "other_documents": "V/V0000042/XXA",
    }
    assert lena.query["birth_date"] == "2026-05-01"
    assert lena.query["sex"] == "F"
    assert anna.journey["reservation"] == "ZX81QQ"
    assert anna.journey["flight"] == "UT688"
    assert anna.journey["departure_time"] == "2026-11-20T10:45"


def test_whoever_has_left_the_reservation_does_not_travel() -> None:
    assert "MOE MAX" not in names(read(RESERVED))


NAMED_OTHERWISE = [
    ("fewer given names", "TIF+ERIKSSON+ANNA MRS:A:1'", "ERIKSSON/ANNA/MARIA", 1),
    ("a slip in the surname", "TIF+ERIKSON+ANNA MRS:A:1'", "ERIKSSON/ANNA", 1),
    ("a space where a line was broken", "TIF+ERIKSSON+ANNA MRS:A:1'", "ERIK SSON/ANNA", 1),
    ("another given name", "TIF+ERIKSSON+ANNA MRS:A:1'", "ERIKSSON/BERTA", 1),
    ("the name of somebody else", "TIF+ERIKSSON+ANNA MRS:A:1'", "DOE/BERTA", 2),
]


@pytest.mark.parametrize(
    ("tif", "docs", "people"),
    [case[1:] for case in NAMED_OTHERWISE],
    ids=[case[0] for case in NAMED_OTHERWISE],
)
def test_one_who_is_named_in_two_ways(tif: str, docs: str, people: int) -> None:
    request = f"SSR+DOCS:HK:1:UT:::::/P/UTO/L898902C3/UTO/12AUG74/F/15APR31/{docs}'"
    assert len(read(f"{RESERVATIONS}SRC'{tif}{request}UNT+9+1'")) == people


def test_a_mother_is_not_taken_for_her_infant() -> None:
    infant = FAMILY.replace(
        "SSR+DOCS:HK:1:UT:::::/P/UTO/L898902C3", "SSR+OTHS:HK:1:UT:::::/P/UTO/L898902C3"
    )
    found = names(read(f"{RESERVATIONS}{infant}UNT+9+1'"))
    assert found == ["ERIKSSON LENA", "ERIKSSON ANNA"]


def test_an_infant_of_whom_nothing_else_is_said() -> None:
    only = "SRC'TIF+DOE+JANE MS:A:1'SSR+INFT:HK:1:UT:::ZEN:NAD:DOE/MAX 01MAY26+::1'"
    infant, mother = read(f"{RESERVATIONS}{only}UNT+9+1'")
    assert (infant.query["given_names"], infant.query["birth_date"]) == ("MAX", "2026-05-01")
    assert names([mother]) == ["DOE JANE"]


def test_two_with_one_number_are_two() -> None:
    request = "SSR+DOCS:HK:1:UT:::::/P/UTO/L898902C3/UTO/12AUG74/F/15APR31/"
    text = f"{RESERVATIONS}SRC'{request}ERIKSSON/ANNA'{request}ERIKSSON/BERTA'UNT+9+1'"
    assert names(read(text)) == ["ERIKSSON ANNA", "ERIKSSON BERTA"]


def test_one_with_two_passports() -> None:
    request = "SSR+DOCS:HK:1:UT:::::/P/{}/UTO/12AUG74/F/15APR31/ERIKSSON/ANNA'"
    requests = (request.format(number) for number in ("UTO/L898902C3", "XXA/K1234567"))
    (anna,) = read(f"{RESERVATIONS}SRC'{''.join(requests)}UNT+9+1'")
    assert (anna.query["number"], anna.query["other_documents"]) == ("L898902C3", "P/K1234567/XXA")


def test_both_messages_in_one_file() -> None:
    assert len(read(LIST + RESERVED)) == 6
    assert reading(LIST + RESERVED).flight["flight"] == "UT688"


def test_friends_on_a_reservation_without_a_beginning() -> None:
    assert names(read(RESERVATIONS + FRIENDS.replace("SRC'\n", ""))) == ["ROE JANE", "DOE JOHN"]


TITLES = [
    ("JOHN MR", "JOHN"),
    ("JOHNMR", "JOHN"),
    ("MOLLYMRS", "MOLLY"),
    ("ANNAMS", "ANNA"),
    ("CHARLESMR MUHAMMAD", "CHARLES MUHAMMAD"),
    ("ADAMS", "ADAMS"),
    ("JAMES", "JAMES"),
    ("AMR", "AMR"),
    ("ABUAMR", "ABUAMR"),
    ("MISS", "MISS"),
    ("", ""),
]


@pytest.mark.parametrize(("given", "expected"), TITLES)
def test_titles(given: str, expected: str) -> None:
    assert without_titles(given) == expected
