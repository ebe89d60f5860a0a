"""A checksum of one row, stored beside it: SQLite itself does not notice a flipped bit."""

from __future__ import annotations

from zlib import crc32


def row_check(*values: object) -> int:
    """The checksum of the values of a row, in the order of its columns."""
    texts = ["\1" if value is None else str(value) for value in values]
    return crc32("\0".join(texts).encode(errors="surrogatepass"))


def require(check: object, *values: object) -> None:
    """Raise `ValueError` unless this is the checksum of these values."""
    if check != row_check(*values):
        raise ValueError("the checksum of a row does not hold")
