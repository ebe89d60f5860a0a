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

_GIVEN = os.environ.get(KEY_FILE) or None
"""As this process was started: by this it was chosen what opens databases, and a key that came
later would have them written plainly."""

_known: dict[str, bytes] = {}
"""The folder of each encrypted home that was entered, with its key. One that was encrypted stays so
for as long as the process lives, whoever takes the mark away."""


def enter(folder: str) -> None:
    """Have the key at hand for what lies in a home, if that is encrypted.

    Raises `KeyNeeded` where this process was started without a key, where the file of the key
    cannot be read, and where it is another one.
    """
    if not os.path.exists(f"{folder}/{MARK}"):
        return
    root = os.path.realpath(folder)
    if root not in _known:
        from border_check.at_rest.keys import key_of_home

        _known[root] = key_of_home(folder, _GIVEN)


def share(home_file: str, folder: str) -> None:
    """Have what lies in another folder encrypted as that file of a home is, if it is."""
    key = key_for(home_file)
    if key is not None:
        _known[os.path.realpath(folder)] = key


def key_for(path: str | os.PathLike[str]) -> bytes | None:
    """The key of the home that a file or folder lies in; None where that is not encrypted."""
    if not _known:
        return None
    place = os.path.realpath(path)  # a home can be reached by several ways
    for root, key in _known.items():
        if place.startswith(f"{root}{os.sep}"):
            return key
    return None


def is_possible() -> bool:
    """Whether this process may meet an encrypted home: it was started with a key."""
    return _GIVEN is not None
