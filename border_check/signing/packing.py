"""An installed snapshot, packed into one file, and signed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from border_check.at_rest.homes import key_for
from border_check.errors import BorderCheckError, UsageError
from border_check.signing.keys import PrivateKey
from border_check.signing.package import (
    Manifest,
    PackedFile,
    read_package,
    require_zstd,
    write_head,
)
from border_check.snapshot import schema
from border_check.snapshot.dating import stamp
from border_check.snapshot.home import Current, Home
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import derived_files, digest, size
from border_check.snapshot.versions import require

_LEVEL = 10
_AT_A_TIME = 1 << 20


def pack(
    home: Home, name: str, out: Path, now: datetime, valid: timedelta, since: str | None = None
) -> Manifest:
    """Pack the version of a list that answers; with `since`, only what lies above that version.

    It is not signed yet. Raises `UsageError` where there is nothing above that version, and
    `SnapshotError` where the files are not what was installed.
    """
    current = require(home, name)
    if key_for(home.list_folder(name)) is not None:
        raise UsageError(
            "what is encrypted for this home opens nowhere else",
            hint="pack where the list was loaded into a home that is not encrypted",
        )
    files = [
        file for version in _packed(name, current, since) for file in _files(home, name, version)
    ]
    _require_sound(home, name, current)
    with Snapshot(home.snapshot_file(name, current.version)) as snapshot:
        records, issuers = snapshot.records, snapshot.issuer_records()
        as_of, kind = snapshot.as_of, snapshot.kind
    frame = out.with_name(f".{out.name}.{os.getpid()}.frame")
    try:
        frame_size, frame_sha256 = _compressed(files, frame)
        manifest = Manifest(
            list=name,
            kind=kind,
            sequence=int(now.timestamp()),
            created=stamp(now),
            expires=stamp(now + valid),
            as_of=as_of,
            confirmed=current.confirmed,
            schema=schema.VERSION,
            records=records,
            issuers=issuers,
            versions=tuple(layer.version for layer in current.layers),
            files=tuple(
                PackedFile(file.stem, file.suffix, size(file), digest(file)) for file in files
            ),
            frame_size=frame_size,
            frame_sha256=frame_sha256,
        )
        with _written(out) as stream, frame.open("rb") as packed:
            write_head(stream, manifest.content, {})
            _copy(packed, stream)
    finally:
        frame.unlink(missing_ok=True)
    return manifest


def sign(path: Path, key: PrivateKey) -> list[str]:
    """Sign a package with one key more; returns the ids of all that have signed it."""
    package = read_package(path)
    own = key.public.id
    signatures = {**package.signatures, own: key.sign(package.content)}
    with _written(path, over=True) as stream, path.open("rb") as before:
        before.seek(package.start)
        write_head(stream, package.content, signatures)
        _copy(before, stream)
    return sorted(signatures)


def _packed(name: str, current: Current, since: str | None) -> list[str]:
    """The versions that go into the package, the oldest first."""
    versions = [layer.version for layer in current.layers]
    if since is not None:
        if since not in versions[1:]:
            below = ", ".join(versions[1:]) or "none"
            raise UsageError(
                f"{name}: {since:.60} is no version below the one that answers",
                hint=f"versions that lie below it: {below}; a list that is loaded whole has none",
            )
        versions = versions[: versions.index(since)]
    return versions[::-1]


def _files(home: Home, name: str, version: str) -> list[Path]:
    file = home.snapshot_file(name, version)
    return [*sorted(derived_files(file)), file]


def _require_sound(home: Home, name: str, current: Current) -> None:
    for layer in current.layers:
        file = home.snapshot_file(name, layer.version)
        if digest(file) != layer.sha256:
            raise BorderCheckError(
                f"{file}: damaged: its content is not what was installed",
                hint=f"load the list again: load {name} FILE",
            )


def _compressed(files: list[Path], frame: Path) -> tuple[int, str]:
    zstandard = require_zstd()
    taken, count = sha256(), 0
    with frame.open("wb") as out:
        packer: Any = zstandard.ZstdCompressor(level=_LEVEL, threads=-1).compressobj()
        for file in files:
            with file.open("rb") as stream:
                while block := stream.read(_AT_A_TIME):
                    piece = packer.compress(block)
                    taken.update(piece)
                    count += out.write(piece)
        piece = packer.flush()
        taken.update(piece)
        count += out.write(piece)
    return count, taken.hexdigest()


@contextmanager
def _written(out: Path, *, over: bool = False) -> Iterator[IO[bytes]]:
    """A file that is there when it is whole; raises `UsageError` where there is one already."""
    if out.exists() and not over:
        raise UsageError(f"{out}: is there already", hint="name another file")
    fresh = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(out)
    except OSError as error:
        raise BorderCheckError(f"{out}: cannot be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while block := source.read(_AT_A_TIME):
        target.write(block)
