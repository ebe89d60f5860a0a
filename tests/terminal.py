"""A command in a terminal: what is typed, and what stands on the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

import pyte

ROWS, COLUMNS = 30, 80


class Terminal:
    """A command that has a terminal, for the time of a `with` statement."""

    def __init__(self, home: Path, arguments: Sequence[str], *, rows: int = ROWS) -> None:
        self._handle, other = pty.openpty()
        _resize(self._handle, rows)
        self._screen = pyte.HistoryScreen(COLUMNS, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        self.before = termios.tcgetattr(other)
        self._other = other
        environment = {**os.environ, "BORDER_CHECK_HOME": str(home), "TERM": "xterm"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "border_check", *arguments],
            stdin=other,
            stdout=other,
            stderr=other,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for handle in (self._handle, self._other):
            if handle >= 0:
                os.close(handle)

    @property
    def text(self) -> str:
        """What stands on the screen, without the spaces at the ends of lines."""
        self._read()
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def scrolled(self) -> int:
        """Lines that have scrolled off the screen and can be scrolled back to."""
        return len(self._screen.history.top)

    @property
    def settings(self) -> object:
        """How the terminal treats keys."""
        return termios.tcgetattr(self._other)

    def type(self, text: str | bytes) -> None:
        """Type as fast as a reader does."""
        data = text.encode() if isinstance(text, str) else text
        while data:
            self._read()
            if select.select([], [self._handle], [], 0.05)[1]:
                data = data[os.write(self._handle, data[:1024]) :]

    def rest(self, seconds: float = 0.2) -> None:
        """Leave the keys alone for longer than a reader pauses."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._handle], [], [], left)[0]:
                self._read()

    def shows(self, *words: str, seconds: float = 20.0) -> str:
        """Wait until all of these words stand on the screen, and return all of it."""
        return self._until(lambda text: all(word in text for word in words), seconds, words)

    def resize(self, rows: int) -> None:
        """Make the window higher or lower."""
        _resize(self._handle, rows)
        self._screen.resize(rows, COLUMNS)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the command."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the window."""
        for handle in (self._handle, self._other):
            os.close(handle)
        self._handle = self._other = -1

    def ended(self, seconds: float = 20.0) -> int:
        """Wait for the end of the command, and return its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it does not end; the screen:\n{self.text}"
            if self._handle >= 0:
                self.rest(0.02)
        if self._handle >= 0:
            self._read()
        return self.process.returncode

    def _until(
        self, holds: Callable[[str], bool], seconds: float, words: Sequence[str] = ()
    ) -> str:
        end = time.monotonic() + seconds
        while not holds(text := self.text):
            assert time.monotonic() < end, f"never showed {words}; the screen:\n{text}"
            assert self.process.poll() is None, f"ended; the screen:\n{text}"
            self.rest(0.02)
        return text

    def _read(self) -> None:
        while self._handle >= 0 and select.select([self._handle], [], [], 0)[0]:
            try:
                data = os.read(self._handle, 1 << 16)
            except OSError:
                return
            if not data:
                return
            self.raw += data
            self._stream.feed(data)


def _resize(handle: int, rows: int) -> None:
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))
