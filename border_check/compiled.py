"""What was read of a configuration file, kept so that the next check need not read YAML.

One line with a digest, one of JSON: of which file this was read, and what it says. What is kept
counts only for a file of the same name, size and times, on the same disk, and only where nobody
else can have written it; otherwise the configuration itself is read again. Nothing depends on it.
"""

from __future__ import annotations

import os
from time import time

from border_check.values.digest import sha256
from border_check.values.json_text import from_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SETTLED = 2.0
"""Seconds: a file that was written more recently could change again under the same times."""


def kept(folder: str, path: str | os.PathLike[str]) -> Any:
    """What is kept in a folder of the configuration at `path`; None where it must be read."""
    try:
        with open(_place(folder, path), encoding="utf-8") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            digest, _, text = file.read().partition("\n")
        if sha256(text.encode()).hexdigest() != digest:
            return None
        found = from_json(text)
        return found["content"] if found["of"] == _marks(path) else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep(folder: str, path: str | os.PathLike[str], content: object) -> None:
    """Keep what the configuration at `path` says, where that can be done without loss.

    The folder is made, in a home that is there; a check that asks an empty place makes none.
    """
    content = {} if content is None else content
    try:
        marks = _marks(path)
        if time() - os.stat(path).st_ctime < _SETTLED:
            return
        from json import dumps  # not slower than the YAML that was just read

        text = dumps({"of": marks, "content": content})
        if from_json(text)["content"] != content:  # keys that are no texts, and the like
            return
        if not os.path.isdir(folder):
            os.mkdir(folder, mode=0o700)
        place = _place(folder, path)
        fresh = f"{place}.{os.getpid()}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            file.write(f"{sha256(text.encode()).hexdigest()}\n{text}")
        os.replace(fresh, place)
    except (OSError, ValueError, TypeError):
        return  # it is read again the next time


def _place(folder: str, path: str | os.PathLike[str]) -> str:
    """Of several configurations that are named for one home, each has its place."""
    name = sha256(os.fsencode(os.path.abspath(path))).hexdigest()
    return f"{folder}/config-{name[:16]}"


def _marks(path: str | os.PathLike[str]) -> list[str | int]:
    """What changes whenever a file is written or exchanged."""
    found = os.stat(path)
    return [
        os.path.abspath(path),
        found.st_dev,
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    ]


def _is_ours(found: os.stat_result) -> bool:
    """Whether only the user of this process can have written a file."""
    if not hasattr(os, "geteuid"):
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022
