"""The key of an encrypted home: in a file of its own, or locked in the home by a passphrase."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from typing import NamedTuple

from border_check.at_rest.homes import KEY_BYTES, KEY_FILE, MARK
from border_check.at_rest.library import aes
from border_check.errors import BorderCheckError, KeyNeeded

_FORMAT = "border-check encrypted home 1"
_CHECKED = b"border-check home"
_OTHERS_READ = 0o077
_LONGEST = 1 << 16
_NONCE, _SALT = 12, 16
_HINT = "put back the file `encrypted` of this home from a copy: without it no key is told right"
_COST, _BLOCK, _LANES, _MEMORY = 1 << 17, 8, 1, 1 << 28
"""Of scrypt (RFC 7914): some 0.4 s and 128 MiB for each guess."""


class Locked(NamedTuple):
    """A key, as a passphrase locks it."""

    salt: bytes
    nonce: bytes
    content: bytes


def new_key() -> bytes:
    """A new key."""
    return os.urandom(KEY_BYTES)


def key_of_home(folder: str, file: str | None) -> bytes:
    """The key of a home from its file; raises `KeyNeeded`, also for the key of another home."""
    if not file:
        raise KeyNeeded(
            f"{folder}: is encrypted, and no key was given",
            hint=f"set {KEY_FILE} to the file of its key, or run `border-check encrypted unlock`",
        )
    key = read_key(file)
    if _mark(folder).get("check") != _check_of(key):
        raise KeyNeeded(
            f"{folder}: is encrypted with another key", hint=f"see to {KEY_FILE}: it names {file}"
        )
    return key


def read_key(file: str) -> bytes:
    """The key in a file that its owner alone may read; raises `KeyNeeded`."""
    try:
        with open(file, encoding="ascii") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            text = stream.read(_LONGEST).strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it holds no key"
        raise KeyNeeded(f"{file}: the key cannot be read: {why}") from None
    if os.name == "posix" and mode & _OTHERS_READ and not _is_credential(file):
        raise KeyNeeded(f"{file}: others may read this key", hint=f"chmod 600 {file}")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyNeeded(f"{file}: the key cannot be read: it holds no key")
    return key


def _is_credential(file: str) -> bool:
    """Whether systemd has put a file there for this process alone. It may belong to root then, and
    be open to us by a list of access rights, whose mask stands where the rights of a group do."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return folder is not None and os.path.dirname(os.path.abspath(file)) == os.path.abspath(folder)


def write_key(file: str, key: bytes) -> None:
    """Write a key to a new file that its owner alone may read; raises `BorderCheckError`."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(f"{key.hex()}\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise BorderCheckError(
            f"{file}: the key cannot be written: {error.strerror}", hint="name another file"
        ) from None


def mark(folder: str, key: bytes, passphrase: bytes | None) -> None:
    """Write down that a home is encrypted, with its key where a passphrase locks it."""
    facts = {"format": _FORMAT, "check": _check_of(key)}
    if passphrase is not None:
        locked = _lock(key, passphrase)
        facts |= {name: value.hex() for name, value in locked._asdict().items()}
    fresh = f"{folder}/{MARK}.new"
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(facts, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, f"{folder}/{MARK}")


def unlock(folder: str, passphrase: bytes) -> bytes:
    """The key of a home by its passphrase; raises `KeyNeeded` for another one."""
    try:
        facts = _mark(folder)
        locked = Locked(*(bytes.fromhex(facts[name]) for name in Locked._fields))
    except (ValueError, LookupError, TypeError) as error:
        raise KeyNeeded(
            f"{folder}: has no key that a passphrase opens: {error!s:.80}",
            hint=f"its key is in a file: set {KEY_FILE}",
        ) from None
    library = aes()
    try:
        opened = library(_from_passphrase(passphrase, locked.salt)).decrypt(
            locked.nonce, locked.content, _CHECKED
        )
    except Exception as error:  # InvalidTag, whose module only this extra has
        if type(error).__name__ != "InvalidTag":
            raise
        raise KeyNeeded(f"{folder}: this is not its passphrase") from None
    return bytes(opened)


def _lock(key: bytes, passphrase: bytes) -> Locked:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    content = aes()(_from_passphrase(passphrase, salt)).encrypt(nonce, key, _CHECKED)
    return Locked(salt, nonce, content)


def _from_passphrase(passphrase: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(
        passphrase, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=KEY_BYTES
    )


def _check_of(key: bytes) -> str:
    return hmac.new(key, _CHECKED, hashlib.sha256).hexdigest()


def _mark(folder: str) -> dict[str, str]:
    """What a home says of its encryption; raises `KeyNeeded` where that cannot be read."""
    place = f"{folder}/{MARK}"
    try:
        with open(place, encoding="ascii") as stream:
            found = json.loads(stream.read(_LONGEST))
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or "damaged"
        raise KeyNeeded(f"{place}: cannot be read: {why}", hint=_HINT) from None
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        raise KeyNeeded(f"{place}: cannot be read: of another kind", hint=_HINT)
    return found
