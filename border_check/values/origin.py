"""Where a list is updated from, and how far whoever delivers it is trusted."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit


class Origin(NamedTuple):
    """The source of a list, with the limits of what is taken from it."""

    source: str
    """An address, or the path of a file or folder."""
    pattern: str | None = None
    """Names of the files in a folder that are this list; by default its name, then anything."""
    checksum: str | None = None
    """Where its SHA-256 stands: an address, a path, or with a dot before it what to append."""
    largest: int = 8 << 30
    """Bytes that are taken."""
    unpacked: int = 64 << 30
    """Bytes that may come of them."""
    connect_timeout: float = 10.0
    """Seconds until a server must have answered the call."""
    read_timeout: float = 60.0
    """Seconds without a byte after which a server is given up."""
    total_timeout: float = 7200.0
    """Seconds for all of it, with whatever had to be tried again."""
    attempts: int = 4
    """How often what may pass is tried."""
    token_file: str | None = None
    """The file that holds what the source must be shown to let us in."""
    ca_file: str | None = None
    """Certificates that vouch for the source, instead of those that the system trusts."""
    proxy: str | None = None
    """Through which all goes, as http://HOST:PORT; what the environment says is not heeded."""

    @property
    def is_address(self) -> bool:
        """Whether it is asked over a network."""
        return "://" in self.source


def seconds(text: str) -> float:
    """A time span in seconds: 500ms, 10s, 5m, 2h, or a bare number; raises `ValueError`."""
    number, factor = text, 1.0
    for unit, worth in (("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)):
        if text.endswith(unit):
            number, factor = text.removesuffix(unit), worth
            break
    found = float(number) * factor
    if not 0 < found <= 7 * 86400:
        raise ValueError(text)
    return found


def size(text: str) -> int:
    """A number of bytes: 500K, 20M, 4G, or a bare number; raises `ValueError`."""
    power = "KMG".find(text[-1:].upper()) + 1 if text else 0
    found = int(text[:-1] if power else text) << 10 * power
    if found <= 0:
        raise ValueError(text)
    return found


def attempts(text: str) -> int:
    """How often something is tried; raises `ValueError`."""
    found = int(text)
    if not 1 <= found <= 20:
        raise ValueError(text)
    return found


def lasting_place(text: str) -> str:
    """An address that may be asked, or a path that means the same wherever it is read."""
    return address(text) if "://" in text else path(text)


def checksum_place(text: str) -> str:
    """The same, or what is to be appended to the source."""
    return text if text.startswith(".") and "/" not in text else lasting_place(text)


def path(text: str) -> str:
    """A path from the root or the home of the user; raises `ValueError` for another."""
    found = os.path.expanduser(text)  # noqa: PTH111 - as text, like all paths of the configuration
    if not os.path.isabs(found):  # noqa: PTH117
        raise ValueError(text)
    return found


def address(text: str) -> str:
    """An address that may be asked: https, or plain http on this machine; raises `ValueError`."""
    parts = urlsplit(text)
    if not parts.hostname or parts.username is not None or parts.port == 0:
        raise ValueError("an address without user and password")
    if not may_be_asked(parts):
        raise ValueError("https")
    return text


def proxy(text: str) -> str:
    """http://HOST:PORT; raises `ValueError`."""
    parts = urlsplit(text)
    if parts.scheme != "http" or not parts.hostname or not parts.port or parts.username is not None:
        raise ValueError("http://HOST:PORT")
    return text


def may_be_asked(parts: SplitResult) -> bool:
    """Whether nobody on the way can read or change what an address sends."""
    return parts.scheme == "https" or (parts.scheme == "http" and is_here(parts))


def is_here(parts: SplitResult) -> bool:
    """Whether an address is on this machine."""
    host = parts.hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


Spelled = tuple[Callable[[str], object], str]
"""What reads a text, and what it expects."""

_SPAN: Spelled = (seconds, "a time span, as 10s, 5m or 2h")
_SIZE: Spelled = (size, "a size, as 500M or 4G")
_PATH: Spelled = (path, "a path that begins with / or ~")

SPELLED: dict[str, Spelled] = {
    "source": (lasting_place, "an https:// address without user and password, or a whole path"),
    "pattern": (str, "names of files, as sltd-*.csv"),
    "checksum": (checksum_place, "an https:// address, a whole path, or an ending, as .sha256"),
    "largest": _SIZE,
    "unpacked": _SIZE,
    "connect_timeout": _SPAN,
    "read_timeout": _SPAN,
    "total_timeout": _SPAN,
    "attempts": (attempts, "a number from 1 to 20"),
    "token_file": _PATH,
    "ca_file": _PATH,
    "proxy": (proxy, "http://HOST:PORT, without user and password"),
}
"""How the keys of a configuration are read."""
