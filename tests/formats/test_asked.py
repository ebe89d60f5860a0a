"""What a report says was asked, and what it says was not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from border_check.formats.asked import asked, asked_of, silent_answers
from border_check.formats.terminal import report
from border_check.icao.writing import MrzFields, write_mrz
from border_check.screening.screener import Screener
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.screening import CheckKind, Screening, Verdict
from border_check.values.settings import Role

from desk import DOCUMENTS, NOMINALS, Desk

NAMES_ONLY = '{"id": "P1", "name": "Ottoline FERENBACH"}\n'
HIDDEN = """\
{"id": "P2", "name": "Wendelin KARST", "action": "discreet", "passports": [["W1234567", "UTO"]]}
"""
DOE = {"surname": "DOE", "given": "Jane"}


def test_tdawn_is_told_apart_from_the_search_by_name(desk: Desk) -> None:
    told = asked_paragraphs(desk, holder=DOE)
    assert told["Asked"] == "SLTD 0h48"
    assert told["TDAWN"] == "WANTED 0h48"
    assert told["Persons"] == "WANTED 0h48"
    assert told[""].startswith("Not asked: prints")


def test_without_a_name_tdawn_was_asked_and_persons_were_not(desk: Desk) -> None:
    told = asked_paragraphs(desk)
    assert told["TDAWN"] == "WANTED 0h48"
    assert "Persons" not in told
    assert told[""].startswith("Not asked: persons (no name read), prints")


@pytest.mark.parametrize("nominals", [None, NAMES_ONLY], ids=["no list", "no documents on it"])
def test_tdawn_is_not_claimed_where_no_list_has_any(bare_desk: Desk, nominals: str | None) -> None:
    bare_desk.load("sltd", DOCUMENTS)
    if nominals:
        bare_desk.load("wanted", nominals)
    told = asked_paragraphs(bare_desk, holder=DOE)
    assert "TDAWN" not in told
    assert told[""].startswith("Not asked: TDAWN (no list has any), prints")
    assert ("Persons" in told) is bool(nominals)


@pytest.mark.parametrize("role", Role)
def test_documents_that_are_all_discreet_are_none_to_the_first_line(
    bare_desk: Desk, role: Role
) -> None:
    bare_desk.load("sltd", DOCUMENTS)
    bare_desk.load("wanted", NAMES_ONLY + HIDDEN)
    told = asked_paragraphs(bare_desk, role=role, holder=DOE)
    assert ("TDAWN" in told) is (role is Role.SECOND_LINE)


def test_an_expired_list_stands_with_its_state(bare_desk: Desk) -> None:
    bare_desk.load("sltd", DOCUMENTS)
    bare_desk.load("wanted", NOMINALS, age=timedelta(days=5))
    told = asked_paragraphs(bare_desk, holder=DOE)
    assert told["TDAWN"] == told["Persons"] == "WANTED 5d 00h (expired)"


def test_a_person_without_a_document(desk: Desk) -> None:
    with desk.screener() as screener:
        without = dict(asked_of(screener.person({"name": "Jane Doe"})))
        by_both = dict(
            asked_of(screener.person({"name": "Jane Doe", "documents": [["K1", "UTO"]]}))
        )
    assert without[""].startswith("Not asked: TDAWN (no number read), prints")
    assert "Asked" not in without
    assert by_both["TDAWN"] == "WANTED 0h48"


def test_a_zone_without_a_number(desk: Desk) -> None:
    fields = MrzFields("P", "UTO", "Doe", "Jane", "", "UTO", "740812", "F", "310415")
    with desk.screener() as screener:
        told = dict(asked_of(screener.document(mrz=write_mrz("TD3", fields))))
    assert "TDAWN" not in told
    assert told["Persons"] == "WANTED 0h48"


def test_a_list_that_cannot_be_asked_is_named_though_no_name_was_read() -> None:
    gone = ListStatus("wanted", ListKind.NOMINALS, ListState.MISSING)
    told = dict(asked(CheckKind.DOCUMENT, [gone], name=False))
    assert told["Asked"] == "WANTED (missing)"


def test_no_list() -> None:
    assert dict(asked(CheckKind.VEHICLE, []))["Asked"] == "no list"


def test_vehicles_have_no_tdawn() -> None:
    assert "TDAWN" not in dict(asked(CheckKind.VEHICLE, []))[""]


def gap(desk: Desk, **given: object) -> tuple[Screening, Screener]:
    desk.load("sltd", DOCUMENTS, age=timedelta(days=4, hours=2))
    desk.load("wanted", NOMINALS)
    screener = desk.screener()
    with screener:
        screening = screener.document("K7654321", "UTO", "P", **given)  # type: ignore[arg-type]
    assert screening.verdict is Verdict.NOT_CHECKED
    return screening, screener


def test_what_answered_beside_a_gap(bare_desk: Desk) -> None:
    screening, _ = gap(bare_desk, holder=DOE)
    lines = report(screening).splitlines()
    assert "Seen     old SLTD: no hit" in lines
    assert "Seen     TDAWN, persons (0h48): no hit" in lines


def test_persons_are_not_said_to_be_no_hit_where_they_were_not_asked(bare_desk: Desk) -> None:
    assert silent_answers(gap(bare_desk)[0]) == "TDAWN (0h48): no hit"


def test_a_part_that_hit_is_not_said_to_be_none(bare_desk: Desk) -> None:
    noted = {"surname": "FERENBACH", "given": "Ottoline", "dob": "1958-02-19"}
    screening, _ = gap(bare_desk, holder=noted)
    assert screening.hits
    assert silent_answers(screening) == "TDAWN (0h48): no hit"


def test_nothing_is_said_of_a_search_that_was_not_entered(bare_desk: Desk) -> None:
    screening, _ = gap(bare_desk, holder=DOE)
    assert silent_answers(screening._replace(reference="")) == ""


def test_of_a_misread_number_no_hit_says_nothing(desk: Desk) -> None:
    fields = MrzFields("P", "UTO", "Doe", "Jane", "K7654321", "UTO", "740812", "F", "310415")
    first, second = write_mrz("TD3", fields)
    with desk.screener() as screener:
        screening = screener.document(mrz=[first, second.replace("K7654321", "K7654331", 1)])
    assert screening.verdict is Verdict.NOT_CHECKED
    assert silent_answers(screening) == "persons (0h48): no hit"


def asked_paragraphs(
    desk: Desk, role: Role = Role.SECOND_LINE, holder: dict[str, str] | None = None
) -> dict[str, str]:
    with desk.screener(role) as screener:
        return dict(asked_of(screener.document("K7654321", "UTO", "P", holder=holder)))
