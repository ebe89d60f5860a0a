"""`border-check degraded`, from the order to the last search that is asked again."""

from __future__ import annotations

import pytest
from session import Session, ago
from zones import LISTED, UNLISTED, sent

from desk import DOCUMENTS

OPEN = ("degraded", "open", "--until", "2099-01-01T00:00:00Z", "--contact", "NCB Utopia, +00 0")


def test_a_post_without_a_line(session: Session) -> None:
    session.load("sltd", DOCUMENTS, "--as-of", ago(days=4))
    assert "DEGRADED not open" in session("degraded", "show").out
    opened = session(*OPEN, "--reason", "-", stdin="the line is down\n")
    assert opened.code == 0
    for words in ("until 2099-01-01", "the line is down", "NCB Utopia", "stay NOT CHECKED"):
        assert words in opened.out
    answers = session("desk", stdin=sent(UNLISTED, LISTED))
    assert answers.code == 20
    assert answers.out.count("Degraded mode until 2099-01-01T00:00:00Z") == 2
    assert "old SLTD: no hit" in answers.out
    assert "old SLTD: record D1, exact" in answers.out
    again = session("degraded", "again")
    assert again.code == 0
    assert "no search was asked again\n2 wait for sltd\n" in again.out

    renewed = session("load", "sltd", session.folder / "sltd.csv", "--as-of", ago(hours=1))
    assert "can be asked again now: 2" in renewed.err
    again = session("degraded", "again")
    assert again.code == 11
    new_hit, _, answer = again.out.partition("[!!]")
    assert new_hit.startswith("NEW HIT  Of a search")
    assert "/000003, " in new_hit
    assert answer.startswith(" STOP  DOCUMENT LISTED: STOLEN BLANK")
    assert "2 asked again: 1 STOP, 0 REFER, 0 NOT CHECKED, 1 PROCEED" in again.out
    assert "no search was asked again" in session("degraded", "again").out
    closed = session("degraded", "close")
    assert "DEGRADED not open" in closed.out
    assert "Nothing is to be asked again." in closed.out
    assert session("journal", "verify").code == 0
    assert "degraded mode open until 2099-01-01T00:00:00Z" in session("journal", "show").out


def test_json_has_both_references(session: Session) -> None:
    session.load("sltd", DOCUMENTS, "--as-of", ago(days=4))
    shown = session(*OPEN, "--reason", "no line", "--json").json["degraded"]
    assert shown["open"]
    session("doc", "L8989123", "--issuer", "UTO")
    (due,) = session("degraded", "show", "--json").json["degraded"]["waiting"]
    session.load("sltd", DOCUMENTS)
    (again,) = session("degraded", "again", "--json").json_lines
    assert again["again_of"] == due
    assert again["reference"] != due
    assert again["new_hits"]
    assert again["verdict"] == "stop"


WRONG = [
    ("no time", ["--until", "soon", "--reason", "x"], 2, "--until"),
    ("two of standard input", ["--code", "--reason", "-"], 2, "standard input"),
    ("no supervisor", ["--code", "--reason", "x"], 4, "no code of a supervisor is configured"),
]


@pytest.mark.parametrize(
    ("more", "code", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_makes_no_sense_is_told(
    session: Session, more: list[str], code: int, words: str
) -> None:
    session.load("sltd", DOCUMENTS, "--as-of", ago(days=4))
    base = [*OPEN] if "--until" not in more else ["degraded", "open", "--contact", "x"]
    session(*base, *more, stdin="a code\n").failed(code, words)


def test_a_passenger_list_is_named_until_it_was_run_again(session: Session) -> None:
    session.load("sltd", DOCUMENTS, "--as-of", ago(days=4))
    manifest = session.file("flight.csv", "number,issuing_state\nK7654321,UTO\n")
    session("batch", manifest)  # before the order
    session(*OPEN, "--reason", "no line")
    assert session("batch", manifest).code == 20
    assert "flight.csv" in session("degraded", "show").out
    assert "run it again once sltd answers" in " ".join(session("degraded", "show").out.split())
    session.load("sltd", DOCUMENTS)
    assert "): run it again\n" in session("degraded", "again").out
    assert session("batch", manifest).code == 0
    assert "flight.csv" not in session("degraded", "again").out
