"""Whether the candidate index loses anybody who would alert, and what a check of a person costs.

Each person asked is held against every record of the list with the same comparison, and the records
that alert are looked for among the candidates.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from border_check.matching import weights
from border_check.matching.person import compare_person
from border_check.screening.person_queries import person_of
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.snapshot.reader import Snapshot
from border_check.sources.registry import recognise
from border_check.values.person import Nominal, Person
from border_check.values.settings import Settings

NOW = datetime.now(UTC)
FULL = ("name", "surname", "given", "dob", "nationality", "gender")
ALONE = ("name", "surname", "given")


class Found(NamedTuple):
    """What one way of asking came to."""

    asked: int
    alerting: int
    """Records that alert, of all records of the list."""
    lost: int
    """Of these, the ones that are no candidates."""
    candidates: float
    """Median number of candidates."""
    index_ms: float
    """Median CPU time to find them."""
    scan_ms: float
    """Median CPU time to compare every record."""


def main() -> None:
    """Ask a sample of a file of persons with all their facts and by name alone; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path, help="a list of people, as `load` takes it")
    parser.add_argument("persons", type=Path, help="JSON lines with the keys of `person`")
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threshold", type=float, default=weights.THRESHOLD_SECOND_LINE)
    asked = parser.parse_args()
    lines = asked.persons.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    sample = random.Random(asked.seed).sample(rows, min(asked.sample, len(rows)))
    with tempfile.TemporaryDirectory() as folder, loaded(asked.list, Path(folder)) as snapshot:
        nominals = [(row, snapshot.nominal(row)) for row in range(1, snapshot.records + 1)]
        print("| asked | persons | records that alert | lost | candidates | index, ms | scan, ms |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for title, keys in (("full record", FULL), ("name alone", ALONE)):
            people = list(persons(sample, keys))
            found = measure(snapshot, nominals, people, asked.threshold)
            figures = f"{found.candidates:.0f} | {found.index_ms:.1f} | {found.scan_ms:,.0f}"
            print(f"| {title} | {found.asked} | {found.alerting} | {found.lost} | {figures} |")


def loaded(file: Path, folder: Path) -> Snapshot:
    """The list, installed in a home of its own."""
    source = recognise(file)
    description = describe("measured", source.name, source.kind, Settings())
    home = Home(folder)
    install_list(home, Load(description, source, file, NOW, as_of=NOW))
    return Snapshot(next((folder / "lists" / "measured").glob("*.sqlite")))


def persons(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> Iterator[Person]:
    """The persons of the sample, with these facts of theirs."""
    for row in rows:
        yield person_of({key: row[key] for key in keys if row.get(key)})


def measure(
    snapshot: Snapshot, nominals: list[tuple[int, Nominal]], people: list[Person], threshold: float
) -> Found:
    """Hold the index against the scan for each person."""
    alerting, lost = 0, 0
    counts, index, scan = [], [], []
    for person in people:
        start = time.process_time()
        candidates = snapshot.find_candidates(person, threshold)
        indexed = time.process_time()
        wanted = {
            row
            for row, nominal in nominals
            if compare_person(person, nominal, snapshot.rarity, threshold).alert
        }
        counts.append(len(candidates))
        index.append(1000 * (indexed - start))
        scan.append(1000 * (time.process_time() - indexed))
        alerting += len(wanted)
        lost += len(wanted.difference(candidates))
    medians = (statistics.median(values) for values in (counts, index, scan))
    return Found(len(people), alerting, lost, *medians)


if __name__ == "__main__":
    main()
