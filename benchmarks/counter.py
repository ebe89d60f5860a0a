"""A shift at the counter: how long answers take, and whether memory or open files grow.

    python benchmarks/counter.py --scans 20000

One process answers scan after scan, as `border-check desk` does, with its journal; every
thousandth scan the lists are loaded again underneath. Times are from the last byte of a scan to its
answer as text.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from border_check.cli.desk_answers import Answers
from border_check.cli.desk_feed import Feed, Kind
from border_check.cli.start import run
from border_check.icao.check_digit import check_digit
from border_check.screening.opening import open_all
from border_check.screening.screener import Screener

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
LISTS = {"sltd": "sltd.csv", "national-watchlist": "national-watchlist.jsonl"}
UPPER = "P<UTO{surname}<<{given}"
SHARES = ("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("longest", 1.0)
WORDS = 1000
"""Of which names are made. What is known of a word is kept for the next one who bears it."""
STEPS = 5
"""How often memory is looked at."""


class State(NamedTuple):
    """The process after so many scans."""

    scans: int
    memory: float
    """MiB in memory."""
    files: int


def main() -> None:
    """Answer a shift of scans, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scans", type=int, default=20_000)
    parser.add_argument("--home", type=Path, help="ask the lists of this home, and do not load any")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        home = options.home or Path(made)
        if options.home is None:
            load_all(home)
        times, states = shift(home, options.scans, reload=options.home is None)
    report(times, states)


def shift(home: Path, scans: int, *, reload: bool) -> tuple[list[float], list[State]]:
    """Seconds of each answer, and how the process stood meanwhile."""
    times, states = [], []
    with Screener(home) as screener:
        open_all(screener)
        answers, feed = Answers(screener), Feed(by_hand=False)
        for at, zone in enumerate(zones(scans)):
            if reload and at % 1000 == 500:
                load_all(home)
            start = perf_counter()
            for piece in feed.take(zone):
                assert piece.kind is Kind.SCAN
                answers.next()
                answers.answer(piece)
            times.append(perf_counter() - start)
            if at in (99, scans - 1) or at % max(1, scans // STEPS) == 0:
                states.append(state(at + 1))
    assert answers.answered.total() == scans
    return times, states


def zones(count: int) -> Iterator[bytes]:
    """Passports of people whose names recur as names do; every thousandth is listed."""
    of = random.Random(417)
    words = [word(of, of.randint(4, 11)) for _ in range(WORDS)]
    for at in range(count):
        surname, given = of.choices(words, k=2)
        number = "L8989123" if at % 1000 == 999 else f"K{of.randrange(10**7):07d}"
        upper = UPPER.format(surname=surname, given=given)[:44].ljust(44, "<")
        born, expires = f"{of.randint(50, 99)}0412", "310415"
        lower = f"{number}<{check_digit(number + '<')}UTO{born}{check_digit(born)}F"
        lower += f"{expires}{check_digit(expires)}{'<' * 14}0"
        lower += check_digit(lower[:10] + lower[13:20] + lower[21:43])
        yield f"{upper}\r{lower}\r".encode()


def word(of: random.Random, length: int) -> str:
    """A word that can be said."""
    return "".join(of.choice(("AEIOU", "BDFGKLMNPRSTVZ")[at % 2]) for at in range(length))


def load_all(home: Path) -> None:
    """Load the sample lists, as another process would underneath."""
    for name, file in LISTS.items():
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        words = ["--home", str(home), "load", name, str(SAMPLES / file), "--as-of", now]
        with redirect_stdout(StringIO()):
            if run(words) != 0:
                raise SystemExit(f"{name} could not be loaded")


def state(scans: int) -> State:
    """The memory and the open files of this process now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return State(scans, memory, len(list(Path("/proc/self/fd").iterdir())))


def report(times: list[float], states: list[State]) -> None:
    """A row of times, and a row for each look at the process."""
    ordered = sorted(times)
    print(f"{sys.implementation.name} {sys.version.split()[0]}, {len(times):,} scans\n")
    print("| answered within | ms |")
    print("|---|---:|")
    for name, share in SHARES:
        print(
            f"| {name} | {1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.1f} |"
        )
    print("\n| after scans | MiB in memory | open files |")
    print("|---:|---:|---:|")
    for one in dict.fromkeys(states):
        print(f"| {one.scans:,} | {one.memory:.1f} | {one.files} |")


if __name__ == "__main__":
    main()
