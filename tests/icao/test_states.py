"""Codes and names of states."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.icao.states import (
    _by_words,
    _states,
    _words,
    family,
    find_state,
    is_known,
    same_issuer,
    state_name,
)

FOUND = [
    ("alpha-3", "FRA", "FRA"),
    ("lower case", "fra", "FRA"),
    ("alpha-2", "FR", "FRA"),
    ("alpha-2 of habit", "UK", "GBR"),
    ("alpha-2 of the European Union", "EL", "GRC"),
    ("Germany as in a zone", "D<<", "D"),
    ("Germany, alpha-3", "DEU", "D"),
    ("Germany, alpha-2", "de", "D"),
    ("Germany, name", "Federal Republic of Germany", "D"),
    ("specimen state", "Utopia", "UTO"),
    ("stateless", "XXA", "XXA"),
    ("interpol", "XPO", "XPO"),
    ("British national", "GBN", "GBN"),
    ("former code", "ZAR", "ZAR"),
    ("short name", "Iran", "IRN"),
    ("long name", "Iran (Islamic Republic of)", "IRN"),
    ("long name in order", "Islamic Republic of Iran", "IRN"),
    ("turned name", "Korea, North", "PRK"),
    ("two Koreas", "Korea, Republic of", "KOR"),
    ("and the other", "Democratic People's Republic of Korea", "PRK"),
    ("two Congos", "Congo, Democratic Republic of the", "COD"),
    ("and the other Congo", "Congo (Republic of the)", "COG"),
    ("DR Congo", "DR Congo", "COD"),
    ("two Chinas", "Republic of China", "TWN"),
    ("and the other China", "People's Republic of China", "CHN"),
    ("former name", "Burma", "MMR"),
    ("Syria", "Syrian Arab Republic", "SYR"),
    ("Russia", "Russian Federation", "RUS"),
    ("apostrophe", "Cote d'Ivoire", "CIV"),
    ("no apostrophe", "Cote d Ivoire", "CIV"),
    ("accents", "Côte d’Ivoire", "CIV"),
    ("the long United Kingdom", "United Kingdom of Great Britain and Northern Ireland", "GBR"),
    ("West Bank", "West Bank", "PSE"),
    ("Palestinian", "Palestinian", "PSE"),
    ("Occupied Palestinian Territory", "Occupied Palestinian Territory", "PSE"),
    ("Kosovo", "Kosovo", "RKS"),
    ("Kosovo, alpha-2", "XK", "RKS"),
    ("kind of state", "Kingdom of Saudi Arabia", "SAU"),
    ("kinds of state", "Federal Democratic Republic of Ethiopia", "ETH"),
    ("abbreviated", "St. Kitts & Nevis", "KNA"),
    ("points", "U.S.A.", "USA"),
    ("Soviet Union", "Former USSR", "SUN"),
    ("Türkiye", "Türkiye", "TUR"),
    ("Turkey", "TURKEY", "TUR"),
    ("Guinea is not Guinea-Bissau", "Guinea-Bissau", "GNB"),
    ("Niger", "Niger", "NER"),
    ("Sudan", "Sudan", "SDN"),
    ("Dominica", "Commonwealth of Dominica", "DMA"),
    ("Dominican Republic", "Dominican Republic", "DOM"),
    ("a people", "Iranian", "IRN"),
]


@pytest.mark.parametrize(("text", "code"), [r[1:] for r in FOUND], ids=[r[0] for r in FOUND])
def test_found(text: str, code: str) -> None:
    assert find_state(text) == code


@pytest.mark.parametrize(
    "text", ["", " ", "<<<", "Korea", "Republic", "ZZZ", "QQ", "Atlantis", "UT0", "王"]
)
def test_not_found(text: str) -> None:
    assert find_state(text) is None


FAMILIES = [
    "D DEU", "GBR GBD GBN GBO GBP GBS", "RKS XXK UNK XKX KOS", "ROU ROM", "COD ZAR", "RUS SUN",
    "SRB SCG YUG", "TLS TMP", "MMR BUR", "XPO INP", "ZWE ZIM", "UNO UNA",
]  # fmt: skip


@pytest.mark.parametrize("codes", FAMILIES)
def test_families_count_as_one_issuer(codes: str) -> None:
    first, *others = codes.split()
    assert all(family(code) == first for code in (first, *others))
    assert all(same_issuer(first, other) and same_issuer(other, first) for other in others)


def test_there_are_no_other_families() -> None:
    members = {code for codes in FAMILIES for code in codes.split()}
    assert {state.code for state in _states().values() if state.parent} <= members


def test_other_states_are_apart() -> None:
    assert not same_issuer("COD", "COG")
    assert not same_issuer("PRK", "KOR")
    assert not same_issuer("RUS", "UKR")
    assert same_issuer("uto", "UTO<")
    assert same_issuer("ZZZ", "ZZZ")


def test_names() -> None:
    assert state_name("UTO") == "Utopia"
    assert state_name("D") == state_name("DEU") == "Germany"
    assert state_name("D<<") == "Germany"
    assert state_name("ZZZ") is None
    assert is_known("GBN")
    assert not is_known("ZZZ")


def test_every_state_is_found_by_its_names_and_codes() -> None:
    for state in _states().values():
        assert same_issuer(find_state(state.name) or "", state.code), state.name
        for text in (*state.alpha2.split(), state.code):
            assert same_issuer(find_state(text) or "", state.code), text


def test_no_name_means_two_issuers() -> None:
    for state in _states().values():
        for name in (state.name, *filter(None, state.others.split("|"))):
            assert same_issuer(_by_words()[_words(name)], state.code), name


def test_the_table_is_whole() -> None:
    states = _states().values()
    assert len(states) > 280
    assert all(len(state.code) == 3 or state.code == "D" for state in states)
    assert all(len(alpha2) == 2 for state in states for alpha2 in state.alpha2.split())
    pairs = [alpha2 for state in states for alpha2 in state.alpha2.split()]
    assert len(pairs) == len(set(pairs))


@given(st.text())
@settings(deadline=None)
def test_no_text_is_too_odd(text: str) -> None:
    found = find_state(text)
    assert found is None or is_known(found)
