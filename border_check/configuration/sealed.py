"""The section about queries that are sealed in the journal."""

from __future__ import annotations

from border_check.configuration.sections import Read, Where, section
from border_check.configuration.single import text
from border_check.values.sealed_queries import SealedQueries

_BEGIN = "age1"
_CHARACTERS = frozenset("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
"""Of bech32 (BIP 173)."""
_LENGTH = 62


def sealed_queries(value: object, where: Where) -> SealedQueries | None:
    """For whom, and with which key they are opened; None where the section is empty."""
    found = section(value, where, SEALED_QUERIES)
    if not found:
        return None
    return SealedQueries(found.get("for", ()), found.get("identity"))


def _recipients(value: object, where: Where) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise where.error("a list of public keys", value)
    return tuple(_recipient(one, where.within(place)) for place, one in enumerate(value, 1))


def _recipient(value: object, where: Where) -> str:
    found = text(value, where).strip()
    if found.upper().startswith("AGE-SECRET-KEY"):
        raise where.error("a public key, age1…; whoever reads this can open what is sealed", "…")
    if len(found) != _LENGTH or not found.startswith(_BEGIN) or set(found[4:]) - _CHARACTERS:
        raise where.error("a public key, age1… of 62 characters", found)
    return found


SEALED_QUERIES: dict[str, Read] = {"for": _recipients, "identity": text}
