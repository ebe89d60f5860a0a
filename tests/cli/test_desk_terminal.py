"""`border-check desk` at a terminal: what stands on the screen, and what does not stay there."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from session import Session, ago, wait_for
from terminal import Terminal
from zones import LISTED, UNLISTED, sent

from border_check.journal.book import Journal

from desk import DOCUMENTS

NAME = "ERIKSSON"
"""Stands in the answer to `LISTED` alone."""


def verdicts(session: Session) -> list[str]:
    with Journal(session.home / "journal") as journal:
        return [entry.facts.get("verdict", "") for entry in journal.entries()]


@contextmanager
def counter(
    session: Session, *, role: str = "second-line", clear_after: str = "1m", rows: int = 30
) -> Iterator[Terminal]:
    desk = f"post: GVA-03, role: {role}, clear_after: {clear_after}"
    (session.home / "config.yaml").write_text(f"desk: {{{desk}}}")
    with Terminal(session.home, ["desk"], rows=rows) as terminal:
        terminal.shows("READY", "GVA-03")
        yield terminal


def end(terminal: Terminal) -> None:
    """Leave the desk by its own key, and find the terminal as it was."""
    terminal.rest()
    terminal.type("q\r")
    assert terminal.ended() == 0
    assert terminal.settings == terminal.before
    assert NAME not in terminal.text
    assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l") == 1


def test_a_shift_at_a_counter(session: Session) -> None:
    """Scans, a bump of the Enter key, an update of a list, garbage, a paste, and the end."""
    with counter(session) as terminal:
        terminal.type(sent(LISTED))
        terminal.shows("[!!] STOP", NAME)
        terminal.rest()
        answer = terminal.text
        terminal.type("\r\r")
        terminal.rest()
        assert terminal.text == answer
        terminal.type(sent(UNLISTED, end="\r\n"))
        assert NAME not in terminal.shows("[  ] PROCEED", "DOE, JANE")
        terminal.rest()
        row = "D9,UTO,passport,K7654321,,stolen,2026-01-01,UTO,2036-01-01,active\n"
        session.load("sltd", DOCUMENTS + row)
        terminal.type(sent(UNLISTED, end="\t"))
        terminal.shows("[!!] STOP", "DOE, JANE")
        terminal.rest()
        terminal.type(f"{LISTED[0]}\r")
        assert NAME not in terminal.shows("[xx] NOT CHECKED", "1 line(s) of 44 characters")
        terminal.type(bytes(range(1, 256)) * 4000)
        terminal.shows("[xx] NOT CHECKED", "characters, at once")
        terminal.rest()
        terminal.type("\x02" + "".join(UNLISTED))
        terminal.shows("[!!] STOP", "DOE, JANE")
        assert terminal.scrolled == 0
        end(terminal)
    assert verdicts(session) == ["stop", "proceed", "stop", "stop"]


def test_two_documents_at_once_have_their_answers_side_by_side(session: Session) -> None:
    with counter(session) as terminal:
        terminal.type(sent(UNLISTED, LISTED))
        text = terminal.shows("2 documents were read at once", "DOE, JANE", NAME)
        assert text.index("STOP") < text.index("PROCEED")
        terminal.rest()
        terminal.type(sent(UNLISTED))
        terminal.rest(0.5)
        assert NAME not in terminal.shows("DOE, JANE")
        end(terminal)


def test_a_traveller_does_not_stay_on_the_screen(session: Session) -> None:
    with counter(session, role="first-line", clear_after="0.01m") as terminal:
        terminal.type(sent(LISTED))
        terminal.shows(NAME)
        assert NAME not in terminal.shows("READY", "first-line")
        assert terminal.scrolled == 0
        terminal.type("K76")
        terminal.shows("> K76")
        terminal.rest(0.8)
        assert "K76" not in terminal.text.replace("K7654321", "")
        end(terminal)


def test_a_document_is_keyed_where_its_zone_cannot_be_read(session: Session) -> None:
    with counter(session, role="first-line") as terminal:
        terminal.type("L89891")
        terminal.shows("> L89891")
        terminal.type("\x7f123 U")
        terminal.shows("> L8989123 U")
        terminal.type("TO\r")
        terminal.shows("[!!] STOP", "L8989123")
        end(terminal)
    with Journal(session.home / "journal") as journal:
        assert [entry.facts["keyed"] for entry in journal.entries()] == [True]


def test_one_key_says_that_somebody_asks_for_protection(session: Session) -> None:
    with counter(session, role="first-line") as terminal:
        terminal.type(sent(UNLISTED))
        terminal.shows("[  ] PROCEED")
        terminal.rest()
        terminal.type("!")
        terminal.shows("asks for protection", "asylum procedure", "/GVA-03/000001")
        end(terminal)


def test_the_second_line_sees_what_waits_and_opens_it(session: Session) -> None:
    with counter(session, clear_after="0.01m", rows=16) as terminal:
        terminal.shows("No hit waits.")
        session("doc", "L8989123", "--issuer", "UTO")  # at another desk of the post
        terminal.shows("OPEN", "/GVA-03/000001", "sltd D1 exact")
        terminal.type("h 1\r")
        terminal.shows("DOCUMENT LISTED: STOLEN BLANK", "page 1 of 2")
        terminal.rest()
        terminal.type("\r")
        terminal.shows("page 2 of 2", "A hit identifies nobody")
        terminal.resize(40)
        terminal.signal(signal.SIGWINCH)
        text = terminal.shows("DOCUMENT LISTED: STOLEN BLANK", "A hit identifies nobody")
        assert "page" not in text
        end(terminal)


def test_ctrl_c_asks_first(session: Session) -> None:
    with counter(session) as terminal:
        terminal.type("\x03")
        terminal.shows("End the desk?")
        terminal.rest()
        terminal.type(sent(UNLISTED))
        terminal.shows("[  ] PROCEED")
        terminal.rest()
        terminal.type("\x03")
        terminal.shows("End the desk?")
        terminal.rest()
        terminal.type("\x03")
        assert terminal.ended() == 0
        assert terminal.settings == terminal.before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_and_leaves_nothing(session: Session, number: signal.Signals) -> None:
    with counter(session) as terminal:
        terminal.type(sent(LISTED))
        terminal.shows(NAME)
        terminal.signal(number)
        assert terminal.ended() == 130
        assert terminal.settings == terminal.before
        assert NAME not in terminal.text
        assert "Traceback" not in terminal.text


def test_a_window_that_is_closed_ends_it(session: Session) -> None:
    with counter(session) as terminal:
        terminal.type(sent(LISTED))
        terminal.shows(NAME)
        terminal.hang_up()
        assert terminal.ended() in (0, 4, 130)  # 4 where it was just writing to the window
    wait_for(lambda: verdicts(session) == ["stop"])


def test_a_counter_that_waits_tells_of_degraded_mode(session: Session) -> None:
    session.load("sltd", DOCUMENTS, "--as-of", ago(days=4))
    order = ("--until", "2099-01-01", "--contact", "NCB Utopia, +00 0", "--reason", "no line")
    with counter(session, role="second-line") as terminal:
        terminal.shows("what needs them is NOT CHECKED: SLTD.")
        assert session("degraded", "open", *order).code == 0
        terminal.shows("Degraded mode until 2099-01-01T00:00:00Z. Call NCB Utopia, +00 0.")
        end(terminal)
