"""A list file to the snapshot that answers, and what is left when that fails."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest

from border_check.errors import ListFileError, SnapshotError
from border_check.snapshot.dating import date_of
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, LoadReport, install_list
from border_check.snapshot.reader import Snapshot
from border_check.snapshot.upkeep import remove_list, roll_back, verify_file
from border_check.sources.interface import Entry, Part, Place, Reading, Rejected, SetAside
from border_check.sources.registry import source_named
from border_check.values.document import DocumentRecord
from border_check.values.lists import ListDescription, ListKind

from desk import DOCUMENTS, NOMINALS, Desk


def record(number: int) -> DocumentRecord:
    return DocumentRecord(f"D{number}", f"K{number:07d}", "UTO")


class Source:
    """A list format whose entries are given."""

    name: ClassVar[str] = "given"
    kind: ClassVar[ListKind] = ListKind.DOCUMENTS
    summary: ClassVar[str] = "for tests"

    def __init__(self, *entries: Entry | BaseException, as_of: str | None = None) -> None:
        self._entries = entries
        self._as_of = as_of

    def recognises(self, path: Path) -> bool:
        return True

    def read(self, path: Path, description: ListDescription) -> Reading:
        return Reading(self._as_of, self._read(), ("of the format",))

    def _read(self) -> Iterator[Entry]:
        for entry in self._entries:
            if isinstance(entry, BaseException):
                raise entry
            yield entry


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def install(home: Home, now: datetime, source: Source, **given: Any) -> LoadReport:
    description = ListDescription("sltd", **given.pop("described", {}))
    file = home.path.parent / "list.csv"
    file.touch()
    when = given.pop("as_of", now - timedelta(hours=1))
    return install_list(home, Load(description, source, file, now, when, **given))


def names(home: Home) -> set[str]:
    """Files of the list; each snapshot has its index beside it."""
    files = {path.name for path in home.list_folder("sltd").iterdir()} - {"lock"}
    snapshots = {name for name in files if name.endswith(".sqlite")}
    indexes = {name for name in files if name.endswith(".documents")}
    assert indexes == {name.replace(".sqlite", ".documents") for name in snapshots}
    return files - indexes


def test_every_entry_is_accounted_for(home: Home, now: datetime) -> None:
    place = Place("list.csv", 1)
    entries = (
        record(1),
        record(2),
        record(1),
        Part(record(2)),
        SetAside(place, "vessel"),
        SetAside(place, "vessel"),
        SetAside(place, "organisation"),
        Rejected(place, "why", "din", "raw"),
    )
    report = install(home, now, Source(*entries))
    counts = report.counts
    assert (counts.read, counts.kept, counts.merged, counts.rejected) == (7, 2, 1, 1)
    assert counts.set_aside == {"vessel": 2, "organisation": 1}
    assert counts.read == counts.kept + counts.merged + counts.rejected + 3
    assert report.records == 2
    assert report.first_rejects == ("list.csv, line 1, din: why",)
    assert "of the format" in report.warnings


def test_the_pointer_says_how_the_file_must_look(home: Home, now: datetime) -> None:
    report = install(home, now, Source(record(1)))
    current = home.current("sltd")
    assert current is not None
    file = home.snapshot_file("sltd", current.version)
    assert (current.version, current.kind, current.previous) == (report.version, "documents", None)
    assert current.size == file.stat().st_size
    assert verify_file(home, "sltd") is None


def test_the_one_before_stays_and_older_ones_go(home: Home, now: datetime) -> None:
    versions = [
        install(home, now, Source(record(number)), as_of=now - timedelta(hours=9 - number)).version
        for number in range(3)
    ]
    current = home.current("sltd")
    assert current is not None
    assert (current.version, current.previous) == (versions[2], versions[1])
    assert names(home) == {"current", f"{versions[1]}.sqlite", f"{versions[2]}.sqlite"}


def test_the_same_again_keeps_the_way_back(home: Home, now: datetime) -> None:
    first = install(home, now, Source(record(1))).version
    second = install(home, now, Source(record(2))).version
    assert install(home, now, Source(record(2))).version == second
    current = home.current("sltd")
    assert current is not None
    assert (current.version, current.previous) == (second, first)


FAILURES: list[tuple[str, Source, dict[str, Any], type[BaseException]]] = [
    ("broken off", Source(record(3), ListFileError("cut short")), {}, ListFileError),
    ("a defect of a format", Source(record(3), KeyError("x")), {}, KeyError),
    ("stopped by the user", Source(record(3), KeyboardInterrupt()), {}, KeyboardInterrupt),
    ("a full disk", Source(record(3), OSError(28, "No space left")), {}, SnapshotError),
    ("nothing in it", Source(), {}, SnapshotError),
    ("all rejected", Source(Rejected(Place("f", 1), "why", None, "raw")), {}, SnapshotError),
    ("too few", Source(record(3)), {"described": {"minimum": 2}}, SnapshotError),
    ("too many", Source(record(3), record(4)), {"described": {"maximum": 1}}, SnapshotError),
]


@pytest.mark.parametrize(
    ("source", "given", "error"), [f[1:] for f in FAILURES], ids=[f[0] for f in FAILURES]
)
def test_whatever_goes_wrong_the_one_before_answers(
    home: Home, now: datetime, source: Source, given: dict[str, Any], error: type[BaseException]
) -> None:
    install(home, now, Source(record(1)))
    before = {path: path.read_bytes() for path in home.list_folder("sltd").iterdir()}
    with pytest.raises(error):
        install(home, now, source, **given)
    after = {path: path.read_bytes() for path in home.list_folder("sltd").iterdir()}
    assert {path: after.get(path) for path in before} == before
    assert all(path.name.startswith("rejects-refused") for path in after.keys() - before.keys())


def test_what_a_killed_load_left_is_cleared_away(home: Home, now: datetime) -> None:
    folder = home.list_folder("sltd")
    folder.mkdir(parents=True)
    for name in (".building-1.sqlite", ".building-1.stage", ".rejects-new.csv"):
        (folder / name).touch()
    (folder / ".building-1.aside").mkdir()
    (folder / ".building-1.aside" / "run-00000").touch()
    version = install(home, now, Source(record(1))).version
    assert names(home) == {"current", f"{version}.sqlite"}


def test_an_unreadable_pointer_is_written_anew(home: Home, now: datetime) -> None:
    install(home, now, Source(record(1)))
    (home.list_folder("sltd") / "current").write_text("{")
    version = install(home, now, Source(record(2))).version
    current = home.current("sltd")
    assert current is not None
    assert current.version == version


def test_progress_is_told(home: Home, now: datetime) -> None:
    told: list[int] = []
    file = home.path.parent / "list.csv"
    file.touch()
    source = Source(*map(record, range(2500)))
    load = Load(ListDescription("sltd"), source, file, now, now)
    install_list(home, load, told.append)
    assert told == [1000, 2000, 2500]


# -- adding ----------------------------------------------------------------------------------------


def test_adding_keeps_records_and_date(home: Home, now: datetime) -> None:
    first = install(home, now, Source(record(1), record(2)), as_of=now - timedelta(days=1))
    report = install(home, now, Source(record(2), record(3)), add=True)
    assert (report.as_of, report.records) == (first.as_of, 3)
    assert (report.counts.kept, report.counts.merged) == (1, 1)
    with Snapshot(home.snapshot_file("sltd", report.version)) as snapshot:
        assert sorted(one.record_id for one in snapshot.all_records()) == ["D1", "D2", "D2", "D3"]
        assert snapshot.issuer_records() == {"UTO": 3}


def test_persons_that_are_added_are_merged(desk: Desk) -> None:
    more = '{"id": "N1", "name": "Zaru TAYIB", "dobs": ["1972"], "nationality": ["UNO"]}\n'
    file = desk.home.parent / "more.jsonl"
    file.write_text(more)
    home = Home(desk.home)
    load = Load(ListDescription("wanted"), source_named("nominal-jsonl"), file, desk.now, add=True)
    report = install_list(home, load)
    assert (report.records, report.counts.merged) == (6, 1)
    with Snapshot(home.snapshot_file("wanted", report.version)) as snapshot:
        merged = snapshot.nominal(1)
    assert merged.name == "Zaru Mohamed TAYIBELI"
    assert [alias.name for alias in merged.aliases] == ["Zarou Muhammad ELTAYIBLI", "Zaru TAYIB"]
    assert merged.nationalities == ("UTO", "UNO")


def test_nothing_is_there_to_add_to(home: Home, now: datetime) -> None:
    with pytest.raises(SnapshotError, match="no such list is installed"):
        install(home, now, Source(record(1)), add=True)


# -- what is done to lists -------------------------------------------------------------------------


def test_there_and_back(home: Home, now: datetime) -> None:
    first, second = (install(home, now, Source(record(number))).version for number in (1, 2))
    assert roll_back(home, "sltd") == first
    assert verify_file(home, "sltd") is None
    with pytest.raises(SnapshotError, match="no previous snapshot"):
        roll_back(home, "sltd")
    assert roll_back(home, "sltd", second) == second
    assert roll_back(home, "sltd") == first


def test_no_way_back(home: Home, now: datetime) -> None:
    install(home, now, Source(record(1)))
    with pytest.raises(SnapshotError, match="no previous snapshot"):
        roll_back(home, "sltd")


def test_removing(home: Home, now: datetime) -> None:
    install(home, now, Source(record(1)))
    (home.list_folder("sltd") / "current").write_text("{")
    remove_list(home, "sltd")
    assert home.list_names() == []
    with pytest.raises(SnapshotError, match="no such list"):
        remove_list(home, "sltd")


def test_a_changed_file_is_found(home: Home, now: datetime) -> None:
    version = install(home, now, Source(record(1))).version
    file = home.snapshot_file("sltd", version)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    assert verify_file(home, "sltd") == "its content is not what was installed"
    file.unlink()
    assert "No such file" in (verify_file(home, "sltd") or "")


def test_the_description_is_kept_with_the_records(desk: Desk) -> None:
    report = desk.load("sltd", DOCUMENTS, title="Stolen", owner="NCB", stale_after=5.0)
    with Snapshot(Home(desk.home).snapshot_file("sltd", report.version)) as snapshot:
        assert snapshot.description == ListDescription(
            "sltd", ListKind.DOCUMENTS, "Stolen", "NCB", stale_after=5.0
        )
        assert json.loads(snapshot.meta["description"])["owner"] == "NCB"


# -- dates -----------------------------------------------------------------------------------------

NOON = "2026-11-20T12:00:00Z"
DATES = [
    ("the file's own", NOON, None, NOON, ""),
    ("the file's own, confirmed later", NOON, "2026-11-21T00:00:00+00:00", NOON, "is ignored"),
    ("the file's own, made older", NOON, "2026-11-19T00:00:00+00:00", "2026-11-19T00:00:00Z", ""),
    ("given", None, "2026-11-21T02:00:00+02:00", "2026-11-21T00:00:00Z", ""),
    ("of the file system", None, None, "2026-11-01T00:00:00Z", "when it was last written"),
]


@pytest.mark.parametrize(
    ("own", "given", "expected", "warning"), [d[1:] for d in DATES], ids=[d[0] for d in DATES]
)
def test_of_what_date_a_list_is(
    tmp_path: Path, now: datetime, own: str | None, given: str | None, expected: str, warning: str
) -> None:
    file = tmp_path / "list"
    file.touch()
    seconds = datetime.fromisoformat("2026-11-01T00:00:00+00:00").timestamp()
    os.utime(file, (seconds, seconds))
    moment = datetime.fromisoformat(given) if given else None
    found, warnings = date_of(own, moment, file, now)
    assert found == expected
    assert bool(warnings) == bool(warning)
    assert warning in "".join(warnings)


def test_a_file_written_in_the_future_is_of_now(tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "list"
    file.touch()
    later = (now + timedelta(days=400)).timestamp()
    os.utime(file, (later, later))
    assert date_of(None, None, file, now)[0] == "2026-11-22T06:48:02Z"


@pytest.mark.parametrize("own", [None, "2026-11-23T00:00:00Z"], ids=["given", "its own"])
def test_a_date_to_come_is_refused(tmp_path: Path, now: datetime, own: str | None) -> None:
    given = None if own else now + timedelta(hours=2)
    with pytest.raises(SnapshotError, match="has not come yet"):
        date_of(own, given, tmp_path, now)
    assert date_of(None, now + timedelta(minutes=30), tmp_path, now)


def test_both_kinds_load(desk: Desk) -> None:
    assert desk.load("more", NOMINALS).records == 6


def test_what_a_refused_load_rejected_is_kept(bare_desk: Desk) -> None:
    rows = DOCUMENTS.replace("active", "asleep").replace("recovered", "asleep")
    with pytest.raises(SnapshotError) as error:
        bare_desk.load("sltd", rows)
    (kept,) = (bare_desk.home / "lists" / "sltd").glob("rejects-refused*.csv")
    assert str(kept) in (error.value.hint or "")
    assert len(kept.read_text().splitlines()) == len(rows.splitlines())
