"""Loading a file all the same that a guard refused: asked for by one person, approved by another.

What is approved is one file, by its SHA-256, in place of the version that answered when it was
asked for. It is copied before it is compared, so that nothing else can be loaded in its stead.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from border_check.errors import BorderCheckError, Refused, UsageError
from border_check.screening.loading import load_list
from border_check.screening.screener import Screener
from border_check.screening.two_people import TwoPeople
from border_check.shipped import describe
from border_check.snapshot.guards import Guard, Lifted
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.storage import digest, fetching, storage_errors
from border_check.sources.registry import source_named
from border_check.values.request import Request, RequestKind

LOADED = (
    "{list}: {records:,} records answer, as of {as_of}, version {version}; "
    "{guard} lifted by {request}; of {read:,} entries {rejected:,} were rejected{kept}"
)
LOADED_BEFORE = "{list}: version {version} answers, {guard} lifted by {request}"

_READ_BESIDE = frozenset(("ofac-csv",))
"""Formats that read other files beside the one that they are given."""


class Overrides:
    """Requests to load what was refused."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._home = Home(screener.home)

    def ask(self, two_people: TwoPeople, load: Load, refused: Refused, reason: str) -> Request:
        """Ask for a file to be loaded although a guard refused it.

        Raises `UsageError` for what is not one file.
        """
        path, name = load.path.absolute(), load.description.name
        if not path.is_file() or (load.source.name in _READ_BESIDE and not is_zipfile(path)):
            raise UsageError(
                f"{path.name}: --override is for a list in one file",
                hint="put what belongs to it into a zip archive, and load that",
            )
        file = {
            "path": str(path),
            "sha256": digest(path),
            "format": load.source.name,
            "as_of": refused.as_of,
            "add": load.add,
            "delta": load.delta,
            "answering": self._answering(name),
        }
        content = {"file": file, "refused": refused.message, "reason": reason}
        facts = {"list": name, "guard": refused.guard, "sha256": file["sha256"]}
        return two_people.ask(RequestKind.OVERRIDE, facts, content)

    def require(self, request: Request) -> None:
        """Raise `BorderCheckError` for what cannot be loaded as it was asked for."""
        name, file = str(request.facts["list"]), _asked(request)
        if self._screener.settings.event is not None:
            self._screener.settings.event.require(name)
        if self._answering(name) != file["answering"]:
            raise BorderCheckError(
                f"{name}: another version was installed since {request.reference} was made",
                hint="load the file again with --override if that is still meant",
            )
        _require_same(Path(file["path"]), request)

    def carry_out(self, request: Request) -> str:
        """Load the file, the guard lifted for this load alone, and say what answers now."""
        name, file = str(request.facts["list"]), _asked(request)
        told = {"list": name, "guard": request.facts["guard"], "request": request.reference}
        if self._was_made_by(request, name):
            return LOADED_BEFORE.format(version=self._answering(name), **told)
        self.require(request)
        folder = self._home.list_folder(name)
        with storage_errors(folder), fetching(folder) as room:
            with _readable(file["path"]):
                copy = Path(shutil.copyfile(file["path"], room / Path(file["path"]).name))
            _require_same(copy, request)
            report = load_list(self._screener, self._load(request, copy))
        return "; ".join([_loaded(report, told), *report.warnings])

    def _load(self, request: Request, copy: Path) -> Load:
        file, facts = _asked(request), request.facts
        source, settings = source_named(file["format"]), self._screener.settings
        return Load(
            describe(str(facts["list"]), source.name, source.kind, settings),
            source,
            copy,
            self._screener.now(),
            datetime.fromisoformat(file["as_of"]),
            add=file["add"],
            delta=file["delta"],
            lifted=Lifted(Guard(facts["guard"]), request.reference),
        )

    def _answering(self, name: str) -> str | None:
        current = self._home.current(name)
        return current.version if current is not None else None

    def _was_made_by(self, request: Request, name: str) -> bool:
        """Whether the version that answers came of this request, and only its end was not noted."""
        version = self._answering(name)
        if version is None:
            return False
        with Snapshot(self._home.snapshot_file(name, version)) as snapshot:
            return snapshot.request == request.reference


def _asked(request: Request) -> Mapping[str, Any]:
    """The file that a request is about, and how it is to be loaded."""
    if request.content is None:
        raise BorderCheckError(
            f"{request.reference}: what it asks for was erased", hint="make the request again"
        )
    return dict(request.content["file"])


def _require_same(file: Path, request: Request) -> None:
    path = _asked(request)["path"]
    with _readable(path):
        found = digest(file)
    if found != request.facts["sha256"]:
        raise BorderCheckError(
            f"{path}: is no longer the file that {request.reference} is about",
            hint="load it again with --override, and let that be approved",
        )


def _loaded(report: LoadReport, told: Mapping[str, object]) -> str:
    rejects = ", ".join(map(str, report.rejects_files))
    return LOADED.format(
        records=report.records,
        as_of=report.as_of,
        version=report.version,
        read=report.counts.read,
        rejected=report.counts.rejected,
        kept=f", see {rejects}" if rejects else "",
        **told,
    )


@contextmanager
def _readable(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BorderCheckError(
            f"{path}: cannot be read: {error.strerror}",
            hint="put the file back where it was, or load it again with --override",
        ) from None
