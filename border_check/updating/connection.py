"""One question to a server over HTTP or HTTPS, every step of which comes to an end.

Nothing is taken from the environment: no proxy, no password. Certificates are verified, by those
that the system trusts or those that are named.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from border_check.errors import SourceError, Unreachable
from border_check.values.origin import Origin

_PORTS = {"http": 80, "https": 443}
_LEFT_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]"


class Deadline:
    """When all of it must have ended."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then."""
        return self._end - time.monotonic()

    def at_most(self, seconds: float) -> float:
        """So many seconds or what is left; raises `TimeoutError` where nothing is."""
        left = self.left
        if left <= 0:
            raise TimeoutError
        return min(seconds, left)


class _Incoming(io.RawIOBase):
    """What comes from a socket. A server that sends a byte now and then ends with the deadline."""

    def __init__(self, line: socket.socket, seconds: float, deadline: Deadline) -> None:
        self._line, self._seconds, self._deadline = line, seconds, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._line.settimeout(self._deadline.at_most(self._seconds))
        return self._line.recv_into(buffer)


class _Line:
    """A socket, as far as `http.client` needs one. Whoever opened it closes it."""

    def __init__(self, line: socket.socket, seconds: float, deadline: Deadline) -> None:
        self._line, self._seconds, self._deadline = line, seconds, deadline

    def makefile(self, mode: str, *_: object) -> io.BufferedReader:
        assert mode == "rb"
        return io.BufferedReader(_Incoming(self._line, self._seconds, self._deadline))

    def sendall(self, content: bytes) -> None:
        self._line.settimeout(self._deadline.at_most(self._seconds))
        self._line.sendall(content)

    def close(self) -> None:
        pass


@contextmanager
def answer_of(
    address: str, headers: Mapping[str, str], origin: Origin, deadline: Deadline
) -> Iterator[HTTPResponse]:
    """The answer to a GET, with its headers read; whoever reads on does so under `telling`."""
    parts = urlsplit(address)
    with ExitStack() as stack:
        with telling(address):
            line = stack.enter_context(_connected(parts, origin, deadline))
            asking = HTTPConnection(*_host(parts))
            asking.default_port = _PORTS[parts.scheme]
            asking.sock = _Line(line, origin.read_timeout, deadline)
            target = parts._replace(scheme="", netloc="", path=parts.path or "/", fragment="")
            asking.request(
                "GET",
                quote(target.geturl(), _LEFT_AS_IT_IS),
                headers={**headers, "Connection": "close"},
            )
            response = asking.getresponse()
        stack.callback(response.close)
        yield response


@contextmanager
def telling(address: str) -> Iterator[None]:
    """What goes wrong on a network, in words of ours."""
    place = shown(address)
    try:
        yield
    except TimeoutError:
        raise Unreachable(f"{place}: did not answer in time") from None
    except socket.gaierror as error:
        raise Unreachable(f"{place}: its host is not found: {error.strerror}") from None
    except ssl.SSLCertVerificationError as error:
        raise SourceError(
            f"{place}: its certificate is not trusted: {error.verify_message}",
            hint="if its own authority vouches for it, name that one's certificate: ca_file",
        ) from None
    except IncompleteRead:
        raise Unreachable(f"{place}: ended before all of the list had come") from None
    except (HTTPException, UnicodeError) as error:
        raise Unreachable(f"{place}: no answer as HTTP has it: {type(error).__name__}") from None
    except OSError as error:
        raise Unreachable(f"{place}: cannot be reached: {error.strerror or error}") from None


def shown(address: str) -> str:
    """An address as it may be told: what stands behind a question mark may be a secret."""
    return urlsplit(address)._replace(query="", fragment="").geturl()


def _host(parts: SplitResult) -> tuple[str, int]:
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


@contextmanager
def _connected(parts: SplitResult, origin: Origin, deadline: Deadline) -> Iterator[socket.socket]:
    is_secret = parts.scheme == "https"  # else it is on this machine
    proxy = origin.proxy if is_secret else None
    seconds = origin.connect_timeout
    first = _host(urlsplit(proxy)) if proxy else _host(parts)
    with ExitStack() as stack:
        line = socket.create_connection(first, deadline.at_most(seconds))
        stack.callback(line.close)
        if proxy:
            _pass_through(_Line(line, seconds, deadline), *_host(parts))
        if is_secret:
            line.settimeout(deadline.at_most(seconds))
            line = _context(origin).wrap_socket(line, server_hostname=_host(parts)[0])
            stack.callback(line.close)
        yield line


def _pass_through(line: _Line, host: str, port: int) -> None:
    """Have a proxy connect us (RFC 9110, section 9.3.6); it sees the host and nothing else."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    line.sendall(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode("ascii"))
    answer = HTTPResponse(line, method="CONNECT")  # type: ignore[arg-type]
    answer.begin()
    if answer.status != 200:
        raise ConnectionRefusedError(None, f"the proxy answered {answer.status}")


def _context(origin: Origin) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=origin.ca_file)
    except OSError as error:  # ssl.SSLError, for what is no certificate, is one too
        raise SourceError(
            f"{origin.ca_file}: cannot be read as certificates: {error.strerror or error}",
            hint="ca_file is a file in PEM",
        ) from None
    context.hostname_checks_common_name = False  # RFC 9525, section 2: only alternative names count
    return context
