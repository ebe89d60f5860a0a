"""Reading by columns: what it reads is what reading row by row gives."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from messy_manifests import manifests

from border_check.errors import ManifestError
from border_check.manifests import content, delimited
from border_check.manifests.delimited import cut_rows, read_rows
from border_check.manifests.interface import Reading, Traveller
from border_check.manifests.registry import open_manifest

ASKED = date(2026, 11, 22)
LINES = st.lists(st.text('ab,"', max_size=6), min_size=1, max_size=40)


@given(st.lists(LINES, max_size=4), st.integers(0, 4))
def test_rows_are_cut_alike(blocks: list[list[str]], width: int) -> None:
    lines = [line for block in blocks for line in block]
    cuts = list(cut_rows(blocks, ",", width))
    rows = [cut.row(at) for cut in cuts for at in range(cut.size)]
    assert rows == list(read_rows(lines, ",", width))
    for cut in cuts:
        places = range(0, cut.size, 2)
        kept = cut.only(places)
        assert [kept.row(at) for at in range(kept.size)] == [cut.row(at) for at in places]


@settings(max_examples=150, deadline=None)
@given(manifests(), st.sampled_from((1, 50, 1 << 18)))
@example(b"number\nK1\n\nK2", 3)
@example(b"remarks,date of birth,document number\n\nx,1990-01-01,K1\n\n", 1)
@example(b"surname,given names,number\n,JANE,K1\nDOE,,K2\n,,K3", 1 << 18)
def test_stretches_hold_what_rows_say(text: bytes, block: int) -> None:
    with patch.object(content, "BLOCK", block):
        by_rows, by_columns = opened(text), opened(text)
        if by_rows is None or by_columns is None:
            return
        assert by_columns.warnings == by_rows.warnings
        rows, found = list(by_rows.rows), []
        for stretch in by_columns.stretches:
            odd = set(stretch.odd)
            assert sorted(odd) == list(stretch.odd)
            for place in range(stretch.size):
                traveller = stretch.read(place)
                found.append(traveller)
                assert (traveller.row, traveller.line) == (
                    stretch.first + place,
                    stretch.lines[place],
                )
                if place not in odd:
                    assert_plain(traveller, stretch.query(place))
    assert found == rows


def assert_plain(traveller: Traveller, query: dict[str, str]) -> None:
    assert list(query.items()) == list(traveller.query.items())
    assert (traveller.problems, traveller.unreadable) == ((), None)
    assert traveller.document is not None
    assert (traveller.person is not None) == bool({"surname", "name"} & query.keys())


@settings(max_examples=60, deadline=None)
@given(manifests())
def test_the_first_pass_proves_the_same_row_by_row(text: bytes) -> None:
    by_columns = opened(text)
    with patch.object(delimited, "_cut_apart", lambda *_: None):
        by_rows = opened(text)
    assert (by_columns is None) == (by_rows is None)
    if by_columns is not None and by_rows is not None:
        assert by_columns.warnings == by_rows.warnings
        assert list(by_columns.rows) == list(by_rows.rows)


def opened(text: bytes) -> Reading | None:
    try:
        return open_manifest(text, ASKED, "m.csv")
    except ManifestError:
        return None


HEAD = "surname,given_names,birth_date,document_number,issuing_state\n"
PLAIN = [
    ("an ordinary row", "DOE,JANE,1990-01-01,K7654321,UTO", True),
    ("names with signs", "VAN DER BERG,MARIE-JOSÉ,1990-01-01,K7654321,UTO", True),
    ("small letters in the number", "DOE,JANE,1990-01-01,k7654321,UTO", True),
    ("a number in groups", "DOE,JANE,1990-01-01,K76 543-21,UTO", True),
    ("the state by its name", "DOE,JANE,1990-01-01,K7654321,Germany", True),
    ("a row in quotes", '"DOE","JANE","1990-01-01","K7654321","UTO"', True),
    ("no name", ",,1990-01-01,K7654321,UTO", True),
    ("no number", "DOE,JANE,1990-01-01,,UTO", False),
    ("given names alone", ",JANE,1990-01-01,K7654321,UTO", False),
    ("both names in one cell", "DOE/JANE,,1990-01-01,K7654321,UTO", False),
    ("a date that is none", "DOE,JANE,1990-02-30,K7654321,UTO", False),
    ("a date to come", "DOE,JANE,2027-01-01,K7654321,UTO", False),
    ("a state that is none", "DOE,JANE,1990-01-01,K7654321,Nowhere", False),
    ("a number that stands for none", "DOE,JANE,1990-01-01,UNKNOWN,UTO", False),
    ("a number with other letters", "DOE,JANE,1990-01-01,Ж123,UTO", False),
    ("a cell too few", "DOE,JANE,1990-01-01,K7654321", False),
    ("something hidden", "DOE\u200b,JANE,1990-01-01,K7654321,UTO", False),
]


@pytest.mark.parametrize(("row", "plain"), [p[1:] for p in PLAIN], ids=[p[0] for p in PLAIN])
def test_which_rows_are_plain(row: str, plain: bool) -> None:
    reading = open_manifest(f"{HEAD}{row}\nROE,ANN,1980-01-01,K1,UTO\n".encode(), ASKED, "m.csv")
    (stretch,) = reading.stretches
    assert list(stretch.odd) == ([] if plain else [0])
