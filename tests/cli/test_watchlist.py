"""Records of a post's own: asked for by one, approved by another, found by every check."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from conftest import Officer
from session import Session

from golden import Golden

UNTIL = str(date.today() + timedelta(days=100))
JOAN = (
    *("watchlist", "add", "Joan Roe", "--dob", "1985-03-04", "--nationality", "UTO"),
    *("--doc", "K7654399/UTO", "--source", "case 12/26", "--expires", UNTIL),
    *("--reason", "left a child behind"),
)
FIRST_LINE = "desk: {role: first-line}\n"


@pytest.fixture
def post(bare_session: Session, officer: Officer) -> Session:
    officer("anna")
    return bare_session


def listed(post: Session) -> list[str]:
    return [one["id"] for one in post("watchlist", "list", "--json").json["records"]]


def add_joan(post: Session, officer: Officer) -> None:
    assert post(*JOAN).code == 0
    officer("berta")
    assert post("requests", "approve", "000001").code == 0


def test_from_a_request_to_a_hit(post: Session, officer: Officer) -> None:
    made = post(*JOAN, "--json")
    assert (made.code, made.json["state"], made.json["kind"]) == (0, "pending", "watch")
    assert listed(post) == []
    officer("berta")
    approved = post("requests", "approve", "000001")
    assert approved.code == 0
    assert f"W-000001 is on the list, until {UNTIL}" in approved.out
    assert listed(post) == ["W-000001"]
    found = post("person", "Joan Roe", "--dob", "1985-03-04", "--json")
    assert found.code == 10
    (hit,) = found.json["hits"]
    assert (hit["list"], hit["record_id"], hit["record"]["action"]) == (
        *("local-watchlist", "W-000001"),
        "inquire",
    )
    assert hit["record"]["reason"] == "left a child behind"


def test_nobody_approves_what_they_asked_for(post: Session) -> None:
    post(*JOAN)
    post("requests", "approve", "000001").failed(4, "another account than anna")
    assert listed(post) == []


def test_once_is_enough(post: Session, officer: Officer) -> None:
    add_joan(post, officer)
    post("requests", "approve", "000001").failed(4, "it is done")
    post("requests", "reject", "000001", "--reason", "late").failed(4, "it is done")


def test_a_rejected_request_does_nothing(post: Session, officer: Officer) -> None:
    post(*JOAN)
    officer("berta")
    rejected = post("requests", "reject", "000001", "--reason", "no such case", "--json")
    assert rejected.json["state"] == "rejected"
    assert rejected.json["decisions"][0]["reason"] == "no such case"
    officer("carl")
    post("requests", "approve", "000001").failed(4, "it is rejected")
    assert listed(post) == []


def test_what_nobody_decides_on_lapses(post: Session, officer: Officer) -> None:
    post.home.mkdir(exist_ok=True)
    (post.home / "config.yaml").write_text("two_people: {decide_within: 1m}\n")
    with patch("border_check.screening.screener.datetime") as clock:
        clock.now.return_value = datetime.now(UTC) - timedelta(minutes=2)
        post(*JOAN)
    officer("berta")
    post("requests", "approve", "000001").failed(4, "it is lapsed")


def test_withdrawing_needs_two_as_well(post: Session, officer: Officer) -> None:
    add_joan(post, officer)
    asked = post("watchlist", "withdraw", "W-000001", "--reason", "found", "--json").json
    post("requests", "approve", asked["request"]).failed(4, "another account than berta")
    officer("anna")
    assert "W-000001 is off the list" in post("requests", "approve", asked["request"]).out
    assert listed(post) == []
    assert post("person", "Joan Roe", "--dob", "1985-03-04").code == 20  # no list is left to ask


def test_another_record_stays(post: Session, officer: Officer) -> None:
    add_joan(post, officer)
    other = [*JOAN]
    other[2] = "Max Moe"
    number = post(*other, "--json").json["request"]
    officer("carl")
    post("requests", "approve", number)
    ids = listed(post)
    assert len(ids) == 2
    asked = post("watchlist", "withdraw", "W-000001", "--reason", "found", "--json").json
    officer("anna")
    post("requests", "approve", asked["request"])
    assert listed(post) == [one for one in ids if one != "W-000001"]


def test_what_was_approved_and_not_carried_out_is_carried_out_next(
    post: Session, officer: Officer
) -> None:
    post(*JOAN)
    officer("berta")
    with patch("border_check.screening.watchlist.install_list", side_effect=KeyboardInterrupt):
        assert post("requests", "approve", "000001").code == 130
    listing = post("watchlist", "list", "--json")
    assert "was approved and not carried out; now W-000001 is on the list" in listing.err
    assert [one["id"] for one in listing.json["records"]] == ["W-000001"]
    assert post("requests", "--json").json["state"] == "done"


WRONG = [
    ("no name", ("--doc", "K1/UTO"), 3, "a record of the watchlist has a name"),
    ("an end that is over", ("Joan Roe", "--expires", "2020-01-01"), 2, "expected a day from"),
    ("an end that is no day", ("Joan Roe", "--expires", "2027"), 2, "expected a day"),
    ("an end too far away", ("Joan Roe", "--expires", "2099-01-01"), 2, "expected a day from"),
    ("no reason", ("Joan Roe", "--reason", " "), 2, "a request has a reason"),
    ("no source", ("Joan Roe", "--source", " "), 2, "a record has a source"),
    ("no state", ("Joan Roe", "--nationality", "Atlantis"), 3, "nationality"),
    ("no date", ("Joan Roe", "--dob", "yesterday"), 3, "dob"),
]


@pytest.mark.parametrize(
    ("facts", "code", "words"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_what_cannot_be_asked_for(
    post: Session, facts: tuple[str, ...], code: int, words: str
) -> None:
    usual = {"--source": "case 12/26", "--expires": UNTIL, "--reason": "why"}
    rest = [text for key, one in usual.items() if key not in facts for text in (key, one)]
    post("watchlist", "add", *facts, *rest).failed(code, words)
    assert post("requests").out == "no request waits for anybody\n"


def test_a_record_that_is_not_there(post: Session) -> None:
    post("watchlist", "withdraw", "W-000009", "--reason", "found").failed(4, "W-000009")
    post("requests", "show", "000009").failed(4, "no request has the reference")


def test_no_file_takes_its_place(post: Session) -> None:
    post("load", "local-watchlist", post.file("x.jsonl", "{}")).failed(
        2, "two people keep this list"
    )
    post("update", "local-watchlist", "--from", "/tmp").failed(2, "two people keep this list")


def test_a_first_line_desk_has_no_part_in_it(post: Session, officer: Officer) -> None:
    add_joan(post, officer)
    (post.home / "config.yaml").write_text(FIRST_LINE)
    for command in (JOAN, ("watchlist", "list"), ("requests",), ("requests", "approve", "000001")):
        post(*command).failed(2, "first-line desk")


def test_the_review_list(post: Session, officer: Officer, golden: Golden) -> None:
    add_joan(post, officer)
    golden.holds("watchlist.txt", post("watchlist", "list").out.replace(UNTIL, "DATE"))
    assert post("watchlist", "list", "--expiring", "0").out == "no record expires in this time\n"
    assert "W-000001" in post("watchlist", "list", "--expiring", "400").out


def test_the_report_of_a_request(post: Session, officer: Officer, golden: Golden) -> None:
    add_joan(post, officer)
    report = post("requests", "show", "000001").out.replace(UNTIL, "DATE")
    golden.holds("request.txt", re.sub(r"\d{4}-\d\d-\d\d(T[\d:]+Z|(?=/))", "DATE", report))
