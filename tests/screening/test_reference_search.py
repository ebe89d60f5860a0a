"""Looking up what genuine documents of an issuer look like."""

from __future__ import annotations

from datetime import timedelta

import pytest

from border_check.errors import SnapshotError, UnreadableInput
from border_check.screening.reference_search import ReferenceAnswer, find_references

from desk import ALERTS, REFERENCES, Desk


def find(desk: Desk, *asked: str) -> ReferenceAnswer:
    with desk.screener() as screener:
        return find_references(screener.lists(), *asked)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("UTO",), ["R1", "R2", "R3"]),
        (("Utopia", "P"), ["R1", "R2"]),
        (("UTO", "p<"), ["R1", "R2"]),
        (("UTO", "passport"), ["R1", "R2", "R3"]),
        (("UTO", "PD"), ["R3"]),
        (("UTO", "PO"), ["R1", "R2", "R3"]),
        (("UTO", "P", "2009"), ["R2"]),
    ],
    ids=["all", "a type", "as in a zone", "a word", "another type", "no such type", "a series"],
)
def test_what_is_found(bare_desk: Desk, asked: tuple[str, ...], found: list[str]) -> None:
    bare_desk.load("refs", REFERENCES)
    answer = find(bare_desk, *asked)
    assert [one.record.record_id for one in answer.found] == found
    assert len(answer.found) + len(answer.others) == 3


def test_two_lists_and_one_of_another_kind(bare_desk: Desk) -> None:
    bare_desk.load("refs", REFERENCES)
    bare_desk.load("more", REFERENCES.replace("R1", "X1"))
    bare_desk.load("fakes", ALERTS)
    answer = find(bare_desk, "UTO", "P", "2019")
    assert [(one.list, one.record.record_id) for one in answer.found] == [
        ("more", "X1"),
        ("refs", "R1"),
    ]
    assert [status.name for status in answer.lists] == ["more", "refs"]


def test_a_hint_needs_no_list(bare_desk: Desk) -> None:
    answer = find(bare_desk, "FRA", "P")
    assert answer.hint is not None
    assert answer.hint.numbers == ("##@@#####",)
    assert (answer.found, answer.lists) == ((), ())


def test_hints_are_on_passports(bare_desk: Desk) -> None:
    with pytest.raises(SnapshotError, match="knows FRA ID") as refused:
        find(bare_desk, "FRA", "ID")
    assert refused.value.hint is not None
    assert "load reference-documents" in refused.value.hint


def test_what_is_not_known_names_what_is(bare_desk: Desk) -> None:
    bare_desk.load("refs", REFERENCES)
    with pytest.raises(SnapshotError, match=r"knows UTO P \(series 1999\)") as refused:
        find(bare_desk, "UTO", "P", "1999")
    assert refused.value.hint == (
        "of Utopia there are: UTO P (series 2019), UTO P (series 2009), UTO PD"
    )


def test_an_expired_list_tells_nothing(bare_desk: Desk) -> None:
    bare_desk.load("refs", REFERENCES, age=timedelta(days=9))
    with pytest.raises(SnapshotError, match="that can answer"):
        find(bare_desk, "UTO", "P")


@pytest.mark.parametrize("asked", [("Nowhere",), ("UTO", "scroll")])
def test_what_cannot_be_read(bare_desk: Desk, asked: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableInput, match="expected a"):
        find(bare_desk, *asked)
