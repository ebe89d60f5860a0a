"""Passenger lists that are kept until a set time, to be asked again when lists change.

Each lies in a file of its own, named by the number of its entry in the journal, for the owner of
the home alone, and beside it the index of the names of its passengers. A line each are its
checksum, what it is, and its rows. It is written when the batch has come to its end, or was asked
again, and goes when its time is over: first its content, then, once the journal says so, its name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any

from border_check.at_rest.reading import read_bytes, read_text
from border_check.at_rest.writing import written
from border_check.errors import BorderCheckError, Busy, UsageError
from border_check.file_lock import hold
from border_check.journal.cases import Reference
from border_check.screening.kept_rows import KeptRow, row_of_json, row_to_json
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.snapshot.schema import NAMES
from border_check.snapshot.storage import sync_file
from border_check.values.digest import sha256
from border_check.values.json_text import canonical, from_json
from border_check.values.moments import UTC, datetime
from border_check.values.person import Person
from border_check.values.record import NamedTuple
from border_check.values.settings import Role

KEPT = "kept"
"""The `check` of entries about passenger lists that are kept."""


class KeptList(NamedTuple):
    """A list as it stood when a batch was asked about last."""

    version: str | None
    answers: bool
    common: Mapping[str, float] = {}
    """Of a list of people: its common names with their rarity, when all were searched on it."""


class KeptIndex(NamedTuple):
    """The index of the names of some passengers, as it was kept with them."""

    file: Path
    stamp: str


class KeptBatch(NamedTuple):
    """A passenger list that is kept."""

    reference: str
    file: str
    """What it was called."""
    sha256: str
    """Of the passenger list itself."""
    until: str
    """When it is to be erased, UTC."""
    at: str
    """When it was asked last, UTC."""
    rules: str
    """Digest of all that decides beside the lists: configuration, descriptions, version."""
    cleared: str
    """Digest of the travellers who were told apart."""
    lists: Mapping[str, KeptList]
    rows: tuple[KeptRow, ...]
    names: str
    """Stamp of the index of the names of its passengers; empty until that is written."""
    longest: int
    """How many words the longest of these names has."""
    last: str = ""
    """Reference of the run in which it was asked again last."""

    @property
    def people(self) -> list[Person | None]:
        """Its passengers, in the order of its rows."""
        return [row.traveller.person for row in self.rows]


class Erased(NamedTuple):
    """A passenger list that was kept, and is no more."""

    reference: str
    rows: int | None
    """None where it could not be read."""
    sha256: str
    """Of the file."""
    because: str
    """`over` or `forgotten`."""


class KeptBatches:
    """The passenger lists that a home keeps."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._folder = Path(Home(screener.home).kept)
        self._read_before: dict[str, tuple[tuple[KeptRow, ...], list[str]]] = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else touches them meanwhile; raises `Busy`."""
        if self._screener.settings.desk.role is Role.FIRST_LINE:
            raise UsageError(
                "a first-line desk keeps no passenger lists",
                hint="the second line keeps them and asks again",
            )
        if os.name != "posix":  # elsewhere no folder can be held
            raise BorderCheckError("passenger lists are kept on POSIX systems only")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            hold(handle)
            self._clear_unfinished()
            yield
        except BlockingIOError:
            raise Busy(
                "another process is asking or erasing passenger lists that are kept",
                hint="wait for it to end, then try again",
            ) from None
        finally:
            os.close(handle)

    def keep(self, batch: KeptBatch) -> None:
        """Write a batch down that was run, with the index of its passengers."""
        from border_check.screening.ways_to_passengers import index_passengers  # seldom needed

        file = self._index_of(batch.reference)
        with self._writing(file) as building:
            stamp = index_passengers(building, batch.people)
        self.save(batch._replace(names=stamp))

    def save(self, batch: KeptBatch) -> None:
        """Write a batch down, in place of what was kept of it."""
        facts = batch._asdict()
        facts["lists"] = {name: list(one) for name, one in batch.lists.items()}
        del facts["rows"]
        text = "\n".join((canonical(facts), *self._lines_of(batch)))
        digest = sha256(text.encode()).hexdigest()
        self._write(_name_of(batch.reference), f"{digest}\n{text}")

    def _lines_of(self, batch: KeptBatch) -> Iterator[str]:
        """The rows as they are written, which those that were read already are."""
        before, lines = self._read_before.get(batch.reference, ((), ()))
        for row, known, line in zip_longest(batch.rows, before, lines):
            yield line if row is known else _json(row_to_json(row))

    def index(self, batch: KeptBatch) -> KeptIndex:
        """The index of the names of its passengers."""
        return KeptIndex(self._index_of(batch.reference), batch.names)

    def all(self) -> list[tuple[KeptBatch, str]]:
        """Every batch with the digest of its content, in the order in which they were run. Raises
        `BorderCheckError` for one that is damaged."""
        return [self._read(name) for name in self._names()]

    def find(self, reference: str) -> str:
        """The name of the batch that is meant; raises `UsageError` where it is not kept."""
        given = Reference.parse(reference)
        if given is not None and not given.row and given.number in self._names():
            return given.number
        raise UsageError(
            f"{reference!r:.60}: no such passenger list is kept", hint="see `border-check kept`"
        )

    def read(self, reference: str) -> tuple[KeptBatch, str]:
        """One batch, with the digest of its content."""
        return self._read(self.find(reference))

    def forget(self, reference: str) -> Erased:
        """Erase a batch before its time is over."""
        return self._erase(self.find(reference), "forgotten")

    def forget_over(self) -> list[Erased]:
        """Erase what is to be kept no longer, and end what was begun of that."""
        now = _written(self._screener.now())
        erased = []
        for name in self._names():
            with suppress(_DamagedError):  # of which nobody knows until when: it stays, and is told
                if self._until(name) <= now:
                    erased.append(self._erase(name, "over"))
        for name in self._names(_GOING):
            self._enter_and_remove(name)
        return erased

    def _erase(self, name: str, because: str) -> Erased:
        """Take the content away, enter that it is gone, and let go of the name."""
        path = self._folder / name
        content = read_bytes(path)
        try:
            batch, _ = self._read(name)
            rows, reference = len(batch.rows), batch.reference
        except _DamagedError:
            rows, reference = None, name
        erased = Erased(reference, rows, sha256(content).hexdigest(), because)
        self._write(f"{name}{_GOING}", canonical(erased._asdict()))
        path.unlink(missing_ok=True)
        self._index_of(name).unlink(missing_ok=True)
        self._sync()
        self._enter_and_remove(f"{name}{_GOING}")
        return erased

    def _enter_and_remove(self, name: str) -> None:
        path = self._folder / name
        erased = Erased(**from_json(read_text(path)))
        kept, index = path.with_suffix(""), path.with_suffix(NAMES)
        kept.unlink(missing_ok=True)  # they may be there if an erasure was killed
        index.unlink(missing_ok=True)
        self._sync()
        facts: dict[str, Any] = {
            "check": KEPT,
            "event": "erased",
            "of": erased.reference,
            "because": erased.because,
            "rows": erased.rows,
            "sha256": erased.sha256,
            "gone": not kept.exists() and not index.exists(),
        }
        recorder = self._screener.recorder
        said = ('"event":"erased"', f'"sha256":{canonical(erased.sha256)}')
        if recorder.last(said) is None:
            recorder.enter(_written(self._screener.now()), facts, {})
        path.unlink()
        self._sync()

    def _clear_unfinished(self) -> None:
        """Remove what was being written when a process was killed."""
        whole = {*self._names(), *self._names(_GOING)}
        whole.update(f"{name}{NAMES}" for name in self._names())
        for file in self._folder.iterdir():
            if file.name not in whole:
                file.unlink()

    def _names(self, suffix: str = "") -> list[str]:
        found = [file.name for file in self._folder.iterdir()] if self._folder.is_dir() else []
        return sorted(
            name for name in found if name.endswith(suffix) and name.removesuffix(suffix).isalnum()
        )

    def _until(self, name: str) -> str:
        """When a batch is to be erased, without reading its rows."""
        _, text = self._text(name)
        try:
            return str(from_json(text.partition("\n")[0])["until"])
        except (ValueError, LookupError, TypeError) as error:
            raise self._damaged(name, error) from None

    def _text(self, name: str) -> tuple[str, str]:
        """The digest of what was kept, and its text."""
        path = self._folder / name
        try:
            digest, _, text = read_text(path).partition("\n")
            if sha256(text.encode()).hexdigest() != digest:
                raise ValueError("its checksum does not hold")
        except (OSError, ValueError) as error:
            raise self._damaged(name, error) from None
        return digest, text

    def _damaged(self, name: str, error: Exception) -> _DamagedError:
        return _DamagedError(
            f"{self._folder / name}: damaged: {error}",
            hint=f"run the passenger list again; `border-check kept forget {name}` erases this",
        )

    def _read(self, name: str) -> tuple[KeptBatch, str]:
        digest, text = self._text(name)
        try:
            head, *lines = text.split("\n")
            facts = from_json(head)
            lists = {key: KeptList(*one) for key, one in facts.pop("lists").items()}
            rows = tuple(row_of_json(row) for row in from_json(f"[{','.join(lines)}]"))
            batch = KeptBatch(**facts, lists=lists, rows=rows)
        except (ValueError, LookupError, TypeError) as error:
            raise self._damaged(name, error) from None
        self._read_before[batch.reference] = rows, lines
        return batch, digest

    def _index_of(self, reference: str) -> Path:
        return self._folder / f"{_name_of(reference)}{NAMES}"

    def _write(self, name: str, text: str) -> None:
        with self._writing(self._folder / name) as building:
            building.write_text(text, encoding="utf-8")

    @contextmanager
    def _writing(self, path: Path) -> Iterator[Path]:
        """A file of our own, which takes the place of another one when it is written whole."""
        building = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            os.close(os.open(building, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
            with written(building) as place:
                yield place
            sync_file(building)
            building.replace(path)
        except OSError as error:
            with suppress(OSError):
                building.unlink(missing_ok=True)
            raise BorderCheckError(
                f"{path}: cannot be written: {error.strerror}",
                hint="see to space and permissions of the home",
            ) from error
        self._sync()

    def _sync(self) -> None:
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _DamagedError(BorderCheckError):
    """What was kept is not as it was written."""


_GOING = ".erased"
"""Behind the name of a batch whose content is gone: what is to be entered of it."""


def _json(facts: Mapping[str, Any]) -> str:
    """The canonical form, by what writes it sooner than `canonical` does."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character
        return canonical(facts)
    return text


def _name_of(reference: str) -> str:
    return reference.rpartition("/")[2]


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
