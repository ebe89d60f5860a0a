"""The line to the centre: one connection, kept open, and an answer in time or none."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from border_check.values.centre import CentreRules

_MOST = 64 << 20
"""Bytes of an answer."""
_LONGEST_TOKEN = 4096
_SECONDS_OF_SILENCE = 10.0
"""In which something has to come of what is long."""
_KEPT_ALIVE = {
    "TCP_KEEPIDLE": 1,
    "TCP_KEEPINTVL": 1,
    "TCP_KEEPCNT": 3,
    "TCP_USER_TIMEOUT": 5_000,
}
"""Seconds of silence, seconds between questions whether the other end is there, how many of them
remain without an answer; milliseconds until what was sent has to be acknowledged."""


class Silent(Exception):
    """The centre gave no answer; the text says why, in a few words."""


class Told(NamedTuple):
    """What came back."""

    status: int
    content: dict[str, Any]


class _Answered(NamedTuple):
    told: Told
    connection: HTTPConnection


_FAULTS = (OSError, HTTPException, ValueError, RecursionError)
"""What a line and what comes over it may end in."""


class Line:
    """Asks the centre of a configuration, and nobody else."""

    def __init__(self, centre: CentreRules) -> None:
        self._centre = centre
        self._own: dict[str, str] = {}
        self._connection: HTTPConnection | None = None
        self._context: ssl.SSLContext | None = None

    @property
    def _authorization(self) -> dict[str, str]:
        """By what this post is known; raises `Silent` where it has no token, for then it cannot
        even ask."""
        if not self._own:
            self._own = {"Authorization": f"Bearer {_token(self._centre.token)}"}
        return self._own

    def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def ask(self, path: str, question: dict[str, Any]) -> Told:
        """Put a question, and wait for the answer as long as the configuration says.

        Raises `Silent`. A line that was kept open and is dead is opened anew, once.
        """
        headers = {**self._authorization, "Content-Type": "application/json"}
        outcome: list[_Answered | Exception] = []
        kept, self._connection = self._connection, None  # whoever asks has it for themselves

        def asked() -> None:
            try:
                outcome.append(self._exchanged(kept, path, question, headers))
            except _FAULTS as error:
                outcome.append(error)

        asking = threading.Thread(target=asked, daemon=True)
        asking.start()
        asking.join(self._centre.patience)
        if not outcome:
            raise Silent(f"no answer within {self._centre.patience:g} s")
        found = outcome[0]
        if isinstance(found, Exception):
            raise Silent(_why(found)) from found
        self._connection = found.connection
        return found.told

    def get(self, path: str) -> Told:
        """Ask for what the centre tells everybody it knows; raises `Silent`."""
        try:
            with self.response(path) as response:
                found = json.loads(response.read(_MOST))
                if not isinstance(found, dict):
                    raise ValueError("no answer of a centre")
                return Told(response.status, found)
        except _FAULTS as error:
            raise Silent(_why(error)) from error

    @contextmanager
    def response(
        self, path: str, headers: Mapping[str, str] | None = None
    ) -> Iterator[HTTPResponse]:
        """The answer to a request for something long, to be read bit by bit, on a line of its own.

        What it raises, and reading it, are `OSError`, `HTTPException` and `ValueError`.
        """
        connection = self._opened(_SECONDS_OF_SILENCE)
        try:
            connection.request("GET", path, headers={**self._authorization, **(headers or {})})
            with connection.getresponse() as response:
                yield response
        finally:
            connection.close()

    @contextmanager
    def answer(
        self, path: str, sent: Iterable[bytes], size: int, silence: float
    ) -> Iterator[HTTPResponse]:
        """The answer to something long, which is sent piece by piece: to be read bit by bit, on a
        line of its own that may be silent for so many seconds.

        Whatever goes wrong on the line, or with what is read of it, is raised as `Silent`.
        """
        try:
            connection = self._opened(silence)
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
            headers |= self._authorization
            try:
                connection.connect()
                _be_told_of_its_death(connection.sock)
                with suppress(BrokenPipeError, ConnectionResetError):  # it may say why it hung up
                    connection.request("POST", path, sent, headers)
                with connection.getresponse() as response:
                    yield response
            finally:
                connection.close()
        except _FAULTS as error:
            raise Silent(_why(error)) from error

    def is_there(self) -> bool:
        """Whether it says anything at all within its patience, on a line of its own."""
        with suppress(*_FAULTS):
            connection = self._opened(self._centre.patience)
            try:
                connection.request("GET", "/v1/health")
                with connection.getresponse() as response:
                    return response.status == 200
            finally:
                connection.close()
        return False

    def _exchanged(
        self,
        kept: HTTPConnection | None,
        path: str,
        question: dict[str, Any],
        headers: dict[str, str],
    ) -> _Answered:
        if kept is not None:
            with suppress(*_FAULTS):  # it may have been closed meanwhile
                return self._exchange(kept, path, question, headers)
        return self._exchange(self._opened(self._centre.patience), path, question, headers)

    def _exchange(
        self,
        connection: HTTPConnection,
        path: str,
        question: dict[str, Any],
        headers: dict[str, str],
    ) -> _Answered:
        try:
            connection.request("POST", path, json.dumps(question).encode(), headers)
            with connection.getresponse() as response:
                found = json.loads(response.read(_MOST))
            if not isinstance(found, dict):
                raise ValueError("no answer of a centre")
        except _FAULTS:
            connection.close()
            raise
        return _Answered(Told(response.status, found), connection)

    def _opened(self, patience: float) -> HTTPConnection:
        parts = urlsplit(self._centre.address)
        host = parts.hostname or ""
        if parts.scheme == "http":
            return HTTPConnection(host, parts.port, timeout=patience)
        return HTTPSConnection(host, parts.port, timeout=patience, context=self._trust())

    def _trust(self) -> ssl.SSLContext:
        if self._context is None:
            context = ssl.create_default_context(cafile=self._centre.authority)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            if self._centre.certificate:
                context.load_cert_chain(self._centre.certificate, self._centre.key)
            self._context = context
        return self._context


def _be_told_of_its_death(line: socket.socket) -> None:
    """Have the system find out within seconds that nobody is at the other end any more, where it
    can: a line that came back under another address lets the old one wait for ever."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in _KEPT_ALIVE.items():
        if hasattr(socket, option):
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def _token(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:
            token = file.read(_LONGEST_TOKEN).strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it holds no token"
        raise Silent(f"{path}: the token of this post cannot be read: {why}") from None
    if not token or len(token.split()) != 1:
        raise Silent(f"{path}: it holds no token")
    return token


def _why(error: Exception) -> str:
    """In a few words, without anything of the question."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, IncompleteRead):
        return "its answer broke off"
    if isinstance(error, ssl.SSLError):
        return f"no TLS with it: {(error.reason or 'the line is down').lower().replace('_', ' ')}"
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or 'the line is down'}"
    return "what came is no answer"
