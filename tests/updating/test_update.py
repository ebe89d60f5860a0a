"""A list from its source to the snapshot that answers, and how fresh it then is."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from border_check.configuration.reading import load_settings
from border_check.errors import (
    BorderCheckError,
    Busy,
    ListFileError,
    Refused,
    SnapshotError,
    SourceError,
)
from border_check.snapshot.home import Home
from border_check.snapshot.storage import fetching
from border_check.snapshot.upkeep import remove_list, roll_back
from border_check.updating.update import Outcome, Updated, Updater, origins_of
from border_check.values.lists import ListState
from border_check.values.settings import Settings

from desk import DOCUMENTS, Desk
from list_server import ListServer, sends, unless_known

LIST = DOCUMENTS.encode()
MORE = LIST + b"D9,UTO,passport,Q1234567,,lost,2025-01-01,UTO,2035-01-01,active\n"
DAY = timedelta(days=1)


class Bureau:
    """A home whose list of documents comes from a source."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder, self.now = folder, now
        self.home = Home(folder / "home")
        self.source = ""
        self.said: dict[str, Any] = {}
        self.list: dict[str, Any] = {}

    @property
    def settings(self) -> Settings:
        update = {"attempts": 1, "read_timeout": "10s", **self.said}
        content = {"lists": {"sltd": {"source": self.source, "update": update, **self.list}}}
        file = self.folder / "config.yaml"
        file.write_text(json.dumps(content))
        return load_settings(file)

    def update(self, **how: Any) -> Updated:
        settings = self.settings
        updater = Updater(self.home, settings, lambda: self.now, **how)
        return updater.update("sltd", origins_of(settings)["sltd"])

    def failed(self, kind: type[BorderCheckError], told: str) -> Updated:
        """What an update that must fail says; the list must be as it was."""
        before = self.files()
        found = self.update()
        assert found.outcome is Outcome.FAILED
        assert type(found.error) is kind, found.error
        assert re.search(told, found.error.message), found.error.message
        assert self.files() == before
        return found

    def files(self) -> dict[str, bytes]:
        folder = self.home.list_folder("sltd")
        return {
            file.name: file.read_bytes()
            for file in sorted(folder.glob("*"))
            if not file.name.startswith(("lock", "rejects-refused"))
        }

    def later(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def bureau(tmp_path: Path, now: datetime) -> Bureau:
    return Bureau(tmp_path, now)


@pytest.fixture
def online(bureau: Bureau, server: ListServer) -> Bureau:
    bureau.source = server.at()
    return bureau


@pytest.fixture
def stick(bureau: Bureau) -> Path:
    folder = bureau.folder / "stick"
    folder.mkdir()
    bureau.source = str(folder)
    return folder


def put(stick: Path, name: str, content: bytes, now: datetime, age: timedelta) -> None:
    file = stick / name
    file.write_bytes(content)
    moment = (now - age).timestamp()
    os.utime(file, (moment, moment))


# -- from a server ---------------------------------------------------------------------------------


def test_a_first_list(online: Bureau, server: ListServer) -> None:
    server.says(sends(LIST))
    found = online.update()
    assert (found.outcome, found.error, found.warnings) == (Outcome.DONE, None, ())
    assert found.status.state is ListState.OK
    assert (found.status.records, found.status.as_of) == (7, "2026-11-22T06:48:02Z")
    folder = online.home.list_folder("sltd")
    assert not list(folder.glob(".*"))
    assert (folder / "fetched").stat().st_mode & 0o777 == 0o600


def test_what_is_unchanged_is_confirmed_and_not_loaded(online: Bureau, server: ListServer) -> None:
    server.says(unless_known('"one"', LIST))
    online.update()
    snapshots = {name: content for name, content in online.files().items() if name[0] == "2"}
    online.later(5 * DAY)
    found = online.update()
    assert found.outcome is Outcome.UNCHANGED
    assert (found.status.state, found.status.age_hours) == (ListState.OK, 0.0)
    assert {name: online.files()[name] for name in snapshots} == snapshots
    assert server.asked[-1].headers["If-None-Match"] == '"one"'


def test_another_tag_with_the_same_content(online: Bureau, server: ListServer) -> None:
    server.says(sends(LIST, ETag='"one"'), sends(LIST, ETag='"two"'), sends(status=304))
    version = online.update().status.version
    online.later(DAY)
    found = online.update()
    assert (found.outcome, found.status.version) == (Outcome.UNCHANGED, version)
    assert found.status.as_of == "2026-11-23T06:48:02Z"
    online.later(DAY)
    assert online.update().outcome is Outcome.UNCHANGED
    assert server.asked[-1].headers["If-None-Match"] == '"two"'


def test_new_content(online: Bureau, server: ListServer) -> None:
    server.says(sends(LIST, ETag='"one"'), sends(MORE, ETag='"two"'))
    online.update()
    online.later(DAY)
    found = online.update()
    assert (found.outcome, found.status.records) == (Outcome.DONE, 8)


def dated(day: str) -> bytes:
    """A list of people that says of what day it is."""
    sample = Path(__file__).parents[2] / "data" / "samples" / "un-sc.xml"
    root = f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00.000Z">'
    text = sample.read_text(encoding="utf-8")
    assert "<CONSOLIDATED_LIST>" in text
    return text.replace("<CONSOLIDATED_LIST>", root).encode()


def test_a_dated_list_is_as_fresh_as_its_source_says(bureau: Bureau, server: ListServer) -> None:
    bureau.source = server.at("/consolidated.xml")
    server.says(sends(dated("2026-11-01")))
    found = bureau.update()
    assert found.load is not None
    assert found.load.as_of == "2026-11-01T00:00:00Z"
    assert (found.status.state, found.status.as_of) == (ListState.OK, "2026-11-22T06:48:02Z")


COLUMNS = {name: name for name in ("record_id", "issuing_country", "din", "category")}
ANOTHER_WAY = [
    ("another address", lambda bureau, server: setattr(bureau, "source", server.at("/b.csv"))),
    ("another format", lambda bureau, _: bureau.list.update(format="sltd-csv")),
    ("other columns", lambda bureau, _: bureau.list.update(columns=COLUMNS)),
    ("a damaged snapshot", lambda bureau, _: _cut(bureau)),
    ("an older version that answers", lambda bureau, _: roll_back(bureau.home, "sltd")),
]


def _cut(bureau: Bureau) -> None:
    current = bureau.home.current("sltd")
    assert current is not None
    file = bureau.home.snapshot_file("sltd", current.version)
    file.write_bytes(file.read_bytes()[:-100])


@pytest.mark.parametrize("change", [a[1] for a in ANOTHER_WAY], ids=[a[0] for a in ANOTHER_WAY])
def test_what_is_not_what_the_source_gave_is_taken_again(
    online: Bureau, server: ListServer, change: Any
) -> None:
    server.says(sends(LIST), unless_known('"one"', MORE))
    online.update()
    online.later(DAY)
    online.update()
    change(online, server)
    found = online.update()
    assert server.asked[-1].headers["If-None-Match"] is None
    assert (found.outcome, found.status.state, found.status.records) == ("done", "ok", 8)


def test_it_can_be_loaded_again(online: Bureau, server: ListServer) -> None:
    server.says(unless_known('"one"', LIST))
    online.update()
    assert online.update(again=True).outcome is Outcome.DONE


@pytest.mark.parametrize("content", ["", "{", '{"version": 1}', "[]", '{"more": "x"}', "\0"])
def test_what_was_remembered_may_be_lost(online: Bureau, server: ListServer, content: str) -> None:
    server.says(unless_known('"one"', LIST))
    online.update()
    (online.home.list_folder("sltd") / "fetched").write_text(content)
    assert online.update().outcome is Outcome.DONE
    assert server.asked[-1].headers["If-None-Match"] is None


def test_a_server_that_goes_back_in_time(bureau: Bureau, server: ListServer) -> None:
    bureau.source = server.at("/consolidated.xml")
    server.says(sends(dated("2026-11-20")), sends(dated("2026-11-19")))
    bureau.update()
    bureau.failed(SnapshotError, "older than the one that answers, of 2026-11-20T00:00:00Z")


NO_LISTS = [
    ("a login page", b"<!doctype html><title>Log in</title>", ListFileError, "a web page"),
    ("nothing", b"", ListFileError, "the file is empty"),
    ("a renamed column", LIST.replace(b"din,", b"number_of,", 1), ListFileError, r"^sltd\.csv"),
    (
        "cut gzip",
        gzip.compress(LIST)[:-9],
        ListFileError,
        r"^sltd\.csv: the compressed file",
    ),
    ("few records", b"".join(LIST.splitlines(True)[:2]), Refused, "expected at least 5"),
    ("a bomb", gzip.compress(b"0" * 3_000_000), SourceError, "unpacks to more than 1,048,576"),
    ("too large", b"0" * 2_100_000, SourceError, "has 2,100,000 bytes"),
]


@pytest.mark.parametrize(
    ("body", "kind", "told"), [n[1:] for n in NO_LISTS], ids=[n[0] for n in NO_LISTS]
)
@pytest.mark.parametrize("before", [True, False], ids=["over a list", "without one"])
def test_what_is_no_list_is_not_installed(
    online: Bureau,
    server: ListServer,
    before: bool,
    body: bytes,
    kind: type[BorderCheckError],
    told: str,
) -> None:
    online.list = {"minimum": 5, "format": "sltd-csv"}
    online.said = {"largest": "2M", "unpacked": "1M"}
    server.says(sends(LIST), sends(body))
    if before:
        online.update()
    else:
        server.says(sends(body))
    found = online.failed(kind, told)
    assert found.status.state is (ListState.OK if before else ListState.MISSING)
    assert not list(online.home.list_folder("sltd").glob(".*"))


def test_a_failure_confirms_nothing(online: Bureau, server: ListServer) -> None:
    server.says(sends(LIST), sends(status=404))
    online.update()
    online.later(4 * DAY)
    assert online.failed(SourceError, "answered 404").status.state is ListState.EXPIRED


SUM = hashlib.sha256(LIST).hexdigest().encode()


def test_a_checksum_that_holds(online: Bureau, server: ListServer) -> None:
    online.said = {"checksum": ".sha256"}
    server.paths = {"/sltd.csv": sends(LIST), "/sltd.csv.sha256": sends(SUM + b"  sltd.csv\n")}
    assert online.update().outcome is Outcome.DONE


WRONG_SUMS = [
    ("of something else", sends(SUM[::-1]), SourceError, "not what its checksum is of"),
    ("not there", sends(status=404), SourceError, "sha256: answered 404"),
    ("a page", sends(b"<html>"), SourceError, "expected the SHA-256 of sltd.csv"),
]


@pytest.mark.parametrize(
    ("answer", "kind", "told"), [w[1:] for w in WRONG_SUMS], ids=[w[0] for w in WRONG_SUMS]
)
def test_a_checksum_that_does_not(
    online: Bureau, server: ListServer, answer: Any, kind: type[BorderCheckError], told: str
) -> None:
    online.said = {"checksum": ".sha256"}
    server.paths = {"/sltd.csv": sends(LIST), "/sltd.csv.sha256": answer}
    online.failed(kind, told)


def test_one_update_of_a_list_at_a_time(online: Bureau, server: ListServer) -> None:
    with fetching(online.home.list_folder("sltd")):
        found = online.update()
    assert type(found.error) is Busy
    assert not server.asked


def test_what_a_killed_update_left_goes(online: Bureau, server: ListServer) -> None:
    server.says(sends(LIST))
    left = online.home.list_folder("sltd") / ".fetched-1"
    left.mkdir(parents=True)
    (left / "sltd.csv").write_bytes(LIST)
    online.update()
    assert not left.exists()
    left.mkdir()
    (left / "sltd.csv").write_bytes(LIST)
    remove_list(online.home, "sltd")
    assert not left.parent.exists()


def test_nothing_is_kept_that_may_not_be_told(online: Bureau, server: ListServer) -> None:
    online.source = server.at("/sltd.csv?key=hunter2")
    server.says(sends(LIST))
    online.update()
    files = online.home.list_folder("sltd").rglob("*")
    assert not [file for file in files if file.is_file() and b"hunter2" in file.read_bytes()]


# -- from a stick ----------------------------------------------------------------------------------


def test_a_stick(bureau: Bureau, stick: Path) -> None:
    put(stick, "sltd.csv", LIST, bureau.now, timedelta(hours=30))
    found = bureau.update()
    assert (found.outcome, found.status.state) == (Outcome.DONE, ListState.STALE)
    assert found.status.as_of == "2026-11-21T00:48:02Z"
    assert ["does not say of what date" in warning for warning in found.warnings] == [True]


def test_the_same_file_again_says_nothing_new(bureau: Bureau, stick: Path) -> None:
    put(stick, "sltd.csv", LIST, bureau.now, timedelta(hours=1))
    bureau.update()
    bureau.later(DAY)
    put(stick, "sltd.csv", LIST, bureau.now, timedelta(0))  # copied again
    found = bureau.update()
    assert (found.outcome, found.status.state) == (Outcome.UNCHANGED, ListState.STALE)
    assert (found.status.as_of, found.error) == ("2026-11-22T05:48:02Z", None)


def test_the_same_content_under_a_new_date_is_confirmed(bureau: Bureau, stick: Path) -> None:
    put(stick, "sltd-2026-11-22.csv", LIST, bureau.now, DAY)
    assert bureau.update().status.as_of == "2026-11-22T00:00:00Z"
    bureau.later(5 * DAY)
    put(stick, "sltd-2026-11-27.csv", LIST, bureau.now, DAY)
    found = bureau.update()
    assert (found.outcome, found.status.state) == (Outcome.UNCHANGED, ListState.OK)
    assert found.status.as_of == "2026-11-27T00:00:00Z"


def test_a_list_that_has_expired_and_nothing_newer(bureau: Bureau, stick: Path) -> None:
    put(stick, "sltd-2026-11-22.csv", LIST, bureau.now, DAY)
    bureau.update()
    bureau.later(5 * DAY)
    found = bureau.update()
    assert (found.outcome, found.status.state) == (Outcome.UNCHANGED, ListState.EXPIRED)
    assert found.error is not None
    assert "no longer answers" in found.error.message


def test_an_old_stick_does_not_replace_a_newer_list(bureau: Bureau, stick: Path) -> None:
    put(stick, "sltd-2026-11-22.csv", MORE, bureau.now, DAY)
    bureau.update()
    (stick / "sltd-2026-11-22.csv").rename(stick / "sltd-2026-11-20.csv")
    put(stick, "sltd-2026-11-20.csv", LIST, bureau.now, DAY)
    bureau.failed(SnapshotError, "is of 2026-11-20T00:00:00Z, older than the one that answers")


def test_a_checksum_beside_the_file(bureau: Bureau, stick: Path) -> None:
    bureau.said = {"checksum": ".sha256"}
    put(stick, "sltd.csv", LIST, bureau.now, timedelta(hours=1))
    bureau.failed(SourceError, r"sltd\.csv\.sha256: cannot be read")
    (stick / "sltd.csv.sha256").write_bytes(SUM)
    assert bureau.update().outcome is Outcome.DONE


def test_a_list_that_was_loaded_by_hand_is_taken_over(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    bureau = Bureau(tmp_path, desk.now)
    bureau.source = str(folder)
    put(folder, "sltd.csv", LIST, desk.now, timedelta(minutes=10))
    found = bureau.update()
    assert (found.outcome, found.status.as_of) == (Outcome.DONE, "2026-11-22T06:38:02Z")
