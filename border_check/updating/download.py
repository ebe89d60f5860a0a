"""A list from a server: asked for what is new, tried again, and never taken in part."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.client import HTTPResponse
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from border_check.errors import SourceError, Unreachable
from border_check.updating.connection import Deadline, answer_of, shown, telling
from border_check.updating.intake import CHUNK, Intake, Taken
from border_check.values.origin import Origin, may_be_asked

MOST_REDIRECTS = 5
FIRST_PAUSE = 2.0
"""Seconds before the second attempt; before each further one twice as many."""
_LONGEST_PAUSE = 300.0
_REDIRECTS = (301, 302, 303, 307, 308)
_MAY_PASS = (408, 425, 429, 500, 502, 503, 504)
_T = TypeVar("_T")
_UNTOLD = re.compile(r"[^A-Za-z0-9._-]+")


class Known(NamedTuple):
    """How the server named what is installed, to ask for what is newer (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The conditions of a request; none where nothing is known."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


class Download:
    """All that is asked of one server for one update: its attempts share a deadline."""

    def __init__(
        self,
        origin: Origin,
        clock: Callable[[], datetime],
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self._origin = origin
        self._clock = clock
        self._wait = wait
        self._deadline = Deadline(origin.total_timeout)
        self._token = _token(origin.token_file) if origin.token_file else None

    def take(self, known: Known, room: Path) -> Taken:
        """What the source has now, in a file of the room, or that it has nothing new.

        Raises `SourceError` when it gives none, `Unreachable` when it gave none in all attempts.
        """
        return self._tried(lambda: self._once(known, room))

    def text(self, address: str, largest: int) -> str:
        """A short text at another address, as a checksum."""
        return self._tried(lambda: self._short(address, largest))

    def _tried(self, ask: Callable[[], _T]) -> _T:
        """What comes of asking, again and again as long as that may help."""
        pause = FIRST_PAUSE
        for attempt in range(1, self._origin.attempts + 1):
            try:
                return ask()
            except Unreachable as error:
                wait = max(pause, error.after or 0.0)
                is_over = wait > min(_LONGEST_PAUSE, self._deadline.left)
                if attempt == self._origin.attempts or is_over:
                    if attempt == 1:
                        raise
                    raise Unreachable(f"{error.message} (asked {attempt} times)") from None
                self._wait(wait)
                pause *= 2
        raise AssertionError("there is at least one attempt")

    def _once(self, known: Known, room: Path) -> Taken:
        address, asked = self._origin.source, self._clock()
        with self._followed(address, known.headers) as answer:
            # What a cache kept for a while was confirmed that long ago (RFC 9111, section 5.1).
            confirmed = asked - timedelta(seconds=_whole(answer.getheader("Age")))
            if answer.status == 304 and known.headers:
                return Taken(None, "", shown(address), confirmed, *known)
            _require_list(answer, address)
            path = room / _file_name(address)
            with Intake(path, self._origin.largest, shown(address)) as intake:
                _pour(answer, intake, address)
            return Taken(
                path,
                intake.sha256,
                shown(address),
                confirmed,
                answer.getheader("ETag"),
                answer.getheader("Last-Modified"),
            )

    def _short(self, address: str, largest: int) -> str:
        with self._followed(address, {}) as answer:
            _require_list(answer, address)
            with telling(address):
                return answer.read(largest).decode("ascii", "replace")

    @contextmanager
    def _followed(self, address: str, conditions: dict[str, str]) -> Iterator[HTTPResponse]:
        """The first answer that sends nowhere else."""
        start = address
        for _ in range(MOST_REDIRECTS + 1):
            headers = {**_HEADERS, **conditions, **self._credentials(address)}
            with answer_of(address, headers, self._origin, self._deadline) as answer:
                if answer.status not in _REDIRECTS:
                    yield answer
                    return
                address = _onwards(address, answer.getheader("Location"))
        raise SourceError(
            f"{shown(start)}: sends on more than {MOST_REDIRECTS} times",
            hint="give the address at which the list itself lies",
        )

    def _credentials(self, address: str) -> dict[str, str]:
        """The token goes to the source itself, and to nobody whom it names."""
        asked, own = urlsplit(address), urlsplit(self._origin.source)
        is_source = (asked.scheme, asked.netloc) == (own.scheme, own.netloc)
        return {"Authorization": self._token} if self._token and is_source else {}


_HEADERS = {
    "User-Agent": "border-check",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Cache-Control": "no-cache",
}


def _onwards(address: str, location: str | None) -> str:
    """Where a redirect leads; raises `SourceError` where nobody may be asked."""
    onwards = urljoin(address, location or "")
    here, there = urlsplit(address), urlsplit(onwards)
    # From outside to this machine is no way for a list.
    is_local = there.scheme == "http" and here.scheme == "https"
    if not location:
        raise SourceError(f"{shown(address)}: sends on, and does not say where")
    if is_local or there.username is not None or not may_be_asked(there):
        raise SourceError(
            f"{shown(address)}: sends on to what is not asked: "
            f"{there.scheme}://{there.hostname or ''}",
            hint="only https:// addresses are; give the one at which the list itself lies",
        )
    return onwards


def _require_list(answer: HTTPResponse, address: str) -> None:
    """Raise for an answer that brings no list: `Unreachable` where that may pass."""
    place, status = shown(address), answer.status
    if status in _MAY_PASS:
        error = Unreachable(f"{place}: answered {status} {answer.reason}")
        error.after = float(_whole(answer.getheader("Retry-After"))) or None
        raise error
    if status in (401, 403):
        raise SourceError(
            f"{place}: answered {status}",
            hint="it lets nobody in without a token: see to `token_file` of the list",
        )
    if status != 200:
        raise SourceError(f"{place}: answered {status}", hint="see to the address of the list")
    if (answer.getheader("Content-Encoding") or "identity") not in ("identity", "gzip", "x-gzip"):
        raise SourceError(f"{place}: packs what it sends in a way that was not asked for")
    if answer.length is None and not answer.chunked:
        raise SourceError(
            f"{place}: does not say how long the list is, and so could cut it short unseen",
            hint="its keeper can send Content-Length; or fetch it another way, and `load` it",
        )


def _pour(answer: HTTPResponse, intake: Intake, address: str) -> None:
    """Take the whole body; raises `Unreachable` for one that ends early."""
    announced = answer.length
    intake.announce(announced or 0)
    while True:
        with telling(address):
            chunk = answer.read(CHUNK)
        if not chunk:
            break
        intake.add(chunk)
    if announced is not None and intake.size != announced:
        raise Unreachable(f"{shown(address)}: ended after {intake.size:,} bytes of {announced:,}")


def _file_name(address: str) -> str:
    """The last part of an address, as formats know their files by it."""
    last = unquote(urlsplit(address).path.rpartition("/")[2])
    return _UNTOLD.sub("_", last).strip("._")[:100] or "list"


def _whole(text: str | None) -> int:
    """A whole number in a header; nothing where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _token(file: str) -> str:
    """What lets us in, as the header has it. It is shown to nobody, not even in an error."""
    try:
        with Path(file).open("rb") as stream:
            if os.fstat(stream.fileno()).st_mode & 0o077:
                raise SourceError(f"{file}: may be read by others", hint=f"chmod 600 {file}")
            token = stream.read(8192).strip().decode("ascii")
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        token = ""
    if not token or not token.isprintable():
        raise SourceError(f"{file}: expected a token of one line", hint="write it there alone")
    return token if " " in token else f"Bearer {token}"
