"""Who is trusted with what: one small signed file, after the root metadata of TUF.

It names the keys of each role and how many of them have to sign. Whoever replaces it needs the
signatures of the root keys that it names, and of those that the new one names; its version only
grows, so that no older one comes back. A key that it no longer names is revoked.
(The Update Framework, specification 1.0, sections 5.3 and 6.1. Its other roles, for mirrors and
for repositories of many files, have no counterpart here, which is why this is no TUF repository.)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from border_check.errors import UnreadableInput, UsageError
from border_check.signing.keys import PrivateKey, PublicKey
from border_check.signing.signatures import (
    KeyRole,
    RoleKeys,
    SignatureError,
    Signatures,
    from_json,
    require_signed,
    to_json,
)
from border_check.values.json_text import canonical

FORMAT = "border-check trust 1"
_LONGEST = 1 << 18


class Trust(NamedTuple):
    """What a trust file says."""

    version: int
    expires: str
    """UTC, ISO 8601 with Z."""
    roles: Mapping[KeyRole, RoleKeys]

    def role(self, role: KeyRole) -> RoleKeys:
        """The keys of a role; nobody, where none is named."""
        return self.roles.get(role, RoleKeys({}, 1))

    @property
    def content(self) -> bytes:
        """What is signed."""
        roles = {
            role: {
                "keys": {own: key.text for own, key in sorted(keys.keys.items())},
                "threshold": keys.threshold,
            }
            for role, keys in self.roles.items()
        }
        facts = {
            "format": FORMAT,
            "version": self.version,
            "expires": self.expires,
            "roles": roles,
        }
        return canonical(facts).encode()

    @property
    def fingerprint(self) -> str:
        """What tells its root keys from all others: to be compared by other means than the file."""
        keys = sorted(key.text for key in self.role(KeyRole.ROOT).keys.values())
        return sha256("\n".join(keys).encode()).hexdigest()[:32]


class SignedTrust(NamedTuple):
    """A trust file with its signatures."""

    trust: Trust
    signatures: Signatures

    @property
    def text(self) -> str:
        """As it is written."""
        facts = {"signed": json.loads(self.trust.content), "signatures": to_json(self.signatures)}
        return json.dumps(facts, indent=1, sort_keys=True) + "\n"

    def signed_by(self, key: PrivateKey) -> SignedTrust:
        """The same with one signature more."""
        signature = key.sign(self.trust.content)
        return self._replace(signatures={**self.signatures, key.public.id: signature})


def read_trust(file: Path) -> SignedTrust:
    """Read a trust file; raises `UnreadableInput`. Nothing is checked yet."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_LONGEST + 1)
        if len(text) > _LONGEST:
            raise ValueError("too long")
        found = json.loads(text)
        return SignedTrust(_trust(found["signed"]), from_json(found["signatures"]))
    except OSError as error:
        raise UnreadableInput(f"{file}: cannot be read: {error.strerror}") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableInput(
            f"{file}: no trust file: {error!s:.80}",
            hint="it is made with `border-check snapshot trust new`",
        ) from None


def _trust(found: Any) -> Trust:
    if found["format"] != FORMAT:
        raise ValueError(f"format {found['format']!r:.40}, expected {FORMAT!r}")
    roles = {}
    for name, said in found["roles"].items():
        keys = {own: PublicKey.parse(text) for own, text in said["keys"].items()}
        if any(own != key.id for own, key in keys.items()):
            raise ValueError("a key has the name of another one")
        threshold = int(said["threshold"])
        if not 1 <= threshold <= len(keys):
            raise ValueError(f"{name}: {threshold} of {len(keys)} keys cannot sign")
        roles[KeyRole(name)] = RoleKeys(keys, threshold)
    return Trust(int(found["version"]), _moment(found["expires"]), roles)


def _moment(text: object) -> str:
    datetime.strptime(str(text), "%Y-%m-%dT%H:%M:%SZ")
    return str(text)


def accept(new: SignedTrust, old: Trust | None, fingerprint: str | None, now: str) -> None:
    """Raise unless a trust file may be installed in place of another one, or as the first.

    The first one is known by the `fingerprint` of its root keys. Raises `SignatureError` where it
    is not signed by enough of them, or by those of the old one, or is older; `UsageError` where
    the fingerprint is missing.
    """
    root = new.trust.role(KeyRole.ROOT)
    require_signed("the trust file", new.trust.content, new.signatures, root)
    if new.trust.expires <= now:
        raise SignatureError(f"the trust file has expired: {new.trust.expires}")
    if old is None:
        _require_fingerprint(new.trust, fingerprint)
        return
    what = "the trust file, by the root keys of the one before"
    require_signed(what, new.trust.content, new.signatures, old.role(KeyRole.ROOT))
    if new.trust.version <= old.version:
        raise SignatureError(
            f"the trust file has version {new.trust.version}, {old.version} is installed"
        )


def _require_fingerprint(trust: Trust, fingerprint: str | None) -> None:
    own = trust.fingerprint
    if not fingerprint:
        raise UsageError(
            f"the first trust file: are the root keys really {own}?",
            hint=f"ask its owner by other means than the file, then add --fingerprint {own}",
        )
    if fingerprint.replace(" ", "").lower() != own:
        raise SignatureError(
            f"the root keys of the trust file are {own}, not {fingerprint:.64}",
            hint="it is not what its owner made: do not install it",
        )
