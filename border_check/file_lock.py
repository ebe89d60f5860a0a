"""A lock on an open file, which ends with its process, however that ends."""

from __future__ import annotations


def hold(handle: int) -> None:
    """Hold a file alone from now on; raises `BlockingIOError` where somebody else holds it."""
    try:
        import fcntl
    except ImportError:  # not a POSIX system
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            raise BlockingIOError(*error.args) from None
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
