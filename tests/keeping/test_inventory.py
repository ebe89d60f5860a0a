"""What lies in a home, file by file."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from border_check.errors import SnapshotError
from border_check.formats.keeping import inventory_report
from border_check.keeping.inventory import FileKind, inventory, kind_of
from border_check.snapshot.home import Home

from desk import ALERTS, Desk

KINDS = [
    ("config.yaml", "configuration"),
    ("compiled/config-0123456789abcdef", "configuration"),
    ("event-over", "state"),
    ("event-over.4711", "leftover"),
    ("cleared", "cleared"),
    ("cleared.4711", "leftover"),
    ("recalled", "state"),
    ("recalled.4711", "leftover"),
    ("exchange.lock", "state"),
    ("posts/posts.sqlite", "journal"),
    ("posts/posts.sqlite-wal", "journal"),
    ("posts/other", "unknown"),
    ("kept/000417", "kept"),
    ("kept/000417.4711", "leftover"),
    ("wiping", "state"),
    ("lists/sltd/current", "state"),
    ("lists/sltd/current.new", "leftover"),
    ("lists/sltd/lock", "state"),
    ("lists/sltd/fetched", "state"),
    ("lists/sltd/20261122T060000Z-abcdef.sqlite", "snapshot"),
    ("lists/sltd/20261122T060000Z-abcdef.documents", "index"),
    ("lists/wanted/20261122T060000Z-abcdef.names", "index"),
    ("lists/sltd/rejects-20261122T060000Z-abcdef.csv", "rejects"),
    ("lists/sltd/.building-77.sqlite", "leftover"),
    ("lists/sltd/.fetched-77/fetched.part", "leftover"),
    ("lists/sltd/notes.txt", "unknown"),
    ("lists/sltd/deeper/current", "unknown"),
    ("lists/README", "unknown"),
    ("pictures/uto/p.png", "picture"),
    ("pictures/uto/p.sh", "unknown"),
    ("journal/journal.sqlite", "journal"),
    ("journal/journal.sqlite-wal", "journal"),
    ("journal/journal-000004214.sqlite", "journal"),
    ("journal/journal-000004214.sqlite-shm", "journal"),
    ("journal/journal-x.sqlite", "unknown"),
    ("journal/notes.txt", "unknown"),
    ("warm/lock", "state"),
    ("service/tokens.key", "state"),
    ("service/issued/0123456789abcdef", "state"),
    ("service/issued/.new-0123456789abcdef", "leftover"),
    ("service/notes.txt", "unknown"),
    ("encrypted", "state"),
    ("centre-silent", "state"),
    ("published/sltd/offer.json", "state"),
    ("published/sltd/v1-since-v0.bcs", "snapshot"),
    ("pulled/0123.part", "leftover"),
    ("pulled/notes.txt", "unknown"),
    ("thesis.odt", "unknown"),
    ("sltd.sqlite", "unknown"),
]


@pytest.mark.parametrize(("path", "kind"), KINDS, ids=[path for path, _ in KINDS])
def test_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_no_file_that_a_home_names_is_unknown() -> None:
    """Whoever gives a home a new file says here what it is: else a wipe would leave it."""
    named = {name for name, one in vars(Home).items() if isinstance(one, property)}
    folders = {
        "path",
        "compiled",
        "journal",
        "kept",
        "lists",
        "pictures",
        "published",
        "pulled",
        "service",
        "warm",
    }
    files = [str(getattr(Home("home"), name)).removeprefix("home/") for name in named - folders]
    assert files
    assert [file for file in files if kind_of(file) is FileKind.UNKNOWN] == []


def test_every_file_with_its_digest(desk: Desk) -> None:
    desk.load("fakes", ALERTS)
    with desk.screener() as screener:
        screener.document("K7654321")
    (desk.home / "notes.txt").write_text("mine")
    found = {one.path: one for one in inventory(Home(desk.home), desk.now)}
    files = filter(Path.is_file, desk.home.rglob("*"))
    assert found.keys() == {file.relative_to(desk.home).as_posix() for file in files}
    for path, one in found.items():
        content = (desk.home / path).read_bytes()
        assert (one.size, one.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    personal = {path: one.personal for path, one in found.items()}
    assert personal["journal/journal.sqlite"] is True
    assert personal["journal/head"] is False
    assert personal["notes.txt"] is None
    snapshots = [one for one in found.values() if one.kind is FileKind.SNAPSHOT]
    assert {one.list: one.personal for one in snapshots} == {
        "fakes": False,
        "sltd": True,
        "wanted": True,
    }


def test_a_link_is_named_and_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "current").touch()
    (desk.home / "lists" / "linked").symlink_to(outside)
    (desk.home / "pictures").mkdir()
    (desk.home / "pictures" / "link.png").symlink_to(outside / "current")
    found = {one.path: one.kind for one in inventory(Home(desk.home), desk.now)}
    assert found["lists/linked"] is FileKind.UNKNOWN
    assert found["pictures/link.png"] is FileKind.UNKNOWN
    assert "lists/linked/current" not in found


def test_no_home(tmp_path: Path, desk: Desk) -> None:
    with pytest.raises(SnapshotError, match="no such home"):
        inventory(Home(tmp_path / "nowhere"), desk.now)


def test_the_report_fits(desk: Desk) -> None:
    kept = inventory(Home(desk.home), desk.now + timedelta(days=900))
    lines = inventory_report("home", kept, colour=False).splitlines()
    assert all(len(line) <= 80 for line in lines if not line.startswith("  lists/"))
    assert len(lines) == 1 + 2 * len(kept) + 2
    assert lines[-1].startswith(f"{len(kept)} files, ")
