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
        self._sockets = folder
        self._run_as = [] if os.getuid() else ["setpriv", f"--reuid={_uid()}", "--clear-groups"]
        folder.mkdir(parents=True, exist_ok=True)
        if not os.getuid():
            shutil.chown(folder, OWNER)
        self._do("initdb", "--auth=trust", "--username=border_check", "--no-sync", "-D", self._data)
        self.start()

    @property
    def address(self) -> str:
        """As the configuration names it."""
        return f"postgresql:///postgres?host={self._sockets}&user=border_check"

    def start(self) -> None:
        """Have it listen, if it does not."""
        options = f"-k {self._sockets} -c listen_addresses= -c fsync=off"
        log = self._sockets / "log"
        self._do("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Have it end at once, as a machine that fails does."""
        self._do("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def emptied(self) -> str:
        """Its address, after all tables are gone."""
        self.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return self.address

    def ask(self, statement: str) -> str:
        """What `psql` says to a statement."""
        psql = shutil.which("psql") or self._programs / "psql"
        command = [psql, "--no-psqlrc", "-qtA", self.address, "-c", statement]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def _do(self, program: str, *words: str | Path) -> None:
        command = [*self._run_as, self._programs / program, *words]
        subprocess.run(command, check=True, capture_output=True, cwd="/")


def _uid() -> int:
    return pwd.getpwnam(OWNER).pw_uid
