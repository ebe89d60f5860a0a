"""CPU time of one `border-check doc`, as a multiple of the bare interpreter's."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ZONE = "P<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nK7654321<4UTO9001011F2904157<<<<<<<<<<<<<<<0"
SAMPLES = Path(__file__).parent.parent / "data" / "samples"
LISTS = {"sltd": "sltd.csv", "national-watchlist": "national-watchlist.jsonl"}

BARE = [sys.executable, "-I", "-S", "-c", "pass"]
OURS = [sys.executable, "-m", "border_check"]
COMMANDS = {
    "bare interpreter (-I -S -c pass)": BARE,
    "plain interpreter (-c pass)": [sys.executable, "-c", "pass"],
    "border-check --version": [*OURS, "--version"],
    "border-check doc, by number": [*OURS, "doc", "K7654321", "--issuer", "UTO", "--type", "P"],
    "border-check doc, by zone": [*OURS, "doc", "--mrz", ZONE],
}


def main() -> None:
    """Measure every command in turn, round after round, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        os.environ["BORDER_CHECK_HOME"] = home
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name, file in LISTS.items():
            run([*OURS, "load", name, str(SAMPLES / file), "--as-of", now])
        for command in COMMANDS.values():
            cpu_seconds(command)  # once unmeasured: files are in memory, bytecode is compiled
        taken: dict[str, list[float]] = {what: [] for what in COMMANDS}
        for _ in range(rounds):
            for what, command in COMMANDS.items():
                taken[what].append(cpu_seconds(command))
    report(taken)


def report(taken: dict[str, list[float]]) -> None:
    """A row for each command: median CPU time, and median of the ratios within a round."""
    bare = next(iter(taken.values()))
    print(f"{sys.implementation.name} {sys.version.split()[0]}, {len(bare)} rounds\n")
    print("| command | CPU ms | times the bare interpreter |\n|---|---:|---:|")
    for what, seconds in taken.items():
        ratio = median(own / floor for own, floor in zip(seconds, bare, strict=True))
        print(f"| {what} | {median(seconds) * 1000:.1f} | {ratio:.1f} |")


def cpu_seconds(command: list[str]) -> float:
    """User and system time that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(command: list[str]) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
