from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from border_check.values.document_number import (
    LONGEST,
    compact,
    in_series,
    is_machine_readable,
    span,
)

COMPACTED = [
    ("as printed", "L898902C3", "L898902C3"),
    ("lower case and spaces", " l898 902c3 ", "L898902C3"),
    ("fillers of a zone", "D23145890<<<", "D23145890"),
    ("slash", "92/664", "92664"),
    ("hyphens and dots", "12-34.567", "1234567"),
    ("typographic hyphen and no-break space", "AB\u2013123\u00a0456", "AB123456"),
    ("number sign and parentheses", "№ K357514(4)", "K3575144"),
    ("Cyrillic letters that look Latin", "АВ 123456", "AB123456"),
    ("the same in lower case", "ав 123456", "AB123456"),
    ("digits of another script", "٣٤٥", "345"),
    ("zero-width and bidirectional marks", "L8\u200b98\u202e9", "L8989"),
    ("letters that no zone holds stay visible", "Ж123", "Ж123"),
    ("nothing but signs", " -/< ", ""),
]


@pytest.mark.parametrize(
    ("text", "number"), [row[1:] for row in COMPACTED], ids=[row[0] for row in COMPACTED]
)
def test_compact(text: str, number: str) -> None:
    assert compact(text) == number


@given(st.text())
def test_compacting_twice_changes_nothing_more(text: str) -> None:
    assert compact(compact(text)) == compact(text)


@given(st.text(alphabet="ABCXYZ0123456789", min_size=1, max_size=LONGEST))
def test_a_plain_number_is_its_own_compact_form(number: str) -> None:
    assert compact(number) == number
    assert is_machine_readable(number)


@pytest.mark.parametrize("number", ["", "Ж123", "1" * 23], ids=["empty", "Cyrillic", "too long"])
def test_what_no_zone_can_hold(number: str) -> None:
    assert not is_machine_readable(number)


SPANS = [
    ("five hundred blanks", "L8989000", "L8989499", 500),
    ("one blank", "A1", "A1", 1),
    ("leading zeros", "0006636", "0006973", 338),
    ("digits on both sides of a letter", "12A00", "13A00", 101),
    ("no digits at all", "ABC", "ABC", 1),
]


@pytest.mark.parametrize(
    ("first", "last", "size"), [row[1:] for row in SPANS], ids=[row[0] for row in SPANS]
)
def test_span(first: str, last: str, size: int) -> None:
    assert span(first, last) == size


@pytest.mark.parametrize(
    ("first", "last"),
    [("L100", "L1000"), ("L100", "K200"), ("L1A0", "L10A"), ("L200", "L100")],
    ids=["other length", "other letter", "letter elsewhere", "backwards"],
)
def test_what_makes_no_series(first: str, last: str) -> None:
    with pytest.raises(ValueError, match=r"shape|before"):
        span(first, last)


MEMBERS = [
    ("the first", "L8989000", True),
    ("the last", "L8989499", True),
    ("one within", "L8989123", True),
    ("one after", "L8989500", False),
    ("one before", "L8988999", False),
    ("another letter", "K8989123", False),
    ("longer", "L89891230", False),
    ("a letter among the digits", "L898912O", False),
]


@pytest.mark.parametrize(
    ("number", "inside"), [row[1:] for row in MEMBERS], ids=[row[0] for row in MEMBERS]
)
def test_in_series(number: str, *, inside: bool) -> None:
    assert in_series(number, "L8989000", "L8989499") is inside


@given(st.integers(0, 999_999), st.integers(0, 5_000), st.integers(0, 6_000))
def test_a_series_holds_as_many_as_its_span_says(start: int, length: int, step: int) -> None:
    first, last = f"AB{start:07d}", f"AB{start + length:07d}"
    assert span(first, last) == length + 1
    assert in_series(f"AB{start + step:07d}", first, last) == (step <= length)
