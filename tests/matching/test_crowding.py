"""How likely an innocent document meets a look-alike."""

from __future__ import annotations

from itertools import product

import pytest

from border_check.icao.check_digit import check_digit
from border_check.matching.crowding import MOST, Form, chance_of_look_alike, shape_of

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def form(shape: str, records: int, numbers: list[str]) -> Form:
    counts = [[0] * 36 for _ in shape]
    for number in numbers:
        for at, character in enumerate(number):
            counts[at][CHARACTERS.index(character)] += 1
    return Form(shape, records, counts)


def even(shape: str, records: int) -> Form:
    """A form of which every number is as likely as another."""
    return Form(
        shape,
        records,
        [
            [
                int((at < 10) == (place == "9")) * records // (10 if place == "9" else 26)
                for at in range(36)
            ]
            for place in shape
        ],
    )


CHANCES = [
    ("a digit looks like no other digit", "00000000", even("99999999", 10_000_000), 0.0),
    ("a letter with no look-alike among letters", "C1234567", even("A9999999", 2_600_000), 0.0),
    ("a letter with three, one in a hundred listed", "A1234567", even("A9999999", 2_600_000), 0.03),
    ("a letter with one", "L1234567", even("A9999999", 2_600_000), 0.01),
    ("two letters with three each", "AD123456", even("AA999999", 676_000), 15 * 0.001),
    ("a form that no number has", "A0123456", even("AA999999", 676_000), 0.0),
    ("a form of another length", "A123456", even("A9999999", 2_600_000), 0.0),
    ("a sign that no zone can hold", "Ä123456", even("A999999", 2_600_000), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "listed", "expected"), [c[1:] for c in CHANCES], ids=[c[0] for c in CHANCES]
)
def test_chance(number: str, listed: Form, expected: float) -> None:
    assert chance_of_look_alike(number, [listed]) == pytest.approx(expected, rel=0.02, abs=1e-9)


@pytest.mark.parametrize("number", ["O01", "A01", "D16", "L10", "G60"])
def test_of_a_scanned_number_only_those_with_its_digit_count(number: str) -> None:
    """The same as going through all of them."""
    shape, records = "A99", 2600
    listed = even(shape, records)
    by_hand = {True: 0.0, False: 0.0}
    alike = {c: next((g for g in ("0OQDA", "1IL", "6G") if c in g), c) for c in number}
    for other in map("".join, product(*(alike[c] for c in number))):
        if shape_of(other) == shape and other != number:
            by_hand[check_digit(other) == check_digit(number)] += 1
    chance = chance_of_look_alike(number, [listed])
    scanned = chance_of_look_alike(number, [listed], check_digit(number))
    assert chance == pytest.approx(by_hand[True] + by_hand[False], rel=0.01)
    assert scanned == pytest.approx(by_hand[True], rel=0.01, abs=1e-9)


def test_what_is_known_of_a_few_numbers_is_little() -> None:
    few = form("A9999999", 2, ["A4720135", "A4720136"])
    assert chance_of_look_alike("D4720135", [few]) < MOST / 100


def test_letters_that_are_never_issued_do_not_count() -> None:
    numbers = [f"{letter}1234567" for letter in "AKMP" for _ in range(500_000)]
    listed = form("A9999999", len(numbers), numbers[::10])
    of_listed = chance_of_look_alike("D1234567", [listed])
    assert of_listed > 5 * chance_of_look_alike("I1234567", [listed])
