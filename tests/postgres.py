"""A PostgreSQL of its own for the tests, from Debian's packages or whatever else has one."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

OWNER = "postgres"
"""Under whose account it runs where the tests run as root, which PostgreSQL refuses."""


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`; None where there is none."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "postgres").exists()), None)


class Server:
    """A server that listens at a socket in a folder, and nowhere else."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._programs, self._data = programs, folder / "data"
        self._sockets, self._made = folder, 0
        self._run_as = [] if os.getuid() else ["setpriv", f"--reuid={_uid()}", "--clear-groups"]
        folder.mkdir(parents=True, exist_ok=True)
        if not os.getuid():
            shutil.chown(folder, OWNER)
        self._do("initdb", "--auth=trust", "--username=border_check", "--no-sync", "-D", self._data)
        self.start()

    def start(self) -> None:
        """Have it listen, if it does not."""
        options = f"-k {self._sockets} -c listen_addresses= -c fsync=off"
        log = self._sockets / "log"
        self._do("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Have it end at once, as a machine that fails does."""
        self._do("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def database(self) -> str:
        """The address of a new database, as the configuration names it."""
        self._made += 1
        self.ask(f"CREATE DATABASE made{self._made}", self.address_of("postgres"))
        return self.address_of(f"made{self._made}")

    def address_of(self, database: str) -> str:
        """Where a database is reached."""
        return f"postgresql:///{database}?host={self._sockets}&user=border_check"

    @property
    def socket(self) -> Path:
        """At which it listens."""
        return next(self._sockets.glob(".s.PGSQL.*[0-9]"))

    def ask(self, statement: str, address: str) -> str:
        """What `psql` says to a statement."""
        psql = shutil.which("psql") or self._programs / "psql"
        command = [psql, "--no-psqlrc", "-qtA", address, "-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def _do(self, program: str, *words: str | Path) -> None:
        command = [*self._run_as, self._programs / program, *words]
        subprocess.run(command, check=True, capture_output=True, cwd="/")


def _uid() -> int:
    return pwd.getpwnam(OWNER).pw_uid
