"""How the files of a snapshot are opened, and what their damage is called."""

from __future__ import annotations

import os
from struct import error as struct_error

from border_check import sqlite
from border_check.errors import SnapshotError, UnreadableInput
from border_check.snapshot import schema
from border_check.snapshot.document_index import SUFFIX, DocumentIndex

DAMAGE = (
    *(sqlite.Error, struct_error, OSError),
    *(ValueError, LookupError, TypeError, UnreadableInput),
)
"""What a question runs into where a file is damaged."""

_BARE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:._-~")
"""Bytes of a path that stand for themselves in a URI (RFC 3986)."""


class Reading:
    """Damage met while reading, as an error of ours, whatever it makes of a value."""

    __slots__ = ("_path",)

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = path

    def __enter__(self) -> None:
        """Nothing needs to be prepared."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        if isinstance(error, DAMAGE):
            raise SnapshotError(f"{self._path}: damaged: {error}") from None


def index_of(path: str | os.PathLike[str]) -> DocumentIndex:
    """The index beside a snapshot; raises `SnapshotError`."""
    file = os.path.splitext(path)[0] + SUFFIX
    try:
        return DocumentIndex(file)
    except FileNotFoundError:
        require_own_schema(path)
        raise SnapshotError(
            f"{path}: damaged: its index of documents is missing",
            hint="make it again: border-check lists rebuild LIST",
        ) from None
    except (OSError, ValueError, LookupError, struct_error) as error:
        raise SnapshotError(f"{file}: damaged: {error}") from None


def require_own_schema(path: str | os.PathLike[str]) -> None:
    """Raise `SnapshotError` for a file that is none, or says that it is of another schema."""
    try:
        connection = connection_to(path)
        try:
            require_schema(path, dict(connection.execute("SELECT key, value FROM meta")))
        finally:
            connection.close()
    except sqlite.Error as error:
        raise SnapshotError(f"{path}: damaged: {error}") from None


def connection_to(path: str | os.PathLike[str]) -> sqlite.Connection:
    """A connection to a snapshot, which nobody writes any more."""
    uri = f"{_uri(path)}?mode=ro&immutable=1"
    return sqlite.connect(uri, uri=True, check_same_thread=False)


def connection_to_both(
    path: str | os.PathLike[str], other: str | os.PathLike[str]
) -> sqlite.Connection:
    """A connection to a snapshot, in which another one is `other`."""
    connection = connection_to(path)
    sqlite.attach(connection, f"{_uri(other)}?mode=ro&immutable=1", "other")
    return connection


def require_schema(path: str | os.PathLike[str], meta: dict[str, str]) -> None:
    """Raise `SnapshotError` for a snapshot of another schema, by what it says of itself."""
    found = meta.get("schema")
    if found != str(schema.VERSION):
        raise SnapshotError(
            f"{path}: written for schema {found}, this version reads {schema.VERSION}",
            hint=f"load the list again: load {meta.get('list', 'LIST')} FILE",
        )


def _uri(path: str | os.PathLike[str]) -> str:
    """A path as SQLite takes it in a URI (RFC 8089), relative to no folder."""
    file = os.fsencode(os.path.abspath(path).replace(os.sep, "/"))
    quoted = "".join(chr(byte) if byte in _BARE else f"%{byte:02X}" for byte in file)
    return f"file://{quoted if quoted.startswith('/') else f'/{quoted}'}"
