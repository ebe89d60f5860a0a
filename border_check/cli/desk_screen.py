"""The terminal of a counter: a screen of its own, on which nothing of a traveller stays.

Only sequences of ECMA-48 and xterm that every terminal of today knows, and termios of the standard
library: keys come as they are typed, none is shown by itself, and none stops the process.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any

from border_check.cli.streams import say
from border_check.errors import BorderCheckError
from border_check.formats.cells import cut
from border_check.formats.desk import MORE
from border_check.formats.safe_text import plain
from border_check.formats.speech import translated

_ENTER, _LEAVE = "\x1b[?1049h", "\x1b[?1049l"
_CLEAR = "\x1b[0m\x1b[2J\x1b[3J\x1b[H"
"""The screen, and what had scrolled off it."""
_PROMPT = "> "
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_INPUT, _LOCAL = 0, 3  # where termios keeps how input and keys are treated


class Screen:
    """The terminal for the time of a `with` statement; left as it was found, and cleared."""

    def __init__(self) -> None:
        self._keys = sys.stdin.fileno()
        self._before: list[Any] = []
        self._pages: list[str] = [""]
        self._page = 0
        self._typed = ""

    def __enter__(self) -> Screen:
        self._before = termios.tcgetattr(self._keys)
        raw = termios.tcgetattr(self._keys)
        raw[_INPUT] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
        raw[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.BRKINT)
        raw[_LOCAL] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
        termios.tcsetattr(self._keys, termios.TCSADRAIN, raw)
        self._write(_ENTER + _CLEAR)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # Whoever hung up has taken the terminal along.
        with suppress(BorderCheckError, OSError):
            self._write(_CLEAR + _LEAVE)
        with suppress(termios.error, OSError):
            # What a reader still sends is no command of the shell.
            termios.tcsetattr(self._keys, termios.TCSAFLUSH, self._before)

    def blank(self) -> None:
        """Let nothing be seen."""
        self._pages, self._page, self._typed = [""], 0, ""
        self._write(_CLEAR)

    def show(self, text: str) -> None:
        """Show a text in place of all that was there: its first page."""
        lines = text.splitlines()
        height = max(3, self._size()[1])
        room = height - 1
        if len(lines) <= room:
            self._pages = ["\n".join(lines)]
        else:
            parts = [lines[at : at + room - 1] for at in range(0, len(lines), room - 1)]
            self._pages = [
                "\n".join((*part, translated(MORE, page=number, pages=len(parts))))
                for number, part in enumerate(parts, 1)
            ]
        self._page = 0
        self._draw()

    def next_page(self) -> None:
        """Show the next page, where there are several."""
        if len(self._pages) > 1:
            self._page = (self._page + 1) % len(self._pages)
            self._draw()

    def typed(self, text: str) -> None:
        """Show what somebody is typing."""
        if text != self._typed:
            self._typed = text
            self._prompt()

    def resized(self) -> None:
        """Show the whole text again, from its first page, as the terminal is now."""
        text = "\n".join(
            page if len(self._pages) == 1 else page.rpartition("\n")[0] for page in self._pages
        )
        self.show(text)

    def _draw(self) -> None:
        self._write(_CLEAR + self._pages[self._page])
        self._prompt()

    def _prompt(self) -> None:
        width, height = self._size()
        shown = cut(plain(self._typed), max(1, width - len(_PROMPT) - 1))
        self._write(f"\x1b[{height};1H\x1b[2K{_PROMPT}{shown}")

    def _size(self) -> tuple[int, int]:
        try:
            width, height = os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            return 80, 24
        return (width, height) if width and height else (80, 24)

    def _write(self, text: str) -> None:
        say(text, end="")


class Signals:
    """What the system tells a process, as bytes that can be waited for."""

    def __init__(self) -> None:
        self.handle, self._told = os.pipe()
        os.set_blocking(self._told, False)
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Signals:
        self._wakeup = signal.set_wakeup_fd(self._told, warn_on_full_buffer=False)
        for number in (*_ENDING, signal.SIGWINCH):
            nothing: Callable[[int, object], None] = lambda *_: None  # noqa: E731
            self._before[number] = signal.signal(number, nothing)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self.handle)
        os.close(self._told)

    def told(self) -> tuple[bool, bool]:
        """Whether the process is to end, and whether the terminal has another size."""
        numbers = os.read(self.handle, 512)
        return any(one in numbers for one in _ENDING), signal.SIGWINCH in numbers
