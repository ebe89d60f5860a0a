"""`border-check warm`: the same answers from a process that stays, and none lost when it dies."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from session import Result, Session

from border_check import __version__
from border_check.cli import console, start, warm_client, warm_talk
from border_check.journal.book import Journal
from border_check.snapshot.home import Home

from desk import DOCUMENTS

ZONE = """\
P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L8989123<7UTO7408122F3104150<<<<<<<<<<<<<<<2
"""


@contextmanager
def warm_process(session: Session) -> Iterator[subprocess.Popen[str]]:
    process = session.start("warm")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("warm: answers for ")
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


@pytest.fixture
def warm(session: Session) -> Iterator[subprocess.Popen[str]]:
    with warm_process(session) as process:
        yield process


def entries(session: Session) -> int:
    with Journal(session.home / "journal") as journal:
        finding = journal.verify()
    assert finding.faults == ()
    return finding.entries


def by_itself(session: Session, *arguments: str, stdin: str | bytes = b"") -> Result:
    with patch.object(Home, "warm_socket", "none"):
        return session(*arguments, stdin=stdin)


def timeless(result: Result) -> Result:
    """Without what differs from one search to the next."""
    out = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\d+h\d\d|/\d{6}", "", result.out)
    return result._replace(out=re.sub(r'"age_hours": [\d.]+', "", out))


QUESTIONS: list[tuple[list[str], str | bytes]] = [
    (["doc", "K7654321", "--issuer", "UTO", "--type", "P"], ""),
    (["doc", "L8989123", "--issuer", "UTO", "--json"], ""),
    (["doc", "L8989123", "--issuer", "UTO", "--explain"], ""),
    (["doc", "--mrz", "-"], ZONE),
    (["doc", "-"], b"Jos\xe9"),
    (["doc", "K1", "--issuer", "Nowhere"], ""),
    (["doc"], ""),
    (["doc", "Jos\udce9"], ""),
    (["person", "Zarou Tayibeli", "--dob", "1971-03-04"], ""),
    (["person", "李明 محمد Łódź", "--json"], ""),
    (["vehicle", "--vin", "-", "--plate", "-"], "5UTZZ21DXMZ000101\nUT 101 AB\n"),
    (["doc", "K1", "--config", "none.yaml"], ""),
]


def test_its_answers_are_those_of_a_command_by_itself(
    session: Session, warm: subprocess.Popen[str]
) -> None:
    with patch.object(console, "check", side_effect=AssertionError("it answered by itself")):
        warmly = [session(*words, stdin=stdin) for words, stdin in QUESTIONS]
    alone = [by_itself(session, *words, stdin=stdin) for words, stdin in QUESTIONS]
    assert [*map(timeless, warmly)] == [*map(timeless, alone)]
    assert entries(session) == 14


def test_colour_is_that_of_who_asks(session: Session, warm: subprocess.Popen[str]) -> None:
    facts = {"terminal": True, "encoding": "utf-8", "input": None, "folder": "/"}
    question = {
        **facts,
        "version": __version__,
        "command": "doc",
        "given": {"number": "K7654321", "home": str(session.home)},
    }
    folder = str(session.home / "warm")
    coloured = warm_talk.converse(folder, {**question, "environment": {"TERM": "xterm"}})
    plain = warm_talk.converse(folder, {**question, "environment": {"NO_COLOR": "1"}})
    assert coloured is not None
    assert plain is not None
    assert "\x1b[" in coloured["out"]
    assert "\x1b[" not in plain["out"]


def test_a_list_that_was_installed_meanwhile_answers(
    session: Session, warm: subprocess.Popen[str]
) -> None:
    assert session("doc", "K7654321", "--issuer", "UTO").code == 0
    session.load("sltd", DOCUMENTS.replace("K4720135", "K7654321"))
    assert session("doc", "K7654321", "--issuer", "UTO").code == 11
    (session.home / "config.yaml").write_text("desk: {post: GVA-09}")
    assert "GVA-09" in session("doc", "K7654321", "--issuer", "UTO").out


def test_many_ask_at_once(session: Session, warm: subprocess.Popen[str]) -> None:
    def ask(number: int) -> Result:
        return session.process("doc", "K7654321" if number % 2 else "L8989123", "--issuer", "UTO")

    with ThreadPoolExecutor(8) as pool:
        codes = [result.code for result in pool.map(ask, range(24))]
    assert codes == [11, 0] * 12
    assert entries(session) == 24


def test_status_and_stop(session: Session) -> None:
    assert session("warm", "--status").out.startswith("warm: no process runs")
    session("warm", "--stop").failed(4, "no warm process answers")
    with warm_process(session) as process:
        session("doc", "K7654321")
        facts = session("warm", "--status", "--json").json["warm"]
        assert facts["process"] == process.pid
        assert facts["questions"] >= 1
        session.process("warm").failed(4, "a warm process is running")
        assert session("warm", "--stop").out.startswith(f"warm: process {process.pid} stopped")
        assert process.wait(20) == 0
    assert not (session.home / "warm" / "socket").exists()
    assert session("doc", "K7654321").code == 0
    session("warm", "--status", "--stop").failed(2, "expected one of them")


def test_nobody_else_may_ask(session: Session, warm: subprocess.Popen[str]) -> None:
    folder = session.home / "warm"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "socket").stat().st_mode & 0o177 == 0
    folder.chmod(0o755)
    with patch.object(warm_talk, "say", side_effect=AssertionError("it was asked")):
        assert session("doc", "K7654321").code == 0
    folder.chmod(0o700)
    with patch.object(warm_talk, "is_of_this_user", return_value=False):
        assert session("doc", "K7654321").code == 0
    assert entries(session) == 2


def test_a_process_that_was_killed_is_no_matter(session: Session) -> None:
    process = session.start("warm")
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    assert (session.home / "warm" / "socket").exists()
    result = session("doc", "K7654321")
    assert (result.code, result.err, entries(session)) == (0, "", 1)
    with warm_process(session):
        assert "runs, since" in session("warm", "--status").out


def test_another_version_is_not_asked(session: Session, warm: subprocess.Popen[str]) -> None:
    with patch.object(warm_client, "__version__", "0.0.0"):
        assert session("doc", "K7654321").code == 0
    assert entries(session) == 1


class Impostor(threading.Thread):
    """A warm process that goes as far as it is told, and then hangs up."""

    def __init__(self, folder: Path, *, ready: bool) -> None:
        super().__init__(daemon=True)
        folder.mkdir(mode=0o700)
        self._ready = ready
        self._socket = socket.socket(socket.AF_UNIX)
        with warm_talk.Address(str(folder)) as address:
            self._socket.bind(address)
        self._socket.listen()
        self.start()

    def run(self) -> None:
        with self._socket:
            line, _ = self._socket.accept()
        with line:
            warm_talk.hear(line)
            if self._ready:
                warm_talk.say(line, warm_talk.READY)
                warm_talk.hear(line)


def test_one_that_is_not_ready_was_not_asked(session: Session) -> None:
    impostor = Impostor(session.home / "warm", ready=False)
    result = session("doc", "-", stdin="K7654321")
    impostor.join()
    assert (result.code, result.err) == (0, "")


def test_one_that_ends_before_it_answers_is_told_of(session: Session) -> None:
    impostor = Impostor(session.home / "warm", ready=True)
    result = session("doc", "-", "--issuer", "UTO", stdin="L8989123")
    impostor.join()
    assert result.code == 11
    assert result.out.startswith("[!!] STOP")
    assert "the warm process ended before it answered; this is a second search" in result.err


def test_one_that_hears_no_go_asks_nothing(session: Session, warm: subprocess.Popen[str]) -> None:
    given = {"number": "K7654321", "home": str(session.home)}
    line = warm_talk.connected(str(session.home / "warm"))
    try:
        warm_talk.say(line, json.dumps(warm_client._question(start.HOT[0], given)))
        assert warm_talk.hear(line) == warm_talk.READY
    finally:
        line.close()
    time.sleep(0.3)
    assert not (session.home / "journal").exists()


def test_it_is_started_where_the_configuration_says_so(session: Session) -> None:
    (session.home / "config.yaml").write_text("warm: auto")
    assert session("doc", "K7654321").code == 0
    try:
        for _ in range(100):
            if session("warm", "--status", "--json").json["warm"]["runs"]:
                break
            time.sleep(0.2)
        with patch.object(console, "check", side_effect=AssertionError("it answered by itself")):
            assert session("doc", "K7654321").code == 0
    finally:
        assert session("warm", "--stop").code == 0
