"""A service in a process of its own, as whoever runs one starts it, and those who ask it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
from session import SAMPLES, Session, ago

LISTS = {"sltd": "sltd.csv", "wanted": "national-watchlist.jsonl", "cars": "smv.csv"}
FAST = "service: {rate: 100000, burst: 100000}\n"


def loaded(session: Session, configuration: str = FAST) -> Session:
    """A home with lists of each kind that is asked."""
    session.home.mkdir(parents=True, exist_ok=True)
    (session.home / "config.yaml").write_text(configuration)
    for name, file in LISTS.items():
        told = session("load", name, SAMPLES / file, "--as-of", ago(hours=1))
        assert told.code == 0, told
    return session


def centre_of(session: Session, address: str, patience: float, /, **more: Any) -> str:
    """The configuration of a post that may ask a centre, with a token that lies in its folder."""
    said = {"address": address, "token": session.folder / "token", "patience": patience, **more}
    return f"centre: {{{', '.join(f'{key}: {value}' for key, value in said.items())}}}\n"


class Serving:
    """`border-check serve` for the time of a `with` statement."""

    def __init__(self, session: Session, *options: str, workers: int = 1) -> None:
        self.session = session
        self._errors = (session.folder / "served.log").open("w+")
        command = [sys.executable, "-m", "border_check", "serve", "--port=0"]
        self.process = subprocess.Popen(
            [*command, f"--workers={workers}", *options],
            env={**os.environ, "BORDER_CHECK_HOME": str(session.home)},
            stdout=subprocess.PIPE, stderr=self._errors, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"(https?)://[^:]+:(\d+)$", line.strip())
        assert found, self.log
        self.port = int(found[2])
        self.address = f"{found[1]}://127.0.0.1:{self.port}"

    def __enter__(self) -> Serving:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> int:
        """Have it end, and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        if self.process.stdout:
            self.process.stdout.close()
        self.close_log()
        return code

    def close_log(self) -> None:
        """Let go of what it wrote on standard error."""
        self._errors.close()

    def kill(self) -> None:
        """End all of its processes at once, as a machine that fails does."""
        own = self.process.pid
        children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        for one in (own, *map(int, children)):
            os.kill(one, signal.SIGKILL)

    @property
    def log(self) -> str:
        """What it wrote on standard error."""
        return Path(self._errors.name).read_text()

    def token(self, *options: str, role: str = "second-line", user: str = "anna") -> str:
        """A token that counts there."""
        words = ("token", "issue", "--user", user, "--post", "GVA-03", "--role", role)
        issued = self.session(*words, *options)
        assert issued.code == 0, issued
        return issued.out.strip()

    def token_of_post(self, post: str = "GVA-03") -> str:
        """One with which a post brings its hits, and does nothing else."""
        words = ("token", "issue", "--user", "post", "--post", post, "--exchange")
        issued = self.session(*words, "--valid", "365d")
        assert issued.code == 0, issued
        return issued.out.strip()

    def asking(self, token: str | None = None, **options: Any) -> httpx.Client:
        """A client with that token, or with one of a second line."""
        given = self.token() if token is None else token
        headers = {"Authorization": f"Bearer {given}"} if given else {}
        usual = {"base_url": self.address, "headers": headers, "timeout": 30}
        return httpx.Client(**{**usual, **options})


def post_at(folder: Path, centre: Serving, lists: Path, **more: str) -> Session:
    """A post with lists of its own, which has a token for the exchange."""
    session = Session(folder)
    folder.mkdir()
    shutil.copytree(lists, session.home)
    (folder / "token").write_text(centre.token(role="first-line"))
    (folder / "exchange").write_text(centre.token_of_post())
    use(session, centre.address, **more)
    return session


def use(session: Session, address: str, **more: str) -> None:
    """Have a post ask, and bring its hits to, the centre at this address."""
    tokens = f"token: {session.folder / 'token'}, exchange: {session.folder / 'exchange'}"
    others = "".join(f"{key}: {value}\n" for key, value in more.items())
    (session.home / "config.yaml").write_text(
        f"desk: {{post: GVA-03}}\ncentre: {{address: '{address}', {tokens}}}\n{others}"
    )
