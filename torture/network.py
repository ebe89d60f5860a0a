"""The network goes while a list is fetched: the old list answers until the new one is there whole.

    python torture/network.py --steps 100

A server on the loopback interface sends so many bytes of its answer and then hangs up, resets the
line, or says nothing more. Then the line is whole again, and the update is run once more.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from tempfile import TemporaryDirectory

from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.updating.update import Outcome, Updater
from border_check.values.origin import Origin
from border_check.values.screening import Verdict
from border_check.values.settings import Settings

from figures import Figure, table
from places import LISTED, SAMPLES, loaded_home, quick

NEW = "K7654000"
"""A number that only the list on the server has."""
_PATIENCE = 0.2
"""Seconds for which the update waits for the next bytes."""


class _Line(ThreadingTCPServer):
    """A server that has one answer, and gives `most` bytes of it."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answer: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.answer, self.most = answer, len(answer)
        self.end: Callable[[socket.socket], None] = hang_up
        self.closing = threading.Event()


class _Answering(StreamRequestHandler):
    server: _Line

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        line = self.server
        self.wfile.write(line.answer[: line.most])
        if line.most < len(line.answer):
            line.end(self.connection)


def hang_up(line: socket.socket) -> None:
    """The other side is gone, and says so."""
    line.close()


def reset(line: socket.socket) -> None:
    """Something between cuts the line."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def silence(line: socket.socket) -> None:
    """The cable is out: nothing comes, and nobody says so."""
    threading.Event().wait(2 * _PATIENCE)
    line.close()


ENDS = (("hangs up", hang_up), ("is reset", reset), ("is silent", silence))


def network(steps: int, folder: Path) -> Iterator[Figure]:
    """Cut the line at so many places, in each way."""
    template = loaded_home(folder / "template")
    answer = _answer()
    with _serving(answer) as line:
        origin = Origin(
            f"http://127.0.0.1:{line.server_address[1]}/sltd.csv",
            attempts=1,
            read_timeout=_PATIENCE,
        )
        for name, end in ENDS:
            line.end = end
            places = [at * len(answer) // steps for at in range(steps)]
            bad = [fault for at in places if (fault := _try(line, at, origin, template, folder))]
            note = bad[0] if bad else f"of {len(answer):,} bytes"
            yield Figure(f"a line that {name}", len(places), len(places) - len(bad), note)


def _try(line: _Line, at: int, origin: Origin, template: Path, folder: Path) -> str:
    """Cut the line at one byte, and say what did not hold."""
    home = folder / "home"
    shutil.copytree(template, home)
    try:
        line.most = at
        cut = _update(home, origin)
        if cut is not Outcome.FAILED:
            return f"byte {at}: {cut}"
        if _verdicts(home) != (Verdict.STOP, Verdict.PROCEED):
            return f"byte {at}: the old list does not answer as before"
        line.most = len(line.answer)
        whole = _update(home, origin)
        if whole is not Outcome.DONE or _verdicts(home) != (Verdict.STOP, Verdict.STOP):
            return f"byte {at}: {whole}, once the line was whole again"
    finally:
        shutil.rmtree(home)
    return ""


def _update(home: Path, origin: Origin) -> Outcome:
    updater = Updater(Home(home), Settings(), lambda: datetime.now(UTC))
    return updater.update("sltd", origin).outcome


def _verdicts(home: Path) -> tuple[Verdict, Verdict]:
    """Of a document that both lists have, and of one that the new one has."""
    with Screener(home) as screener:
        return tuple(screener.document(one, "UTO", "P").verdict for one in (LISTED, NEW))  # type: ignore[return-value]


def _answer() -> bytes:
    """The sample list with one record more, as a server sends it."""
    content = (SAMPLES / "sltd.csv").read_text(encoding="utf-8")
    more = content.splitlines(keepends=True)[1]
    more = more.replace("S-0001", "S-9001").replace("L8989000", NEW).replace("L8989499", "K7654999")
    body = (content + more).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n"
    when = format_datetime(datetime.now(UTC), usegmt=True)
    return f"{head}Last-Modified: {when}\r\nConnection: close\r\n\r\n".encode() + body


@contextmanager
def _serving(answer: bytes) -> Iterator[_Line]:
    line = _Line(answer)
    thread = threading.Thread(target=line.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield line
    finally:
        line.shutdown()
        line.server_close()
        thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=int, default=100, help="places at which the line is cut")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-", dir=quick()) as folder:
        sys.exit(table(network(asked.steps, Path(folder))))


if __name__ == "__main__":
    main()
