"""Ed25519 keys in files (RFC 8032): a private one for whoever signs, public ones for all others.

A private key lies in PKCS #8, for its owner alone, under a passphrase if one is given. A public key
is one line of text; what it is called is the beginning of its SHA-256.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from border_check.errors import BorderCheckError, UnreadableInput, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

_LINE = re.compile(r"border-check-ed25519 (?P<raw>[A-Za-z0-9+/]{43}=)\n?")
_ID_LETTERS = 16
_LONGEST = 4096
"""Bytes of a key file."""


class PublicKey(NamedTuple):
    """A key by which a signature is checked."""

    raw: bytes
    """32 bytes."""

    @property
    def id(self) -> str:
        """What it is called."""
        return sha256(self.raw).hexdigest()[:_ID_LETTERS]

    @property
    def text(self) -> str:
        """The line that stands for it in a file."""
        return f"border-check-ed25519 {b64encode(self.raw).decode()}"

    @classmethod
    def parse(cls, text: str) -> PublicKey:
        """Read such a line; raises `ValueError`."""
        found = _LINE.fullmatch(text)
        if found is None:
            raise ValueError("expected `border-check-ed25519` and 44 characters of base64")
        return cls(b64decode(found["raw"]))

    @property
    def library_key(self) -> Ed25519PublicKey:
        """The key as the library has it; raises `ValueError` where these bytes are none."""
        require_library()
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.raw)

    def signed(self, content: bytes, signature: bytes) -> bool:
        """Whether whoever has the private key signed this content."""
        require_library()
        from cryptography.exceptions import InvalidSignature

        try:
            self.library_key.verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


class PrivateKey:
    """A key that signs."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.library_key = key
        """The key as the library has it."""

    @property
    def public(self) -> PublicKey:
        """The key by which its signatures are checked."""
        return PublicKey(self.library_key.public_key().public_bytes_raw())

    def sign(self, content: bytes) -> bytes:
        """The signature of this content, 64 bytes."""
        return self.library_key.sign(content)


def require_library() -> None:
    """Raise `BorderCheckError` where the library for signatures is not installed."""
    try:
        import cryptography  # noqa: F401
    except ImportError:
        raise BorderCheckError(
            "keys and signatures need the library cryptography",
            hint="install it: pip install 'border-check[signed]'",
        ) from None


def new_key(file: Path, passphrase: bytes | None = None) -> PublicKey:
    """Make a key, and write it to a file of its own, beside it the public one as FILE.pub.

    Raises `UsageError` where there is such a file already, which may be all that can sign.
    """
    require_library()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    how = (
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption()
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, how)
    public = PrivateKey(key).public
    _write_new(file, pem, 0o600)
    _write_new(public_file(file), f"{public.text}\n".encode(), 0o644)
    return public


def public_file(file: Path) -> Path:
    """Where the public key of a private one lies."""
    return file.with_name(f"{file.name}.pub")


def read_private(file: Path, passphrase: bytes | None = None) -> PrivateKey:
    """Read a private key; raises `UnreadableInput`, and `UsageError` where others may read it."""
    require_library()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    content = _content(file)
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise UsageError(f"{file}: others may read this key", hint=f"chmod 600 {file}")
    try:
        key = serialization.load_pem_private_key(content, passphrase)
    except TypeError:
        needs = "needs a passphrase" if passphrase is None else "has no passphrase"
        raise UsageError(f"{file}: {needs}", hint="see --passphrase-file") from None
    except ValueError:
        raise UnreadableInput(
            f"{file}: no private key, or another passphrase",
            hint="make one: border-check snapshot key new FILE",
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableInput(f"{file}: a key of another kind, expected Ed25519")
    return PrivateKey(key)


def read_public(file: Path) -> PublicKey:
    """Read a public key; raises `UnreadableInput`."""
    try:
        return PublicKey.parse(_content(file).decode("ascii"))
    except ValueError as error:
        raise UnreadableInput(
            f"{file}: no public key: {error}", hint="it is made beside the private one: FILE.pub"
        ) from None


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_LONGEST)
    except OSError as error:
        raise UnreadableInput(f"{file}: cannot be read: {error.strerror}") from None


def _write_new(file: Path, content: bytes, mode: int) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise UsageError(f"{file}: is there already", hint="name another file") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from None
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
