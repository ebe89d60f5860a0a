"""The section about the centre that a post may ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import flag, number, text
from border_check.errors import ConfigError
from border_check.values.centre import CentreRules

_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_LONGEST_PATIENCE = 60.0


def centre(value: object, where: Where) -> CentreRules | None:
    """Where it is and how it is asked; None where the section is empty."""
    found = section(value, where, CENTRE)
    if not found:
        return None
    for key in ("address", "token"):
        if key not in found:
            raise ConfigError(
                f"{where.file}: {where.key}: {key} is missing",
                hint="a centre has an address, and a file with the token of this post",
            )
    return CentreRules(**found)


def _address(value: object, where: Where) -> str:
    found = text(value, where).rstrip("/")
    expected = "https://HOST or https://HOST:PORT"
    try:
        parts = urlsplit(found)
        port = parts.port
    except ValueError:
        raise where.error(expected, found) from None
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    whole = not (parts.path or parts.query or parts.fragment or parts.username)
    if not parts.hostname or not is_safe or not whole or port == 0:
        raise where.error(expected, found)
    return found


def _patience(value: object, where: Where) -> float:
    found = number(value, where)
    if not 0 < found <= _LONGEST_PATIENCE:
        raise where.error(f"seconds, at most {_LONGEST_PATIENCE:.0f}", value)
    return found


CENTRE: dict[str, Read] = {
    "address": _address,
    "token": text,
    "exchange": text,
    "authority": text,
    "certificate": text,
    "key": text,
    "patience": _patience,
    "always": flag,
}
