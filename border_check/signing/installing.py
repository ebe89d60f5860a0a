"""A signed package to the snapshot that answers.

Whatever is wrong with it is found before anything of it answers: who signed it, whether it has
expired (so that nobody holds newer ones back), whether an older one is passed off as new, whether
its content is what was signed, and whether it is the list that it should be.
"""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from border_check.at_rest.homes import key_for
from border_check.at_rest.writing import in_memory
from border_check.errors import SnapshotError, UnreadableInput
from border_check.signing.installed import (
    SignedList,
    SignedVersion,
    keep_signed,
    signed_list,
    trust_of,
)
from border_check.signing.package import Manifest, Package, read_package, require_frame, unpacked
from border_check.signing.signatures import KeyRole, SignatureError, require_signed
from border_check.snapshot import schema
from border_check.snapshot.dating import stamp
from border_check.snapshot.encrypting import encrypt_snapshot
from border_check.snapshot.guards import unlike
from border_check.snapshot.home import Current, Home, Layer
from border_check.snapshot.install import let_answer
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import (
    derived_files,
    loading,
    storage_errors,
    sync_file,
    sync_folder,
)
from border_check.snapshot.versions import look_of
from border_check.values.lists import ListDescription

_SPARE = 1 << 20
"""Bytes of the disk that are left alone."""


def verify(home: Home, path: Path, now: datetime) -> tuple[Package, list[str]]:
    """Check a package as far as can be without installing it: signatures, time and content.

    Returns it with the ids of the keys that signed it. Raises `SignatureError` and
    `UnreadableInput`.
    """
    package = read_package(path)
    trust = trust_of(home)
    if trust.expires <= stamp(now):
        raise SignatureError(
            f"the trust file has expired: {trust.expires}",
            hint="install a newer one: snapshot trust install FILE",
        )
    role = trust.role(KeyRole.SNAPSHOTS)
    keys = require_signed(str(path), package.content, package.signatures, role)
    expires = package.manifest.expires
    if expires <= stamp(now):
        raise SignatureError(
            f"{path}: it was to be installed until {expires}",
            hint="fetch the newest one; if there is none, ask whoever publishes it",
        )
    require_frame(package)
    with unpacked(package) as files:
        for _, blocks in files:
            for _block in blocks:
                pass
    return package, keys


def install_package(
    home: Home, path: Path, now: datetime, description: ListDescription
) -> Manifest:
    """Let a package answer that holds; raises what `verify` raises, and `SnapshotError` for one
    that is older than what was installed, or of another list or schema, or lies over others."""
    package, _ = verify(home, path, now)
    manifest = package.manifest
    _require_own(manifest, description)
    folder = home.list_folder(manifest.list)
    with storage_errors(folder), loading(folder):
        signed = signed_list(home, manifest.list)
        _require_newer(manifest, signed)
        below = _below(home, manifest)
        room = folder / f".building-{os.getpid()}"
        room.mkdir(mode=0o700)
        try:
            _unpack(package, room)
            layers = [look_of(room / f"{version}.sqlite") for version in manifest.packed]
            for layer in below:
                _link(home, manifest.list, layer.version, room)
            _require_announced(room, manifest)
            _move(room, folder)
        finally:
            shutil.rmtree(room, ignore_errors=True)
        new = _current(manifest, [*layers, *below])
        let_answer(home, manifest.list, new)
        there = {file.stem for file in folder.glob("*.sqlite")}
        versions = {version: one for version, one in signed.versions.items() if version in there}
        versions[new.version] = SignedVersion(package.content, package.signatures)
        keep_signed(home, manifest.list, SignedList(manifest.sequence, versions))
    return manifest


def _require_own(manifest: Manifest, description: ListDescription) -> None:
    if manifest.list != description.name:
        raise SnapshotError(f"it is of the list {manifest.list:.60}, not {description.name}")
    if manifest.schema != schema.VERSION:
        raise SnapshotError(
            f"{manifest.list}: packed for schema {manifest.schema}, "
            f"this version reads {schema.VERSION}",
            hint="both ends need the same version of border-check",
        )
    for _, why in unlike(description, manifest.records):
        raise SnapshotError(f"{manifest.list}: not installed: {why}", hint="see to its limits")


def _require_newer(manifest: Manifest, signed: SignedList) -> None:
    if manifest.sequence <= signed.sequence:
        raise SignatureError(
            f"{manifest.list}: package {manifest.sequence} is not newer than "
            f"{signed.sequence}, which was installed",
            hint="fetch the newest one; `lists rollback` goes back to a version that was installed",
        )


def _below(home: Home, manifest: Manifest) -> list[Layer]:
    """The installed versions that it lies over."""
    needed = manifest.versions[len(manifest.packed) :]
    if not needed:
        return []
    current = home.current(manifest.list)
    layers = list(current.layers) if current is not None else []
    if [layer.version for layer in layers] != list(needed):
        found = layers[0].version if layers else "none"
        raise SnapshotError(
            f"{manifest.list}: it lies over version {needed[0]}, and {found} is installed",
            hint="install the packages between them, or the whole list",
        )
    return layers


def _unpack(package: Package, room: Path) -> None:
    whole = sum(file.size for file in package.manifest.files)
    free = shutil.disk_usage(room).free
    if whole > free - _SPARE:
        raise SnapshotError(
            f"{package.path}: takes {whole:,} bytes, and {free:,} are free",
            hint="make room, for example with `border-check lists prune LIST`",
        )
    key = key_for(room)
    if key is None:
        _write(package, room)
    else:  # nothing of it may touch the disk before it is encrypted
        with in_memory() as plain:
            _write(package, plain)
            for version in package.manifest.packed:
                encrypt_snapshot(plain / f"{version}.sqlite", room / f"{version}.sqlite", key)
    for path in room.iterdir():
        sync_file(path)


def _write(package: Package, room: Path) -> None:
    with unpacked(package) as files:
        for file, blocks in files:
            with (room / f"{file.version}{file.suffix}").open("wb") as stream:
                stream.writelines(blocks)


def _link(home: Home, name: str, version: str, room: Path) -> None:
    """Have an installed version at hand beside what is unpacked, which lies over it."""
    file = home.snapshot_file(name, version)
    for one in (file, *derived_files(file)):
        (room / one.name).symlink_to(one.resolve())


def _move(room: Path, folder: Path) -> None:
    """Put the files beside those that answer, which nothing reads until `current` names them."""
    for file in sorted(room.iterdir()):
        if not file.is_symlink():
            file.replace(folder / file.name)
    sync_folder(folder)


def _current(manifest: Manifest, layers: list[Layer]) -> Current:
    top = layers[0]
    return Current(
        version=top.version,
        kind=manifest.kind,
        size=top.size,
        sha256=top.sha256,
        index_sha256=top.index_sha256,
        below=tuple(layers[1:]),
        confirmed=manifest.confirmed,
    )


def _require_announced(room: Path, manifest: Manifest) -> None:
    """Raise `UnreadableInput` unless the snapshot is what its manifest says of it."""
    with Snapshot(room / f"{manifest.versions[0]}.sqlite") as snapshot:
        snapshot.prove()
        said = (manifest.kind, manifest.as_of, manifest.records, dict(manifest.issuers))
        own = (snapshot.kind, snapshot.as_of, snapshot.records, snapshot.issuer_records())
        if said != own or snapshot.meta["list"] != manifest.list:
            raise UnreadableInput(
                f"{manifest.list}: the snapshot is not what its manifest says of it",
                hint="do not trust whoever signed it before they have explained it",
            )
