"""The service under load: requests a second, and how long the slowest of a hundred wait.

    python benchmarks/service.py --documents 10000000 --people 1000000

Service and generator share the machine. First as many requests as go through on some lines, then as
many as are asked for, each sent at its time whether or not those before were answered: a wait is
counted from when a request was due. All of it by the installed command, journal on, over loopback.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from batch import documents_of_travellers
from documents import advanced

from generator.documents import documents
from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_bytes, write_jsonl

_ASKED = 20_000
"""Different requests, which are then asked again."""


class Told(NamedTuple):
    """What came of some requests."""

    seconds: float
    waits: list[float]
    """Of each answer, in order of size."""
    failed: int

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    def slowest(self, of_hundred: float) -> float:
        """Milliseconds within which so many of a hundred were answered."""
        return 1000 * self.waits[min(len(self.waits) - 1, int(len(self.waits) * of_hundred / 100))]


def main() -> None:
    """Load the lists, start the service, ask it, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a home where these lists are, or will be")
    parser.add_argument("--seconds", type=float, default=20.0, help="of each measurement")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rate", type=int, default=1_000, help="documents asked a second")
    parser.add_argument("--person-rate", type=int, default=30)
    parser.add_argument("--database", help="where journal and tokens are: postgresql://...")
    asked = parser.parse_args()
    print("| what | measured |\n|---|---:|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = asked.home or Path(scratch) / "home"
        load(home, "sltd", asked.documents, Path(scratch))
        load(home, "wanted", asked.people, Path(scratch))
        rules = "{rate: 1000000, burst: 1000000, log: false}"
        shared = f"database: {asked.database}\n" if asked.database else ""
        (home / "config.yaml").write_text(f"service: {rules}\n{shared}")
        with Service(home, asked.workers) as service:
            for name, path, questions, rate, lines in (
                ("document", "/v1/document", of_documents(asked.documents), asked.rate, 32),
                ("person", "/v1/person", of_people(), asked.person_rate, 8),
            ):
                requests = [service.request(path, one) for one in questions]
                asyncio.run(flooded(service.port, requests, lines, min(3, asked.seconds)))
                most = asyncio.run(flooded(service.port, requests, lines, asked.seconds))
                told(f"{name} requests a second, {lines} lines", f"{most.rate:,.0f}")
                told(f"of these failed, {name}", str(most.failed))
                paced = asyncio.run(at_rate(service.port, requests, rate, asked.seconds))
                what = f"{name} requests at {rate:,} a second, ms: half, 99 of 100"
                told(what, f"{paced.slowest(50):.1f}, {paced.slowest(99):.1f}")
                told(f"of these failed, {name} at that rate", str(paced.failed))
            told("memory of the processes beyond mapped files, MiB", service.memory())


def told(what: str, measured: str) -> None:
    """One line of the table."""
    print(f"| {what} | {measured} |", flush=True)


def load(home: Path, name: str, count: int, scratch: Path) -> None:
    """Install a list of so many records, if the home has none of that name."""
    if (home / "lists" / name / "current").exists():
        return
    file = scratch / name
    if name == "sltd":
        file = file.with_suffix(".csv")
        write_bytes(str(file), documents(count, 1, 0.0))
    else:
        file = file.with_suffix(".jsonl")
        write_jsonl(str(file), nominals(count, 1))
    command(home, "load", name, str(file), "--as-of", f"{datetime.now(UTC):%FT%TZ}")
    file.unlink()


def command(home: Path, *words: str) -> str:
    """Run the installed command, and return what it prints."""
    environment = {**os.environ, "BORDER_CHECK_HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-m", "border_check", *words],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return ran.stdout


class Service:
    """The service of a home, with a token for it."""

    def __init__(self, home: Path, workers: int) -> None:
        words = ("token", "issue", "--user", "bench", "--post", "GVA-03", "--role", "second-line")
        self._token = command(home, *words).strip()
        environment = {**os.environ, "BORDER_CHECK_HOME": str(home)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "border_check", "serve", "--port=0", f"--workers={workers}"],
            env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found = re.search(r":(\d+)$", line.strip())
        if found is None:
            raise RuntimeError(f"the service did not start: {line}")
        self.port = int(found[1])
        time.sleep(2)  # the other processes

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=60)

    def request(self, path: str, question: dict[str, object]) -> bytes:
        """The bytes of a request."""
        body = json.dumps(question).encode()
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self._token}\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body

    def memory(self) -> str:
        """Anonymous memory of each process, in MiB."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        found = []
        for child in children.split():
            rollup = Path(f"/proc/{child}/smaps_rollup").read_text()
            kilobytes = re.search(r"^Anonymous:\s+(\d+)", rollup, re.MULTILINE)
            found.append(int(kilobytes[1]) / 1024 if kilobytes else 0.0)
        return ", ".join(f"{one:.0f}" for one in found)


def of_documents(count: int) -> Iterator[dict[str, object]]:
    """Documents of travellers, which nobody has reported."""
    for kind, number, state, _ in documents_of_travellers(advanced(count, 1), _ASKED):
        yield {"number": number, "issuing_state": state, "document_type": kind}


def of_people() -> Iterator[dict[str, object]]:
    """Travellers, most of whom nobody has listed."""
    for row in travellers(_ASKED, 2):
        facts = dict(zip(COLUMNS, row, strict=True))
        yield {
            "surname": facts["surname"],
            "given": facts["given_names"],
            "dob": facts["birth_date"],
            "nationality": facts["nationality"],
        }


async def flooded(port: int, requests: list[bytes], lines: int, seconds: float) -> Told:
    """Ask on so many lines, on each the next question once the last was answered."""
    due, waits, failed = cycle(requests), list[float](), [0]
    end = time.perf_counter() + seconds

    async def ask() -> None:
        async with asyncio.timeout(seconds + 60):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while (begin := time.perf_counter()) < end:
                writer.write(next(due))
                failed[0] += not await answered(reader)
                waits.append(time.perf_counter() - begin)
            writer.close()

    begin = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(lines)))
    return Told(time.perf_counter() - begin, sorted(waits), failed[0])


async def at_rate(port: int, requests: list[bytes], rate: int, seconds: float) -> Told:
    """Ask so often a second, on as many lines as are needed for that."""
    questions, waits, failed = cycle(requests), list[float](), [0]
    free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(due: float) -> None:
        line = free.pop() if free else await asyncio.open_connection("127.0.0.1", port)
        line[1].write(next(questions))
        failed[0] += not await answered(line[0])
        waits.append(time.perf_counter() - due)
        free.append(line)

    begin = time.perf_counter()
    running = set[asyncio.Task[None]]()
    for number in range(int(rate * seconds)):
        due = begin + number / rate
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        task = asyncio.ensure_future(ask(due))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    return Told(time.perf_counter() - begin, sorted(waits), failed[0])


async def answered(reader: asyncio.StreamReader) -> bool:
    """Read an answer; whether it is one."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    assert length is not None
    await reader.readexactly(int(length[1]))
    return head.startswith(b"HTTP/1.1 200")


_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)

if __name__ == "__main__":
    main()
