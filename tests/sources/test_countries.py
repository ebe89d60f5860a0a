"""Countries as publishers write them."""

from __future__ import annotations

import pytest

from border_check.sources.countries import state_of, state_of_code, state_within

NAMES = [
    ("the name as it stands", "Utopia", "UTO"),
    ("a code", "UTO", "UTO"),
    ("two letters", "SY", "SYR"),
    ("turned around", "Korea, North", "PRK"),
    ("turned around, long", "Congo, Democratic Republic of the", "COD"),
    ("a state that is no more", "former Soviet Union", "SUN"),
    ("not sure", "possibly Palestinian", "PSE"),
    ("its people", "Kuwaiti", "KWT"),
    ("with points", "U.S.A.", "USA"),
    ("not available, no Namibian", "na", None),
    ("a word that looks like a code", "and", None),
    ("nothing", " ", None),
    ("nowhere", "Atlantis", None),
]


@pytest.mark.parametrize(
    ("text", "code"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES]
)
def test_state_of(text: str, code: str | None) -> None:
    assert state_of(text) == code


PROSE = [
    ("the words before a document", "Afghan national identification card (tazkira) number", "AFG"),
    ("a long name first", "Central African Republic number", "CAF"),
    ("two words, not one of them", "South Sudanese passport", "SSD"),
    ("either Congo is better none", "Congo service passport number", None),
    ("no country", "Diplomatic passport", None),
]


@pytest.mark.parametrize(
    ("text", "code"), [row[1:] for row in PROSE], ids=[row[0] for row in PROSE]
)
def test_state_within(text: str, code: str | None) -> None:
    assert state_within(text) == code


def test_codes_come_in_any_case_and_with_regions() -> None:
    codes = [state_of_code(code) for code in ("ru", "UA", "gb-sct", "suhh", "xk", "zz")]
    assert codes == ["RUS", "UKR", "GBR", "SUN", "RKS", None]
