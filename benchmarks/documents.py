"""A long list of documents: load, size, memory, lookups warm and cold."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot

from generator.documents import BATCH, Documents, documents

NAIVE = 10_000_000
"""Rows that the naive loader takes at most."""
SAMPLE = 100_000
COLD = 200


def main() -> None:
    """Measure what is asked for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", type=Path, help="the list, generated before with this seed")
    parser.add_argument("--home", type=Path, help="keep the home here, and use it if it is there")
    parser.add_argument(
        "--delta", type=int, default=0, help="then install so many changes, and look up again"
    )
    asked = parser.parse_args()
    print("| what | measured |\n|---|---:|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = asked.home or folder / "home"
        if not (home / "lists").exists():
            file = asked.list or generated(folder / "sltd.csv", asked.records, asked.seed)
            rate = load(home, file)
            naive = naively_loaded(folder / "naive.sqlite", file)
            tell("rows a CPU second, csv.reader and executemany", f"{naive:,.0f}")
            tell("ratio", f"{rate / naive:.1f}")
        snapshot = installed(home)
        sizes(snapshot)
        made = advanced(asked.records, asked.seed)
        lookups(snapshot, mixed(made))
        many(snapshot, made)
        cold(snapshot, innocents(made, COLD))
        reads(home, innocents(made, 5))
        if asked.delta:
            file = changes(folder / "delta.csv", asked.delta, asked.records, asked.seed)
            load_delta(home, file)
            lookups(installed(home), mixed(made))
            many(installed(home), made)
            reads(home, innocents(made, 5))


def tell(what: str, measured: str) -> None:
    """A row of the table."""
    print(f"| {what} | {measured} |", flush=True)


def generated(path: Path, count: int, seed: int) -> Path:
    """A list, written as it is made."""
    start = time.process_time()
    with path.open("wb") as file:
        file.writelines(documents(count, seed))
    tell("rows generated a CPU second", f"{count / (time.process_time() - start):,.0f}")
    return path


def load(home: Path, file: Path) -> float:
    """Load with the installed command; the rows it takes a CPU second."""
    command = [sys.executable, "-m", "border_check", "load", "sltd", str(file), "--json"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*command, "--home", str(home)], capture_output=True, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    told = json.loads(done.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tell("records", f"{told['kept']:,}")
    tell("load, minutes on the clock", f"{wall / 60:.1f}")
    tell("load, minutes of CPU", f"{cpu / 60:.1f}")
    tell("load, most memory resident, MiB", f"{after.ru_maxrss / 1024:,.0f}")
    tell("rows a CPU second", f"{told['read'] / cpu:,.0f}")
    return float(told["read"] / cpu)


def changes(path: Path, count: int, records: int, seed: int) -> Path:
    """A delta: half of its records are new, most others recovered, the rest withdrawn."""
    known = Documents(seed).batch(min(count // 2, records)).splitlines()
    withdrawn = len(known) // 5
    new = advanced(records, seed)
    with path.open("wb") as file:
        file.write((",".join(new.columns) + "\n").encode())
        file.write(new.batch(count - len(known)))
        for at, row in enumerate(known):
            status = b"withdrawn" if at < withdrawn else b"recovered"
            file.write(row.rpartition(b",")[0] + b"," + status + b"\n")
    return path


def load_delta(home: Path, file: Path) -> None:
    """Install a delta with the installed command."""
    command = [sys.executable, "-m", "border_check", "load", "sltd", str(file), "--delta", "--json"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*command, "--home", str(home)], capture_output=True, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    told = json.loads(done.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tell("delta: changes, of them of records below", f"{told['kept']:,}, {told['replaced']:,}")
    tell("delta: install, seconds on the clock", f"{wall:.1f}")
    tell("delta: install, seconds of CPU", f"{cpu:.1f}")


def naively_loaded(database: Path, file: Path) -> float:
    """What a first attempt would do: rows a CPU second."""
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE TABLE document (number TEXT, state TEXT, id TEXT, type TEXT, category TEXT,"
        " theft TEXT, review TEXT, status TEXT, PRIMARY KEY (number, state, id)) WITHOUT ROWID"
    )
    opener: Callable[..., Any] = gzip.open if file.suffix == ".gz" else open
    start, count = time.process_time(), 0
    with opener(file, "rt", newline="") as text:
        rows = csv.reader(text)
        next(rows)
        while part := list(islice(rows, min(100_000, NAIVE - count))):
            connection.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((row[3], row[1], row[0], row[2], *row[5:9]) for row in part),
            )
            count += len(part)
    connection.commit()
    connection.close()
    database.unlink()
    return count / (time.process_time() - start)


def installed(home: Path) -> Path:
    """The file of the snapshot that answers."""
    current = Home(home).current("sltd")
    assert current is not None
    return Home(home).snapshot_file("sltd", current.version)


def sizes(snapshot: Path) -> None:
    """Bytes a record, by what they are for."""
    connection = sqlite3.connect(f"{snapshot.as_uri()}?immutable=1", uri=True)
    query = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY name"
    of_table = dict(connection.execute(query))
    (records,) = connection.execute("SELECT value FROM meta WHERE key = 'records'").fetchone()
    connection.close()
    index = snapshot.with_suffix(".documents").stat().st_size
    blocks = of_table["document_block"] + of_table["document_keys"]
    total = snapshot.stat().st_size
    tell("bytes a record, blocks and index", f"{(blocks + index) / int(records):.1f}")
    tell("bytes a record, the rest", f"{(total - blocks) / int(records):.1f}")
    tell("of it long numbers", f"{of_table['document_spelled'] / int(records):.1f}")


def advanced(count: int, seed: int) -> Documents:
    """The generator after so many records."""
    made = Documents(seed)
    for _ in range(0, count, BATCH):
        made.skip()
    return made


def innocents(made: Documents, count: int) -> list[str]:
    """Numbers that are not listed, of all formats by their shares."""
    chance = np.random.default_rng(9303)
    shares = np.array([one.share for one in made.formats])
    counts = chance.multinomial(count, shares / shares.sum())
    numbers = [
        number.decode()
        for at, some in enumerate(counts)
        for number in made.innocent(at, int(some), chance)
    ]
    chance.shuffle(numbers)
    return numbers


def mixed(made: Documents) -> list[str]:
    """What a desk asks: of a hundred one that is listed, and one that looks like a listed one."""
    chance = np.random.default_rng(4)
    numbers = innocents(made, SAMPLE)
    for place in chance.choice(SAMPLE, SAMPLE // 50, replace=False).tolist():
        at = int(chance.integers(len(made.formats)))
        listed = made.formats[at].numbers(chance.integers(0, made.made[at], 1, dtype=np.uint64))
        number = listed[0].decode()
        numbers[place] = number.replace("0", "O", 1) if place % 2 else number
    return numbers


def lookups(snapshot: Path, numbers: list[str]) -> None:
    """Lookups a second in one process: exact, look-alikes, other issuers and series together."""
    with Snapshot(snapshot) as opened:
        for number in numbers[:5000]:
            list(opened.documents(number))
        start = time.process_time()
        found = sum(len(list(opened.documents(number))) for number in numbers)
        seconds = time.process_time() - start
        each = np.array(list(timed(opened, numbers))) / 1000
    tell("lookups a CPU second", f"{len(numbers) / seconds:,.0f}")
    tell("found of 100 asked for", f"{100 * found / len(numbers):.1f}")
    middle, far = np.percentile(each, (50, 99))
    tell("lookup, CPU µs: half, 99 of 100", f"{middle:.1f}, {far:.1f} ({far / middle:.1f} x)")
    tell(
        "most memory resident, MiB",
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}",
    )


def timed(opened: Snapshot, numbers: list[str]) -> Iterator[int]:
    """CPU nanoseconds of each lookup."""
    for number in numbers:
        start = time.thread_time_ns()
        list(opened.documents(number))
        yield time.thread_time_ns() - start


def many(snapshot: Path, made: Documents) -> None:
    """The documents of 300,000 travellers at once."""
    numbers = np.array(innocents(made, 300_000), "S")
    with Snapshot(snapshot) as opened:
        start = time.process_time()
        found = opened.find_many(numbers)
        seconds = time.process_time() - start
    tell("300,000 at once, a CPU second", f"{len(numbers) / seconds:,.0f}")
    tell("of these to be looked at", f"{len(np.unique(found.questions)) + len(found.in_series):,}")


def cold(snapshot: Path, numbers: list[str]) -> None:
    """Open, ask and close, with nothing of the files in memory."""
    each = []
    for number in numbers:
        for path in snapshot.parent.iterdir():
            forget(path)
        start = time.perf_counter()
        with Snapshot(snapshot) as opened:
            list(opened.documents(number))
        each.append(1000 * (time.perf_counter() - start))
    middle, far = np.percentile(each, (50, 99))
    tell("cold lookup, ms on the clock: half, 99 of 100", f"{middle:.2f}, {far:.2f}")


def forget(path: Path) -> None:
    """Drop a file from the page cache."""
    file = os.open(path, os.O_RDONLY)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(file)


def reads(home: Path, numbers: list[str]) -> None:
    """Reads of 4 KiB of the files of the list that one command makes, as strace counts them."""
    if shutil.which("strace") is None:
        tell("reads of 4 KiB", "strace is not installed")
        return
    tracer = ["strace", "-f", "-y", "-e", "trace=read,pread64,mmap"]
    command = [sys.executable, "-m", "border_check", "doc"]
    counts = []
    for number in numbers:
        traced = subprocess.run(
            [*tracer, *command, number, "--issuer", "UTO", "--home", str(home)],
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [line for line in traced.stderr.splitlines() if "/lists/" in line]
        assert not any("mmap(" in line for line in lines)
        sizes = [int(line.rsplit("= ", 1)[1]) for line in lines if line.rsplit("= ", 1)[-1] != "0"]
        counts.append(sum(-(-size // 4096) for size in sizes))
    tell("reads of 4 KiB by one `doc`, opening included", f"{max(counts)}")


if __name__ == "__main__":
    main()
