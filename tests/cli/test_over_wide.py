"""Over-wide series: set aside by the load, approved by a second person, installed by the next."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Officer
from session import Session, ago

from desk import DOCUMENTS
from golden import Golden

HEADING = DOCUMENTS.splitlines(keepends=True)[0]
WIDE = "4712,UTO,passport,M0000000,M0999999,stolen_blank,2024-05-02,UTO,2034-05-02,active\n"
LIST = DOCUMENTS + WIDE
INSIDE = ("doc", "M0123456", "--issuer", "UTO")


@pytest.fixture
def post(bare_session: Session, officer: Officer) -> Session:
    officer("anna")
    return bare_session


def load(post: Session, text: str = LIST, *options: str) -> dict[str, object]:
    file = post.file("sltd.csv", text)
    result = post("load", "sltd", file, "--as-of", ago(hours=1), "--json", *options)
    assert result.code == 0, result.err
    return dict(result.json)


def states(post: Session) -> list[str]:
    return [one["state"] for one in post("requests", "--json").json_lines]


def approve(post: Session, officer: Officer, number: str = "000001") -> str:
    officer("berta")
    approved = post("requests", "approve", number)
    assert approved.code == 0, approved.err
    return approved.out


def test_from_a_load_to_a_hit(post: Session, officer: Officer) -> None:
    figures = load(post)
    assert (figures["read"], figures["kept"]) == (8, 7)
    assert figures["set_aside"] == {"over-wide series": 1}
    assert figures["over_wide"] == [
        {
            "place": "sltd.csv, line 9",
            "record_id": "4712",
            "issuing_state": "UTO",
            "first": "M0000000",
            "last": "M0999999",
            "width": 1_000_000,
            "request": post("requests", "--json").json["request"],
        }
    ]
    assert post(*INSIDE).code == 0
    told = approve(post, officer)
    assert "installed with the next load of sltd that brings it as it is" in " ".join(told.split())
    assert post(*INSIDE).code == 0
    assert load(post)["kept"] == 8
    assert post(*INSIDE).code == 11
    assert states(post) == ["done"]


def test_it_is_asked_for_once(post: Session) -> None:
    requests = {json.dumps(load(post)["over_wide"]) for _ in range(3)}
    assert len(requests) == 1
    assert states(post) == ["pending"]


def test_the_same_row_twice_is_one_request(post: Session) -> None:
    figures = load(post, LIST + WIDE)
    assert figures["set_aside"] == {"over-wide series": 2}
    assert states(post) == ["pending"]


def test_who_loaded_it_does_not_approve_it(post: Session) -> None:
    load(post)
    post("requests", "approve", "000001").failed(4, "another account than anna")
    assert "over_wide" in load(post)


def test_what_was_rejected_is_asked_for_again(post: Session) -> None:
    load(post)
    post("requests", "reject", "000001", "--reason", "a slip")
    load(post)
    assert states(post) == ["rejected", "pending"]


def test_an_approval_is_taken_back_with_the_next_load(post: Session, officer: Officer) -> None:
    load(post)
    approve(post, officer)
    load(post)
    revoked = post("requests", "revoke", "000001", "--reason", "the owner narrowed it")
    assert "answers until the next load of the whole list" in " ".join(revoked.out.split())
    assert post(*INSIDE).code == 11
    assert "over_wide" in load(post)
    assert post(*INSIDE).code == 0
    assert states(post) == ["revoked", "pending"]


def test_an_update_sets_aside_what_was_revoked(post: Session, officer: Officer) -> None:
    post.home.mkdir()
    lists = {"sltd": {"source": str(post.file("sltd.csv", LIST))}}
    (post.home / "config.yaml").write_text(json.dumps({"lists": lists}))
    post("update", "sltd")
    approve(post, officer)
    assert post("update", "sltd").out.startswith("sltd: done, 8 records")
    post("requests", "revoke", "000001", "--reason", "the owner narrowed it")
    assert post("update", "sltd", "--again").out.startswith("sltd: done, 7 records")


def test_only_what_was_approved_is_revoked(post: Session, officer: Officer) -> None:
    load(post)
    post("requests", "revoke", "000001", "--reason", "a slip").failed(4, "it is pending")
    approve(post, officer)
    post("requests", "revoke", "000001", "--reason", " ").failed(2, "revoked for a reason")
    post("hits", "unclear", "000001", "--reason", "a slip").failed(2, "of kind range, not clear")
    assert states(post) == ["done"]


CHANGED = [
    ("wider", WIDE.replace("M0999999", "M1999999")),
    ("of another issuer", WIDE.replace("4712,UTO", "4712,XXA")),
    ("another record", WIDE.replace("4712", "4713")),
]


@pytest.mark.parametrize("row", [case[1] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_what_changed_needs_approval_anew(post: Session, officer: Officer, row: str) -> None:
    load(post)
    approve(post, officer)
    load(post)
    assert "over_wide" in load(post, DOCUMENTS + row)
    assert states(post) == ["done", "pending"]
    assert post("doc", "M1234567", "--issuer", "UTO").code == 0


@pytest.mark.parametrize("how", ["--add", "--delta"])
def test_parts_of_a_list_obey_the_same_rule(post: Session, officer: Officer, how: str) -> None:
    load(post, DOCUMENTS)
    part = HEADING + WIDE + WIDE.replace("4712", "4713").replace("0999999", "0000099")
    assert load(post, part, how)["kept"] == 1
    approve(post, officer)
    assert "over_wide" not in load(post, part, how)
    assert post(*INSIDE).code == 11


def test_the_rejects_file_installs_it_at_once(post: Session, officer: Officer) -> None:
    file = str(load(post)["rejects_file"])
    again = post("load", "sltd", file, "--add", "--json").json
    assert again["set_aside"] == {"over-wide series": 1}
    approve(post, officer)
    done = post("load", "sltd", again["rejects_file"], "--add", "--json").json
    assert (done["kept"], done["set_aside"]) == (1, {})
    assert post(*INSIDE).code == 11
    assert not Path(again["rejects_file"]).exists()


def test_a_file_of_nothing_else_still_asks(post: Session, officer: Officer) -> None:
    file = post.file("sltd.csv", HEADING + WIDE)
    post("load", "sltd", file).failed(4, "none of its 1 entries is a usable record")
    approve(post, officer)
    assert load(post, HEADING + WIDE)["kept"] == 1


def test_an_update_notices_that_it_was_approved(post: Session, officer: Officer) -> None:
    post.home.mkdir()
    source = post.file("sltd.csv", LIST)
    lists = {"sltd": {"source": str(source)}}
    (post.home / "config.yaml").write_text(json.dumps({"lists": lists}))
    first = post("update", "sltd")
    assert first.out.startswith("sltd: done, 7 records")
    assert "not installed until a second person approves: 1" in first.err
    assert post("update", "sltd").out.startswith("sltd: unchanged, 7 records")
    approve(post, officer)
    assert post("update", "sltd").out.startswith("sltd: done, 8 records")
    assert post("update", "sltd").out.startswith("sltd: unchanged, 8 records")


LIMITS = [("100 numbers", 100, 2), ("as many as it has", 1_000_000, 0), ("none at all", 0, 2)]


@pytest.mark.parametrize(
    ("limit", "held"), [case[1:] for case in LIMITS], ids=[case[0] for case in LIMITS]
)
def test_each_list_has_its_own_limit(post: Session, limit: int, held: int) -> None:
    post.home.mkdir()
    (post.home / "config.yaml").write_text(json.dumps({"lists": {"sltd": {"widest_range": limit}}}))
    aside = load(post)["set_aside"]
    assert aside == ({"over-wide series": held} if held else {})


def test_a_first_line_desk_asks_and_does_not_decide(post: Session, officer: Officer) -> None:
    post.home.mkdir()
    (post.home / "config.yaml").write_text("desk: {role: first-line}\n")
    assert "over_wide" in load(post)
    officer("berta")
    post("requests", "approve", "000001").failed(2, "first-line desk")


def test_a_load_without_any_leaves_the_journal_alone(post: Session) -> None:
    with patch("border_check.screening.loading.requests", side_effect=AssertionError):
        load(post, DOCUMENTS)
    assert post("requests").out == "no request waits for anybody\n"


def test_the_report(post: Session, golden: Golden) -> None:
    file = post.file("sltd.csv", LIST)
    report = post("load", "sltd", file, "--as-of", ago(hours=1)).out
    shown = post("requests").out
    text = re.sub(r"\d{4}-?\d\d-?\d\d(T[\d:]+Z(-\w{6})?|(?=/))", "DATE", report + shown)
    golden.holds("over_wide.txt", text.replace(str(post.home), "HOME"))
