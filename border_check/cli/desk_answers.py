"""What a counter answers to each piece of its input."""

from __future__ import annotations

import sys
from collections import Counter as Tally
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from border_check.cli.console import report_of
from border_check.cli.desk_feed import Kind, Piece
from border_check.cli.streams import colourful
from border_check.errors import BorderCheckError, UnreadableInput
from border_check.formats.case_wording import PROTECTION, asylum_first
from border_check.formats.cases import case_report, case_to_wire, opened_to_wire, queue_report
from border_check.formats.desk import (
    NO_HITS,
    NO_SEARCH,
    OUR_DEFECT,
    could_not_report,
    tally_line,
    unreadable_report,
    unreadable_to_wire,
    waiting_report,
)
from border_check.formats.lines import render
from border_check.formats.speech import translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA, screening_to_wire
from border_check.screening.degraded_answers import mode_for
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine
from border_check.values.record import NamedTuple
from border_check.values.screening import Screening, Verdict
from border_check.values.settings import Role

_QUEUE_AGE = timedelta(seconds=30)


class Told(NamedTuple):
    """What is said to one piece of the input."""

    text: str
    wire: tuple[Mapping[str, Any], ...] = ()
    """The same for programs, one line each."""
    verdict: Verdict | None = None
    """None where it answers no scan."""


class Answers:
    """Asks a screener, which stays open, and the second line of its post."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._second_line = SecondLine(screener)
        self._colour = colourful(sys.stdout)
        self._last: list[str] = []
        self._queued: tuple[object, datetime, str] | None = None
        self.answered: Tally[Verdict] = Tally()
        self.unreadable = 0

    @property
    def worst(self) -> Verdict:
        """The verdict that outranks the others; nobody was checked where nothing was read."""
        given = [*self.answered, *([Verdict.NOT_CHECKED] if self.unreadable else [])]
        return min(given, key=lambda verdict: verdict.rank, default=Verdict.NOT_CHECKED)

    @property
    def tally(self) -> str:
        """What was answered, in a line."""
        return tally_line(self.answered, self.unreadable)

    def next(self) -> None:
        """What comes now is about somebody else than what came before."""
        self._last.clear()

    def answer(self, piece: Piece) -> Told:
        """Ask about a document, or carry out a command; nothing that is wrong ends the desk."""
        if piece.kind is Kind.UNREADABLE:
            return self._not_read(piece.text)
        if piece.kind is Kind.COMMAND:
            try:
                return self._carried_out(piece.text)
            except BorderCheckError as error:
                return _not_done(error.message, error.hint)
        try:
            screening = self._asked(piece)
        except UnreadableInput as error:
            return self._not_read(error.message)
        except BorderCheckError as error:
            return self._not_read(error.in_one_line)
        except Exception as error:
            return self._not_read(OUR_DEFECT.format(kind=type(error).__name__))
        self.answered[screening.verdict] += 1
        if screening.reference:
            self._last.append(screening.reference)
        report = report_of(screening, self._screener.settings)
        return Told(report, (screening_to_wire(screening),), screening.verdict)

    def waiting(self) -> str:
        """What the screen says while nobody is before it."""
        settings = self._screener.settings
        queue = "" if settings.desk.role is Role.FIRST_LINE else self._waiting_hits()
        statuses = self._screener.statuses()
        at = f"{self._screener.now():%Y-%m-%dT%H:%M:%SZ}"
        mode = mode_for(self._screener.recorder, statuses, at)
        return waiting_report(settings.desk, statuses, mode, queue, colour=self._colour)

    def _waiting_hits(self) -> str:
        """The report of hits that wait. The journal is read again once there is something new in
        it, or a reminder may have come due."""
        newest, now = self._screener.recorder.newest, self._screener.now()
        if self._queued is not None:
            known, at, text = self._queued
            if known == newest and now - at < _QUEUE_AGE:
                return text
        try:
            text = self._queue().text
        except BorderCheckError as error:
            text = could_not_report(error.message, error.hint)
        self._queued = newest, now, text
        return text

    def _asked(self, piece: Piece) -> Screening:
        keyed = piece.keyed
        if keyed is None:
            return self._screener.document(mrz=piece.text)
        return self._screener.document(keyed.number, keyed.issuer, keyed.document_type)

    def _not_read(self, problem: str) -> Told:
        self.unreadable += 1
        self._last.clear()  # nobody is protected for the one who was here before
        text = unreadable_report(problem, colour=self._colour)
        return Told(text, (unreadable_to_wire(problem),), Verdict.NOT_CHECKED)

    def _carried_out(self, command: str) -> Told:
        word, _, rest = command.partition(" ")
        if word == "!":
            return self._protected()
        return self._opened(rest.strip()) if rest.strip() else self._queue()

    def _protected(self) -> Told:
        if not self._last:
            return _not_done(NO_SEARCH)
        whole = [self._second_line.protect(reference) for reference in self._last]
        first = asylum_first(self._screener.settings)
        lines = [
            *labelled("First", f"{translated(PROTECTION)} {first}"),
            *labelled("", ", ".join(whole)),
        ]
        wire = (
            {"schema": SCHEMA, "reference": one, "protection": True, "text": first} for one in whole
        )
        return Told(render(lines, colour=self._colour), tuple(wire))

    def _queue(self) -> Told:
        queue = self._second_line.queue(only_open=True)
        text = queue_report(queue, self._screener.settings, colour=self._colour)
        return Told(text or f"{translated(NO_HITS)}\n", tuple(map(case_to_wire, queue)))

    def _opened(self, reference: str) -> Told:
        opened = self._second_line.open(reference)
        settings = self._screener.settings
        warned = "".join(f"{warning}\n" for warning in opened.warnings)
        text = case_report(opened, settings, colour=self._colour)
        return Told(warned + text, (opened_to_wire(opened, settings),))


def _not_done(message: str, hint: str = "") -> Told:
    problem = {"code": "not_done", "text": message}
    return Told(could_not_report(message, hint), ({"schema": SCHEMA, "problems": [problem]},))
