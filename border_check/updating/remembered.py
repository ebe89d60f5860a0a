"""What was taken the last time, kept beside the list so that only what is new is taken again."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from border_check.values.lists import ListDescription
from border_check.values.origin import Origin

_FILE = "fetched"


class Remembered(NamedTuple):
    """Of which file the version that answers was made."""

    version: str
    way: str
    """From where it was taken and how it was read, as a hash: an address may hold a secret."""
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    waiting: str | None = None
    """References of the requests for its over-wide series, one a line: once one is approved,
    the same file comes to another list."""


def way_of(origin: Origin, description: ListDescription) -> str:
    """What must be the same for an unchanged file to come to an unchanged list."""
    way = (origin.source, origin.pattern, description.format, description.columns)
    return hashlib.sha256(json.dumps(way).encode()).hexdigest()


def recall(folder: Path) -> Remembered | None:
    """What is kept of the last time; None where that is nothing that can be used."""
    try:
        found = Remembered(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_text = all(isinstance(value, str | None) for value in found)
    return found if is_text else None


def remember(folder: Path, taken: Remembered) -> None:
    """Keep it for the next time. If that is lost, all is taken again."""
    fresh = folder / f"{_FILE}.new"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(json.dumps(taken._asdict()))
    fresh.replace(folder / _FILE)
