"""`border-check hits`: whole sessions, from an open hit to a closed one."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from session import Session

from border_check.errors import JournalError
from border_check.journal.book import Journal

Officer = Callable[[str], None]

CONFIG = """\
desk: {post: GVA-03}
contacts:
  ncb: {name: NCB Utopia, phone: "+00 1"}
  asylum: {name: Asylum office, phone: "+00 2"}
"""
CODE = "three quiet herons"


@pytest.fixture
def hit(session: Session, officer: Officer) -> Session:
    """A desk at which anna scanned a stolen blank, and boris has come from the second line."""
    (session.home / "config.yaml").write_text(CONFIG)
    officer("anna")
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11
    officer("boris")
    return session


def configured(session: Session, text: str) -> None:
    (session.home / "config.yaml").write_text(CONFIG + text)


def states(session: Session, *options: str) -> list[str]:
    return [case["state"] for case in session("hits", "--json", *options).json_lines]


def test_from_open_to_confirmed(hit: Session) -> None:
    assert states(hit, "--open") == ["open"]
    shown = hit("hits", "show", "1")
    assert shown.code == 0
    assert "Call     NCB Utopia, +00 1" in shown.out
    draft = hit("hits", "draft", "GVA-03/000001")
    assert draft.code == 0
    assert "DRAFT. NOTHING WAS SENT." in draft.out
    for step in ("query", "person", "ask", "answer", "carried"):
        done = hit("hits", "step", "1", step, "--note", f"noted at {step}", "--json")
        assert done.code == 0
    assert done.json["next"] is None
    closed = hit("hits", "confirm", "1", "--note", "written answer 118")
    assert (closed.code, closed.err) == (0, "")
    assert closed.out.startswith("CLOSED ")
    assert states(hit, "--open") == []
    assert states(hit) == ["closed"]
    told = hit("hits", "show", "1").out
    assert "Ruled    sltd D1: confirmed" in told
    assert "noted at carried" in " ".join(told.split())
    assert hit("journal", "verify").code == 0


def test_from_open_to_dismissed_by_two(hit: Session, officer: Officer) -> None:
    officer("anna")
    standing = hit("hits", "dismiss", "1", "--note", "another series").out
    assert standing.startswith("OPEN ")
    assert "to be lifted by a second user" in standing
    hit("hits", "lift", "1", "--reason", "sure").failed(4, "another account than anna")
    assert states(hit, "--open") == ["open"]
    officer("boris")
    assert hit("hits", "lift", "1", "--reason", "I have seen it too").out.startswith("CLOSED ")
    assert states(hit, "--open") == []


def test_a_second_user_needs_one_step(hit: Session) -> None:
    assert hit("hits", "dismiss", "1").out.startswith("CLOSED ")


def test_record_outdated(hit: Session) -> None:
    result = hit("hits", "outdated", "1", "--note", "-", stdin="withdrawn on 3 May\n")
    assert result.out.startswith("CLOSED ")
    (ruling,) = hit("hits", "--json").json["rulings"]
    assert (ruling["disposition"], ruling["note"]) == ("record_outdated", "withdrawn on 3 May")


def test_no_reply_at_the_limit_of_a_hold(hit: Session, officer: Officer) -> None:
    officer("anna")
    configured(hit, "hits: {hold_at_most: 0.000001h, at_the_limit: Ring the magistrate.}")
    (case,) = hit("hits", "--json").json_lines
    assert (case["state"], case["hold"]["stands"]) == ("limit", True)
    told = hit("hits").out
    assert told.startswith("LIMIT ")
    assert "Next: Ring the magistrate." in told
    hit("hits", "step", "1", "ask")
    closed = hit("hits", "no-reply", "1")
    assert (closed.out[:7], closed.err) == ("CLOSED ", "")


def test_an_overdue_hit_comes_first_and_says_so(hit: Session) -> None:
    configured(hit, "hits: {remind_after: [0.000001h, 9h]}")
    hit("hits", "dismiss", "1")
    hit("doc", "K4720135", "--issuer", "UTO")
    result = hit("hits")
    assert [line.split()[0] for line in result.out.splitlines() if line[0] != " "] == [
        "OVERDUE",
        "CLOSED",
    ]
    assert "Reminder 1 of 2: act on it." in result.out


def test_a_supervisor_who_is_elsewhere(hit: Session, officer: Officer) -> None:
    officer("anna")
    made = hit("hits", "code", stdin=f"{CODE}\n").out.strip()
    assert hit("hits", "code", "--json", stdin=CODE).json["code"] != made, "each has its salt"
    configured(hit, f"hits: {{supervisors: {{duty: '{made}'}}}}")
    lift = ("hits", "lift", "1", "--reason", "by radio", "--code")
    hit(*lift, stdin="not this one\n").failed(4, "no supervisor's code", "4 more tries")
    assert hit(*lift, stdin=f"{CODE}\n").code == 0
    hit("hits", "dismiss", "1")
    assert states(hit) == ["closed"]
    assert "with the code of duty: by radio" in " ".join(hit("hits", "show", "1").out.split())
    assert CODE not in hit("journal", "export").out
    files = [file for file in hit.home.rglob("*") if file.is_file()]
    assert not any(CODE.encode() in file.read_bytes() for file in files)


def test_a_reason_and_a_code_are_two_things(hit: Session) -> None:
    hit("hits", "lift", "1", "--reason", "-", "--code", stdin=CODE).failed(2, "standard input")


def test_somebody_asks_for_protection(hit: Session) -> None:
    noted = hit("hits", "protection", "1")
    assert noted.code == 0
    assert "Asylum office, +00 2" in noted.out
    for options in ((), ("--json",)):
        refused = hit("hits", "draft", "1", *options)
        refused.failed(4, "asks for protection", "could endanger them", "Asylum office, +00 2")
        assert refused.out == ""
    shown = hit("hits", "show", "1").out
    assert shown.index("Asylum office") < shown.index("Search ")
    assert "NCB Utopia" not in shown
    (case,) = hit("hits", "--json").json_lines
    assert case["protection"] is True
    assert "NCB Utopia" not in hit("hits", "show", "1", "--json").out


def test_pages_to_be_printed(hit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hit.folder)
    told = [hit("hits", "show", "1", "--print"), hit("hits", "receipt", "1", "--print")]
    files = [Path(line) for result in told for line in result.out.splitlines()]
    day = hit("hits", "--json").json["at"][:10]
    stems = [f"hit-{day}-GVA-03-000001", f"receipt-{day}-GVA-03-000001"]
    assert [file.name for file in files] == [
        f"{stem}{suffix}" for stem in stems for suffix in (".html", ".txt")
    ]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert "D1" in files[0].read_text(encoding="utf-8")
    assert "D1" not in files[2].read_text(encoding="utf-8")
    elsewhere = hit("hits", "show", "1", "--print", "--to", "nowhere")
    elsewhere.failed(4, "nowhere", "cannot be written", "--to")
    in_json = hit("hits", "receipt", "1", "--print", "--to", hit.folder, "--json").json
    assert [Path(file).name for file in in_json["files"]] == [file.name for file in files[2:]]


def test_a_receipt_on_the_screen(hit: Session) -> None:
    receipt = hit("hits", "receipt", "1")
    assert "Number: L8989123" in receipt.out
    assert hit("hits", "receipt", "1", "--json").json["text"].count("L8989123") == 1


def test_no_receipt_without_a_document(session: Session) -> None:
    session("person", "Zarou Tayibeli", "--dob", "1971-03-04")
    session("hits", "receipt", "1").failed(2, "no document number")
    entries = session("journal", "export").json_lines
    assert [entry["check"] for entry in entries] == ["person"], "nothing was entered"


WRONG = [
    ("no such hit", ["show", "9"], 4, "no hit has the reference 9"),
    ("no hit", ["confirm", "2"], 4, "no hit has the reference 2"),
    ("no reference", ["dismiss", "L8989123"], 2, "expected the reference"),
    ("no such step", ["step", "1", "pray"], 2, "expected a step"),
    ("no reason", ["lift", "1"], 2, "--reason"),
    ("no such record", ["confirm", "1", "--record", "D9"], 2, "no record D9 hit"),
    ("an empty code", ["code"], 2, "0 characters"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_makes_no_sense(hit: Session, arguments: list[str], code: int, words: str) -> None:
    hit("doc", "K7654321", "--issuer", "UTO")
    before = hit("journal", "export").out
    hit("hits", *arguments).failed(code, words)
    assert hit("journal", "export").out == before


def test_a_row_of_a_flight(hit: Session) -> None:
    manifest = hit.file("m.csv", "number,issuing_state\nK7654321,UTO\nK4720135,UTO\n")
    hit("batch", manifest)
    (case,) = (one for one in hit("hits", "--json").json_lines if one["check"] == "batch")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d/GVA-03/000002-2", case["reference"])
    assert case["hits"] == [["sltd", "D2", "exact", "hold"]]
    assert case["hold"] is None
    assert "K4720135" in hit("hits", "show", "2-2").out
    assert hit("hits", "dismiss", case["reference"]).out.startswith("CLOSED ")


FIRST_LINE = [
    ["--json"],
    ["show", "1"],
    ["step", "1", "query"],
    ["confirm", "1"],
    ["dismiss", "1"],
    ["outdated", "1"],
    ["no-reply", "1"],
    ["lift", "1", "--reason", "why"],
    ["draft", "1"],
    ["receipt", "1"],
]


@pytest.mark.parametrize("arguments", FIRST_LINE, ids=[" ".join(a) for a in FIRST_LINE])
def test_a_first_line_desk_neither_lists_nor_opens(hit: Session, arguments: list[str]) -> None:
    (hit.home / "config.yaml").write_text("desk: {post: GVA-03, role: first-line}")
    refused = hit("hits", *arguments)
    refused.failed(2, "a first-line desk may not")
    assert refused.out == ""


def test_at_the_first_line_protection_says_the_same_of_every_search(session: Session) -> None:
    (session.home / "config.yaml").write_text("desk: {post: GVA-03, role: first-line}")
    for number in ("D7770003", "K7654321"):  # a discreet record, and none
        assert session("doc", number, "--issuer", "UTO").code == 0
    told = [session("hits", "protection", number) for number in ("1", "2")]
    assert told[0] == told[1]
    assert told[0].code == 0


def test_nothing_is_told_that_was_not_entered(
    hit: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise JournalError("the journal cannot be written: no space")

    monkeypatch.setattr(Journal, "enter_all", full)
    for command in ("show", "draft", "receipt", "protection", "confirm"):
        refused = hit("hits", command, "1")
        refused.failed(20, "the journal cannot be written")
        assert refused.out == ""
