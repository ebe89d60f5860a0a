"""The end of a home: what this program wrote is removed, and an inventory of it stays elsewhere.

Nothing is overwritten: on flash storage and on file systems that copy when writing, an overwritten
file proves nothing. What makes removed files unreadable is the encryption of the disk.

A wipe that is killed leaves a home that can be wiped again: the file `wiping` is written first and
goes last, and the inventory outside is complete before the first file is removed.
"""

from __future__ import annotations

import json
import os
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from border_check.at_rest.homes import MARK
from border_check.errors import BorderCheckError, SnapshotError, UsageError
from border_check.keeping.inventory import FileKind, Kept, inventory
from border_check.snapshot.home import Home
from border_check.snapshot.storage import fetching, loading, sync_folder

_MARK = "wiping"
_LAST = ("config.yaml", "event-over")
_LOCKS = ("lock", "lock-update", "lock-journal", "lock-update-journal")


class Wiped(NamedTuple):
    """What a wipe did."""

    home: str
    at: str
    removed: tuple[Kept, ...]
    """Also by earlier wipes of this home that did not come to their end."""
    left: tuple[str, ...]
    """Paths of what this program did not write."""


def wipe(home: Home, now: datetime, proof: Path | None = None) -> Wiped:
    """Remove what this program wrote into a home, and the home itself where nothing else is in it.

    `proof`, a file outside of the home, keeps the inventory. Raises `SnapshotError` for a folder
    that is no home, `Busy` while a list of it is loaded or updated, and `BorderCheckError` where
    something cannot be removed: then the wipe can be run again.
    """
    found = inventory(home, now)
    require_home(home, found)
    known = [one for one in found if one.kind is not FileKind.UNKNOWN]
    left = tuple(one.path for one in found if one.kind is FileKind.UNKNOWN)
    with ExitStack() as held:
        for name in sorted({one.list for one in known if one.list}):
            held.enter_context(loading(home.list_folder(name)))
            held.enter_context(fetching(home.list_folder(name)))
        removed = _with_earlier(home, known, proof)
        at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        if proof is not None:
            _write(proof, home, removed, left, at, is_done=False)
        (home.path / _MARK).write_text(f"{at}\n", encoding="utf-8")
        sync_folder(home.path)
        _remove(home.path, known)
        if proof is not None:
            _write(proof, home, removed, left, at, is_done=True)
    _remove_folders(home.path)  # but for the home, in which the mark still lies
    (home.path / _MARK).unlink(missing_ok=True)
    with suppress(OSError):
        home.path.rmdir()
    return Wiped(home.folder, at, removed, left)


def require_home(home: Home, found: tuple[Kept, ...]) -> None:
    """Raise `SnapshotError` for a folder in which no list and no journal of this program lies."""
    marks = [one for one in found if one.kind in (FileKind.SNAPSHOT, FileKind.JOURNAL)]
    if not marks and not any(one.path == _MARK for one in found):
        raise SnapshotError(
            f"{home.folder}: not wiped: neither a list nor a journal of border-check is in it",
            hint="name the home with --home; `border-check inventory` tells what lies in it",
        )


def require_outside(home: Home, file: Path, option: str) -> None:
    """Raise `UsageError` for a file that would go with the home."""
    if file.resolve().is_relative_to(home.path.resolve()):
        raise UsageError(
            f"{option}: {file} lies in the home that is wiped", hint="name a file elsewhere"
        )


def _remove(home: Path, known: list[Kept]) -> None:
    """What a passphrase opens goes first: without it nothing of an encrypted home can be read. Then
    `current` of each list: a list without it answers nothing. What says that this is a home, and
    that it may answer no more, goes last."""
    failed: list[str] = []
    ordered = sorted(known, key=lambda one: (one.path != MARK, not one.path.endswith("/current")))
    for one in sorted(ordered, key=lambda one: one.path in _LAST):
        if one.path == _MARK:
            continue
        try:
            (home / one.path).unlink(missing_ok=True)
        except OSError as error:
            failed.append(f"{one.path}: {error.strerror}")
    if failed:
        raise BorderCheckError(
            f"{home}: files that could not be removed: {len(failed)}, the first: {failed[0]}",
            hint="see to permissions, and run the wipe again",
        )


def _remove_folders(home: Path) -> None:
    """The folders of which nothing is left, the home among them."""
    for root, _, _ in os.walk(home, topdown=False):
        if Path(root).parent == home / "lists":
            for lock in _LOCKS:
                Path(root, lock).unlink(missing_ok=True)
        with suppress(OSError):
            Path(root).rmdir()


def _with_earlier(home: Home, known: list[Kept], proof: Path | None) -> tuple[Kept, ...]:
    """What is removed, with what a wipe that was killed had removed before."""
    earlier: dict[str, Kept] = {}
    if proof is not None and proof.exists():
        try:
            written = json.loads(proof.read_text(encoding="utf-8"))
            is_marked = (home.path / _MARK).exists()
            if written["home"] != str(home.path.resolve()) or not is_marked:
                raise ValueError("of another wipe")
            earlier = {one["path"]: _read(one) for one in written["files"]}
        except (ValueError, LookupError, TypeError) as error:
            raise UsageError(
                f"{proof}: is there, and no inventory of a wipe that was not finished",
                hint="name a new file with --to",
            ) from error
    own = {one.path: one for one in known if one.path != _MARK}
    return tuple(sorted({**own, **earlier}.values()))


def _read(one: dict[str, object]) -> Kept:
    return Kept(**{**one, "kind": FileKind(str(one["kind"]))})  # type: ignore[arg-type]


def _write(
    proof: Path,
    home: Home,
    removed: tuple[Kept, ...],
    left: tuple[str, ...],
    at: str,
    *,
    is_done: bool,
) -> None:
    """The inventory, whole or not at all."""
    content = {
        "schema": "border-check/1",
        "home": str(home.path.resolve()),
        "wiped_at": at,
        "done": is_done,
        "files": [one._asdict() for one in removed],
        "left": list(left),
    }
    fresh = proof.with_name(f".{proof.name}.{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8") as stream:
            stream.write(f"{json.dumps(content, ensure_ascii=False)}\n")
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(proof)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise BorderCheckError(f"{proof}: cannot be written: {error.strerror}") from error
