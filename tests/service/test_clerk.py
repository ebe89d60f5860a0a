"""The thread that answers goes on, whatever becomes of those who ask."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from border_check.screening.screener import Screener
from border_check.service.clerk import Caller, Clerk
from border_check.values.screening import Screening
from border_check.values.settings import Desk as DeskSettings

from desk import Desk

CALLER = Caller(DeskSettings(), "anna", "0123456789abcdef")


@pytest.fixture
def clerk(desk: Desk) -> Iterator[Clerk]:
    clerk = Clerk("documents", desk.screener, 100)
    clerk.start()
    yield clerk
    clerk.stop()


def ask(screener: Screener) -> Screening:
    return screener.document("K7654321", "UTO")


def test_who_stops_waiting_is_not_asked_for_and_stops_nobody(clerk: Clerk) -> None:
    begun, goes_on = Event(), Event()

    def slow(screener: Screener) -> Screening:
        begun.set()
        goes_on.wait(20)
        return ask(screener)

    first = clerk.ask(CALLER, slow)
    assert begun.wait(20)
    gone = clerk.ask(CALLER, ask)
    assert gone.cancel()
    assert not first.cancel()  # it is being answered
    goes_on.set()
    last = clerk.ask(CALLER, ask)
    assert first.result(20).reference.endswith("/C000001")
    assert last.result(20).reference.endswith("/C000002")  # the other one was never entered
    assert clerk.is_working


def test_a_question_that_fails_stops_nobody(clerk: Clerk) -> None:
    def defect(_: Screener) -> Screening:
        raise ZeroDivisionError

    failed, answered = clerk.ask(CALLER, defect), clerk.ask(CALLER, ask)
    with pytest.raises(ZeroDivisionError):
        failed.result(20)
    assert answered.result(20).reference
