"""Lines to PostgreSQL on which something goes wrong, and those who hold others up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

import pytest

pytest.importorskip("psycopg")

from border_check.database import line
from border_check.database.postgres import Postgres, _without_values
from border_check.database.rows import DatabaseError, Tables

from postgres import Server

TABLES = Tables("tried", "CREATE TABLE IF NOT EXISTS thing (name TEXT PRIMARY KEY, n BIGINT)")
FROZEN = """
import os, signal, sys
from border_check.database import line
from border_check.database.postgres import Postgres
from border_check.database.rows import Tables
line._IDLE_MS = 500
with Postgres(sys.argv[1], Tables("tried")).writing() as ask:
    print("in", flush=True)
    os.kill(os.getpid(), signal.SIGSTOP)
"""


@pytest.fixture
def rows(database: str) -> Iterator[Postgres]:
    with Postgres(database, TABLES) as rows:
        yield rows


class Wire:
    """Carries what is said between a port and the server, until it is `cut`: then nobody is told,
    and nothing comes any more."""

    def __init__(self, server: Server) -> None:
        self.cut = threading.Event()
        self._socket = str(server.socket)
        self._port = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = [self._port]
        self._carrying: list[threading.Thread] = []
        self._begin(self._listen)

    def address_of(self, database: str) -> str:
        """A database over this wire."""
        name = database.removeprefix("postgresql:///").partition("?")[0]
        port = self._port.getsockname()[1]
        return f"postgresql://border_check@127.0.0.1:{port}/{name}?sslmode=disable"

    def close(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for one in self._carrying:
            one.join()
        for end in self._ends:
            end.close()

    def _begin(self, task: Callable[..., None], *ends: socket.socket) -> None:
        self._carrying.append(threading.Thread(target=task, args=ends))
        self._carrying[-1].start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._port.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._socket)
                self._ends += (caller, server)
                self._begin(self._carry, caller, server)
                self._begin(self._carry, server, caller)

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(65536):
                if not self.cut.is_set():
                    other.sendall(said)
            other.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(postgres_server: Server) -> Iterator[Wire]:
    with closing(Wire(postgres_server)) as wire:
        yield wire


def write(rows: Postgres, name: str) -> None:
    with rows.writing() as ask:
        ask("INSERT INTO thing VALUES (?, 1)", name)


def test_one_that_is_frozen_while_it_writes_stops_nobody(rows: Postgres, database: str) -> None:
    write(rows, "before")
    frozen = subprocess.Popen([sys.executable, "-c", FROZEN, database], stdout=subprocess.PIPE)
    assert frozen.stdout is not None
    with frozen.stdout:
        assert frozen.stdout.readline() == b"in\n"
        write(rows, "after")
    frozen.send_signal(signal.SIGKILL)
    frozen.wait()


def test_who_reads_row_by_row_may_take_their_time(
    rows: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rows.writing() as ask:
        ask("INSERT INTO thing SELECT generate_series(1, 1200)::text, 1")
    monkeypatch.setattr(line, "_IDLE_MS", 50)
    found = rows.each("SELECT name FROM thing")
    next(found)
    threading.Event().wait(0.2)
    assert sum(1 for _ in found) == 1199


def test_what_takes_too_long_is_not_asked_twice(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "_ANSWER_MS", 300)
    with Postgres(database, TABLES) as rows, Postgres(database, TABLES) as other:
        write(rows, "before")
        write(other, "before as well")
        monkeypatch.setattr(line, "dial", lambda *_, **__: pytest.fail("it was asked again"))
        with other.writing(), pytest.raises(DatabaseError, match="timeout"):
            write(rows, "after")


def test_who_reads_waits_for_nobody_who_writes(rows: Postgres, database: str) -> None:
    with rows.writing() as ask:
        ask("INSERT INTO thing VALUES ('a', 1)")
        with Postgres(database, TABLES) as other, other.reading() as look:
            assert look("SELECT name FROM thing") == []


def test_space_is_given_back_however_long_that_takes(
    rows: Postgres, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with rows.writing() as ask:
        ask("INSERT INTO thing SELECT generate_series(1, 50000)::text, 1")
        ask("UPDATE thing SET n = 2")
    monkeypatch.setattr(line, "_ANSWER_MS", 1)
    with Postgres(database, TABLES) as other:
        other.forget("thing")


@pytest.mark.parametrize(
    ("address", "kept", "secret"),
    [
        pytest.param("postgresql:///x?host=/nowhere/at", "failed", "nowhere", id="a socket"),
        pytest.param("postgresql://x@127.0.0.1:1/x", "port 1 failed", "127.0.0.1", id="a machine"),
    ],
)
def test_where_the_database_is_is_not_told(address: str, kept: str, secret: str) -> None:
    with pytest.raises(DatabaseError, match=kept) as error, Postgres(address, TABLES).reading():
        pass
    assert secret not in error.value.in_one_line


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param(
            "root certificate file /root/.postgresql/root.crt does not exist",
            "root certificate file … does not exist",
            id="a path",
        ),
        pytest.param(
            "failed to resolve host 'db.example': unknown",
            "failed to resolve host …: unknown",
            id="single quotes",
        ),
        pytest.param(
            'Key (name)=(TAYIBELI) exists in "thing" over TCP/IP',
            "Key … exists in … over TCP/IP",
            id="a row",
        ),
    ],
)
def test_what_is_told_of_an_error(said: str, told: str) -> None:
    assert _without_values(said) == told


def test_where_another_database_was_put_its_tables_are_made(
    rows: Postgres, database: str, postgres_server: Server
) -> None:
    write(rows, "before")
    postgres_server.ask("DROP TABLE thing", database)
    with pytest.raises(DatabaseError, match="does not exist"):
        write(rows, "after")
    write(rows, "after")


def test_a_line_that_goes_silent_is_given_up(
    database: str, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line.Line, "patience", 0.3)
    monkeypatch.setattr(line, "_CONNECT_SECONDS", 2)
    with Postgres(wire.address_of(database), TABLES) as rows:
        write(rows, "before")
        wire.cut.set()
        with pytest.raises(DatabaseError):
            write(rows, "lost")
        wire.cut.clear()
        write(rows, "after")


def test_an_answer_that_does_not_come_is_told(
    database: str, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line.Line, "patience", 0.3)
    with (
        Postgres(wire.address_of(database), TABLES) as rows,
        pytest.raises(DatabaseError, match="no answer in time"),
        rows.writing() as ask,
    ):
        wire.cut.set()
        ask("SELECT 1")


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="Linux alone has it")
def test_the_system_gives_up_who_is_not_heard(database: str, wire: Wire) -> None:
    with closing(line.dial(wire.address_of(database))) as dialled:
        own = socket.socket(fileno=os.dup(dialled.fileno()))
    with own:
        assert own.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert 0 < own.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) <= 10_000
        idle, interval, count = (
            own.getsockopt(socket.IPPROTO_TCP, option)
            for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
        )
        assert idle + interval * count < 20
