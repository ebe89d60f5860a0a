"""Space that is kept for the last entries of a full disk."""

from __future__ import annotations

import os

RESERVE_BYTES = 1 << 20
_NAME = "reserve"


def keep_reserve(folder: str) -> None:
    """See to it that there is one."""
    reserve = f"{folder}/{_NAME}"
    if os.path.exists(reserve):
        return
    try:
        with open(reserve, "wb") as file:
            file.write(bytes(RESERVE_BYTES))
    except OSError:  # an entry can still be made without it, and needs what space there is
        spend_reserve(folder)


def spend_reserve(folder: str) -> bool:
    """Give it up; whether there was one."""
    try:
        os.unlink(f"{folder}/{_NAME}")
    except OSError:
        return False
    return True
