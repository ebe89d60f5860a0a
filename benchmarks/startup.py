"""Time of one command, as a multiple of the bare interpreter's: the installed command, journal on.

    python benchmarks/startup.py --command .venv/bin/border-check --rounds 20

All commands are run in turn, round after round, and a ratio is that of one round, so that what else
the machine does meanwhile falls on all of them. Measure a plain installation: an editable one reads
more folders at its start.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

ZONE = "P<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nK7654321<4UTO9001011F2904157<<<<<<<<<<<<<<<0"
SAMPLES = Path(__file__).parent.parent / "data" / "samples"
LISTS = {"sltd": "sltd.csv", "national-watchlist": "national-watchlist.jsonl"}
CONFIGURATION = "desk: {post: GVA-03}\nlists: {sltd: {stale_after: 24h}}\n"

BARE = "bare interpreter (-I -S -c pass)"
ASKED = {
    "doc, no hit": ["doc", "K7654321", "--issuer", "UTO", "--type", "P"],
    "doc, no hit, JSON": ["doc", "K7654321", "--issuer", "UTO", "--type", "P", "--json"],
    "doc, hit": ["doc", "L8989123", "--issuer", "UTO", "--type", "P"],
    "doc, zone with its holder": ["doc", "--mrz", ZONE],
    "person": ["person", "Jane Doe", "--dob", "1990-01-01"],
    "lists, by Typer": ["lists"],
}

WARM = ("doc, no hit", "doc, zone with its holder", "person")
"""What is put to a warm process, too."""


class Taken(NamedTuple):
    """What one run of a command took, in seconds."""

    cpu: float
    """Of the user and of the system."""
    wall: float


def main() -> None:
    """Measure every command in turn, round after round, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--command", type=Path, help="the installed border-check")
    parser.add_argument("--home", type=Path, help="ask the lists of this home, not the samples")
    options = parser.parse_args()
    ours = installed(options.command)
    interpreter = str(Path(ours[0]).parent / "python") if options.command else sys.executable
    commands = {
        BARE: [interpreter, "-I", "-S", "-c", "pass"],
        "plain interpreter (-c pass)": [interpreter, "-c", "pass"],
        **{f"border-check {what}": [*ours, *words] for what, words in ASKED.items()},
    }
    with tempfile.TemporaryDirectory() as made:
        if options.home is None:
            prepare(Path(made), ours)
        home = str(options.home or made)
        os.environ["BORDER_CHECK_HOME"] = home
        with tempfile.TemporaryDirectory() as other, warm_process(Path(home), Path(other), ours):
            for what in WARM:
                commands[f"border-check {what}, warm"] = [*ours, "--home", other, *ASKED[what]]
            for command in commands.values():
                take(command)  # once unmeasured: files are in memory, bytecode is compiled
            taken: dict[str, list[Taken]] = {what: [] for what in commands}
            for _ in range(options.rounds):
                for what, command in commands.items():
                    taken[what].append(take(command))
    report(taken)


@contextmanager
def warm_process(home: Path, other: Path, ours: list[str]) -> Iterator[None]:
    """A warm process of another home with the same lists; CPU time is of those who ask it alone."""
    (other / "lists").mkdir()
    for folder in (home / "lists").iterdir():
        (other / "lists" / folder.name).symlink_to(folder)
    process = subprocess.Popen([*ours, "--home", other, "warm"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield
    finally:
        process.terminate()
        process.communicate()


def installed(command: Path | None) -> list[str]:
    """The command that is named, else the one beside this interpreter, else the module."""
    beside = Path(sys.executable).parent / "border-check"
    if command is None and not beside.exists():
        return [sys.executable, "-m", "border_check"]
    return [str((command or beside).absolute())]


def prepare(home: Path, ours: list[str]) -> None:
    """A home with the sample lists, and a configuration that has been read before."""
    os.environ["BORDER_CHECK_HOME"] = str(home)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, file in LISTS.items():
        take([*ours, "load", name, str(SAMPLES / file), "--as-of", now])
    (home / "config.yaml").write_text(CONFIGURATION)


def take(command: list[str]) -> Taken:
    """Run a command; whatever it answers, it must not fail."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 10, 11, 20):
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(cpu, wall)


def report(taken: Mapping[str, list[Taken]]) -> None:
    """A row for each command: median times, and medians of the ratios within a round."""
    bare = taken[BARE]
    print(f"{sys.implementation.name} {sys.version.split()[0]}, {len(bare)} rounds\n")
    print("| command | CPU ms | wall ms | CPU, times bare | wall, times bare |")
    print("|---|---:|---:|---:|---:|")
    for what, runs in taken.items():
        times = [median(run.cpu for run in runs), median(run.wall for run in runs)]
        ratios = [
            median(run.cpu / floor.cpu for run, floor in zip(runs, bare, strict=True)),
            median(run.wall / floor.wall for run, floor in zip(runs, bare, strict=True)),
        ]
        shown = [f"{1000 * seconds:.1f}" for seconds in times]
        shown += [f"{ratio:.2f}" for ratio in ratios]
        print(f"| {what} | {' | '.join(shown)} |")


if __name__ == "__main__":
    main()
