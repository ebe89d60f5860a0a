"""What is taken from a stick or a folder, and of when it is."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from border_check.errors import SourceError
from border_check.updating.delivered import date_in_name, take_delivered
from border_check.updating.intake import Taken
from border_check.values.origin import Origin


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def put(stick: Path, name: str, day: int = 20, content: str = "x") -> Path:
    """A file that was last written on a day of November 2026."""
    file = stick / name
    file.write_text(content)
    moment = datetime(2026, 11, day, tzinfo=UTC).timestamp()
    os.utime(file, (moment, moment))
    return file


def take(source: Path, now: datetime, **limits: Any) -> Taken:
    room = source.parent / "room" if source.is_dir() else source.parent.parent / "room"
    room.mkdir(exist_ok=True)
    return take_delivered(Origin(str(source), **limits), "sltd", room, now)


NAMED = [
    ("a day", "sltd-2026-11-20.csv", "2026-11-20T00:00:00+00:00"),
    ("a day in one word", "sltd_20261120.csv", "2026-11-20T00:00:00+00:00"),
    ("a day with dots", "2026.11.20 sltd.csv", "2026-11-20T00:00:00+00:00"),
    ("a moment", "sltd-2026-11-20T06:30.csv", "2026-11-20T06:30:00+00:00"),
    ("a moment in one word", "sltd-20261120T063015Z.csv", "2026-11-20T06:30:15+00:00"),
    ("today, which has begun elsewhere", "sltd-2026-11-22T18:00.csv", "2026-11-22T06:48:02+00:00"),
    ("no date", "sltd.csv", None),
    ("digits that are no date", "sltd-20269999.csv", None),
    ("digits that are more than a date", "sltd-202611201.csv", None),
    ("parts written in two ways", "sltd-2026-11_20.csv", None),
]


@pytest.mark.parametrize(("name", "moment"), [n[1:] for n in NAMED], ids=[n[0] for n in NAMED])
def test_the_date_in_a_name(name: str, moment: str | None, now: datetime) -> None:
    found = date_in_name(name, now)
    assert (found.isoformat() if found else None) == moment


def test_a_date_that_has_not_come(now: datetime) -> None:
    with pytest.raises(SourceError, match="has not come yet"):
        date_in_name("sltd-2026-11-24.csv", now)


NEWEST = [
    ("by the date in its name", [("sltd-2026-11-19.csv", 21), ("sltd-2026-11-20.csv", 2)], 1),
    ("by when it was written", [("sltd-b.csv", 20), ("sltd-a.csv", 21)], 1),
    ("by either", [("sltd-2026-11-19.csv", 1), ("sltd.csv", 18)], 0),
    ("without what lies beside", [("sltd.csv", 20), ("sltd.csv.sha256", 21)], 0),
    ("without what is not all there", [("sltd.csv", 20), ("sltd-new.csv.part", 21)], 0),
    ("without what is hidden", [("SLTD.CSV", 20), ("._SLTD.CSV", 21)], 0),
    ("without other lists", [("sltd.csv", 20), ("un-sc.xml", 21)], 0),
]


@pytest.mark.parametrize(("files", "chosen"), [n[1:] for n in NEWEST], ids=[n[0] for n in NEWEST])
def test_the_newest_of_a_folder(
    stick: Path, files: list[tuple[str, int]], chosen: int, now: datetime
) -> None:
    for name, day in files:
        put(stick, name, day)
    taken = take(stick, now)
    assert taken.path is not None
    assert taken.path.name == files[chosen][0]


def test_files_may_be_named_otherwise(stick: Path, now: datetime) -> None:
    put(stick, "sltd.csv", 21)
    put(stick, "export-7.txt", 20)
    taken = take(stick, now, pattern="export-*.txt")
    assert taken.path is not None
    assert taken.path.name == "export-7.txt"


def test_a_file_is_copied_as_it_is(stick: Path, now: datetime) -> None:
    file = put(stick, "sltd-2026-11-20.csv", content="content")
    taken = take(file, now)
    assert taken.path is not None
    assert taken.path.read_text() == "content"
    assert taken.path.stat().st_mode & 0o777 == 0o600
    assert taken.path.stat().st_mtime_ns == file.stat().st_mtime_ns
    assert taken.confirmed == now.replace(day=20, hour=0, minute=0, second=0)
    assert taken.name == str(file)


def test_when_a_file_was_written_confirms_nothing(stick: Path, now: datetime) -> None:
    assert take(put(stick, "sltd.csv", 22), now).confirmed is None


def test_a_link_on_a_stick_is_not_followed(stick: Path, now: datetime) -> None:
    (stick.parent / "secret").write_text("secret")
    (stick / "sltd.csv").symlink_to(stick.parent / "secret")
    with pytest.raises(SourceError, match="has no file that is named"):
        take(stick, now)


def test_nothing_there(stick: Path, now: datetime) -> None:
    with pytest.raises(SourceError, match="no such file or folder") as raised:
        take(stick / "sltd.csv", now)
    assert "plug in" in raised.value.hint
    put(stick, "un-sc.xml")
    with pytest.raises(SourceError, match=r"has no file that is named sltd\*"):
        take(stick, now)


def test_a_pipe_is_not_waited_for(stick: Path, now: datetime) -> None:
    os.mkfifo(stick / "sltd.csv")
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        take(stick / "sltd.csv", now)


def test_too_much(stick: Path, now: datetime) -> None:
    file = put(stick, "sltd.csv", content="x" * 100)
    with pytest.raises(SourceError, match="has 100 bytes, more than 99"):
        take(file, now, largest=99)
    assert take(file, now, largest=100).path


def test_a_stick_that_is_pulled_out(
    stick: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pulled:
        def read(self, size: int) -> bytes:
            raise OSError(5, "Input/output error")

        def __enter__(self) -> Pulled:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self._handle)

        def __init__(self, handle: int) -> None:
            self._handle = handle

        def fileno(self) -> int:
            return self._handle

    file = put(stick, "sltd.csv")
    opened = os.open(file, os.O_RDONLY)
    monkeypatch.setattr("border_check.updating.delivered._opened", lambda _: Pulled(opened))
    with pytest.raises(SourceError, match="cannot be read: Input/output error"):
        take(file, now)


def test_a_file_that_is_being_written(
    stick: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from border_check.updating import delivered

    file = put(stick, "sltd.csv")
    read = delivered._read

    def grow(stream: Any, of: Path) -> bytes:
        found = read(stream, of)
        put(stick, "sltd.csv", 21, "xx")
        return found

    monkeypatch.setattr("border_check.updating.delivered._read", grow)
    with pytest.raises(SourceError, match="is being written"):
        take(file, now)


def test_a_day_is_fresh_for_its_own_limits(now: datetime) -> None:
    """The beginning of a day: a list is never told to be younger than it may be."""
    found = date_in_name("sltd-2026-11-21.csv", now)
    assert found is not None
    assert now - found == timedelta(days=1, hours=6, minutes=48, seconds=2)
