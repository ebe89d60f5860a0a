"""Which entry of a journal is the newest, kept beside it: entries cut off at the end are missed."""

from __future__ import annotations

import os

from border_check.values.record import NamedTuple

_NAME = "head"


class Head(NamedTuple):
    """The newest entry."""

    sequence: int
    hash: str


def read_head(folder: str) -> Head | None:
    """What the file says; None where it says nothing."""
    try:
        with open(f"{folder}/{_NAME}", encoding="utf-8") as file:
            number, own = file.read().split()
        return Head(int(number), own)
    except (OSError, ValueError):
        return None


def write_head(folder: str, newest: Head) -> None:
    """Name the newest entry.

    Desks race for this file: the later number stands, whoever writes last. It is written in place,
    always as long and well within one block. On a full disk the older one stands, and is true.
    """
    before = read_head(folder)
    if before is not None and before.sequence >= newest.sequence:
        return
    try:
        handle = os.open(f"{folder}/{_NAME}", os.O_WRONLY | os.O_CREAT, 0o666)
    except OSError:
        return
    try:
        os.write(handle, f"{newest.sequence:012} {newest.hash}\n".encode())
    except OSError:
        pass
    finally:
        os.close(handle)
