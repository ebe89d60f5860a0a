"""The rounds of a counter: read, answer, clear; at a terminal, or from whatever sends lines."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from io import UnsupportedOperation

from border_check.cli.desk_answers import Answers, Told
from border_check.cli.desk_feed import LEAVE as KEY
from border_check.cli.desk_feed import QUIET_SECONDS, Feed, Kind, Piece
from border_check.cli.streams import say, say_json, standard_input
from border_check.errors import Interrupted
from border_check.formats.desk import AT_ONCE, LEAVE
from border_check.formats.speech import translated
from border_check.values.screening import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.desk_screen import Screen

REFRESH_SECONDS = 1.0
"""How soon a screen that waits shows a new hit, and that a list was loaded."""
_ENDS = ("q", "Q", KEY)
_CHUNK = 1 << 16


def at_terminal(answers: Answers, clear_after: float) -> int:
    """Answer at a terminal until somebody ends it; `clear_after` is in seconds.

    Raises `Interrupted` where the system ends it.
    """
    from border_check.cli.desk_screen import Screen, Signals

    with Signals() as signals, Screen() as screen:
        counter = _Counter(answers, screen, clear_after)
        keys = sys.stdin.fileno()
        while True:
            ready, _, _ = select.select([keys, signals.handle], [], [], counter.may_wait)
            if signals.handle in ready:
                ends, resized = signals.told()
                if ends:
                    raise Interrupted("the desk was ended by the system")
                if resized:
                    screen.resized()
            elif keys in ready:
                data = _read(keys)
                if not data or not counter.sent(data):
                    return 0
            elif not counter.rests():
                return 0


class _Counter:
    """What stands on the screen of a counter, and what comes next."""

    def __init__(self, answers: Answers, screen: Screen, clear_after: float) -> None:
        self._answers, self._screen = answers, screen
        self._clear_after = clear_after
        self._feed = Feed(by_hand=True)
        self._together: list[Told] = []
        self._is_asked = False  # whether to end
        self._touched = 0.0
        self._waits, self._waiting = False, ""  # with nothing of a traveller on the screen
        self._wait()

    @property
    def may_wait(self) -> float:
        """Seconds until something is to be done although nothing comes."""
        if self._feed.waits:
            return QUIET_SECONDS
        due = self._until
        if self._feed.typed:
            due = min(due, self._touched + self._clear_after)
        return max(0.0, due - time.monotonic())

    def sent(self, data: bytes) -> bool:
        """Answer what has come; whether to go on."""
        self._touched = time.monotonic()
        return self._answered(self._feed.take(data))

    def rests(self) -> bool:
        """Do what is due when nothing comes; whether to go on."""
        if self._feed.waits:
            goes_on = self._answered(self._feed.silence())
            self._together.clear()
            return goes_on
        now = time.monotonic()
        if self._feed.typed and now - self._touched >= self._clear_after:
            self._feed.forget()
            self._screen.typed("")
        if now >= self._until:
            self._wait()
        return True

    def _wait(self) -> None:
        text = self._answers.waiting()
        if not self._waits or text != self._waiting:
            self._waiting = text
            self._screen.show(text)
            self._screen.typed(self._feed.typed)
        self._waits = True
        self._until = time.monotonic() + REFRESH_SECONDS

    def _answered(self, pieces: list[Piece]) -> bool:
        for piece in pieces:
            if piece.kind is Kind.COMMAND and piece.text in _ENDS:
                if self._is_asked or piece.text != KEY:
                    return False
                self._is_asked = True
                self._show(Told(f"{translated(LEAVE)}\n"))
            elif piece.kind is Kind.EMPTY:
                self._screen.next_page()
                if not self._waits:
                    self._until = time.monotonic() + self._clear_after
            else:
                self._is_asked = False
                self._tell(piece)
        self._screen.typed(self._feed.typed)
        return True

    def _tell(self, piece: Piece) -> None:
        self._screen.blank()  # before anything is asked, which may take its time
        if piece.kind is Kind.COMMAND:
            self._show(self._answers.answer(piece))
            return
        if not self._together:
            self._answers.next()
        self._together.append(self._answers.answer(piece))
        self._together.sort(key=_gravity)
        self._show(*self._together)

    def _show(self, *told: Told) -> None:
        text = "\n".join(one.text for one in told)
        if len(told) > 1:
            text = f"{translated(AT_ONCE, count=len(told))}\n\n{text}"
        self._screen.show(text)
        self._waits = False
        self._until = time.monotonic() + self._clear_after


def from_lines(answers: Answers, *, as_json: bool) -> int:
    """Answer what a program sends, one answer for each scan; the exit code is that of the worst."""
    feed = Feed(by_hand=False)
    for pieces in _pieces(feed):
        for piece in pieces:
            if piece.kind is Kind.COMMAND and piece.text in _ENDS:
                return answers.worst.exit_code
            if piece.kind is Kind.EMPTY:
                continue
            if piece.kind is not Kind.COMMAND:
                answers.next()
            told = answers.answer(piece)
            if as_json:
                for line in told.wire:
                    say_json(line)
            else:
                say(told.text)
    return answers.worst.exit_code


def _pieces(feed: Feed) -> Iterator[list[Piece]]:
    """What comes from standard input, to its end."""
    try:
        handle = sys.stdin.fileno()
        can_wait = os.name == "posix"
    except (UnsupportedOperation, AttributeError):
        can_wait = False
    if can_wait:
        while True:
            if feed.waits and not select.select([handle], [], [], QUIET_SECONDS)[0]:
                yield feed.silence()
                continue
            data = _read(handle)
            if not data:
                break
            yield feed.take(data)
    else:  # where nobody can wait for a while, lines alone say what belongs together
        for line in standard_input():
            yield feed.take(line)
    yield feed.end()


def _read(handle: int) -> bytes:
    """What has come; nothing at the end, or once the terminal has gone."""
    try:
        return os.read(handle, _CHUNK)
    except OSError:
        return b""


def _gravity(told: Told) -> int:
    return told.verdict.rank if told.verdict is not None else len(Verdict)
