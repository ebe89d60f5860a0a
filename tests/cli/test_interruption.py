"""Loads and batches that are stopped half-way, and two at once: nothing is half done."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from pathlib import Path

import pytest
from session import Session, ago, wait_for

from border_check.snapshot.storage import loading

from desk import DOCUMENTS

ROWS = 400_000
"""Enough for a load of seconds, which is stopped as soon as it has begun."""


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("long") / "long.csv"
    rows = (f"R{number},UTO,passport,K{number:07d},lost\n" for number in range(ROWS))
    file.write_text("record_id,issuing_country,document_type,din,category\n" + "".join(rows))
    return file


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill"])
def test_a_load_that_is_stopped(session: Session, long_list: Path, stop: signal.Signals) -> None:
    before = session.kept()
    with session.start("load", "sltd", long_list, "--as-of", ago(hours=1)) as process:
        wait_for(lambda: any((session.home / "lists" / "sltd").glob(".building-*")))
        process.send_signal(signal.SIGSTOP)  # so that it does not end before it is stopped
        busy = session("load", "sltd", session.file("sltd.csv", DOCUMENTS))
        process.send_signal(stop)
        process.send_signal(signal.SIGCONT)
        _, err = process.communicate(timeout=20)
    busy.failed(4, "sltd: another process is loading this list", "wait for it to end")
    if stop is signal.SIGINT:
        assert process.returncode == 130
        assert err.splitlines()[-2:] == [
            "border-check: error: interrupted",
            "border-check: hint: nothing is half done: what was installed before still is",
        ]
        assert "Traceback" not in err
        assert session.kept() == before
    assert session("doc", "L8989123", "--issuer", "UTO").code == 11
    assert session("lists", "verify").code == 0
    session.load("sltd", DOCUMENTS)
    names = {path.name for path in (session.home / "lists" / "sltd").iterdir()}
    assert not [name for name in names if name.startswith(".")]


def test_the_first_load_of_a_list_that_is_killed_leaves_none(
    session: Session, long_list: Path
) -> None:
    with session.start("load", "new", long_list, "--as-of", ago(hours=1)) as process:
        wait_for(lambda: any((session.home / "lists" / "new").glob(".building-*")))
        answers = session("lists", "--json").json["lists"]
        process.kill()
        process.communicate()
    assert [one["name"] for one in answers] == ["sltd", "wanted"]
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0
    assert session("lists", "remove", "new").code == 0
    assert not (session.home / "lists" / "new").exists()


def test_a_lock_ends_with_its_process(session: Session) -> None:
    with loading(session.home / "lists" / "sltd"):
        session("load", "sltd", session.file("sltd.csv", DOCUMENTS)).failed(4, "another process")
        session("lists", "remove", "sltd").failed(4, "another process")
    session.load("sltd", DOCUMENTS)


def test_another_list_is_loaded_meanwhile(session: Session) -> None:
    with loading(session.home / "lists" / "sltd"):
        session.load("other", DOCUMENTS)


def test_a_lock_by_any_means_is_busy(session: Session) -> None:
    lock = sqlite3.connect(session.home / "lists" / "sltd" / "lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    session("load", "sltd", session.file("sltd.csv", DOCUMENTS)).failed(4, "another process")
    lock.close()


@pytest.mark.parametrize(
    ("stop", "suffix"),
    [(signal.SIGINT, ".jsonl"), (signal.SIGKILL, ".csv")],
    ids=["Ctrl-C", "kill"],
)
def test_a_batch_goes_on_where_it_was_cut_off(
    session: Session, stop: signal.Signals, suffix: str
) -> None:
    manifest = session.file("manifest.csv", HEADER + _travellers(4_000))
    out = session.file(f"out{suffix}", "older")
    partial = session.folder / f".out{suffix}.unfinished"
    command = ("batch", manifest, "--out", out, "--workers", "2")
    with session.start(*command, start_new_session=True) as process:
        wait_for(lambda: partial.exists() and partial.stat().st_size > 20_000)
        os.killpg(process.pid, signal.SIGSTOP)
        session(*command).failed(4, "another process is writing these results", "wait for it")
        os.killpg(process.pid, stop)  # as a terminal does: to the workers too
        os.killpg(process.pid, signal.SIGCONT)
        _, err = process.communicate(timeout=30)
    assert "Traceback" not in err
    assert out.read_text() == "older"
    resumed = session(*command, "--resume")
    assert re.search(r"warning: rows 1 to [\d,]+ were answered before: see ", resumed.err)
    whole = session.folder / f"whole{suffix}"
    assert session("batch", manifest, "--out", whole).code == resumed.code
    assert _without_references(out) == _without_references(whole)
    assert not partial.exists()
    assert session("journal", "verify").code == 0


def test_a_batch_does_not_go_on_with_something_else(session: Session) -> None:
    manifest = session.file("manifest.csv", HEADER + _travellers(800))
    out, partial = session.folder / "out.csv", session.folder / ".out.csv.unfinished"
    command = ("batch", manifest, "--out", out)
    assert session(*command).code == 20
    rows = out.read_bytes()
    partial.write_bytes(rows[:60_000])
    other = ("batch", session.file("other.csv", HEADER + _travellers(801)), "--out", out)
    session(*other, "--resume").failed(4, "the passenger list is another one now", "without --res")
    assert partial.exists()
    partial.write_bytes(rows[:60_000].replace(b"-7,", b"-9,"))
    assert session(*command, "--resume").code == 20
    partial.write_bytes(rows[:60_000].replace(b"\n7,", b"\n9,"))
    session(*command, "--resume").failed(3, "row 9 where 7 belongs")
    partial.write_bytes(b"a,b\n")
    session(*command, "--resume").failed(3, "a line is no row of them")
    partial.write_bytes(rows[:60_000])
    session.load("sltd", DOCUMENTS.replace("L8989123", "L8989124"))
    session(*command, "--resume").failed(4, "the lists have changed since")
    session("batch", manifest, "--resume").failed(2, "--resume needs --out")


def test_a_batch_that_answered_nothing_leaves_nothing(session: Session) -> None:
    out = session.folder / "out.csv"
    session("batch", session.file("empty.csv", ""), "--out", out).failed(3, "")
    assert not list(session.folder.glob(".out*"))
    begun = session(
        "batch", session.file("one.csv", HEADER + _travellers(1)), "--out", out, "--resume"
    )
    assert "no run was cut off; this one begins with the first row" in begun.err
    assert out.exists()


HEADER = "Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer\n"


def _travellers(count: int) -> str:
    every = "".join(
        f"DOE{number},JANE,1990-01-01,F,UTO,P,K{number:07},UTO\n" for number in range(count - 1)
    )
    return every + "torn row\n"


def _without_references(results: Path) -> list[str]:
    """What a batch has answered, but for when and under which number of the journal."""
    text = results.read_text()
    text = re.sub(r'\d{4}-\d\d-\d\d/[\w-]+/\d+|"asked_at": "[^"]*"|"age_hours": [\d.]+', "", text)
    return text.splitlines()
