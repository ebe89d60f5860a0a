"""Searches at the rate of a large airport, for as long as is asked: nothing grows, nothing is late.

    python torture/load.py --minutes 60

Documents with their holders come at 20 a second, as from a row of counters, to one process that
stays. Memory and open files are noted throughout; what they are at the end is held against what
they were after the first tenth, by when everything has been met once.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from border_check.journal.book import Journal
from border_check.screening.screener import Screener

from figures import Figure, table
from places import loaded_home

RATE = 20.0
"""Searches a second."""
GROWTH = 1.25
"""How many times the memory of the first tenth is too much."""
_LATE = 1.0
"""Seconds from when a search was due until it was answered."""


def sustained(minutes: float, folder: Path, rate: float = RATE) -> Iterator[Figure]:
    """Search at this rate for so long."""
    home = loaded_home(folder / "home")
    count = max(20, int(60 * minutes * rate))
    late, sizes, handles = 0, [], []
    with Journal(home / "journal") as journal:
        before = sum(1 for _ in journal.entries())
    with Screener(home) as screener:
        start = time.monotonic()
        for number, (document, holder) in zip(range(count), travellers(), strict=False):
            due = start + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            found = screener.document(document, "UTO", "P", holder=holder)
            assert found.reference
            late += time.monotonic() - due > _LATE
            if number % max(1, count // 100) == 0:
                sizes.append(resident())
                handles.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))
        took = time.monotonic() - start
    with Journal(home / "journal") as journal:
        faults = journal.verify().faults
        entered = sum(1 for _ in journal.entries()) - before
    tenth = max(1, len(sizes) // 10)
    then, most = max(sizes[: tenth + 1]), max(sizes[tenth:])
    rate_kept = f"{count / took:.1f} a second for {took / 60:.1f} minutes"
    yield Figure("searches answered within a second", count, count - late, rate_kept)
    kept = f"MiB resident: {then:.0f} after a tenth, {most:.0f} at most afterwards"
    yield Figure("memory that stays flat", 1, int(most <= then * GROWTH), kept)
    opened = f"{min(handles)} to {max(handles)} open files"
    yield Figure("open files that stay flat", 1, int(max(handles) <= handles[0] + 8), opened)
    chain = faults[0] if faults else "the chain holds"
    yield Figure("searches that are in the journal", count, min(count, entered), chain)


def travellers() -> Iterator[tuple[str, dict[str, str]]]:
    """Holders of documents who come by, again and again under other names, and seldom a listed
    one."""
    surnames = ("DOE", "ROE", "LINDQUIST", "TAYIBELI", "OKONKWO", "ZELMANI", "BRANDOVAR")
    given = ("JANE", "RICHARD", "MOHAMED ZARU", "ANNA MARIA", "HJALMAR", "AMARA", "QUENTIN")
    for number in cycle(range(10_000_019)):
        surname = surnames[number % 7] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number // 7 % 26]
        name = given[number // 3 % 7] + " " + "AEIOU"[number % 5] + "RNLST"[number // 5 % 5] + "A"
        born = f"{1940 + number % 65}-{1 + number % 12:02}-{1 + number % 28:02}"
        document = f"K{number * 7919 % 10_000_000:07}" if number % 500 else "L8989217"
        yield document, {"surname": surname, "given": name, "dob": born}


def resident() -> float:
    """MiB that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=RATE)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-") as folder:
        sys.exit(table(sustained(asked.minutes, Path(folder), asked.rate)))


if __name__ == "__main__":
    main()
