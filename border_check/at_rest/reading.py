"""Files of a home as they are read, whether it is encrypted or not.

In an encrypted home, only what is sealed is read: a plain file there is not ours.

A check imports this module: nothing of it is heavy.
"""

from __future__ import annotations

import os

from border_check.at_rest.homes import key_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from mmap import mmap


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a file; raises `OSError`, and `ValueError` where it was changed."""
    with open(path, "rb") as file:
        key = key_for(path)
        if key is None:
            return file.read()
        from border_check.at_rest.sealed_file import SealedFile

        return SealedFile(file.fileno(), key).whole()


def mapped(path: str | os.PathLike[str]) -> mmap | bytes:
    """The content of a file, as memory that is shared with whoever maps it as well, or, of a sealed
    one, as bytes of our own; raises `OSError` and `ValueError`."""
    from mmap import ACCESS_READ, mmap

    if key_for(path) is not None:
        return read_bytes(path)
    with open(path, "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def reader_of(path: str | os.PathLike[str], handle: int) -> tuple[Callable[[int, int], bytes], int]:
    """What reads so many bytes from a place of an open file, and how many it has."""
    key = key_for(path)
    if key is not None:
        from border_check.at_rest.sealed_file import SealedFile

        sealed = SealedFile(handle, key)
        return sealed.read, sealed.size

    def read(length: int, at: int) -> bytes:
        return os.pread(handle, length, at)

    return read, os.fstat(handle).st_size


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file; raises `OSError` and `ValueError`."""
    return read_bytes(path).decode()
