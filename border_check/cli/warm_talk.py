"""What a command and the warm process of its home say to each other, over a socket in the home.

    command                            warm process
    ── the question, a line of JSON ─▸
                                    ◂─ ready           or it hangs up: another version or user
    ── go ───────────────────────────▸
                                       asks, enters, words the answer
                                    ◂─ the answer, a line of JSON

Until it has said `go`, a command may turn away and answer by itself: without that word nothing is
asked and nothing entered. After it, only the warm process answers. Where that ends before it does,
nobody can tell whether the search was entered; the command says so, and answers by itself.

Only `_socket` is imported for it; either side makes sure that the other one is the same user.
"""

from __future__ import annotations

import os
import sys

from border_check.values.json_text import canonical, from_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

READY_SECONDS = 1.0
"""A warm process that is not ready by then is no quicker than an answer of one's own."""
ANSWER_SECONDS = 60.0
READY, GO = "ready", "go"
_MOST_BYTES = 1 << 24
_LONGEST_ADDRESS = 100
"""Bytes: systems take few more for the name of a socket."""


class Lost(Exception):
    """The warm process ended after it had been told to go, and before it had answered."""


def place_of_socket(folder: str) -> str:
    """Where the socket of a warm process lies in its folder."""
    return f"{folder}/socket"


def converse(folder: str, question: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the warm process answers; None where there is none that would. Raises `Lost`."""
    try:
        line = connected(folder)
        if line is None:
            return None
    except (OSError, ImportError, AttributeError):  # none, a dead one, or a system without sockets
        return None
    try:
        return _answer_to(line, question)
    finally:
        line.close()


def _answer_to(line: Any, question: Mapping[str, Any]) -> Mapping[str, Any] | None:
    try:
        say(line, canonical(question))
        if hear(line) != READY:
            return None
        line.settimeout(ANSWER_SECONDS)
    except (OSError, ValueError):
        return None
    try:
        say(line, GO)
        answer: Mapping[str, Any] = from_json(hear(line))
    except (OSError, ValueError) as error:
        raise Lost from error
    return answer


def connected(folder: str) -> Any:
    """A connection to a process of this user; None where it is another's, or may be."""
    from _socket import AF_UNIX, SOCK_STREAM, socket

    found = os.stat(folder)
    if found.st_uid != os.geteuid() or found.st_mode & 0o077:
        return None
    line = socket(AF_UNIX, SOCK_STREAM)
    try:
        line.settimeout(READY_SECONDS)
        with Address(folder) as address:
            line.connect(address)
        if not is_of_this_user(line):
            line.close()
            return None
    except BaseException:
        line.close()
        raise
    return line


class Address:
    """The name by which a socket in a folder is opened, however long that of the folder is."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._handle: int | None = None

    def __enter__(self) -> str:
        place = place_of_socket(self._folder)
        if len(os.fsencode(place)) <= _LONGEST_ADDRESS:
            return place
        self._handle = os.open(self._folder, os.O_RDONLY)
        return place_of_socket(f"/proc/self/fd/{self._handle}")

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)


def is_of_this_user(line: Any) -> bool:
    """Whether the process at the other end runs under this account, as the system says."""
    from _socket import SO_PEERCRED, SOL_SOCKET

    credentials = line.getsockopt(SOL_SOCKET, SO_PEERCRED, 12)  # process, user, group
    return int.from_bytes(credentials[4:8], sys.byteorder) == os.geteuid()


def say(line: Any, text: str) -> None:
    """Send one line."""
    line.sendall(f"{text}\n".encode())


def hear(line: Any) -> str:
    """Receive one line; raises `OSError` where no whole one comes."""
    heard = bytearray()
    while not heard.endswith(b"\n"):
        part = line.recv(65536)
        if not part or len(heard) > _MOST_BYTES:
            raise ConnectionError("no whole line")
        heard += part
    return heard[:-1].decode()
