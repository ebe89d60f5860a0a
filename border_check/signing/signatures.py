"""Signatures of one content by several keys, and whether enough of these are trusted with it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from border_check.errors import SnapshotError
from border_check.signing.keys import PublicKey

Signatures = Mapping[str, bytes]
"""By the id of the key."""


class KeyRole(StrEnum):
    """What a key is trusted with."""

    ROOT = "root"
    """Says who is trusted with what."""
    SNAPSHOTS = "snapshots"
    ANCHORS = "anchors"
    """Of the journal."""


class SignatureError(SnapshotError):
    """What was signed is not, or not by those who are trusted with it."""

    usual_hint = "get it again from whoever publishes it; what is installed still answers"


class RoleKeys(NamedTuple):
    """The keys of a role, and how many of them have to sign."""

    keys: Mapping[str, PublicKey]
    threshold: int


def require_signed(what: str, content: bytes, signatures: Signatures, role: RoleKeys) -> list[str]:
    """The ids of the trusted keys that signed; raises `SignatureError` where these are too few."""
    known = {own: role.keys[own] for own in signatures if own in role.keys}
    good = [own for own, key in known.items() if key.signed(content, signatures[own])]
    if len(good) >= role.threshold:
        return sorted(good)
    bad = sorted(known.keys() - set(good))
    others = sorted(signatures.keys() - known.keys())
    said = [f"{len(good)} trusted signatures, expected {role.threshold}"]
    if bad:
        said.append(f"the signature of {', '.join(bad)} does not hold: the content was changed")
    if others:
        said.append(f"not trusted with it: {', '.join(others)}")
    raise SignatureError(f"{what}: {'; '.join(said)}")


def to_json(signatures: Signatures) -> dict[str, str]:
    """As they stand in a file."""
    return {key: b64encode(value).decode() for key, value in sorted(signatures.items())}


def from_json(found: object) -> dict[str, bytes]:
    """What `to_json` wrote; raises `ValueError`."""
    if not isinstance(found, dict) or len(found) > _MOST:
        raise ValueError("the signatures are no object, or too many")
    return {str(key): b64decode(str(value), validate=True) for key, value in found.items()}


_MOST = 64
