"""`border-check desk` from a pipe: one answer for each scan, and each with its entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from session import Session, ago
from zones import CARD, LISTED, UNLISTED, sent

from border_check.cli.desk_answers import Answers
from border_check.cli.desk_feed import Feed, Kind
from border_check.configuration.reading import load_settings
from border_check.icao.check_digit import check_digit
from border_check.journal.book import Journal
from border_check.screening.screener import Screener

from desk import DOCUMENTS, NOMINALS


def entries(session: Session) -> list[dict[str, Any]]:
    with Journal(session.home / "journal") as journal:
        assert not journal.verify().faults
        return [entry.facts for entry in journal.entries()]


def configure(session: Session, text: str) -> None:
    (session.home / "config.yaml").write_text(text)


def test_each_scan_has_its_answer_and_its_entry(session: Session) -> None:
    result = session("desk", stdin=sent(UNLISTED, LISTED, CARD))
    assert result.code == 11  # as of the worst
    words = [line for line in result.out.splitlines() if line.startswith("[")]
    assert [word[:9] for word in words] == ["[  ] PROC", "[!!] STOP", "[  ] PROC"]
    assert [facts["verdict"] for facts in entries(session)] == ["proceed", "stop", "proceed"]
    assert result.err == ("desk: 1 STOP, 0 REFER, 0 NOT CHECKED, 2 PROCEED; 0 could not be read\n")


def test_the_answer_is_that_of_the_command(session: Session) -> None:
    alone = session("doc", "--mrz", "-", stdin="\n".join(LISTED))
    at_desk = session("desk", stdin=sent(LISTED))
    assert at_desk.out == f"{alone.out}\n".replace("000001", "000002")


def test_a_line_of_json_for_each_scan(session: Session) -> None:
    result = session("desk", "--json", stdin=sent(UNLISTED) + "half of one\n" + sent(LISTED))
    first, second, third = result.json_lines
    alone = session("doc", "--mrz", "-", "--json", stdin="\n".join(UNLISTED)).json
    passing = {"reference", "asked_at"}
    assert {k: v for k, v in first.items() if k not in passing} == {
        k: v for k, v in alone.items() if k not in passing
    }
    assert second["scan"] == "unreadable"
    assert second["verdict"] == "not_checked"
    assert third["verdict"] == "stop"


def test_a_document_is_keyed_and_the_journal_says_so(session: Session) -> None:
    result = session("desk", stdin="L8989123 UTO P\nK7654321 -\n")
    assert result.out.startswith("[!!] STOP")
    assert [facts["keyed"] for facts in entries(session)] == [True, True]
    session("desk", stdin=sent(UNLISTED))
    assert entries(session)[-1]["keyed"] is False


UNREADABLE = [
    ("half a zone", f"{LISTED[0]}\n"),
    ("a number alone", "K7654321\n"),
    ("bytes", bytes(range(14, 256)) * 50 + b"\n"),
    ("a line without an end", "<" * 1_000_000 + "\n"),
]


@pytest.mark.parametrize("stdin", [u[1] for u in UNREADABLE], ids=[u[0] for u in UNREADABLE])
def test_what_cannot_be_read_is_not_checked_and_not_entered(
    session: Session, stdin: str | bytes
) -> None:
    result = session("desk", stdin=stdin)
    assert result.code == 20
    assert result.out.startswith("[xx] NOT CHECKED  scan again\n")
    assert "Nothing was asked, so nothing was entered." in result.out
    assert "1 could not be read" in result.err
    assert entries(session) == []


def test_nothing_at_all_opens_no_gate(session: Session) -> None:
    assert session("desk", stdin="").code == 20
    assert session("desk", stdin="\n\n\n").code == 20


def test_a_zone_whose_number_fails_is_not_checked_and_entered(session: Session) -> None:
    upper, lower = UNLISTED
    result = session("desk", stdin=sent((upper, lower.replace("<4UTO", "<5UTO"))))
    assert result.code == 20
    assert [facts["verdict"] for facts in entries(session)] == ["not_checked"]


def test_why_is_entered_with_each_scan(session: Session) -> None:
    words = ("--operation", "SUMMER", "--purpose", "visa", "--direction", "exit")
    session("desk", *words, stdin=sent(UNLISTED))
    (facts,) = entries(session)
    assert (facts["operation"], facts["purpose"], facts["direction"]) == ("SUMMER", "visa", "exit")


def test_the_second_line_sees_its_queue_and_opens_a_hit_by_its_number(session: Session) -> None:
    result = session("desk", stdin="h\n" + sent(LISTED) + "h\nh 1\n")
    empty, answer, rest = result.out.partition("\n\n")[0], *result.out.split("\n\n", 2)[1:]
    assert empty == "No hit waits."
    assert answer.startswith("[!!] STOP")
    assert session("hits", "--open").out in rest
    assert "Steps    [ ] Compare what was read" in rest
    assert [facts.get("event") for facts in entries(session)] == [None, "opened"]


def test_a_hit_that_is_not_there(session: Session) -> None:
    result = session("desk", stdin="h 99\n" + sent(UNLISTED))
    assert "no hit has the reference 99" in result.out
    assert "[  ] PROCEED" in result.out


def test_the_first_line_opens_no_hit_and_browses_nobody(session: Session) -> None:
    configure(session, "desk: {role: first-line}")
    result = session("desk", stdin=sent(LISTED) + "h\nh 1\nTAYIBELI Zaru\n")
    assert result.out.count("a first-line desk may not open hits") == 2
    assert "TAYIBELI" not in result.out
    assert len(entries(session)) == 1


def test_one_key_says_that_somebody_asks_for_protection(session: Session) -> None:
    configure(session, "desk: {role: first-line}\ncontacts: {asylum: {name: Asylum office}}")
    result = session("desk", stdin=sent(UNLISTED) + "!\n")
    assert "Asylum office" in result.out
    search, act = entries(session)
    assert search["verdict"] == "proceed"
    assert act["event"] == "protection"
    assert act["of"].endswith("/000001")


def test_nobody_is_protected_for_the_one_who_was_there_before(session: Session) -> None:
    result = session("desk", stdin=sent(UNLISTED) + f"{LISTED[0]}\n!\n!\n")
    assert len(entries(session)) == 1
    assert "There is no search on this screen" in result.out


def test_discreet_records_leave_no_trace_at_a_first_line_desk(
    session: Session, tmp_path: Path
) -> None:
    def told(*, with_record: bool) -> str:
        own = Session(tmp_path / str(with_record))
        own.folder.mkdir()
        own.load("sltd", DOCUMENTS)
        lines = NOMINALS.splitlines(keepends=True)
        own.load("wanted", "".join(line for line in lines if with_record or "N3" not in line))
        configure(own, "desk: {role: first-line}")
        result = own("desk", stdin="D7770003 UTO\n" + sent(LISTED) + "!\n")
        return f"{result}".replace(str(own.folder), "")

    assert told(with_record=True) == told(with_record=False)


def test_the_journal_that_takes_no_entry_is_an_answer(session: Session) -> None:
    (session.home / "journal").write_text("no folder")
    result = session("desk", stdin=sent(LISTED) * 2)
    assert result.code == 20
    assert result.out.count("[xx] NOT CHECKED") == 2
    assert "STOLEN" not in result.out


def numbered(number: str) -> tuple[str, str]:
    """The zone of an unlisted passport with this number of eight characters."""
    upper, lower = UNLISTED
    lower = f"{number}<{check_digit(number + '<')}{lower[10:43]}"
    composite = check_digit(lower[:10] + lower[13:20] + lower[21:43])
    return upper, f"{lower}{composite}"


def test_a_shift_of_a_thousand_scans(session: Session) -> None:
    """Half of it before a list is updated, with hits, garbage and bumps of the Enter key."""
    numbers = [f"K{at:07d}" for at in range(1000)]
    numbers[100] = numbers[900] = "L8989123"
    numbers[499] = numbers[500] = "K0000499"  # listed between the two
    feed, verdicts, unreadable = Feed(by_hand=False), [], 0
    settings = load_settings(None)
    with Screener(session.home, settings) as screener:
        answers = Answers(screener)
        for at, number in enumerate(numbers):
            if at == 500:
                row = "D9,UTO,passport,K0000499,,stolen,2026-01-01,UTO,2036-01-01,active\n"
                session.load("sltd", DOCUMENTS + row)
            noise = ("", "\r\n", "\x02", f"{LISTED[0]}\r", "%&/(\r")[at % 5]
            sent_now = (noise + sent(numbered(number), end="\r\n")).encode()
            for piece in [*feed.take(sent_now), *feed.silence()]:
                if piece.kind is Kind.EMPTY:
                    continue
                told = answers.answer(piece)
                if piece.kind is Kind.UNREADABLE:
                    unreadable += 1
                else:
                    verdicts.append(told.wire[0]["verdict"])
        assert answers.unreadable == unreadable == 400
    expected = ["stop" if at in (100, 500, 900) else "proceed" for at in range(1000)]
    assert verdicts == expected
    found = entries(session)
    assert [facts["verdict"] for facts in found] == expected
    assert len({json.dumps(facts["lists"][0][1]) for facts in found}) == 2  # versions that answered


def test_ages_of_lists_are_those_of_each_scan(session: Session) -> None:
    session.load("sltd", DOCUMENTS, "--as-of", ago(hours=30))
    assert "SLTD is 1d 06h old" in session("desk", stdin=sent(UNLISTED)).out
