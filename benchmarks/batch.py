"""Passenger lists, checked by the installed command: rows a second, everything included.

Documents are those of travellers whom nobody has reported, of the forms and states of the list.
Beside the command stands the way that reads and asks row by row, within one process. Passengers
with names are held against a list of people by one process and by two.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from documents import advanced

from border_check.formats.batch import row_to_csv
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.screener import Screener

from generator.documents import Documents, documents
from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_bytes, write_csv, write_jsonl

_SAMPLE = 10_000
"""Rows that are read and asked one by one."""
_DOCUMENT = ("document_type", "document_number", "issuing_state", "expiry_date")
_PERSON = ("surname", "given_names", "birth_date", "sex", "nationality")


class Taken(NamedTuple):
    """What one run took, in seconds, and the most memory that it had resident, in MiB."""

    cpu: float
    wall: float
    memory: float


def main() -> None:
    """Make the lists and the passengers, check them, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=300_000, help="passengers, documents only")
    parser.add_argument("--documents", type=int, default=1_000_000, help="records of the list")
    parser.add_argument("--seed", type=int, default=1, help="of the list")
    parser.add_argument("--home", type=Path, help="a home where that list is loaded")
    parser.add_argument("--people", type=int, default=10_000, help="people who are listed")
    parser.add_argument("--people-home", type=Path, help="a home where people are loaded")
    parser.add_argument("--persons", type=int, default=1_000, help="passengers who are searched")
    parser.add_argument("--rounds", type=int, default=5, help="of which the middle one is told")
    asked = parser.parse_args()
    print("| what | measured |\n|---|---:|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = asked.home or loaded_documents(folder, asked.documents, asked.seed)
        made = advanced(asked.documents, asked.seed)
        only = folder / "documents.csv"
        write_csv(str(only), _DOCUMENT, documents_of_travellers(made, asked.rows))
        whole = folder / "passengers.csv"
        write_csv(str(whole), (*_PERSON, *_DOCUMENT), passengers(only, asked.rows))
        of_documents("documents only", home, only, asked.rows, asked.rounds)
        of_documents("with names, no list of people", home, whole, asked.rows, asked.rounds)
        people = asked.people_home or loaded_people(folder, asked.people)
        of_people(people, whole, folder / "some.csv", asked.persons)


def tell(what: str, measured: str) -> None:
    """A row of the table."""
    print(f"| {what} | {measured} |", flush=True)


def loaded_documents(folder: Path, count: int, seed: int) -> Path:
    """A home with a generated list of documents."""
    file, home = folder / "sltd.csv", folder / "documents"
    write_bytes(str(file), documents(count, seed))
    command("load", "sltd", str(file), home=home)
    return home


def loaded_people(folder: Path, count: int) -> Path:
    """A home with a generated list of people."""
    file, home = folder / "people.jsonl", folder / "people"
    write_jsonl(str(file), nominals(count, 1))
    command("load", "people", str(file), home=home)
    return home


def documents_of_travellers(made: Documents, count: int) -> Iterator[tuple[str, ...]]:
    """Documents that nobody has reported, of all forms by their shares, in no order."""
    chance = np.random.default_rng(9303)
    shares = np.array([one.share for one in made.formats])
    counts = chance.multinomial(count, shares / shares.sum())
    rows = [
        (one.type, number.decode(), one.state)
        for at, (one, some) in enumerate(zip(made.formats, counts, strict=True))
        for number in made.innocent(at, int(some), chance)
    ]
    chance.shuffle(rows)
    until = np.datetime64("2026-11-01") + chance.integers(0, 3650, count)
    for row, expiry in zip(rows, until.astype("S10"), strict=True):
        yield (*map(str, row), expiry.decode())


def passengers(only: Path, count: int) -> Iterator[tuple[str, ...]]:
    """The same documents with somebody to each."""
    with only.open(newline="") as file:
        for row, found in zip(islice(csv.reader(file), 1, None), travellers(count, 1), strict=True):
            person = dict(zip(COLUMNS, found, strict=True))
            yield (*(person[column] for column in _PERSON), *row)


def of_documents(what: str, home: Path, manifest: Path, rows: int, rounds: int) -> None:
    """The command, and the other way on some of the rows."""
    out = str(manifest.with_suffix(".out.csv"))
    runs = [command("batch", str(manifest), "--out", out, home=home) for _ in range(rounds)]
    cpu, wall, memory = sorted(runs)[len(runs) // 2]
    tell(f"{what}: rows a CPU second, imports included", f"{rows / cpu:,.0f}")
    tell(f"{what}: rows a second on the clock", f"{rows / wall:,.0f}")
    tell(f"{what}: most memory resident, MiB", f"{memory:,.0f}")
    alone = row_by_row(home, manifest)
    tell(f"{what}: row by row, rows a CPU second", f"{alone:,.0f}")
    tell(f"{what}: ratio", f"{rows / cpu / alone:.1f}")


def row_by_row(home: Path, manifest: Path) -> float:
    """Rows a CPU second where each is read, asked and written by itself."""
    content = b"".join(islice(manifest.open("rb"), _SAMPLE + 1))
    with Screener(home) as screener:
        start, count = time.process_time(), 0
        reading = open_manifest(content, screener.now().date(), "sample")
        batch = Batch(screener, "sample", hashlib.sha256(content).hexdigest())
        for count, row in enumerate(batch.rows(reading.rows), 1):  # noqa: B007
            row_to_csv(row)
        return count / (time.process_time() - start)


def of_people(home: Path, manifest: Path, some: Path, count: int) -> None:
    """Passengers whose names are searched, by one process and by two."""
    some.write_bytes(b"".join(islice(manifest.open("rb"), count + 1)))
    one, two = (
        command("batch", str(some), "--workers", workers, home=home) for workers in ("1", "2")
    )
    tell("people, one process: rows a CPU second", f"{count / one.cpu:,.0f}")
    tell("people, one process: rows a second on the clock", f"{count / one.wall:,.0f}")
    tell("people, two processes: rows a second on the clock", f"{count / two.wall:,.0f}")
    tell("ratio on the clock", f"{one.wall / two.wall:.2f}")
    tell("ratio of CPU time", f"{two.cpu / one.cpu:.2f}")


def command(*words: str, home: Path) -> Taken:
    """Run the installed command; whatever it answers, it must not fail."""
    beside = Path(sys.executable).parent / "border-check"
    ours = [str(beside)] if beside.exists() else [sys.executable, "-m", "border_check"]
    environment = {**os.environ, "BORDER_CHECK_HOME": str(home)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [*ours, *words], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in (0, 10, 11, 20):
        raise SystemExit(f"{' '.join(words)}: exit {process.returncode}")
    return Taken(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
