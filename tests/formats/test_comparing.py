"""Two identities held against each other, as read in second line."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from border_check.formats.comparing import comparison_report
from border_check.formats.terminal import WIDTH
from border_check.screening.comparing import compare

from golden import Golden

RECORD: dict[str, Any] = {
    "name": "Zaru Mohamed TAYIBELI",
    "aliases": [
        {"name": "زارو الطيبلي", "strength": "weak"},
        {"name": "李明 Zhongshan"},
    ],
    "dobs": ["1971-03-04"],
    "nationality": ["UTO"],
    "passports": [["T5550001", "UTO"]],
}
CASES: dict[str, dict[str, Any]] = {
    "possible": {"name": "Zarou M. al-Tayibeli"},
    "strong_by_alias": {"name": "Zarou Eltayibli", "dob": "1971-03-04", "gender": "male"},
    "two_scripts": {"name": "زارو الطيبلي محمد", "dob": "1971-04-03"},
    "wide": {"name": "明 李 Zhongshan", "dob": "1971", "pob": "Zenith"},
    "below": {"name": "Zaru Oxbury", "dob": "1979-01-01", "documents": [["A1", "UTO"]]},
}


@pytest.mark.parametrize("case", CASES)
def test_comparison(golden: Golden, case: str) -> None:
    text = comparison_report(compare(CASES[case], RECORD), "no single fact would make up for it")
    golden.holds(f"compare_{case}.txt", text)
    assert all(cell_len(line) <= WIDTH for line in text.splitlines())


def test_no_score_is_a_certainty() -> None:
    same = comparison_report(compare(CASES["strong_by_alias"], RECORD))
    assert "Score above 0.999." in same
    other = comparison_report(compare({"name": "Jane Doe", "dob": "1990-05-06"}, RECORD))
    assert "Score below 0.001." in other


def test_nothing_against_nothing_has_an_answer() -> None:
    text = comparison_report(compare({}, {}))
    assert text.startswith("Not reported: ")
    assert "No name was held against another" in text
