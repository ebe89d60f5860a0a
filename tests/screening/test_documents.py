"""What a list of documents says of one, where its length matters."""

from __future__ import annotations

import pytest

from border_check.values.screening import Grade, Verdict

from desk import Desk

HEADING = "record_id,issuing_country,document_type,din,category"


def listed(desk: Desk, *numbers: str) -> None:
    rows = [f"{row},UTO,passport,{number},lost" for row, number in enumerate(numbers)]
    desk.load("sltd", "\n".join([HEADING, *rows, ""]))


# Of every thousand numbers of each letter, one.
CROWD = [
    f"{letter}{number:05}"
    for letter in "BCDEFGHIJKLMNPRSTUVWXYZ"
    for number in range(7, 100_000, 1000)
]

LISTS = [
    ("a short list", ["D00007", "D01007"], Verdict.REFER, []),
    ("a list that is full of them", CROWD, Verdict.PROCEED, ["look_alike_by_chance"]),
]


@pytest.mark.parametrize(
    ("numbers", "verdict", "noted"), [one[1:] for one in LISTS], ids=[one[0] for one in LISTS]
)
def test_a_look_alike(desk: Desk, numbers: list[str], verdict: Verdict, noted: list[str]) -> None:
    listed(desk, *numbers)
    with desk.screener() as screener:
        screening = screener.document("Q00007", "UTO", "P")
    assert screening.verdict is verdict
    assert [one.code for one in screening.problems if "look_alike" in one.code] == noted


def test_the_same_number_is_a_hit_however_long_the_list_is(desk: Desk) -> None:
    listed(desk, *CROWD)
    with desk.screener() as screener:
        (hit,) = screener.document("D00007", "UTO", "P").hits
    assert hit.grade is Grade.EXACT


def test_a_letter_for_a_digit_is_a_hit_where_no_number_has_a_letter_there(desk: Desk) -> None:
    listed(desk, *CROWD)
    with desk.screener() as screener:
        assert screener.document("KO0007", "UTO", "P").verdict is Verdict.REFER
