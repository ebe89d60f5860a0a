"""Lists that land in a folder: each is checked once, whatever is killed in between."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from session import Session, wait_for

from border_check.errors import BorderCheckError

HEAD = "surname,given_names,birth_date,number,issuing_state\n"
ROW = "DOE,JANE,1990-01-01,K7654321,UTO\n"
STOP = "ROE,MAX,1991-01-01,L8989123,UTO\n"


@pytest.fixture
def inbox(session: Session) -> Path:
    folder = session.folder / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two looks at the folder, in this process."""
    monkeypatch.setattr("border_check.cli.batch_watch.time.sleep", lambda _: None)


def once(session: Session, inbox: Path, *more: str) -> tuple[int, list[dict[str, str]]]:
    result = session("batch", "--watch", inbox, "--once", "--json", *more)
    return result.code, result.json_lines


def tree(inbox: Path) -> set[str]:
    return {str(path.relative_to(inbox)) for path in inbox.rglob("*") if path.is_file()}


def test_each_list_goes_with_its_results(session: Session, inbox: Path) -> None:
    (inbox / "one.csv").write_text(HEAD + ROW)
    (inbox / "two.csv").write_text(HEAD + STOP)
    code, told = once(session, inbox)
    assert code == 11
    assert {one["file"]: one["verdict"] for one in told} == {
        "one.csv": "proceed",
        "two.csv": "stop",
    }
    assert tree(inbox) == {
        ".border-check.lock",
        *(
            f"done/{name}/{file}"
            for name in ("one.csv", "two.csv")
            for file in (name, "report.txt")
        ),
        *("done/one.csv/one.csv.csv", "done/two.csv/two.csv.csv"),
    }
    assert "[!!] STOP" in (inbox / "done/two.csv/report.txt").read_text()
    assert once(session, inbox) == (0, [])


def test_a_list_that_cannot_be_read(session: Session, inbox: Path) -> None:
    (inbox / "notes.pdf").write_bytes(b"%PDF-1.7")
    code, (told,) = once(session, inbox)
    assert (code, told["state"]) == (3, "failed")
    assert "a PDF document" in (inbox / "failed/notes.pdf/error.txt").read_text()


@pytest.mark.parametrize("form", ["csv", "jsonl", "html"])
def test_forms_of_results(session: Session, inbox: Path, form: str) -> None:
    (inbox / "one.csv").write_text(HEAD + ROW)
    assert once(session, inbox, "--form", form)[0] == 0
    assert (inbox / f"done/one.csv/one.csv.{form}").stat().st_size > 0


UNTOUCHED = ["one.csv.part", ".one.csv", "one.csv~", "ONE.TMP", "folder", "link.csv"]


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_no_list_yet_stays(session: Session, inbox: Path, name: str) -> None:
    place = inbox / name
    if name == "folder":
        place.mkdir()
    elif name == "link.csv":
        place.symlink_to(session.file("elsewhere.csv", HEAD + ROW))
    else:
        place.write_text(HEAD + ROW)
    assert once(session, inbox) == (0, [])
    assert place.is_symlink() or place.exists()


def test_a_list_that_still_grows_is_left_alone(
    session: Session, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = inbox / "one.csv"
    file.write_text(HEAD)
    rows = iter([ROW, STOP, ""])

    def meanwhile(_: float) -> None:
        with file.open("a") as growing:
            growing.write(next(rows))

    monkeypatch.setattr("border_check.cli.batch_watch.time.sleep", meanwhile)
    code, (told,) = once(session, inbox)
    assert (code, told["verdict"]) == (11, "stop")
    assert (inbox / "done/one.csv/one.csv").read_text() == HEAD + ROW + STOP


def test_a_name_that_comes_again(session: Session, inbox: Path) -> None:
    for _ in range(3):
        (inbox / "one.csv").write_text(HEAD + ROW)
        once(session, inbox)
    assert {path.name for path in (inbox / "done").iterdir()} == {
        *("one.csv", "one.csv.2", "one.csv.3")
    }


def test_one_watcher_is_enough(session: Session, inbox: Path) -> None:
    with session.start("batch", "--watch", inbox, "--every", "1") as process:
        wait_for(lambda: (inbox / "working").exists())
        session("batch", "--watch", inbox, "--once").failed(4, "another process watches")
        process.terminate()
    assert process.returncode == 130


def test_what_cannot_be_done_now_is_tried_again(
    session: Session, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "one.csv").write_text(HEAD + ROW)
    with monkeypatch.context() as patch:
        patch.setattr("border_check.cli.batch_run.private_file", _full)
        result = session("batch", "--watch", inbox, "--once")
    assert result.code == 4
    assert "to be tried again" in result.err
    assert once(session, inbox)[0] == 0


def _full(*_: object) -> None:
    raise BorderCheckError("no space left on the device")


def test_a_move_that_was_cut_off(session: Session, inbox: Path) -> None:
    (inbox / "two.csv").write_text(HEAD + STOP)
    once(session, inbox)
    (inbox / "done/two.csv").rename(inbox / "working/two.csv")
    before = session("journal", "show", "--newest", "1").out
    code, (told,) = once(session, inbox)
    assert (code, told["verdict"]) == (11, "stop")
    assert session("journal", "show", "--newest", "1").out == before  # nobody was asked again


def test_a_folder_that_is_none(session: Session) -> None:
    session("batch", "--watch", session.folder / "nowhere", "--once").failed(4, "cannot be watched")


def test_killed_again_and_again(session: Session, inbox: Path) -> None:
    """At any moment a list is in one place, and at the end each is done once."""
    dice = random.Random(7)
    names = {f"flight-{number}.csv" for number in range(12)}
    for name in names:
        (inbox / name).write_text(HEAD + ROW * 40 + STOP)
    for _ in range(4):
        with session.start("batch", "--watch", inbox, "--every", "1") as process:
            time.sleep(1.0 + dice.random())
            os.kill(process.pid, signal.SIGKILL)
        found = [path.name for path in inbox.rglob("flight-*.csv") if path.is_file()]
        assert sorted(found) == sorted(names)
    ended = session.process("batch", "--watch", inbox, "--every", "1", "--once")
    assert ended.code in (0, 11)
    done = {path.name for path in (inbox / "done").iterdir()}
    assert done == names
    assert not any((inbox / "working").iterdir())
    for name in names:
        assert len((inbox / f"done/{name}/{name}.csv").read_text().splitlines()) == 42
    runs = [one for one in session("journal", "export").json_lines if one.get("stage") == "start"]
    first = [one["file"] for one in runs if "resumes" not in one]
    assert sorted(first) == sorted(names)
    assert session("journal", "verify").code == 0
