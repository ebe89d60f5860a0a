"""Numbers as they are compared, as they are looked up, and plates that were read in part."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.values.vehicle import MarkKind
from border_check.vehicles.look_alikes import fold
from border_check.vehicles.marks import (
    compact_mark,
    compact_partial,
    flaw_of,
    known_in,
    pattern_of,
)

KINDS = st.sampled_from(list(MarkKind))

COMPACT = [
    ("spaces, hyphens, dots", MarkKind.PLATE, "ut-101.ab ", "UT101AB"),
    ("Cyrillic letters that look Latin", MarkKind.PLATE, "О 123 АВ", "O123AB"),
    ("digits of another script", MarkKind.PLATE, "١٢٣ ب", "123ب"),
    ("letters that no keyboard here has", MarkKind.PLATE, "京A·12345", "京A12345"),
    ("the letters IMO", MarkKind.IMO, "imo 0012340", "0012340"),
    ("stars around a stamped number", MarkKind.VIN, "*5UTZZ21DXMZ000101*", "5UTZZ21DXMZ000101"),
]


@pytest.mark.parametrize(
    ("kind", "text", "compact"), [c[1:] for c in COMPACT], ids=[c[0] for c in COMPACT]
)
def test_compact(kind: MarkKind, text: str, compact: str) -> None:
    assert compact_mark(kind, text) == compact


ALIKE = [
    ("I, O and Q, which no VIN has", MarkKind.VIN, "5UTZZ2IDXMZQOO1O1", "5UTZZ21DXMZ000101", True),
    ("letters of a VIN that look like digits", MarkKind.VIN, "SUT22ZLDX", "5UTZZ210X", True),
    ("letters of a VIN that do not", MarkKind.VIN, "5UTZZ21DXMZ", "5UTZZ21DXNZ", False),
    ("O and 0 of a plate", MarkKind.PLATE, "UTO0I1", "UT0O1I", True),
    ("S and 5 of a plate are two plates", MarkKind.PLATE, "UT5", "UTS", False),
    ("D and O of a plate are two plates", MarkKind.PLATE, "AD1", "AO1", False),
    ("a letter without what stands above it", MarkKind.PLATE, "ÜT1", "UT1", True),
    ("O and 0 of an engine", MarkKind.ENGINE, "ZEO1", "ZE01", True),
]


@pytest.mark.parametrize(
    ("kind", "one", "other", "alike"), [a[1:] for a in ALIKE], ids=[a[0] for a in ALIKE]
)
def test_look_alikes(kind: MarkKind, one: str, other: str, alike: bool) -> None:
    assert (fold(kind, one) == fold(kind, other)) is alike


@given(KINDS, st.text(max_size=12))
def test_done_twice_changes_nothing(kind: MarkKind, text: str) -> None:
    compact = compact_mark(kind, text)
    if not compact.startswith("IMO"):
        assert compact_mark(kind, compact) == compact
    folded = fold(kind, compact)
    assert fold(kind, folded) == folded


FLAWS = [
    ("nothing", MarkKind.PLATE, "", "has no letter or digit"),
    (
        "too long for a VIN",
        MarkKind.VIN,
        "5" * 18,
        "has 18 letters and digits, expected at most 17",
    ),
    ("a VIN in another script", MarkKind.VIN, "ЖUT", "has letters other than A-Z"),
    ("six digits of an IMO number", MarkKind.IMO, "001234", "has 6 characters, expected 7 digits"),
    ("too long for a plate", MarkKind.PLATE, "A" * 16, "has 16 letters and digits"),
    ("a chassis number", MarkKind.VIN, "ZR6801818", None),
    ("a plate of letters only", MarkKind.PLATE, "UTOPIA", None),
]


@pytest.mark.parametrize(
    ("kind", "number", "flaw"), [f[1:] for f in FLAWS], ids=[f[0] for f in FLAWS]
)
def test_flaws(kind: MarkKind, number: str, flaw: str | None) -> None:
    found = flaw_of(kind, number)
    assert found is None if flaw is None else str(found).startswith(flaw)


FITS = [
    ("?T101AB", True),
    ("UT*", True),
    ("*AB", True),
    ("UT10?AB", True),
    ("UT1*1AB", True),
    ("UT101AB*", True),
    ("UT101AB?", False),
    ("T101AB*", False),
    ("UT?AB", False),
]


@pytest.mark.parametrize(("partial", "fits"), FITS)
def test_a_part_of_a_plate(partial: str, fits: bool) -> None:
    pattern = pattern_of(fold(MarkKind.PLATE, compact_partial(partial)))
    assert bool(re.fullmatch(pattern, fold(MarkKind.PLATE, "UT101AB"))) is fits


def test_what_is_known_of_a_plate() -> None:
    assert compact_partial(" ut-1?? * ") == "UT1??*"
    assert known_in("UT1??*") == 3


@given(st.text(max_size=15), st.text("?*", min_size=1, max_size=2))
def test_a_plate_fits_all_of_it_with_a_star(text: str, cards: str) -> None:
    """Whatever is in it, nothing of a plate is taken for a sign of a pattern."""
    plate = compact_mark(MarkKind.PLATE, text)
    folded = fold(MarkKind.PLATE, plate)
    pattern = pattern_of(fold(MarkKind.PLATE, compact_partial(text + "*")))
    if "?" not in text and "*" not in text:
        assert re.fullmatch(pattern, folded)
    re.compile(pattern_of(compact_partial(text + cards)))
