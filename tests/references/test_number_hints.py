"""Hints on passport numbers: as their source has them, and never more than hints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from border_check.icao.states import find_state, is_known
from border_check.references.number_hints import NumberHint, all_hints, hint_for, seems_short
from border_check.values.document_number import LONGEST, compact
from border_check.values.number_mask import fits, places_of


@pytest.mark.parametrize("hint", all_hints(), ids=lambda hint: str(hint.issuing_state))
def test_a_row_is_about_a_known_state_in_masks(hint: NumberHint) -> None:
    assert is_known(hint.issuing_state)
    assert hint.numbers
    assert 0 < hint.shortest <= max(len(places_of(mask)) for mask in hint.numbers) <= LONGEST


def test_sixty_issuers_in_order() -> None:
    states = [hint.issuing_state for hint in all_hints()]
    assert len(states) == 60
    assert states == sorted(set(states))


def test_any_code_of_the_issuer_will_do() -> None:
    german = hint_for("D")
    assert german is not None
    assert german == hint_for("DEU")
    assert hint_for("UTO") is None


SHORT = [
    ("an ordinary passport with a character missing", "GBR", "PP", "92507647", True),
    ("as long as it should be", "GBR", "PP", "925076473", False),
    ("longer: issuers lengthen numbers", "GBR", "PP", "9250764731", False),
    ("another form of the same length", "GBR", "PP", "A25076473", False),
    ("P may be any passport", "GBR", "P", "92507647", False),
    ("a diplomatic passport", "GBR", "PD", "92507647", False),
    ("no type", "GBR", None, "92507647", False),
    ("a pattern that its source leaves open", "MOZ", "PP", "AA12345", False),
    ("the shorter of two forms", "HUN", "PP", "AB123456", False),
]


@pytest.mark.parametrize(
    ("state", "code", "number", "expected"), [s[1:] for s in SHORT], ids=[s[0] for s in SHORT]
)
def test_what_a_hint_prompts(state: str, code: str | None, number: str, expected: bool) -> None:
    hint = hint_for(state)
    assert hint is not None
    assert seems_short(hint, code, number) is expected


def test_numbers_are_judged_as_the_source_judges_them(shared: Path) -> None:
    source = json.loads((shared / "data/facts/passport_number_formats.json").read_text())
    misplaced = {"SL": "SI"}  # the Slovenian pattern, under Sierra Leone
    unclosed = {"MZ", "PH"}
    judged = 0
    for code, known in source["formats"].items():
        hint = hint_for(find_state(misplaced.get(code, code)) or "")
        assert hint is not None, code
        samples = source["samples"].get(code, {})
        pattern = re.compile(known["regex"], re.ASCII)
        for number in (*samples.get("valid", ()), *samples.get("invalid", ())):
            if code in unclosed or not re.fullmatch("[A-Z0-9]+", number):
                continue
            ours = any(fits(compact(number), mask) for mask in hint.numbers)
            assert ours is bool(pattern.match(number)), (code, number)
            judged += 1
    assert judged > 150
