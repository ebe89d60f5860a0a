"""What is done with an installed list: go back, verify, fold deltas in, remove."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from border_check.errors import BorderCheckError, SnapshotError
from border_check.snapshot.build import Progress, build_snapshot
from border_check.snapshot.dating import stamp
from border_check.snapshot.home import Current, Home
from border_check.snapshot.install import building_of, swap
from border_check.snapshot.pooling import forget_changed
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import (
    content_digest,
    digest,
    loading,
    storage_errors,
    sync_folder,
)
from border_check.snapshot.versions import (
    finished,
    index_of,
    layers_of,
    not_installed,
    require,
    versions_in,
    write_current,
)


def remove_list(home: Home, name: str) -> None:
    """Delete a list and all that was loaded of it; raises `SnapshotError` if there is none."""
    folder = home.list_folder(name)
    if not folder.is_dir():
        raise not_installed(name)
    with storage_errors(folder), loading(folder):
        (folder / "current").unlink(missing_ok=True)
        sync_folder(folder)
        forget_changed(home)
        for file in folder.iterdir():
            if file.is_dir():  # of an update that was killed
                rmtree(file)
            else:
                file.unlink()
    with suppress(OSError):
        folder.rmdir()


def roll_back(home: Home, name: str, to: str | None = None) -> str:
    """Let the version before the present one answer again, or the one that is named.

    Each time it goes one version further back: to the one that was replaced last, and where that
    lies over others as their delta, down to their base. What was gone back from stays until the
    next load, and `to` returns to it. Returns the version; raises `SnapshotError` if there is none,
    or it is damaged.
    """
    current = require(home, name)
    target = current.previous if to is None else to
    folder = home.list_folder(name)
    there = versions_in(folder)
    if target not in there or target == current.version:
        raise _no_way(name, current, there, to)
    file = home.snapshot_file(name, target)
    with storage_errors(folder), loading(folder):
        fault = _damage(file)
        if fault is not None:
            raise SnapshotError(
                f"{file}: the previous snapshot is damaged: {fault}", hint="load the list again"
            )
        own, *below = layers_of(file, current)
        newest = current.newer or current.version
        before = below[0].version if below else None
        if target == current.newer and not below:
            before = current.version
        back = Current(
            version=own.version,
            kind=current.kind,
            size=own.size,
            sha256=own.sha256,
            previous=before,
            index_sha256=own.index_sha256,
            below=tuple(below),
            newer=None if own.version == newest else newest,
        )
        write_current(folder, back)
        forget_changed(home)
    return back.version


def _no_way(name: str, current: Current, there: list[str], to: str | None) -> SnapshotError:
    others = ", ".join(version for version in there if version != current.version)
    if to is not None:
        what = "answers already" if to == current.version else "is not there"
        return SnapshotError(
            f"{name}: version {to:.60} {what}",
            hint=f"there are: {others}" if others else "there is no other",
        )
    return SnapshotError(
        f"{name}: there is no previous snapshot to go back to",
        hint=f"--to names one that is there: {others}" if others else "load the list again",
    )


def confirm(home: Home, name: str, version: str, moment: datetime) -> None:
    """Note that the source of a list said at a moment that a version is what it has.

    The list is as fresh as that from now on; what was noted before is never made older. Raises
    `SnapshotError` where another version answers by now.
    """
    folder = home.list_folder(name)
    with storage_errors(folder), loading(folder):
        current = require(home, name)
        if current.version != version:
            raise SnapshotError(
                f"{name}: another version was installed meanwhile", hint="update it again"
            )
        confirmed = max(stamp(moment), current.confirmed or "")
        write_current(folder, current._replace(confirmed=confirmed))


def verify_file(home: Home, name: str) -> str | None:
    """What is wrong with the files of the version that answers; None when nothing is."""
    try:
        current = require(home, name)
        for layer in current.layers:
            file = home.snapshot_file(name, layer.version)
            whose = "its" if layer.version == current.version else f"{layer.version} below it: its"
            if digest(file) != layer.sha256:
                return f"{whose} content is not what was installed"
            if content_digest(index_of(file)) != layer.index_sha256:
                return f"{whose} index of documents is not what was installed"
        return _damage(home.snapshot_file(name, current.version))
    except (OSError, BorderCheckError) as error:
        return str(error)


def fold_list(home: Home, name: str, progress: Progress = lambda _: None) -> str | None:
    """Make one snapshot of a list and its deltas, of the same date, that answers from then on.

    Returns its version, or None where there is no delta to fold in. Raises `Busy` and
    `SnapshotError` as a load does; then the list with its deltas still answers.
    """
    folder = home.list_folder(name)
    if not require(home, name).below:
        return None
    with storage_errors(folder), loading(folder), building_of(folder) as building:
        current = require(home, name)
        with Snapshot(home.snapshot_file(name, current.version)) as snapshot:
            meta = {key: snapshot.meta[key] for key in _KEPT}
            all_of_it = snapshot.document_chunks()
            built = build_snapshot(
                building, snapshot.kind, all_of_it, meta, lambda _: None, progress
            )
            if built.records != snapshot.records:
                raise SnapshotError(
                    f"{name}: not folded: {built.records} records of {snapshot.records} are there",
                    hint="see `border-check lists verify`",
                )
        new = finished(building, current.kind, meta["as_of"])
        new = new._replace(confirmed=current.confirmed)
        swap(home, name, building, new)
        return new.version


_KEPT = ("list", "as_of", "format", "file", "description")
"""What a folded list says of itself: the same as its newest delta."""


def _damage(file: Path) -> str | None:
    with Snapshot(file) as snapshot:
        return snapshot.damage()
