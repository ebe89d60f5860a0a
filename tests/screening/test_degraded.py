"""Degraded mode: opened by whoever may, told in each answer, asked again when a list is renewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from border_check.errors import BorderCheckError, UsageError
from border_check.formats.shifts import opened_report, shown_report
from border_check.formats.terminal import report
from border_check.screening.degraded import Degraded, Waiting
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.screening.shifts import Shifts
from border_check.screening.supervisor import hashed
from border_check.sqlite import connect
from border_check.values.actions import ActionClass
from border_check.values.contacts import Following
from border_check.values.screening import Verdict
from border_check.values.settings import Role

from desk import DOCUMENTS, NOMINALS, Desk
from golden import Golden

OLD = timedelta(days=4, hours=2)
CONTACT = "NCB Utopia, duty desk, +00 000 000"
LISTED = "L8989123"
UNLISTED = "K7654321"


@pytest.fixture
def old_desk(bare_desk: Desk) -> Desk:
    """A desk whose list of documents is too old to answer."""
    bare_desk.load("sltd", DOCUMENTS, age=OLD, action=ActionClass.HOLD)
    bare_desk.load("wanted", NOMINALS)
    return bare_desk


def renew(desk: Desk) -> None:
    desk.load("sltd", DOCUMENTS, action=ActionClass.HOLD)


def opened(screener: Screener, hours: float = 12.0) -> Degraded:
    degraded = Degraded(screener)
    degraded.open("line to the NCB is down", screener.now() + timedelta(hours=hours), CONTACT)
    return degraded


def entries(screener: Screener) -> list[dict[str, Any]]:
    return [entry.facts for _, entry in screener.recorder.entries()]


def test_an_answer_stays_not_checked_and_tells_the_order(old_desk: Desk, golden: Golden) -> None:
    with old_desk.screener() as screener:
        opened(screener)
        unlisted = screener.document(UNLISTED, "UTO", "P")
        listed = screener.document(LISTED, "UTO", "P")
    assert unlisted.verdict is listed.verdict is Verdict.NOT_CHECKED
    golden.holds("degraded_unlisted.txt", report(unlisted))
    golden.holds("degraded_listed.txt", report(listed))


def test_what_was_answered_is_asked_again_once(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        before = screener.document(LISTED, "UTO", "P")  # not in degraded mode
        degraded = opened(screener)
        first = screener.document(LISTED, "UTO", "P")
        screener.document(UNLISTED, "UTO", "P")
        assert list(degraded.ask_again()) == []
        assert [one.silent for one in degraded.waiting().waiting] == [("sltd",), ("sltd",)]
        renew(old_desk)
        screener.document(UNLISTED, "UTO", "P")  # answered: not due
        asked = list(degraded.ask_again())
        assert [one.has_new_hits for one in asked] == [True, False]
        assert [one.screening.verdict for one in asked] == [Verdict.STOP, Verdict.PROCEED]
        assert asked[0].before.reference == first.reference != before.reference
        assert list(degraded.ask_again()) == []
        assert degraded.waiting() == Waiting((), (), ())
        linked = [facts["again_of"] for facts in entries(screener) if "again_of" in facts]
        assert linked == [one.before.reference for one in asked]
        queue = SecondLine(screener).queue()
        assert [one.case.reference for one in queue] == [asked[0].screening.reference]


def test_nothing_is_lost_when_a_process_ends_half_way(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        degraded = opened(screener)
        for number in (UNLISTED, LISTED, "K7654322"):
            screener.document(number, "UTO", "P")
    renew(old_desk)
    with old_desk.screener() as screener:
        next(iter(Degraded(screener).ask_again()))  # and then it is killed
    with old_desk.screener() as screener, old_desk.screener() as other:
        running, beside = Degraded(screener).ask_again(), Degraded(other).ask_again()
        assert next(running).before.query is not None
        assert len(list(beside)) == 1  # what the other one has not asked yet
        assert list(running) == []
        assert degraded.waiting().ready == ()
        assert sum("again_of" in facts for facts in entries(screener)) == 3


def test_what_another_list_still_keeps_back_stays_due(old_desk: Desk) -> None:
    old_desk.load("wanted", NOMINALS, age=OLD)
    with old_desk.screener() as screener:
        degraded = opened(screener)
        screener.document("T5550001", "UTO", "P")
        renew(old_desk)
        degraded.close()
        (again,) = degraded.ask_again()
        assert again.screening.verdict is Verdict.NOT_CHECKED
        assert list(degraded.ask_again()) == []
        old_desk.load("wanted", NOMINALS)
        (again,) = degraded.ask_again()
        assert again.has_new_hits
        assert degraded.waiting() == Waiting((), (), ())


def test_how_it_was_asked_is_entered_again(old_desk: Desk) -> None:
    zone = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"]
    zone.append("L8989123<7UTO7408122F3104150<<<<<<<<<<<<<<<2")
    with old_desk.screener() as screener:
        degraded = opened(screener)
        screener.document(mrz=zone)
        screener.document(LISTED, "UTO")
        renew(old_desk)
        assert all(one.has_new_hits for one in degraded.ask_again())
        assert [facts["keyed"] for facts in entries(screener)[1:]] == [False, True, False, True]


MISREAD = [
    ("a check digit that fails", "K7654321<5UTO9001011F2904157<<<<<<<<<<<<<<<0"),
    ("no number at all", "<<<<<<<<<0UTO9001011F2904157<<<<<<<<<<<<<<<0"),
]


@pytest.mark.parametrize("lower", [m[1] for m in MISREAD], ids=[m[0] for m in MISREAD])
def test_a_number_that_could_not_be_read_proceeds_no_more_than_it_did(
    old_desk: Desk, lower: str
) -> None:
    with old_desk.screener() as screener:
        degraded = opened(screener)
        screener.document(mrz=["P<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", lower])
        renew(old_desk)
        (again,) = degraded.ask_again()
        assert again.screening.verdict is Verdict.NOT_CHECKED


def test_what_was_erased_is_told(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        degraded = opened(screener)
        screener.document(LISTED, "UTO", "P")
    connection = connect(old_desk.home / "journal" / "journal.sqlite")
    connection.execute("UPDATE entry SET query = NULL, salt = NULL WHERE sequence = 2")
    connection.commit()
    connection.close()
    renew(old_desk)
    with old_desk.screener() as screener:
        degraded = Degraded(screener)
        assert len(degraded.waiting().erased) == 1
        assert list(degraded.ask_again()) == []


def test_it_ends_by_itself_and_by_hand(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        degraded = opened(screener)
        degraded.close()
        assert degraded.current() is None
        assert "degraded" not in entries_of_next(screener)
        opened(screener, hours=1)
    later = old_desk._replace(now=old_desk.now + timedelta(hours=2))
    with later.screener() as screener:
        assert Degraded(screener).current() is None
        assert "degraded" not in entries_of_next(screener)
        with pytest.raises(BorderCheckError, match="not open"):
            Degraded(screener).close()


def entries_of_next(screener: Screener) -> dict[str, Any]:
    screener.document(UNLISTED, "UTO", "P")
    return entries(screener)[-1]


def test_the_first_line_is_told_the_same_whatever_is_discreet(old_desk: Desk) -> None:
    old_desk.load("wanted", NOMINALS, age=OLD)
    with old_desk.screener() as screener:
        opened(screener)
    with old_desk.screener(Role.FIRST_LINE) as screener:
        answers = [screener.document(number, "UTO", "P") for number in ("D7770003", UNLISTED)]
        told = [(one.verdict, one.action, one.hits, one.problems) for one in answers]
        assert told[0] == told[1]
        lengths = {len(entry.body) for _, entry in [*screener.recorder.entries()][1:]}
        assert len(lengths) == 1
        with pytest.raises(UsageError):
            Degraded(screener).ask_again()
    renew(old_desk)
    old_desk.load("wanted", NOMINALS)
    with old_desk.screener() as screener:
        again, _ = Degraded(screener).ask_again()
        assert [hit.record_id for hit in again.screening.hits] == ["N3"]


def test_a_hit_on_a_list_that_answers_outweighs_it(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        degraded = opened(screener)
        answer = screener.document("T5550001", "UTO", "P")
        assert answer.verdict is Verdict.REFER
        assert answer.action.calls == () or answer.action.calls[0].whom != CONTACT
        renew(old_desk)
        (again,) = degraded.ask_again()
        assert not again.has_new_hits


def test_a_shift_tells_what_is_still_due(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        opened(screener)
        screener.document(UNLISTED, "UTO", "P")
        shifts = Shifts(screener)
        assert "Due      1 of degraded mode" in opened_report(shifts.open("A"), screener.settings)
        assert "Due      1 of degraded mode" in shown_report(shifts.close(), screener.settings)


# -- who may open it -------------------------------------------------------------------------------


def test_whoever_has_the_shift_does_not_open_it_alone(
    old_desk: Desk, officer: Callable[[str], None]
) -> None:
    officer("marsh")
    with old_desk.screener() as screener:
        Shifts(screener).open("A. Marsh")
        with pytest.raises(BorderCheckError, match="another account than marsh"):
            opened(screener)
        officer("chief")
        mode = opened(screener).current()
    assert mode is not None
    assert (mode.user, mode.contact, mode.reason) == ("chief", CONTACT, "line to the NCB is down")


def test_a_supervisors_code_opens_it_at_any_desk(old_desk: Desk) -> None:
    hits = Following(supervisors=(("duty-officer", hashed("seven grey herons")),))
    until = old_desk.now + timedelta(hours=1)
    with old_desk.screener(Role.FIRST_LINE, hits=hits) as screener:
        degraded = Degraded(screener)
        with pytest.raises(UsageError, match="supervisor's code"):
            degraded.open("no line", until, CONTACT)
        for _ in range(2):
            with pytest.raises(BorderCheckError, match="no supervisor's code"):
                degraded.open("no line", until, CONTACT, "a guess of somebody")
        mode = degraded.open("no line", until, CONTACT, "seven grey herons")
        assert mode.supervisor == "duty-officer"
        refused = [one for one in entries(screener) if one["check"] == "degraded_code_refused"]
        assert len(refused) == 2


def test_after_five_wrong_codes_none_is_taken(
    old_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("border_check.screening.degraded.supervisor_with", lambda *_: None)
    hits = Following(supervisors=(("duty-officer", "scrypt:2:1:1:00:00"),))
    with old_desk.screener(hits=hits) as screener:
        for match in ["no supervisor's code"] * 5 + ["none is taken"]:
            with pytest.raises(BorderCheckError, match=match):
                Degraded(screener).open("x", screener.now() + timedelta(hours=1), CONTACT, "guess")


REFUSED: list[tuple[str, dict[str, Any], type[BorderCheckError], str]] = [
    ("without a reason", {"reason": " "}, UsageError, "a reason and a contact"),
    ("without a contact", {"contact": ""}, UsageError, "a reason and a contact"),
    ("an end that has passed", {"hours": -1.0}, UsageError, "has passed"),
]


@pytest.mark.parametrize(
    ("given", "error", "words"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_it_is_not_opened(
    old_desk: Desk, given: dict[str, Any], error: type[BorderCheckError], words: str
) -> None:
    with old_desk.screener() as screener, pytest.raises(error, match=words):
        until = screener.now() + timedelta(hours=given.get("hours", 1.0))
        reason, contact = given.get("reason", "no line"), given.get("contact", CONTACT)
        Degraded(screener).open(reason, until, contact)


def test_it_is_not_opened_twice_nor_without_need(old_desk: Desk) -> None:
    with old_desk.screener() as screener:
        opened(screener)
        with pytest.raises(BorderCheckError, match="is open since"):
            opened(screener)
        Degraded(screener).close()
        renew(old_desk)
        with pytest.raises(BorderCheckError, match="no list that has to answer is too old"):
            opened(screener)
