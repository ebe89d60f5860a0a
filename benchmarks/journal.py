"""How fast the journal is verified, whole, by the command.

    python benchmarks/journal.py --entries 200000

The entries are those of document checks, with their queries; they are entered as desks do, into
memory where there is a disk in it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from border_check.journal.book import Journal


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=200_000)
    asked = parser.parse_args()
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    print("| what | measured |\n|---|---:|")
    with tempfile.TemporaryDirectory(dir=memory) as scratch:
        home = Path(scratch)
        start = time.perf_counter()
        fill(home / "journal", asked.entries)
        taken = time.perf_counter() - start
        print(f"| entries, entered one by one a second | {asked.entries / taken:,.0f} |")
        size = sum(file.stat().st_size for file in (home / "journal").iterdir())
        print(f"| bytes of an entry | {size / asked.entries:,.0f} |")
        start = time.perf_counter()
        verify(home)
        taken = time.perf_counter() - start
        print(f"| entries verified | {asked.entries:,} in {taken:.2f} s |")
        print(f"| entries verified a second | {asked.entries / taken:,.0f} |")


def fill(folder: Path, count: int) -> None:
    """Enter so many checks."""
    with Journal(folder) as journal:
        for number in range(count):
            body = {
                "at": f"2026-11-22T06:{number // 60 % 60:02}:{number % 60:02}Z",
                "check": "document",
                "verdict": "proceed",
                "full_verdict": "proceed",
                "hits": [],
                "lists": [["sltd", "20261121T220000Z-1a2b3c", "ok", 1]],
                "problems": [],
                "post": "GVA-03",
                "user": "officer",
                "device": "desk",
            }
            query = {"number": f"K{number:07}", "issuing_state": "UTO", "surname": "DOE"}
            journal.enter(body, query)


def verify(home: Path) -> None:
    """Run the command, and fail unless it finds nothing."""
    environment = {**os.environ, "BORDER_CHECK_HOME": str(home)}
    command = [sys.executable, "-m", "border_check", "journal", "verify"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "none changed, none missing" in done.stdout


if __name__ == "__main__":
    main()
