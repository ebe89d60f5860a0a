"""Processes of the service that end by themselves, and are started anew."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from session import Session

pytest.importorskip("uvicorn")

from border_check.errors import BorderCheckError
from border_check.service import running
from border_check.values.service import COUNTED_IN
from border_check.values.settings import Settings

from serving import Serving


class Enough(Exception):
    """So many processes were started."""


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    own = (signal.SIGTERM, signal.SIGINT, signal.SIGUSR1)
    before = {one: signal.getsignal(one) for one in own}
    monkeypatch.delenv(COUNTED_IN, raising=False)  # and so it is again afterwards
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def process(code: str) -> int:
    return os.posix_spawn(sys.executable, [sys.executable, "-ISc", code], os.environ)


def test_processes_end_with_the_one_that_watches_them(session: Session) -> None:
    """Else whoever starts the service again could not have its port."""
    serving = Serving(session)
    serving.process.kill()
    serving.process.wait()
    end = time.monotonic() + 20
    while _listens(serving.port):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert serving.process.stdout is not None
    serving.process.stdout.close()
    serving.close_log()


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_one_that_ends_again_and_again_ends_the_service() -> None:
    started: list[int] = []

    def again() -> int:
        started.append(process("raise SystemExit(7)"))
        return started[-1]

    let_go: list[bool] = []
    with pytest.raises(BorderCheckError, match="again and again, last with 7"):
        running._watch(1, again, lambda: let_go.append(True))
    assert len(started) == 6
    assert let_go


def test_one_that_has_begun_well_is_started_anew_however_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "_SETTLED", 0.0)
    started: list[int] = []

    def again() -> int:
        if len(started) == 9:
            raise Enough
        started.append(process("pass"))
        return started[-1]

    with pytest.raises(Enough):
        running._watch(1, again, bool)


def test_a_process_that_is_none_of_its_own_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that a script left running before it became the service."""
    monkeypatch.setattr(running, "_SETTLED", 0.0)
    process("pass")
    started: list[int] = []

    def again() -> int:
        if started:
            raise Enough
        started.append(process("import time; time.sleep(0.5)"))
        return started[-1]

    with pytest.raises(Enough):
        running._watch(1, again, bool)


def test_one_that_is_started_while_all_is_to_end_ends_too(tmp_path: Path) -> None:
    """The signal comes while a process is being started in place of one that died."""
    lived = tmp_path / "lived"
    started: list[int] = []

    def again() -> int:
        started.append(1)
        if len(started) == 1:
            return process("pass")
        os.kill(os.getpid(), signal.SIGTERM)
        return process(f"import time; time.sleep(15); open({str(lived)!r}, 'w')")

    running._watch(1, again, bool)
    assert len(started) == 2
    assert not lived.exists()


def test_one_of_which_no_process_ever_answers_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And does not wait for a first one to be ready."""
    monkeypatch.setattr(running, "_forked", lambda *_: process("raise SystemExit(4)"))
    told: list[str] = []
    with pytest.raises(BorderCheckError, match="again and again, last with 4"):
        running.run(tmp_path, Settings(), running.Where("127.0.0.1", 0, 2), told.append)
    assert told == []


@pytest.mark.parametrize("name", ["systemd", "\0border-check-tests"], ids=["a file", "a name"])
def test_it_is_told_once_that_it_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However many processes do; systemd is told, too."""
    monkeypatch.chdir(tmp_path)
    ready = f"import os, signal; os.kill({os.getpid()}, signal.SIGUSR1)"
    monkeypatch.setattr(running, "_forked", lambda *_: process(ready))
    told: list[str] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(name)
        systemd.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name.replace("\0", "@"))
        with pytest.raises(BorderCheckError, match="again and again, last with 0"):
            running.run(tmp_path, Settings(), running.Where("127.0.0.1", 0, 2), told.append)
        assert systemd.recv(100) == b"READY=1"
        systemd.setblocking(False)
        with pytest.raises(BlockingIOError):
            systemd.recv(100)
    assert [one.rpartition(":")[0] for one in told] == ["http://127.0.0.1"]
