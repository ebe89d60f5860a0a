"""The database that several machines share."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from border_check.configuration.sections import Where
from border_check.configuration.single import text
from border_check.errors import ConfigError

_SCHEMES = ("postgresql", "postgres")
_HERE = frozenset(("", "127.0.0.1", "::1", "localhost"))


def database(value: object, where: Where) -> str:
    """The address of a database. Away from this machine it is reached by TLS, and its certificate
    checked, unless the address says otherwise; a password is in a file of its own."""
    found = text(value, where)
    try:
        parts = urlsplit(found)
        host, options = parts.hostname or "", dict(parse_qsl(parts.query))
    except ValueError:
        raise where.error("postgresql://USER@HOST/DATABASE", found) from None
    if parts.scheme not in _SCHEMES or not parts.path.strip("/"):
        raise where.error("postgresql://USER@HOST/DATABASE", found)
    if parts.password or "password" in options:
        raise ConfigError(
            f"{where.file}: {where.key}: a password stands in the address",
            hint="keep it in a file: ?passfile=/etc/border-check/pgpass",
        )
    reached = options.get("host", host)
    if reached not in _HERE and not reached.startswith("/") and "sslmode" not in options:
        return f"{found}{'&' if parts.query else '?'}sslmode=verify-full"
    return found
