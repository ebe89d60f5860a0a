"""Loads that are stopped half-way, and two at once: the list before still answers."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from session import Session, ago

from border_check.snapshot.storage import loading

from desk import DOCUMENTS

ROWS = 150_000
"""Enough for a load of seconds, which is stopped as soon as it has begun."""


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("long") / "long.csv"
    rows = (f"R{number},UTO,passport,K{number:07d},lost\n" for number in range(ROWS))
    file.write_text("record_id,issuing_country,document_type,din,category\n" + "".join(rows))
    return file


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill"])
def test_a_load_that_is_stopped(session: Session, long_list: Path, stop: signal.Signals) -> None:
    before = session.kept()
    with session.start("load", "sltd", long_list, "--as-of", ago(hours=1)) as process:
        wait_for(lambda: any((session.home / "lists" / "sltd").glob(".building-*")))
        busy = session("load", "sltd", session.file("sltd.csv", DOCUMENTS))
        process.send_signal(stop)
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


def test_a_batch_that_is_stopped_leaves_no_half_results(session: Session) -> None:
    row = "DOE,JANE,1990-01-01,F,UTO,P,K7654321,UTO\n"
    header = "Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer\n"
    manifest = session.file("manifest.csv", header + row * 50_000)
    out = session.file("out.csv", "older")
    command = ("batch", manifest, "--out", out, "--workers", "2")
    with session.start(*command, start_new_session=True) as process:
        journal = session.home / "journal" / "journal.sqlite"
        wait_for(journal.exists)
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert out.read_text() == "older"
    assert not list(session.folder.glob(".out*"))
    assert session("journal", "verify").code == 0
