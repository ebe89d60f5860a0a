"""The line to the centre is cut while it is asked: every question is answered, within a second.

    python torture/cuts.py --cuts 1000

Between a post and its centre stands somebody who lets so many bytes of an answer through, other
ones each time, and then hangs up, resets the line, or says nothing more. Every other question has a
whole line, so that lines which were kept open are cut, too.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from border_check.centre.via import ViaCentre
from border_check.journal.book import Journal
from border_check.service.tokens import new_token
from border_check.snapshot.home import Home
from border_check.values.centre import CentreRules
from border_check.values.screening import Verdict
from border_check.values.settings import Role, Settings

from figures import Figure, table
from places import LISTED, loaded_home, quick

_LONGEST_ANSWER = 2500
_IN_TIME = 1.0
"""Seconds."""


class Meddler:
    """Passes on what is said, until it does not."""

    def __init__(self, port: int) -> None:
        self._centre = port
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.most = -1
        """Bytes of an answer that come through; -1 for all."""
        self.how = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(line,), daemon=True).start()

    def _pass_on(self, line: socket.socket) -> None:
        with line, suppress(OSError), socket.create_connection(("127.0.0.1", self._centre)) as far:
            asking = threading.Thread(target=self._ask, args=(line, far), daemon=True)
            asking.start()
            told = 0
            while answer := far.recv(65536):
                if self.most >= 0 and told + len(answer) > self.most:
                    line.sendall(answer[: max(0, self.most - told)])
                    self._cut(line)
                    return
                line.sendall(answer)
                told += len(answer)

    def _ask(self, line: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while question := line.recv(65536):
                far.sendall(question)
            far.shutdown(socket.SHUT_WR)

    def _cut(self, line: socket.socket) -> None:
        if self.how == 1:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif self.how == 2:
            time.sleep(2 * _IN_TIME)
            return
        line.shutdown(socket.SHUT_RDWR)


def cuts(count: int, folder: Path) -> Iterator[Figure]:
    """Cut the line so often."""
    centre, post = loaded_home(folder / "centre"), loaded_home(folder / "post")
    chance = random.Random(count)
    late, wrong, both = [], [], 0
    with _centre(centre) as (port, token):
        meddler = Meddler(port)
        (folder / "token").write_text(token)
        address = f"http://127.0.0.1:{meddler.port}"
        rules = CentreRules(address, str(folder / "token"), patience=0.6)
        silent = Path(Home(post).centre_silent)
        before = _entries(post)
        with ViaCentre(str(post), Settings(), rules) as desk:
            for number in range(count):
                for most in (-1, chance.randrange(_LONGEST_ANSWER)):
                    meddler.most, meddler.how = most, chance.randrange(3)
                    silent.unlink(missing_ok=True)  # else few questions would meet a cut line
                    begin = time.perf_counter()
                    found = desk.document(LISTED, "UTO", "P")
                    if time.perf_counter() - begin > _IN_TIME:
                        late.append(number)
                    both += found.problems[-1].code == "centre_answered"
                    if found.verdict is not Verdict.STOP or not found.reference:
                        wrong.append(number)
        meddler.close()
        entered = _entries(post) - before
    note = f"{both:,} answered by the centre, {2 * count - both:,} here"
    yield Figure(
        "a question while the line is cut, answered", 2 * count, 2 * count - len(wrong), note
    )
    yield Figure("of these, within a second", 2 * count, 2 * count - len(late))
    yield Figure("of these, in the journal of the post", 2 * count, entered)


def _entries(home: Path) -> int:
    with Journal(home / "journal") as journal:
        finding = journal.verify()
        assert not finding.faults, finding.faults
        return finding.entries


@contextmanager
def _centre(home: Path) -> Iterator[tuple[int, str]]:
    """A centre that answers, and a token for it."""
    from datetime import timedelta

    (home / "config.yaml").write_text("service: {rate: 1000000, burst: 1000000, log: false}\n")
    (home / "config.yaml").chmod(0o600)
    folder = Path(Home(home).service)
    purposes = ("border_control",)
    _, token = new_token(folder, "post", "GVA-03", Role.SECOND_LINE, purposes, timedelta(days=1))
    process = subprocess.Popen(
        [sys.executable, "-m", "border_check", "serve", "--port=0"],
        env={**os.environ, "BORDER_CHECK_HOME": str(home)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        found = re.search(r":(\d+)$", process.stdout.readline().strip())
        assert found is not None
        yield int(found[1]), token
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cuts", type=int, default=1000)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-", dir=quick()) as folder:
        sys.exit(table(cuts(asked.cuts, Path(folder))))


if __name__ == "__main__":
    main()
