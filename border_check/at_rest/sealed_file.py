"""Files of an encrypted home that SQLite does not write.

    magic | salt of the file's own key | blocks: 16 KiB of content each, and a tag

Each file has a key of its own (HKDF of that of the home, RFC 5869), so that the number of a block
can serve as its nonce (AES-GCM, NIST SP 800-38D). The last block is marked as such under its tag: a
file that is cut short does not open. Blocks are read one by one, wherever they are.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from border_check.at_rest.library import aes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

MAGIC = b"border-check sealed 1\n"
BLOCK = 1 << 14
"""Bytes of content in a block."""
_SALT, _TAG = 16, 16
_HEAD = len(MAGIC) + _SALT
_LAST = b"last"
_KEPT = 64
"""Blocks that were opened and are kept: a megabyte."""


def is_sealed(handle: int) -> bool:
    """Whether an open file is one of these."""
    return os.pread(handle, len(MAGIC), 0) == MAGIC


def seal(content: BinaryIO, into: BinaryIO, key: bytes) -> None:
    """Write content to a file, sealed."""
    salt = os.urandom(_SALT)
    cipher = aes()(_own_key(key, salt))
    into.write(MAGIC + salt)
    number, block = 0, content.read(BLOCK)
    while True:
        following = content.read(BLOCK)
        into.write(cipher.encrypt(_nonce(number), block, b"" if following else _LAST))
        if not following:
            return
        number, block = number + 1, following


class SealedFile:
    """Content of an open file. What is read raises `ValueError` where it was changed."""

    def __init__(self, handle: int, key: bytes) -> None:
        if not is_sealed(handle):
            raise ValueError("is not sealed, as all is in an encrypted home")
        self._handle = handle
        stored = os.fstat(handle).st_size - _HEAD
        self._blocks = max(1, -(-stored // (BLOCK + _TAG)))
        self.size = max(0, stored - self._blocks * _TAG)
        """Bytes of content."""
        self._cipher: Any = aes()(_own_key(key, os.pread(handle, _SALT, len(MAGIC))))
        self._opened: dict[int, bytes] = {}

    def read(self, length: int, at: int) -> bytes:
        """So many bytes from a place, or as many as there are."""
        end = min(at + length, self.size)
        if end <= at:
            return b""
        first, last = at // BLOCK, (end - 1) // BLOCK
        content = b"".join(self._block(number) for number in range(first, last + 1))
        return content[at - first * BLOCK : end - first * BLOCK]

    def whole(self) -> bytes:
        """All of it."""
        return b"".join(self._open(number) for number in range(self._blocks))

    def _block(self, number: int) -> bytes:
        if number not in self._opened:
            if len(self._opened) >= _KEPT:
                self._opened.clear()
            self._opened[number] = self._open(number)
        return self._opened[number]

    def _open(self, number: int) -> bytes:
        stored = os.pread(self._handle, BLOCK + _TAG, _HEAD + number * (BLOCK + _TAG))
        mark = _LAST if number == self._blocks - 1 else b""
        try:
            return bytes(self._cipher.decrypt(_nonce(number), stored, mark))
        except Exception as error:  # InvalidTag, or too short to have one
            raise ValueError(f"block {number} was changed ({type(error).__name__})") from None


def _own_key(key: bytes, salt: bytes) -> bytes:
    """HKDF with SHA-256, of which one step is as long as the key."""
    extracted = hmac.new(salt, key, hashlib.sha256).digest()
    return hmac.new(extracted, b"border-check file\x01", hashlib.sha256).digest()


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
