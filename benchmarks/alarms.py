"""How many of 1,000 travellers alarm on lists of several sizes, as Markdown."""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from border_check.evaluation.alarms import Alarms, ListAlarms, TravellerFile, measure_alarms
from border_check.manifests.registry import open_manifest
from border_check.screening.screener import Screener
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.sources.registry import recognise
from border_check.values.settings import Settings, Thresholds

from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_jsonl, write_rows

NOW = datetime.now(UTC)
SHIPPED = Thresholds()


class Measured(NamedTuple):
    """One list, and what travellers made of it."""

    name: str
    persons: int
    travellers: int
    alarms: ListAlarms


def main() -> None:
    """Measure list after list, then print a table for each way of asking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--list",
        action="append",
        type=_sizes,
        metavar="PERSONS:TRAVELLERS",
        help="a generated list of that size; by default 4620:2000, 75000:2000 and 1000000:400",
    )
    parser.add_argument(
        "--real", action="append", default=[], type=Path, help="a real list, as `load` takes it"
    )
    parser.add_argument("--lowest", type=float, default=5.0, help="where the tables begin, points")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    sizes = asked.list or [(4_620, 2_000), (75_000, 2_000), (1_000_000, 400)]
    thresholds = [asked.lowest + more for more in range(8)]
    found = [real(path, sizes[0][1], asked.seed, thresholds) for path in asked.real]
    found += [generated(persons, count, asked.seed, thresholds) for persons, count in sizes]
    for title, rows_of in (("full record", _full), ("name alone", _name_alone)):
        print("\n".join(table(title, found, rows_of)), end="\n\n")


def generated(persons: int, asked: int, seed: int, thresholds: list[float]) -> Measured:
    """Measure on a generated list."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nominals.jsonl"
        write_jsonl(str(file), nominals(persons, seed))
        return measured("generated", file, Path(folder) / "home", asked, seed, thresholds)


def real(path: Path, asked: int, seed: int, thresholds: list[float]) -> Measured:
    """Measure on a list of a publisher."""
    with tempfile.TemporaryDirectory() as folder:
        return measured(path.name, path, Path(folder), asked, seed, thresholds)


def measured(
    name: str, file: Path, folder: Path, asked: int, seed: int, thresholds: list[float]
) -> Measured:
    """Load a list, and hold generated travellers against it."""
    source = recognise(file)
    description = describe("measured", source.name, source.kind, Settings())
    start = time.process_time()
    report = install_list(Home(folder), Load(description, source, file, NOW, as_of=NOW))
    loaded = time.process_time()
    with Screener(folder, Settings(), clock=lambda: NOW) as screener:
        content = manifest(asked, seed)
        rows = open_manifest(content, NOW.date(), name="travellers").rows
        travellers_of = TravellerFile("travellers", "", rows)
        measurement = measure_alarms(screener, ["measured"], travellers_of, thresholds)
    print(
        f"{name}, {report.records:,} persons: loaded in {loaded - start:.0f} CPU s, "
        f"{asked:,} travellers twice in {time.process_time() - loaded:.0f} CPU s",
        file=sys.stderr,
    )
    return Measured(name, report.records, measurement.travellers, measurement.together)


def manifest(count: int, seed: int) -> bytes:
    """A passenger list of generated travellers."""
    text = io.StringIO()
    write_rows(text, COLUMNS, travellers(count, seed))
    return text.getvalue().encode()


def table(
    title: str, lists: list[Measured], rows_of: Callable[[ListAlarms], tuple[Alarms, ...]]
) -> Iterator[str]:
    """Alarms in 1,000: a row for each threshold, a column for each list."""
    yield f"| points, {title} | " + " | ".join(_heading(one) for one in lists) + " |"
    yield "|---|" + "---:|" * len(lists)
    for row in zip(*(rows_of(one.alarms) for one in lists), strict=True):
        shares = [f"{alarms.per_1000:.1f}" for alarms in row]
        mark = {SHIPPED.second_line: " (second line)", SHIPPED.first_line: " (first line)"}
        yield f"| {row[0].threshold:g}{mark.get(row[0].threshold, '')} | {' | '.join(shares)} |"


def _heading(one: Measured) -> str:
    return f"{one.name}, {one.persons:,} persons ({one.travellers:,} travellers)"


def _full(alarms: ListAlarms) -> tuple[Alarms, ...]:
    return alarms.full_record


def _name_alone(alarms: ListAlarms) -> tuple[Alarms, ...]:
    return alarms.name_alone


def _sizes(text: str) -> tuple[int, int]:
    persons, _, asked = text.partition(":")
    return int(persons), int(asked)


if __name__ == "__main__":
    main()
