"""A traveller who is not whom a record is about: told apart by two, and by nobody else's hit."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import Officer
from hypothesis import given
from hypothesis import strategies as st
from session import Session

from border_check.screening.cleared import ClearedPair, can_be_cleared, read_pairs, write_pairs
from border_check.values.actions import ActionClass
from border_check.values.lists import ListKind
from border_check.values.screening import Grade, Hit

MOE = {
    "id": "N-1",
    "name": "Max Moe",
    "dobs": ["1980-02-03"],
    "nationality": ["UTO"],
    "action": "inquire",
}
ASKED = ("person", "Max Moe", "--dob", "1980-02-03")
UNTIL = str(date.today() + timedelta(days=100))
CLEAR = ("hits", "clear", "000001", "--record", "N-1", "--reason", "fingerprints", "--expires")


def nominals(*records: dict[str, Any]) -> str:
    return "".join(json.dumps(one) + "\n" for one in records)


@pytest.fixture
def post(bare_session: Session, officer: Officer) -> Session:
    officer("anna")
    bare_session.load("wanted", nominals(MOE))
    return bare_session


def dismiss(post: Session) -> None:
    assert post(*ASKED).code == 10
    assert post("hits", "dismiss", "000001", "--note", "other marks").code == 0


def clear(post: Session, officer: Officer) -> str:
    """From the hit to the note; returns the reference of the request."""
    dismiss(post)
    made = post(*CLEAR, UNTIL, "--json")
    assert made.code == 0, made
    officer("berta")
    approved = post("requests", "approve", made.json["request"])
    assert f"wanted N-1 is told apart until {UNTIL}" in approved.out
    return str(made.json["request"])


def test_a_hit_becomes_a_note(post: Session, officer: Officer) -> None:
    request = clear(post, officer)
    again = post(*ASKED, "--json")
    assert (again.code, again.json["hits"]) == (0, [])
    (note,) = [one for one in again.json["problems"] if one["code"] == "cleared"]
    assert request in note["text"]
    assert "told apart from this traveller" in post(*ASKED).out


def test_the_journal_keeps_what_was_cleared(post: Session, officer: Officer) -> None:
    clear(post, officer)
    post(*ASKED)
    newest = post("journal", "show", "--json").json_lines[-1]
    assert newest["cleared"] == [["wanted", "N-1"]]


OTHERS = [
    ("another birth date", ("person", "Max Moe", "--dob", "1980-02-04")),
    ("no birth date", ("person", "Max Moe")),
    ("another name", ("person", "Maks Moe", "--dob", "1980-02-03")),
    ("a document more", (*ASKED, "--doc", "K1234567")),
]


@pytest.mark.parametrize("asked", [case[1] for case in OTHERS], ids=[case[0] for case in OTHERS])
def test_whoever_differs_gets_the_hit(
    post: Session, officer: Officer, asked: tuple[str, ...]
) -> None:
    clear(post, officer)
    assert post(*asked).code == 10


def test_the_name_in_other_order_is_the_same_traveller(post: Session, officer: Officer) -> None:
    clear(post, officer)
    assert post("person", "MOE, MAX", "--dob", "1980-02-03").code == 0


CHANGED = [
    ("another class", {"action": "hold"}),
    ("another alias", {"aliases": [{"name": "Maxi"}]}),
    ("a caution", {"caution": "armed"}),
    ("a reference", {"reference": "2026/7"}),
]


@pytest.mark.parametrize("change", [case[1] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_it_lapses_with_any_change_of_the_record(
    post: Session, officer: Officer, change: dict[str, Any]
) -> None:
    clear(post, officer)
    post.load("wanted", nominals({**MOE, **change}))
    assert post(*ASKED).code in (10, 11)


def test_it_hides_no_other_record(post: Session, officer: Officer) -> None:
    clear(post, officer)
    post.load("others", nominals(MOE))
    post.load("wanted", nominals(MOE, {**MOE, "id": "N-2"}))
    found = post(*ASKED, "--json").json
    assert {(hit["list"], hit["record_id"]) for hit in found["hits"]} == {
        ("others", "N-1"),
        ("wanted", "N-2"),
    }


def test_it_can_be_revoked_by_one(post: Session, officer: Officer) -> None:
    request = clear(post, officer)
    assert "N-1" in post("hits", "cleared").out
    revoked = post("hits", "unclear", request, "--reason", "new prints", "--json")
    assert revoked.json["state"] == "revoked"
    assert post("hits", "cleared").out == "no traveller is told apart from a record\n"
    assert post(*ASKED).code == 10


def test_it_is_not_revoked_as_a_series(post: Session, officer: Officer) -> None:
    request = clear(post, officer)
    post("requests", "revoke", request, "--reason", "new prints").failed(
        2, "of kind clear, not range"
    )
    assert post(*ASKED).code == 0


def test_a_damaged_file_clears_nobody(post: Session, officer: Officer) -> None:
    clear(post, officer)
    file = post.home / "cleared"
    file.write_bytes(file.read_bytes().replace(b"N-1", b"N-2"))
    assert post(*ASKED).code == 10


def test_nobody_clears_alone(post: Session) -> None:
    dismiss(post)
    made = post(*CLEAR, UNTIL, "--json").json
    post("requests", "approve", made["request"]).failed(4, "another account than anna")
    assert post(*ASKED).code == 10


def test_a_ruling_comes_first(post: Session) -> None:
    post(*ASKED)
    post(*CLEAR, UNTIL).failed(4, "nobody has ruled")


def test_a_name_alone_is_never_cleared(post: Session) -> None:
    post("person", "Max Moe")
    post("hits", "dismiss", "000001")
    post(*CLEAR, UNTIL).failed(4, "name and full birth date")


def test_a_traveller_of_a_list_is_cleared_too(post: Session, officer: Officer) -> None:
    clear(post, officer)
    file = post.file("flight.csv", "name,birth_date\nMax Moe,1980-02-03\n")
    row, _ = post("batch", file, "--json").json_lines
    assert (row["hits"], row["verdict"]) == ([], "not_checked")  # it has no document
    assert "cleared" in [problem["code"] for problem in row["problems"]]


def hit(**changes: Any) -> Hit:
    usual = Hit("wanted", ListKind.NOMINALS, "N-1", Grade.STRONG, ActionClass.INQUIRE, (), {})
    return usual._replace(**changes)


NOT_CLEARED = [
    ("a document", {"kind": ListKind.DOCUMENTS}),
    ("a discreet record", {"action": ActionClass.DISCREET}),
    ("the victim of an impostor", {"misused_identity": True}),
]


@pytest.mark.parametrize("changes", [c[1] for c in NOT_CLEARED], ids=[c[0] for c in NOT_CLEARED])
def test_what_stays_a_hit(changes: dict[str, Any]) -> None:
    assert can_be_cleared(hit())
    assert not can_be_cleared(hit(**changes))


@given(st.binary(max_size=200))
def test_whatever_stands_in_the_file(tmp_path_factory: Any, content: bytes) -> None:
    file = tmp_path_factory.mktemp("home") / "cleared"
    file.write_bytes(content)
    assert read_pairs(str(file)) == []


def test_pairs_come_back_as_they_were_written(tmp_path: Any) -> None:
    pair = ClearedPair("wanted", "N-1", "0" * 64, {"name": "MAX MOE"}, "2027-01-01", "R/1")
    write_pairs(str(tmp_path / "cleared"), [pair])
    assert read_pairs(str(tmp_path / "cleared")) == [pair]
    assert (tmp_path / "cleared").stat().st_mode & 0o077 == 0
