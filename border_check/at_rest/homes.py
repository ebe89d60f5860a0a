"""Which homes are encrypted, and the key of each, for as long as the process lives.

A home is encrypted where it has a file `encrypted`, which holds no secret: what the right key makes
of a fixed text, and the key itself, locked by a passphrase, where it has one. The key comes from
the file that BORDER_CHECK_KEY_FILE names; a process that has none is told so by what it asks first.

Every check imports this module: nothing of it is heavy.
"""

from __future__ import annotations

import os

KEY_FILE = "BORDER_CHECK_KEY_FILE"
MARK = "encrypted"
"""The file in a home that says that it is encrypted."""
KEY_BYTES = 32

_known: dict[str, bytes] = {}
"""The folder of each encrypted home that was entered, with its key."""


def enter(folder: str) -> None:
    """Have the key at hand for what lies in a home, if that is encrypted.

    Raises `KeyNeeded` where no key is given, where its file cannot be read, and where it is
    another one.
    """
    if not os.path.exists(f"{folder}/{MARK}"):
        _known.pop(os.path.abspath(folder), None)
        return
    root = os.path.abspath(folder)
    if root not in _known:
        from border_check.at_rest.keys import key_of_home

        _known[root] = key_of_home(folder, os.environ.get(KEY_FILE))


def key_for(path: str | os.PathLike[str]) -> bytes | None:
    """The key of the home that a file or folder lies in; None where that is not encrypted."""
    if not _known:
        return None
    place = os.path.abspath(path)
    for root, key in _known.items():
        if place.startswith(f"{root}{os.sep}"):
            return key
    return None


def is_possible() -> bool:
    """Whether this process may meet an encrypted home: it was started with a key."""
    return KEY_FILE in os.environ
