"""The warm process: it keeps the lists of a home open, and answers what commands would.

Every question is answered by a fork of its own, as the command itself would: the same function,
under the same user, in the same folder. So questions do not wait for one another, nothing of one
remains for the next, and what kills an answer does not kill the process. Lists that were installed
meanwhile are noticed by every answer; the process opens them for the next ones after it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any, NoReturn

from border_check import __version__
from border_check.cli import warm_talk
from border_check.cli.console import Place, check
from border_check.cli.doc import DOC
from border_check.cli.ending import ended
from border_check.cli.person import PERSON
from border_check.cli.vehicle import VEHICLE
from border_check.cli.warm_client import ENVIRONMENT
from border_check.errors import Busy, SnapshotError
from border_check.screening.opening import open_all
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home, default_home
from border_check.values.json_text import canonical, from_json

_COMMANDS = {command.name: command for command in (DOC, PERSON, VEHICLE)}
_STOPPING = (signal.SIGTERM, signal.SIGINT)
_WAITING = 64
"""Connections that may wait to be taken."""


class WarmProcess:
    """One warm process of a home; raises `Busy` where another one is running."""

    def __init__(self, place: Place) -> None:
        self._home = Home(os.path.abspath(place.home.folder))
        self._screener = Screener(self._home.folder, place.settings)
        self._since = time.time()
        self._taken = 0
        self._lock = _locked(self._home.warm)
        self._socket = _listening(self._home.warm)

    def run(self, ready: Callable[[], None]) -> None:
        """Answer until stopped (SIGTERM, SIGINT)."""
        stopped, stop = os.pipe()
        for number in _STOPPING:
            signal.signal(number, lambda *_: os.write(stop, b"."))
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # answers end by themselves
        try:
            os.chdir("/")  # a folder that somebody may want to remove is not held
            self._open_all()
            ready()
            while not _can_be_read(stopped, self._socket.fileno()):
                # Without memory or handles for it, whoever asks gets no `ready` and answers alone.
                with suppress(OSError):
                    self._take()
                self._open_all()
        finally:
            with suppress(OSError):
                os.unlink(warm_talk.place_of_socket(self._home.warm))
            self._socket.close()
            os.close(self._lock)
            self._screener.close()

    def _take(self) -> None:
        """Let a fork answer who is waiting."""
        line, _ = self._socket.accept()
        with line:
            self._taken += 1
            if os.fork() == 0:
                self._answer(line)

    def _open_all(self) -> None:
        """Have everything at hand: code, snapshots, and the ways to people by name."""
        open_all(self._screener)
        gc.freeze()  # so that forks do not copy it

    def _answer(self, line: socket.socket) -> NoReturn:
        """What a fork does: one answer, or none, and its end."""
        try:
            self._socket.close()
            for number in _STOPPING:
                signal.signal(number, signal.SIG_DFL)
            line.settimeout(warm_talk.READY_SECONDS)
            if warm_talk.is_of_this_user(line):
                self._told(line, from_json(warm_talk.hear(line)))
        except (OSError, ValueError, LookupError, TypeError):
            pass  # a question that was not put, or whose answer nobody waits for
        finally:
            os._exit(0)

    def _told(self, line: socket.socket, question: Mapping[str, Any]) -> None:
        if "command" not in question:
            warm_talk.say(line, canonical(self._facts()))
            if question.get("stop"):
                os.kill(os.getppid(), signal.SIGTERM)
            return
        if question["version"] != __version__:
            return
        command = _COMMANDS[question["command"]]
        given = question["given"]
        _stand_in_for(question)
        if not os.path.samefile(given.get("home") or default_home(), self._home.folder):
            return
        warm_talk.say(line, warm_talk.READY)
        if warm_talk.hear(line) != warm_talk.GO:
            return

        def leave(code: int) -> NoReturn:
            warm_talk.say(line, _answered(code))
            os._exit(0)

        try:
            code = check(command, given, leave=leave, sharing=self._screener)
        except (Exception, KeyboardInterrupt) as error:
            code = ended(error, debug=False)
        leave(code)

    def _facts(self) -> dict[str, Any]:
        return {
            "process": os.getppid(),
            "home": self._home.folder,
            "since": int(self._since),
            "questions": self._taken - 1,
        }


class _Captured(StringIO):
    """Standard output or error, as the one who asks has it, kept to be sent."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        super().__init__()
        self._encoding = encoding
        self._terminal = terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


def _stand_in_for(question: Mapping[str, Any]) -> None:
    """Be the process of the one who asks, as far as an answer depends on it."""
    os.chdir(question["folder"])
    for name in ENVIRONMENT:
        os.environ.pop(name, None)
    os.environ.update(question["environment"])
    given = question["input"]
    sys.stdin = (
        TextIOWrapper(BytesIO(bytes.fromhex(given)), encoding="utf-8")
        if given is not None
        else None
    )
    sys.stdout = _Captured(question["encoding"], terminal=question["terminal"])
    sys.stderr = _Captured(question["encoding"], terminal=False)


def _answered(code: int) -> str:
    out, err = sys.stdout, sys.stderr
    assert isinstance(out, _Captured)
    assert isinstance(err, _Captured)
    return canonical({"code": code, "out": out.getvalue(), "err": err.getvalue()})


def _can_be_read(handle: int, other: int) -> bool:
    """Whether there is something in the first of two handles, once there is in either."""
    return handle in select.select([handle, other], [], [])[0]


def _locked(folder: str) -> int:
    """A handle that holds the lock of the only warm process, in a folder for this user alone."""
    import fcntl

    os.makedirs(folder, mode=0o700, exist_ok=True)
    found = os.stat(folder)
    if found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise SnapshotError(
            f"{folder}: others may enter it", hint=f"remove it, or `chmod 700 {folder}`"
        )
    handle = os.open(f"{folder}/lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise Busy(
            f"{folder}: a warm process is running", hint="see `border-check warm --status`"
        ) from None
    return handle


def _listening(folder: str) -> socket.socket:
    """A socket that only this user can open; one that a dead process left is put away."""
    if os.path.exists(warm_talk.place_of_socket(folder)):
        os.unlink(warm_talk.place_of_socket(folder))
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        with warm_talk.Address(folder) as address:
            listening.bind(address)
    finally:
        os.umask(before)
    listening.listen(_WAITING)
    return listening
