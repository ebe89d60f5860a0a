"""The port that all processes of a service hear, and who of them takes the next connection.

Whoever is awake first would take all that come at the same moment, and answer them alone. So each
takes one at a time, and leaves it for a moment to those that have fewer.
"""

from __future__ import annotations

import os
import socket
import time
from mmap import mmap
from weakref import WeakSet

from border_check.errors import BorderCheckError

WAITING = 2048
"""Connections that may wait to be taken."""
LEFT_TO_OTHERS = 0.005
"""Seconds for which a connection is left to others, who may be busy, or gone."""
_WIDTH = 8
"""Bytes of a count."""


class Port(socket.socket):
    """A listening socket, with the number of connections that each process has."""

    def __init__(self, host: str, port: int, processes: int = 1) -> None:
        """Raises `BorderCheckError` where the port cannot be had."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            heard = socket.create_server((host, port), family=family, backlog=WAITING)
        except OSError as error:
            raise BorderCheckError(
                f"{host}:{port}: {error.strerror}", hint="another process may have it"
            ) from None
        super().__init__(fileno=heard.detach())
        self._counts = memoryview(mmap(-1, _WIDTH * processes)).cast("q")
        self._processes = [0] * processes
        self._place = 0
        self._taken: WeakSet[socket.socket] = WeakSet()
        self._left_since: float | None = None

    def fork(self) -> int:
        """As `os.fork`; the new process counts in the place of one that has ended."""
        self._place = next(
            (place for place, one in enumerate(self._processes) if not _lives(one)), 0
        )
        self._counts[self._place] = 0
        child = os.fork()
        self._processes[self._place] = child
        return child

    def listen(self, backlog: int = WAITING, /) -> None:
        """Leave how many may wait as it is: asyncio says here how many it takes at once."""

    def accept(self) -> tuple[socket.socket, object]:
        """The next connection; raises `BlockingIOError` where others are to have it."""
        self._counts[self._place] = mine = len(self._taken)
        if mine > min(self._counts) and not self._was_left():
            raise BlockingIOError
        self._left_since = None
        taken, address = super().accept()
        self._taken.add(taken)
        self._counts[self._place] = mine + 1
        return taken, address

    def _was_left(self) -> bool:
        """Whether a connection waits that others could have had for long enough."""
        now = time.monotonic()
        if self._left_since is None:
            self._left_since = now
        return now - self._left_since > LEFT_TO_OTHERS


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return process != 0
