"""Processes that hear one port share who comes, and keep nobody waiting for long."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from border_check.errors import BorderCheckError
from border_check.service import port
from border_check.service.port import Port


@contextmanager
def heard(processes: int) -> Iterator[Port]:
    with Port("127.0.0.1", 0, processes) as found:
        found.setblocking(False)
        yield found


@contextmanager
def asking(of: Port, count: int) -> Iterator[None]:
    """So many connections, which wait to be taken."""
    with ExitStack() as lines:
        for _ in range(count):
            line = lines.enter_context(socket.socket())
            line.settimeout(10)
            line.connect(of.getsockname())
        yield


@contextmanager
def another(of: Port, work: Callable[[], None]) -> Iterator[int]:
    """Another process that hears the port."""
    child = of.fork()
    if not child:
        with suppress(BaseException):
            work()
        os._exit(0)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def take(of: Port, until: float = 0.0) -> list[socket.socket]:
    """All that can be taken by this process, or until the clock says so."""
    taken = []
    while select.select([of], [], [], max(0.0, until - time.monotonic()))[0]:
        with suppress(BlockingIOError):
            taken.append(of.accept()[0])
    return taken


def let_go(taken: list[socket.socket]) -> int:
    """How many there were."""
    count = len(taken)
    while taken:
        taken.pop().close()
    return count


def test_many_may_wait_though_each_is_taken_alone() -> None:
    with heard(1) as own:
        own.listen(1)  # as asyncio does, in each process
        with asking(own, 10):
            assert let_go(take(own)) == 10


def test_each_process_has_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever is awake first."""
    monkeypatch.setattr(port, "LEFT_TO_OTHERS", 30.0)
    kept: list[socket.socket] = []

    def work() -> None:
        kept.extend(take(own, time.monotonic() + 30))

    with heard(2) as own, asking(own, 10), another(own, work), another(own, work):
        while sum(counts := list(own._counts)) < 10:
            time.sleep(0.01)
        assert counts == [5, 5]


def test_who_lets_go_of_connections_has_the_next_ones() -> None:
    with heard(2) as own, asking(own, 4):
        own._counts[1] = 2
        assert let_go(take(own)) == 4, "the other process takes none"
        with asking(own, 1), pytest.MonkeyPatch.context() as patch:
            patch.setattr(port, "LEFT_TO_OTHERS", 30.0)
            assert let_go(take(own)) == 1, "it has none itself, and does not wait"


def test_one_that_has_ended_keeps_nobody_waiting_and_is_followed_in_its_place() -> None:
    with heard(2) as own:
        with another(own, lambda: time.sleep(30)) as child:
            assert own._processes[0] == child
            with another(own, lambda: time.sleep(30)) as second:
                assert own._processes == [child, second]
        own._counts[0] = 7
        with another(own, lambda: time.sleep(30)) as third:
            assert own._processes[0] == third
            assert own._counts[0] == 0


def test_a_port_that_another_has_is_told() -> None:
    with heard(1) as own, pytest.raises(BorderCheckError, match="in use"):
        Port("127.0.0.1", own.getsockname()[1])
