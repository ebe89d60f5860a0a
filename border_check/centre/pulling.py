"""A post fetches what it lacks of the lists that its centre publishes.

Over a poor line: what came stays in HOME/pulled until the package is whole, whoever cut it off, and
the next time goes on from there. Nothing is installed that is not signed by those who are trusted.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import quote

from border_check.centre.line import Line, Silent
from border_check.errors import BorderCheckError
from border_check.shipped import describe
from border_check.signing.installing import install_package
from border_check.signing.package import read_package
from border_check.signing.publishing import Offer, Offered
from border_check.snapshot.home import Home
from border_check.snapshot.storage import storage_errors
from border_check.values.centre import CentreRules
from border_check.values.lists import ListKind
from border_check.values.pulled import Came, Pulled
from border_check.values.settings import Settings

_AT_A_TIME = 1 << 14
_PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further attempt in which nothing came."""
_FAULTS = (OSError, HTTPException, ValueError)


class Puller:
    """Fetches lists from the centre of a configuration, at so many bytes a second at most."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        centre: CentreRules,
        clock: Callable[[], datetime],
        limit: int | None = None,
    ) -> None:
        self._home, self._settings, self._clock = home, settings, clock
        self._line = Line(centre)
        self._limit = limit
        self._room = Path(home.pulled)

    def offers(self) -> list[Offer]:
        """What the centre offers; raises `BorderCheckError` where it does not say."""
        try:
            told = self._line.get("/v1/snapshots")
            if told.status != 200:
                raise ValueError(f"it says {told.status}")
            return [Offer.of_json(one) for one in told.content["lists"]]
        except (Silent, ValueError, LookupError, TypeError) as error:
            raise BorderCheckError(
                f"the centre does not say what it offers: {error!s:.120}",
                hint="what is installed still answers; try again",
            ) from None

    def pull(self, names: list[str]) -> Iterator[Pulled]:
        """Fetch and install what is new of these lists, or of all, one after the other."""
        found = {offer.list: offer for offer in self.offers()}
        missing = [name for name in names if name not in found]
        if missing:
            raise BorderCheckError(
                f"{missing[0]:.60}: the centre does not offer it",
                hint=f"it offers: {', '.join(found) or 'nothing'}",
            )
        for name in names or found:
            yield self._pulled(found[name])

    def _pulled(self, offer: Offer) -> Pulled:
        current = self._home.current(offer.list)
        package = offer.for_one_at(current.version if current else None)
        if package is None:
            return Pulled(offer.list, Came.UNCHANGED, offer.version, 0)
        fetched = [0]
        try:
            self._home.list_folder(offer.list)  # raises for what cannot name one
            file = self._fetched(offer, package, fetched)
            kind = read_package(file).manifest.kind
            description = describe(offer.list, "", ListKind(kind), self._settings)
            manifest = install_package(self._home, file, self._clock(), description)
            file.unlink(missing_ok=True)
        except BorderCheckError as error:
            return Pulled(offer.list, Came.FAILED, offer.version, fetched[0], error)
        came = Came.CHANGES if package.since else Came.INSTALLED
        return Pulled(offer.list, came, manifest.versions[0], fetched[0])

    def _fetched(self, offer: Offer, package: Offered, fetched: list[int]) -> Path:
        """The package, whole; what came of it before is not fetched again."""
        part = self._room / f"{package.sha256[:32]}.part"
        with storage_errors(self._room):
            self._room.mkdir(mode=0o700, exist_ok=True)
            for other in self._room.glob("*.part"):
                if other != part:  # of a version that is offered no more, or of a list in its turn
                    _forget_old(other)
            failures, why = 0, ""
            while failures <= len(_PAUSES):
                before = part.stat().st_size if part.exists() else 0
                if before < package.size:
                    try:
                        self._more(offer.list, package, part, before)
                    except _FAULTS as error:
                        why = str(error) or type(error).__name__
                came = part.stat().st_size - before if part.exists() else 0
                fetched[0] += max(0, came)
                if part.exists() and part.stat().st_size >= package.size:
                    break
                if came > 0:
                    failures = 0
                    continue
                if failures < len(_PAUSES):
                    time.sleep(_PAUSES[failures])
                failures += 1
            else:
                raise BorderCheckError(
                    f"{offer.list}: the line broke again and again: {why:.120}",
                    hint="what came is kept, and the next time goes on from there",
                )
        if _digest(part) != package.sha256:
            part.unlink()
            raise BorderCheckError(
                f"{offer.list}: what came is not what the centre announced",
                hint="it is fetched anew the next time; if that comes again, tell the centre",
            )
        return part

    def _more(self, name: str, package: Offered, part: Path, before: int) -> None:
        path = f"/v1/snapshots/{quote(name)}/{quote(package.file)}"
        with self._line.response(path, {"Range": f"bytes={before}-"}) as response:
            if response.status not in (200, 206):
                raise ValueError(f"the centre says {response.status}")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(handle, "r+b") as file:
                file.seek(before if response.status == 206 else 0)
                file.truncate()
                self._copy(response, file.write, package.size)

    def _copy(self, response: HTTPResponse, write: Callable[[bytes], int], most: int) -> None:
        begin, taken = time.monotonic(), 0
        while chunk := response.read1(_AT_A_TIME):
            taken += len(chunk)
            if taken > most:
                raise ValueError("more came than was announced")
            write(chunk)
            if self._limit:
                early = taken / self._limit - (time.monotonic() - begin)
                if early > 0:
                    time.sleep(early)


def _forget_old(part: Path) -> None:
    """Remove what was begun more than a week ago."""
    if time.time() - part.stat().st_mtime > 7 * 24 * 3600:
        part.unlink(missing_ok=True)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
