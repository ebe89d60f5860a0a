"""What a source gives, taken into a file of our own that nobody else can read or change.

Only from there is it compared, unpacked and loaded: a server or a stick that gives something else
the second time has not been asked a second time.
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from border_check.errors import SourceError
from border_check.sources.files import members_of, opened

CHUNK = 1 << 16


class Taken(NamedTuple):
    """What a source gave."""

    path: Path | None
    """The file; None where the source says that it has nothing new."""
    sha256: str = ""
    name: str = ""
    """What the source calls it, without what must not be told: an address, a path."""
    confirmed: datetime | None = None
    """When the source said that this is what it has; None where it says nothing of the kind."""
    etag: str | None = None
    last_modified: str | None = None
    """How a server names what it gave, for the next time."""


class Intake:
    """A file that takes what comes, up to a limit."""

    def __init__(self, path: Path, largest: int, source: str) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._largest = largest
        self._source = source
        self._digest = hashlib.sha256()
        self.size = 0
        """Bytes so far."""

    def __enter__(self) -> Intake:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def announce(self, size: int) -> None:
        """Refuse what is said to be larger than it may be, before any of it comes."""
        if size > self._largest:
            raise SourceError(
                f"{self._source}: has {size:,} bytes, more than {self._largest:,}",
                hint="if it may be that large, raise `largest` of the list",
            )

    def add(self, chunk: bytes) -> None:
        """Take more; raises `SourceError` for more than may come."""
        self.size += len(chunk)
        if self.size > self._largest:
            raise SourceError(
                f"{self._source}: does not end after {self._largest:,} bytes",
                hint="if it may be that large, raise `largest` of the list",
            )
        self._digest.update(chunk)
        self._file.write(chunk)

    @property
    def sha256(self) -> str:
        """Of what came so far, in hexadecimal."""
        return self._digest.hexdigest()


def require_unpacked(path: Path, most: int, source: str) -> None:
    """Unpack a file to nowhere, and refuse more than may come of it.

    Raises `SourceError`, and `ListFileError` for an archive that is damaged or cut short.
    """
    size = 0
    with members_of(path) as members:
        for member in members:
            with opened(member) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise SourceError(
                            f"{source}: unpacks to more than {most:,} bytes",
                            hint="if it may be that large, raise `unpacked` of the list",
                        )
