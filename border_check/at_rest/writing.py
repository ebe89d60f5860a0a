"""Files of a home as they are written, whether it is encrypted or not.

In an encrypted home nothing is written to the disk before it is sealed: what is being made lies in
memory until then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj, copystat, rmtree
from tempfile import TemporaryDirectory, mkdtemp

from border_check.at_rest.homes import is_possible, key_for
from border_check.at_rest.reading import reader_of
from border_check.at_rest.sealed_file import is_sealed, seal
from border_check.errors import KeyNeeded
from border_check.file_lock import hold

_MEMORY = "/dev/shm"
"""Where Linux keeps files in memory."""
_TRIES = 10
_AT_A_TIME = 1 << 20


def write_lasting(path: str, content: bytes) -> None:
    """Write a file that its owner alone may read, and wait until it lasts."""
    key = key_for(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as into:
        if key is None:
            into.write(content)
        else:
            seal(BytesIO(content), into, key)
        into.flush()
        os.fsync(into.fileno())


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Where to write what is to be in a file: the file itself, or one in memory that is sealed into
    it at the end."""
    key = key_for(path)
    if key is None:
        yield path
        return
    with in_memory() as room:
        plain = room / path.name
        yield plain
        seal_into(plain, path)


@contextmanager
def unsealed(path: Path) -> Iterator[Path]:
    """A file or folder as it is, or what a sealed file says, in one of its name and time in memory.

    Raises `OSError`, and `ValueError` where it was changed.
    """
    if key_for(path) is None or not path.is_file():
        yield path
        return
    with path.open("rb") as sealed, ExitStack() as rooms:
        plain = path
        if is_sealed(sealed.fileno()):
            plain = rooms.enter_context(in_memory()) / path.name
            read, size = reader_of(path, sealed.fileno())
            with plain.open("wb") as into:
                for at in range(0, size, _AT_A_TIME):
                    into.write(read(_AT_A_TIME, at))
            copystat(path, plain)  # a list without a date is of when its file was written
        yield plain


def seal_into(plain: Path, path: Path) -> None:
    """Write what is in one file to another, sealed where that lies in an encrypted home."""
    key = key_for(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with plain.open("rb") as content, os.fdopen(handle, "wb") as into:
        if key is None:
            copyfileobj(content, into)
            return
        seal(content, into, key)


@contextmanager
def room_for(path: Path) -> Iterator[Path]:
    """A new folder for what is made along the way: this one, or one in memory; gone at the end."""
    if key_for(path) is not None:
        with in_memory() as room:
            yield room
        return
    rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        rmtree(path, ignore_errors=True)


@contextmanager
def passing_through() -> Iterator[Path]:
    """A new folder for what is needed for a moment: in memory where this process may meet an
    encrypted home. It goes at the end."""
    if is_possible():
        with in_memory() as room:
            yield room
        return
    with TemporaryDirectory(prefix="border-check-") as folder:
        yield Path(folder)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory, gone at the end; with it goes what processes of this user left there that
    were killed. Raises `KeyNeeded` where there is no memory for it."""
    if not os.path.isdir(_MEMORY):
        raise KeyNeeded(
            "an encrypted home makes its lists in memory, and there is no folder for that",
            hint=f"it takes a system with {_MEMORY}",
        )
    prefix = f"border-check-{os.getuid()}-"
    for left in Path(_MEMORY).glob(f"{prefix}*"):
        with suppress(OSError), _held(left):
            rmtree(left, ignore_errors=True)
    with ExitStack() as held:
        folder = _new_folder(prefix, held)
        try:
            yield folder
        finally:
            rmtree(folder, ignore_errors=True)


def _new_folder(prefix: str, held: ExitStack) -> Path:
    """A folder that is ours: one that another process takes for left behind, in the moment before
    it is held, is made again."""
    for _ in range(_TRIES):
        folder = Path(mkdtemp(prefix=prefix, dir=_MEMORY))
        with suppress(OSError):
            held.enter_context(_held(folder))
            if folder.is_dir():
                return folder
    raise KeyNeeded(f"{_MEMORY}: no folder can be held there", hint="try again")


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Nobody takes a folder for one that was left behind; raises `OSError` where it is held
    already, gone, or another user's."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        hold(handle)
        yield
    finally:
        os.close(handle)
