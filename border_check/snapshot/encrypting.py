"""A plain snapshot, as it comes in a package, taken into an encrypted home."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from border_check import sqlite
from border_check.at_rest.writing import seal_into
from border_check.snapshot.document_writer import write_index
from border_check.snapshot.schema import NAMES


def encrypt_snapshot(plain: Path, into: Path, key: bytes) -> None:
    """Write a snapshot to a file that only this key opens, with its indexes beside it.

    The index of documents is made anew: it proves the first page of its snapshot, which is another
    one now. Raises `sqlite.Error` and `ValueError` for what is damaged.
    """
    with closing(sqlite.connect(plain, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS encrypted KEY ?", (str(into), f"x'{key.hex()}'"))
        connection.execute("SELECT sqlcipher_export('encrypted')")
        connection.execute("DETACH encrypted")
    with closing(sqlite.connect(into, isolation_level=None)) as connection:
        write_index(connection, into)
    names = plain.with_suffix(NAMES)
    if names.exists():
        seal_into(names, into.with_suffix(NAMES))
