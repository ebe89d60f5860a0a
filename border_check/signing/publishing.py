"""Signed packages of lists, laid out for posts to fetch: each list whole, and what changed since
each version that lies below the one that answers.

HOME/published/LIST/offer.json   which packages there are, and of what
HOME/published/LIST/*.bcs        the packages
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError
from border_check.signing.keys import PrivateKey
from border_check.signing.packing import pack, sign
from border_check.snapshot.home import Home
from border_check.snapshot.storage import digest, size, storage_errors, sync_folder
from border_check.snapshot.versions import require

SUFFIX = ".bcs"
_OFFER = "offer.json"


class Offered(NamedTuple):
    """A package that can be fetched."""

    file: str
    since: str
    """The version that has to answer where it is installed; empty for a whole list."""
    size: int
    """Bytes."""
    sha256: str


class Offer(NamedTuple):
    """What can be had of a list."""

    list: str
    version: str
    as_of: str
    sequence: int
    packages: tuple[Offered, ...]
    """The whole list, and what lies above each version below it."""

    def for_one_at(self, version: str | None) -> Offered | None:
        """The package for whoever has that version; None where there is nothing new for them."""
        if version == self.version:
            return None
        fitting = [one for one in self.packages if version and one.since == version]
        return min(fitting or [one for one in self.packages if not one.since], key=_size)

    def to_json(self) -> dict[str, Any]:
        """The same, for JSON."""
        return {**self._asdict(), "packages": [one._asdict() for one in self.packages]}

    @classmethod
    def of_json(cls, facts: Mapping[str, Any]) -> Offer:
        """What was written so; raises `ValueError` for anything else."""
        try:
            packages = tuple(_offered(one) for one in facts["packages"])
            name, version, as_of = (facts[key] for key in ("list", "version", "as_of"))
            if not all(isinstance(one, str) for one in (name, version, as_of)):
                raise TypeError("its texts are none")
            if all(package.since for package in packages):
                raise ValueError("no whole list is offered")
            return cls(name, version, as_of, int(facts["sequence"]), packages)
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError(f"no offer of a list: {error!s:.80}") from None


def publish(home: Home, name: str, key: PrivateKey, now: datetime, valid: timedelta) -> Offer:
    """Pack and sign the version of a list that answers, and offer it from now on.

    What was offered before stays until the next time, for whoever is fetching it. Raises what
    `pack` raises, and `SnapshotError`.
    """
    folder = Path(home.published) / name
    current = require(home, name)
    before = _read(folder)
    if before is not None and before.version == current.version:
        _clear(folder, before)
        return before
    with storage_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        below = [layer.version for layer in current.below]
        packages = []
        as_of, sequence = "", 0
        for since in (None, *below):
            file = folder / f"{current.version}{f'-since-{since}' if since else ''}{SUFFIX}"
            file.unlink(missing_ok=True)  # of a time that was killed
            manifest = pack(home, name, file, now, valid, since)
            sign(file, key)
            as_of, sequence = manifest.as_of, manifest.sequence
            packages.append(Offered(file.name, since or "", size(file), digest(file)))
        offer = Offer(name, current.version, as_of, sequence, tuple(packages))
        _write(folder, offer)
        _clear(folder, offer, *([before] if before else []))
    return offer


def offers(home: Home) -> list[Offer]:
    """All that is offered."""
    folder = Path(home.published)
    names = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
    found = (_read(folder / name) for name in names)
    return [offer for offer in found if offer is not None]


def file_of(home: Home, name: str, file: str) -> Path | None:
    """The package of that name, if it is there to be fetched."""
    if Path(file).name != file or Path(name).name != name or not file.endswith(SUFFIX):
        return None
    path = Path(home.published) / name / file
    return path if path.is_file() else None


def _read(folder: Path) -> Offer | None:
    try:
        return Offer.of_json(json.loads((folder / _OFFER).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise BorderCheckError(
            f"{folder / _OFFER}: cannot be read: {error!s:.80}", hint="publish the list again"
        ) from None


def _write(folder: Path, offer: Offer) -> None:
    fresh = folder / f"{_OFFER}.new"
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(offer.to_json(), stream)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / _OFFER)
    sync_folder(folder)


def _clear(folder: Path, *kept: Offer) -> None:
    """Remove packages that nobody offers any more."""
    known = {package.file for offer in kept for package in offer.packages}
    for file in folder.glob(f"*{SUFFIX}"):
        if file.name not in known:
            file.unlink(missing_ok=True)


def _offered(facts: Mapping[str, Any]) -> Offered:
    found = Offered(**facts)
    texts = (found.file, found.since, found.sha256)
    if not all(isinstance(one, str) for one in texts) or not isinstance(found.size, int):
        raise TypeError("a package of another kind")
    if Path(found.file).name != found.file or not found.file.endswith(SUFFIX):
        raise ValueError("a package with a path")
    return found


def _size(package: Offered) -> int:
    return package.size
