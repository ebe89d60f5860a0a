"""What the time tells of discreet records: a question of a first-line desk that meets one, beside a
question of the same form that meets none.

    python benchmarks/discretion.py --rounds 300 --asks 2000

Both are asked in every round, in an order by chance: by processes of their own, as at a counter,
and within one process. The difference is that of the medians, with the interval in which it lies
for 95 % of resampled rounds. Times are those of the clock on the wall, which whoever waits can
tell.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from startup import SAMPLES, installed

from border_check.cli.definitions import plainly_read
from border_check.cli.start import HOT
from border_check.configuration.reading import load_settings
from border_check.formats.terminal import report
from border_check.screening.screener import Screener

LISTS = {
    "sltd": "sltd.csv",
    "national-watchlist": "national-watchlist.jsonl",
    "smv": "smv.csv",
}
FIRST_LINE = "desk: {post: GVA-03, role: first-line}\n"
RESAMPLED = 500

Question = tuple[str, ...]
Ask = Callable[[Question], object]


class Pair(NamedTuple):
    """A question that meets a discreet record of the samples, and one that meets none."""

    hit: Question
    miss: Question


PAIRS = {
    "document": Pair(
        ("doc", "U6120988", "--issuer", "UTO", "--type", "P"),
        ("doc", "U6430977", "--issuer", "UTO", "--type", "P"),
    ),
    "holder": Pair(
        ("doc", "K7654321", "--surname", "Osterwaldini", "--given", "Leokadia", "--dob", "1983"),
        ("doc", "K7654321", "--surname", "Margenthalis", "--given", "Philomea", "--dob", "1979"),
    ),
    "vehicle": Pair(
        ("vehicle", "--plate", "UT 707 DS", "--country", "UTO"),
        ("vehicle", "--plate", "UT 939 DX", "--country", "UTO"),
    ),
}


def main() -> None:
    """Ask every pair, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=300, help="processes of each question")
    parser.add_argument("--asks", type=int, default=2_000, help="the same within one process")
    parser.add_argument("--command", type=Path, help="the installed border-check")
    asked = parser.parse_args()
    ours = installed(asked.command)
    print(f"{sys.implementation.name} {sys.version.split()[0]}\n")
    print("| question | asked by | rounds | hit ms | miss ms | difference ms | 95 % |")
    print("|---|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        home = prepare(Path(folder), ours)
        for what, pair in PAIRS.items():
            tell(f"{what} | a process each", taken(pair, asked.rounds, by_processes(ours)))
        with Screener(home, load_settings(home / "config.yaml")) as screener:
            for what, pair in PAIRS.items():
                tell(f"{what} | one process", taken(pair, asked.asks, by(screener)))


def prepare(home: Path, ours: Sequence[str]) -> Path:
    """A first-line desk with the sample lists."""
    os.environ["BORDER_CHECK_HOME"] = str(home)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, file in LISTS.items():
        load = [*ours, "load", name, str(SAMPLES / file), "--as-of", now]
        subprocess.run(load, check=True, capture_output=True)
    (home / "config.yaml").write_text(FIRST_LINE)
    return home


def by_processes(ours: Sequence[str]) -> Ask:
    """Asks in a process of its own."""
    return lambda question: subprocess.run(
        [*ours, *question], check=True, stdout=subprocess.DEVNULL
    )


def by(screener: Screener) -> Ask:
    """Asks within this process, as the warm process does."""

    def ask(question: Question) -> str:
        command, given = plainly_read(question, HOT) or (HOT[0], {})
        if command.ask is None:
            raise TypeError(f"{command.name} is no single check")
        return report(command.ask(screener, given))

    return ask


def taken(pair: Pair, rounds: int, ask: Ask) -> list[tuple[float, float]]:
    """Milliseconds of the hit and of the miss, round by round."""
    chance, times = random.Random(9303), []
    for question in pair * 3:
        ask(question)  # unmeasured: files are in memory, bytecode is compiled
    for _ in range(rounds):
        one: dict[Question, float] = {}
        for question in chance.sample(pair, 2):
            start = perf_counter()
            ask(question)
            one[question] = 1000 * (perf_counter() - start)
        times.append((one[pair.hit], one[pair.miss]))
    return times


def tell(what: str, times: Sequence[tuple[float, float]]) -> None:
    """A row of the table."""
    chance = random.Random(9303)
    resampled = sorted(difference(chance.choices(times, k=len(times))) for _ in range(RESAMPLED))
    low, high = (resampled[round(share * (RESAMPLED - 1))] for share in (0.025, 0.975))
    hit, miss = (median(one) for one in zip(*times, strict=True))
    figures = f"{hit:.2f} | {miss:.2f} | {hit - miss:+.2f} | {low:+.2f} to {high:+.2f}"
    print(f"| {what} | {len(times)} | {figures} |", flush=True)


def difference(times: Sequence[tuple[float, float]]) -> float:
    """Of the medians."""
    hit, miss = zip(*times, strict=True)
    return float(median(hit) - median(miss))


if __name__ == "__main__":
    main()
