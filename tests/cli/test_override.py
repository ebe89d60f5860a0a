"""A list that a guard refused: asked for by one, approved by another, loaded as that one file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from conftest import Officer
from session import Result, Session, ago

from desk import DOCUMENTS
from golden import Golden

HEADING = DOCUMENTS.splitlines(keepends=True)[0]
SHORT = "".join(DOCUMENTS.splitlines(keepends=True)[:3])
"""Two records; the list should have three at least."""
LISTED = ("doc", "K4720135", "--issuer", "UTO")
LEFT_OUT = ("doc", "U5550123", "--issuer", "UTO")
WHY = "the bureau took the others out, call of 22 November"


@pytest.fixture
def post(bare_session: Session, officer: Officer) -> Session:
    bare_session.home.mkdir()
    configure(bare_session, minimum=3)
    officer("anna")
    bare_session.load("sltd", DOCUMENTS)
    return bare_session


def configure(post: Session, **said: object) -> None:
    (post.home / "config.yaml").write_text(json.dumps({"lists": {"sltd": said}}))


def ask(post: Session, text: str = SHORT, *options: str) -> Result:
    file = post.file("short.csv", text)
    as_of = () if "--as-of" in options else ("--as-of", ago(minutes=10))
    asked = post("load", "sltd", file, "--override", WHY, *as_of, *options)
    assert asked.code == 0, asked.err
    return asked


def approve(post: Session, officer: Officer, number: str = "000001") -> Result:
    officer("berta")
    return post("requests", "approve", number)


def states(post: Session) -> list[str]:
    return [one["state"] for one in post("requests", "--json").json_lines]


def version(post: Session) -> str:
    return str(json.loads((post.home / "lists" / "sltd" / "current").read_text())["version"])


def test_from_a_refusal_to_the_list_that_answers(post: Session, officer: Officer) -> None:
    asked = ask(post)
    assert "not installed: it has 2 records, expected at least 3" in asked.err
    assert "PENDING" in asked.out
    assert post(*LEFT_OUT).code == 11  # what was installed before still answers
    approved = approve(post, officer)
    assert approved.code == 0, approved.err
    told = " ".join(approved.out.split())
    reference = post("requests", "--json").json["request"]
    assert "sltd: 2 records answer" in told
    assert f"minimum lifted by {reference}; of 2 entries 0 were rejected" in told
    assert (post(*LISTED).code, post(*LEFT_OUT).code) == (11, 0)
    assert (
        f"request   loaded although it was refused: {reference}\n"
        in post("lists", "show", "sltd").out
    )
    (shown,) = post("lists", "show", "sltd", "--json").json["lists"]
    assert [one["request"] for one in shown["layers"]] == [reference]


def test_without_the_option_it_is_refused_with_the_way_to_ask(post: Session) -> None:
    refused = post("load", "sltd", post.file("short.csv", SHORT))
    refused.failed(4, "it has 2 records", "`load sltd FILE --override REASON` asks a second person")
    assert states(post) == []


def test_too_many_records_are_asked_for_too(post: Session, officer: Officer) -> None:
    configure(post, maximum=1)
    asked = ask(post, SHORT, "--json").json
    assert asked["content"]["refused"].endswith("it has 2 records, expected at most 1")
    assert "maximum lifted by" in " ".join(approve(post, officer).out.split())


def test_each_step_is_in_the_journal(post: Session, officer: Officer) -> None:
    asked = ask(post, SHORT, "--json").json
    approve(post, officer)
    assert (asked["kind"], asked["state"], asked["user"]) == ("override", "pending", "anna")
    assert asked["content"]["reason"] == WHY
    steps = [one for one in post("journal", "show", "--json").json_lines if "event" in one]
    assert [(one["event"], one["user"]) for one in steps] == [
        ("made", "anna"),
        ("approved", "berta"),
        ("done", "berta"),
    ]
    assert (steps[0]["guard"], steps[0]["list"]) == ("minimum", "sltd")
    assert steps[0]["sha256"] == asked["content"]["file"]["sha256"]


def test_who_asked_does_not_approve(post: Session) -> None:
    ask(post)
    before = post.kept()
    post("requests", "approve", "000001").failed(4, "another account than anna")
    assert post.kept() == before


def test_the_guard_stands_for_every_other_load(post: Session, officer: Officer) -> None:
    ask(post)
    approve(post, officer)
    post("load", "sltd", post.folder / "short.csv").failed(4, "expected at least 3")


def test_the_date_is_what_it_was_when_it_was_asked_for(post: Session, officer: Officer) -> None:
    said = ago(minutes=30)
    ask(post, SHORT, "--as-of", said)
    (post.folder / "short.csv").touch()
    assert f"as of {said}" in " ".join(approve(post, officer).out.split())


@pytest.mark.parametrize(("how", "limit"), [("--add", {"maximum": 7}), ("--delta", {"maximum": 7})])
def test_a_part_is_loaded_as_it_was_asked_for(
    post: Session, officer: Officer, how: str, limit: dict[str, int]
) -> None:
    configure(post, **limit)
    ask(post, HEADING + "D8,UTO,passport,K7777777,,lost,2024,UTO,2034-03-14,active\n", how)
    assert "sltd: 8 records answer" in approve(post, officer).out
    assert post("doc", "K7777777", "--issuer", "UTO").code == post(*LEFT_OUT).code == 11


def changed(post: Session) -> None:
    post.file("short.csv", SHORT.replace("K4720135", "K4720136"))


def gone(post: Session) -> None:
    (post.folder / "short.csv").unlink()


def overtaken(post: Session) -> None:
    post.load("sltd", DOCUMENTS + DOCUMENTS.splitlines()[-1].replace("U5550123", "U5550124"))


IN_VAIN = [
    ("the file was changed", changed, "is no longer the file that"),
    ("the file is gone", gone, "cannot be read: No such file"),
    ("a newer one was installed since", overtaken, "another version was installed since"),
]


@pytest.mark.parametrize(
    ("meanwhile", "words"), [case[1:] for case in IN_VAIN], ids=[case[0] for case in IN_VAIN]
)
def test_nothing_else_is_loaded_in_its_stead(
    post: Session, officer: Officer, meanwhile: object, words: str
) -> None:
    ask(post)
    assert callable(meanwhile)
    meanwhile(post)
    before = post.kept()
    approve(post, officer).failed(4, words)
    assert post.kept() == before
    assert states(post) == ["pending"]  # nobody's approval was entered


def test_a_file_that_is_exchanged_at_the_last_moment(post: Session, officer: Officer) -> None:
    ask(post)

    def copied(source: str, target: Path) -> Path:
        target.write_text(SHORT.replace("K4720135", "K4720136"))
        return target

    before = version(post)
    with patch("border_check.screening.overriding.shutil.copyfile", copied):
        approve(post, officer).failed(4, "is no longer the file that")
    assert version(post) == before


KILLED = [
    ("before the load", "load_list", "2 records answer"),
    ("after it", "_loaded", "answers, minimum lifted by"),
]


@pytest.mark.parametrize(
    ("where", "told"), [case[1:] for case in KILLED], ids=[case[0] for case in KILLED]
)
def test_a_killed_approval_is_carried_out_by_the_next_command(
    post: Session, officer: Officer, where: str, told: str
) -> None:
    ask(post)
    with patch(f"border_check.screening.overriding.{where}", side_effect=KeyboardInterrupt):
        assert approve(post, officer).code == 130
    after = post("requests", "--json")
    assert "was approved and not carried out; now sltd:" in after.err
    assert told in after.err
    assert after.json["state"] == "done"
    assert post(*LEFT_OUT).code == 0
    assert not list((post.home / "lists" / "sltd").glob(".fetched-*"))


def test_what_cannot_be_carried_out_any_more_is_told_and_ends(
    post: Session, officer: Officer
) -> None:
    ask(post)
    with patch("border_check.screening.overriding.load_list", side_effect=KeyboardInterrupt):
        approve(post, officer)
    gone(post)
    assert "cannot be read" in post("requests").err
    assert states(post) == ["approved"]
    assert post("requests", "reject", "000001", "--reason", "the file is lost").code == 0
    assert states(post) == ["rejected"]
    assert post("requests").err == ""


WRONG = [
    ("no reason", ("short.csv", "--override", " "), "a request has a reason"),
    ("standard input", ("-", "--override", WHY), "standard input cannot be loaded again"),
    ("a folder", ("folder", "--override", WHY), "--override is for a list in one file"),
]


@pytest.mark.parametrize(
    ("given", "words"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_what_cannot_be_asked_for(post: Session, given: tuple[str, ...], words: str) -> None:
    (post.folder / "folder").mkdir()
    post.file("folder/sltd.csv", SHORT)
    post.file("short.csv", SHORT)
    path = given[0] if given[0] == "-" else post.folder / given[0]
    post("load", "sltd", path, *given[1:]).failed(2, words)
    assert states(post) == []


def test_a_sound_list_needs_nobody(post: Session) -> None:
    loaded = ask(post, DOCUMENTS)
    assert "no guard refused the list" in loaded.err
    assert states(post) == []


def test_what_is_no_list_is_never_asked_for(post: Session) -> None:
    file = post.file("short.csv", HEADING + "D1,UTO,passport,,,lost,2024,UTO,2034-03-14,active\n")
    post("load", "sltd", file, "--override", WHY).failed(4, "none of its 1 entries")
    assert states(post) == []


def test_a_first_line_desk_asks_for_none(post: Session) -> None:
    settings = {"desk": {"role": "first-line"}, "lists": {"sltd": {"minimum": 3}}}
    (post.home / "config.yaml").write_text(json.dumps(settings))
    file = post.file("short.csv", SHORT)
    post("load", "sltd", file, "--override", WHY).failed(2, "first-line desk")


def test_the_report(post: Session, golden: Golden) -> None:
    report = ask(post).out
    dated = re.sub(r"\d{4}-\d\d-\d\d(T[\d:]+Z|(?=/))", "DATE", report)
    golden.holds("override.txt", re.sub(r"What .*?(?=^Why)", "", dated, flags=re.M | re.S))
    words = "".join(report.split())
    assert str(post.folder / "short.csv").replace(" ", "") in words
