"""`border-check batch --cluster`: the rows go to workers, and come back as from here."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from session import Session, ago, wait_for

from desk import DOCUMENTS

ROWS = 1_500
QUIET = ("--no-dashboard", "--host", "127.0.0.1")


@contextmanager
def running(*words: str, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster, for as long as the block lasts."""
    environment = {**os.environ, "BORDER_CHECK_HOME": str(home)}
    with (home.parent / f"{words[0]}.log").open("ab") as log:
        command = [sys.executable, "-m", "dask", *words]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def scheduler(session: Session) -> Iterator[str]:
    """The address of a running scheduler."""
    file = session.folder / "scheduler.json"
    words = ("scheduler", *QUIET, "--port", "0", "--scheduler-file", str(file))
    with running(*words, home=session.home):
        wait_for(lambda: file.exists() and file.read_text(), seconds=60)
        yield json.loads(file.read_text())["address"]


def worker(
    session: Session, scheduler: str, name: str, stack: ExitStack
) -> subprocess.Popen[bytes]:
    """A worker with lists of its own, copied from this desk unless they are there."""
    home = session.folder / name
    if not home.exists():
        shutil.copytree(session.home / "lists", home / "lists")
    words = ("worker", scheduler, *QUIET, "--name", name, "--nthreads", "1", "--no-nanny")
    return stack.enter_context(running(*words, home=home))


def test_two_workers_one_of_which_is_killed_and_one_that_is_refused(
    session: Session, scheduler: str
) -> None:
    manifest = session.file("manifest.csv", _travellers())
    local, out = session.folder / "local.csv", session.folder / "out.csv"
    partial = session.folder / ".out.csv.unfinished"
    assert session("batch", manifest, "--out", local).code == 11
    with ExitStack() as stack:
        worker(session, scheduler, "first", stack)
        doomed = worker(session, scheduler, "second", stack)
        _load_other_documents(session, "third")
        worker(session, scheduler, "third", stack)
        _wait_for_workers(scheduler, 3)
        with session.start("batch", manifest, "--out", out, "--cluster", scheduler) as process:
            wait_for(lambda: partial.exists() and partial.stat().st_size > 20_000, seconds=60)
            doomed.send_signal(signal.SIGKILL)
            _, err = process.communicate(timeout=120)
    assert process.returncode == 11, err
    (refused,) = (line for line in err.splitlines() if line.startswith("border-check: "))
    assert re.search(r"warning: worker tcp://\S+ is refused: its sltd is \S+, this desk", refused)
    assert _answers(out) == _answers(local)


def test_without_workers_that_have_the_lists(session: Session, scheduler: str) -> None:
    manifest = session.file("manifest.csv", _travellers())
    session("batch", manifest, "--cluster", scheduler).failed(4, "no worker of the cluster has the")


def test_without_a_scheduler(session: Session) -> None:
    manifest = session.file("manifest.csv", _travellers())
    asked = session("batch", manifest, "--cluster", "nonsense://nowhere")
    asked.failed(4, "--cluster nonsense://nowhere: no scheduler answers", "tcp://desk:8786")
    both = session("batch", manifest, "--cluster", "tcp://127.0.0.1:1", "--workers", "2")
    both.failed(2, "--workers and --cluster do not go together")


def _load_other_documents(session: Session, name: str) -> None:
    """A home like that of this desk, but for one document."""
    home = session.folder / name
    shutil.copytree(session.home / "lists", home / "lists")
    file = session.file("other.csv", DOCUMENTS.replace("L8989123", "L8989124"))
    assert session("load", "sltd", file, "--as-of", ago(minutes=1), home=home).code == 0


def _wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(count, timeout=120)


def _travellers() -> str:
    header = "Surname,Given names,Date of birth,Sex,Nationality,Document type,Number,Issuer\n"
    listed = "ERIKSSON,ANNA MARIA,1974-08-12,F,UTO,P,L8989123,UTO\n"
    others = (f"DOE{row},JANE,1990-01-01,F,UTO,P,K{row:07},UTO\n" for row in range(ROWS))
    return header + "".join(others) + listed


def _answers(results: Path) -> list[str]:
    """The rows without the number that their run has in the journal."""
    return [re.sub(r"/\d{6}-", "/-", line) for line in results.read_text().splitlines()]
