"""What of a home is signed: by whom, as which package, and who is trusted there."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from border_check.errors import BorderCheckError, SnapshotError
from border_check.signing.signatures import (
    KeyRole,
    SignatureError,
    Signatures,
    from_json,
    require_signed,
    to_json,
)
from border_check.signing.trust import SignedTrust, Trust, accept, read_trust
from border_check.snapshot.home import Home
from border_check.snapshot.storage import sync_folder


class SignedVersion(NamedTuple):
    """A version of a list that came signed."""

    content: bytes
    """The manifest that was signed."""
    signatures: Signatures


class SignedList(NamedTuple):
    """The versions of a list that came signed, and how far they have come."""

    sequence: int = 0
    """Of the newest package that was ever installed."""
    versions: dict[str, SignedVersion] = {}  # noqa: RUF012 - never changed, as is the tuple


def trust_of(home: Home) -> Trust:
    """Who is trusted here; raises `SignatureError` where nobody is."""
    file = Path(home.trust)
    if not file.exists():
        raise SignatureError(
            f"{file}: nobody is trusted with lists here",
            hint="install the trust file of whoever signs them: snapshot trust install FILE",
        )
    return read_trust(file).trust


def install_trust(home: Home, file: Path, fingerprint: str | None, now: str) -> list[str]:
    """Trust those whom a file names from now on, in place of those of the one before.

    Returns the lists that are signed no more, since their keys were revoked. Raises what
    `trust.accept` raises.
    """
    new = read_trust(file)
    place = Path(home.trust)
    before = read_trust(place).trust if place.exists() else None
    accept(new, before, fingerprint, now)
    with _home_errors(home):
        home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(place, new.text)
    return [name for name in home.list_names() if _lost(home, name, new)]


def _lost(home: Home, name: str, trusted: SignedTrust) -> bool:
    """Whether the version of a list that answers is signed no more by those who are trusted."""
    signed = signed_list(home, name)
    kept = {
        version: one for version, one in signed.versions.items() if _holds(name, one, trusted.trust)
    }
    if kept == signed.versions:
        return False
    keep_signed(home, name, signed._replace(versions=kept))
    current = home.current(name)
    return current is not None and current.version in signed.versions.keys() - kept.keys()


def _holds(name: str, one: SignedVersion, trust: Trust) -> bool:
    try:
        require_signed(name, one.content, one.signatures, trust.role(KeyRole.SNAPSHOTS))
    except SignatureError:
        return False
    return True


def signed_list(home: Home, name: str) -> SignedList:
    """What of a list came signed; raises `SnapshotError` where that cannot be read: it also says
    how far the list has come."""
    place = Path(home.signed(name))
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        versions = {
            version: SignedVersion(b64decode(one["content"]), from_json(one["signatures"]))
            for version, one in found["versions"].items()
        }
        return SignedList(int(found["sequence"]), versions)
    except FileNotFoundError:
        return SignedList()
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise SnapshotError(f"{place}: cannot be read: {error!s:.80}") from None


def keep_signed(home: Home, name: str, signed: SignedList) -> None:
    """Write down what of a list came signed."""
    versions = {
        version: {
            "content": b64encode(one.content).decode(),
            "signatures": to_json(one.signatures),
        }
        for version, one in signed.versions.items()
    }
    facts = {"sequence": signed.sequence, "versions": versions}
    with _home_errors(home):
        _write(Path(home.signed(name)), json.dumps(facts))


@contextmanager
def _home_errors(home: Home) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BorderCheckError(
            f"{home.folder}: cannot be written: {error.strerror}",
            hint="see to space and permissions of the home",
        ) from None


def _write(place: Path, text: str) -> None:
    fresh = place.with_name(f"{place.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(place)
    sync_folder(place.parent)
