"""The end of a home: nothing of ours stays, nothing of others goes, and it is proved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from border_check.errors import BorderCheckError, Busy, SnapshotError, UsageError
from border_check.keeping.inventory import inventory
from border_check.keeping.wiping import require_outside, wipe
from border_check.snapshot.home import Home
from border_check.snapshot.storage import fetching, loading

from desk import Desk


def test_nothing_of_ours_stays(desk: Desk, tmp_path: Path) -> None:
    with desk.screener() as screener:
        screener.document("K7654321")
    before = inventory(Home(desk.home), desk.now)
    proof = tmp_path / "proof.json"
    wiped = wipe(Home(desk.home), desk.now, proof)
    assert not desk.home.exists()
    assert [one.path for one in wiped.removed] == sorted(one.path for one in before)
    written = json.loads(proof.read_text())
    assert (written["done"], written["left"], written["wiped_at"]) == (True, [], wiped.at)
    digests = {one.path: one.sha256 for one in before}
    assert {one["path"]: one["sha256"] for one in written["files"]} == digests


def test_what_is_not_ours_stays(desk: Desk) -> None:
    notes = desk.home / "lists" / "sltd" / "notes.txt"
    notes.write_text("mine")
    wiped = wipe(Home(desk.home), desk.now)
    assert wiped.left == ("lists/sltd/notes.txt",)
    assert [file for file in desk.home.rglob("*") if file.is_file()] == [notes]


@pytest.mark.parametrize("files", [(), ("config.yaml",), ("lists/notes.txt",)], ids=str)
def test_what_is_no_home_is_left_alone(tmp_path: Path, desk: Desk, files: tuple[str, ...]) -> None:
    folder = tmp_path / "photos"
    for name in ("summer.png", *files):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine")
    with pytest.raises(SnapshotError, match="not wiped"):
        wipe(Home(folder), desk.now)
    assert len([file for file in folder.rglob("*") if file.is_file()]) == 1 + len(files)


@pytest.mark.parametrize("held", [loading, fetching], ids=["a load", "an update"])
def test_not_while_a_list_is_worked_on(desk: Desk, held: object) -> None:
    before = {one.path for one in inventory(Home(desk.home), desk.now)}
    with held(desk.home / "lists" / "wanted"), pytest.raises(Busy):  # type: ignore[operator]
        wipe(Home(desk.home), desk.now)
    assert before <= {one.path for one in inventory(Home(desk.home), desk.now)}


def test_one_that_was_killed_is_run_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.home / "config.yaml").write_text("warm: off\n")
    before = {one.path for one in inventory(Home(desk.home), desk.now)}
    proof = tmp_path / "proof.json"
    unlink, removed = Path.unlink, list[Path]()

    def killed(path: Path, missing_ok: bool = False) -> None:
        if path.is_relative_to(desk.home) and path.name in {Path(one).name for one in before}:
            if len(removed) == 3:
                raise KeyboardInterrupt
            removed.append(path)
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", killed)
    with pytest.raises(KeyboardInterrupt):
        wipe(Home(desk.home), desk.now, proof)
    monkeypatch.undo()
    assert {file.name for file in removed[:2]} == {"current"}
    assert json.loads(proof.read_text())["done"] is False
    with desk.screener() as screener:
        assert screener.document("L8989123").verdict == "not_checked"
    wiped = wipe(Home(desk.home), desk.now, proof)
    assert not desk.home.exists()
    assert before <= {one.path for one in wiped.removed}
    assert json.loads(proof.read_text())["done"] is True


def test_a_proof_of_something_else_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    proof = tmp_path / "proof.json"
    proof.write_text("{}")
    with pytest.raises(UsageError, match="no inventory of a wipe"):
        wipe(Home(desk.home), desk.now, proof)
    assert (proof.read_text(), desk.home.exists()) == ("{}", True)


def test_a_proof_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BorderCheckError, match="cannot be written"):
        wipe(Home(desk.home), desk.now, tmp_path / "nowhere" / "proof.json")
    assert Home(desk.home).current("sltd") is not None


def test_a_proof_inside_would_go_with_the_home(desk: Desk) -> None:
    with pytest.raises(UsageError, match="lies in the home"):
        require_outside(Home(desk.home), desk.home / "lists" / ".." / "proof.json", "--to")
