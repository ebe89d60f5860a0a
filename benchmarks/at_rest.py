"""What it costs to keep a home encrypted: the same commands at a plain home and an encrypted one.

    python benchmarks/at_rest.py --documents 1000000 --people 100000

Each is a process of its own, its entry in the journal included; the two homes take turns. Times are
CPU seconds of the user and the system, the middle one of the rounds.
"""

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
from typing import NamedTuple

from generator.documents import documents
from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_bytes, write_csv, write_jsonl


class Home(NamedTuple):
    """A home, and the key that its commands are given."""

    path: Path
    key: Path | None

    def seconds(self, *words: str | Path) -> float:
        """CPU time of a command."""
        environment = {**os.environ, "BORDER_CHECK_HOME": str(self.path)}
        if self.key is not None:
            environment["BORDER_CHECK_KEY_FILE"] = str(self.key)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "border_check", *map(str, words)]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True)
        if ran.returncode not in (0, 10, 11):
            raise RuntimeError(f"{words}: {ran.stderr}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Load both homes, ask both, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--passengers", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        listed, people, flight = (folder / name for name in ("d.csv", "p.jsonl", "flight.csv"))
        write_bytes(str(listed), documents(asked.documents, 1, 0.0))
        write_jsonl(str(people), nominals(asked.people, 1))
        write_csv(str(flight), COLUMNS, travellers(asked.passengers, 2))
        plain, encrypted = Home(folder / "plain", None), Home(folder / "home", folder / "key")
        Home(encrypted.path, None).seconds("encrypted", "new", "--key-file", folder / "key")
        now = f"{datetime.now(UTC):%FT%TZ}"
        whats: dict[str, tuple[int, list[str | Path]]] = {
            f"load, {asked.documents:,} documents": (1, ["load", "sltd", listed, "--as-of", now]),
            f"load, {asked.people:,} people": (1, ["load", "wanted", people, "--as-of", now]),
            "`doc`, no hit": (asked.rounds, ["doc", "K7654321", "--issuer", "UTO"]),
            "`person`": (asked.rounds, ["person", "Jane Doe", "--dob", "1990-01-01"]),
            f"`batch`, {asked.passengers:,} passengers": (3, ["batch", flight]),
            "`journal verify`": (3, ["journal", "verify"]),
            "`lists verify`": (1, ["lists", "verify"]),
        }
        print("| what | plain, s | encrypted, s | times |\n|---|---:|---:|---:|", flush=True)
        for what, (rounds, words) in whats.items():
            pairs = [(plain.seconds(*words), encrypted.seconds(*words)) for _ in range(rounds)]
            first, second = (median(one) for one in zip(*pairs, strict=True))
            print(f"| {what} | {first:.3f} | {second:.3f} | {second / first:.2f} |", flush=True)
        sizes = [
            sum(file.stat().st_size for file in home.path.rglob("*") if file.is_file()) / 2**20
            for home in (plain, encrypted)
        ]
        print(f"| disk, MiB | {sizes[0]:.0f} | {sizes[1]:.0f} | {sizes[1] / sizes[0]:.2f} |")


if __name__ == "__main__":
    main()
