"""The check digit of Doc 9303-3 §4.9."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.icao.check_digit import ALPHABET, check_digit

WORKED = [
    ("a date", "520727", "3"),
    ("a number with fillers", "AB2134<<<", "5"),
    ("the number of the passport specimen", "L898902C3", "6"),
    ("its date of birth", "740812", "2"),
    ("its date of expiry", "120415", "9"),
    ("its optional data", "ZE184226B<<<<<", "1"),
    ("a composite", "D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<", "2"),
    ("nothing", "", "0"),
]
LETTERS = ALPHABET[10:36]
VALUES = {character: value for value, character in enumerate(ALPHABET)} | {"<": 0}


@pytest.mark.parametrize(("text", "digit"), [row[1:] for row in WORKED], ids=[r[0] for r in WORKED])
def test_worked_examples(text: str, digit: str) -> None:
    assert check_digit(text) == digit


@pytest.mark.parametrize("character", ["a", " ", "Ü", "٣", "!"])
def test_characters_of_no_zone_are_refused(character: str) -> None:
    with pytest.raises(ValueError, match="has no place"):
        check_digit(f"L8{character}")


@given(st.text(ALPHABET, min_size=1, max_size=40), st.data())
def test_one_changed_character_shows_unless_it_is_ten_or_twenty_away(
    text: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(ALPHABET))
    changed = text[:at] + other + text[at + 1 :]
    is_blind = (VALUES[text[at]] - VALUES[other]) % 10 == 0
    assert (check_digit(changed) == check_digit(text)) == is_blind


@pytest.mark.parametrize(
    ("pair", "is_blind"),
    [("6G", True), ("1L", True), ("0A", True), ("8I", True), ("1I", False), ("8B", False)],
)
def test_look_alikes_that_it_cannot_and_can_tell_apart(pair: str, is_blind: bool) -> None:
    first, second = (check_digit(f"L89{character}902C3") for character in pair)
    assert (first == second) == is_blind
