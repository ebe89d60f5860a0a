"""What a check does not ask."""

from __future__ import annotations

import pytest

from border_check.values.databases import DATABASES, not_asked
from border_check.values.screening import CheckKind


@pytest.mark.parametrize(
    ("check", "unasked", "asked"),
    [
        (CheckKind.DOCUMENT, {"prints", "photo", "chip", "vehicles"}, {"documents"}),
        (CheckKind.PERSON, {"prints", "documents"}, {"chip"}),
        (CheckKind.TRAVELLER, {"prints", "photo"}, {"documents"}),
        (CheckKind.VEHICLE, {"driver, passengers", "documents"}, {"vehicles", "prints"}),
    ],
)
def test_what_a_check_does_not_ask(check: CheckKind, unasked: set[str], asked: set[str]) -> None:
    named = not_asked(check)
    assert unasked <= set(named)
    assert not asked & set(named)
    assert len(named) == len(set(named))


EXPECTED = ("prints", "photo", "DNA", "visa", "vehicles", "vessels", "firearms", "works of art")


@pytest.mark.parametrize("name", (*EXPECTED, "dangerous goods", "banknotes", "other property"))
def test_what_an_officer_might_expect_is_known(name: str) -> None:
    assert name in not_asked(CheckKind.TRAVELLER)


@pytest.mark.parametrize("name", ("documents", "firearms", "dangerous goods"))
def test_what_might_be_expected_of_a_check_of_a_vehicle(name: str) -> None:
    assert name in not_asked(CheckKind.VEHICLE)
    assert "vessels" not in not_asked(CheckKind.VEHICLE)


def test_every_database_is_missed_by_some_check() -> None:
    assert all(database.checks and database.what for database in DATABASES)
