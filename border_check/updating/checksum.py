"""Whether what was taken is what its keeper says by its SHA-256.

A checksum that comes the same way as the list tells damage, not forgery.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from border_check.errors import SourceError

LARGEST = 1 << 20
"""Bytes of a text with checksums."""

_LINE = re.compile(r"^\\?([0-9a-fA-F]{64})(?:\s+[*]?(\S.*?))?\s*$", re.MULTILINE)


def place_of_checksum(checksum: str, source: str) -> str:
    """Where the checksum of a source stands: with a dot before it, what is to be appended."""
    if not checksum.startswith("."):
        return checksum
    if "://" not in source:
        return source + checksum
    parts = urlsplit(source)
    return parts._replace(path=parts.path + checksum).geturl()


def require_checksum(sha256: str, name: str, place: str, text: str) -> None:
    """Raise `SourceError` unless the text at a place gives this SHA-256 for a file of this name."""
    found = [(digest.lower(), PurePosixPath(of).name) for digest, of in _LINE.findall(text)]
    named = [digest for digest, of in found if of == name]
    if not named and len(found) == 1:
        named = [found[0][0]]
    if not named:
        raise SourceError(
            f"{place}: expected the SHA-256 of {name}, found {len(found)} of other files",
            hint="it is written as by sha256sum: 64 digits, then the name of the file",
        )
    if sha256 not in named:
        raise SourceError(
            f"{name}: is not what its checksum is of: found {sha256}, expected {named[0]}",
            hint="it was damaged or changed on its way, or its checksum is of another version",
        )


def checksum_file(file: str) -> str:
    """The text of a file with checksums."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(LARGEST).decode("utf-8", "replace")
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror}") from None
