"""Kept passenger lists asked again after a daily delta, beside running the whole list again.

Both are timed within one process whose lists are open, without the journal of the full run: the
gain would be larger with it. The answers of both are compared, too, and any difference is an error.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from border_check.cli.batch_run import seldom_collected
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch
from border_check.screening.keeper import Keeper, Until
from border_check.screening.kept_batches import KeptBatches
from border_check.screening.kept_rows import kept_hits
from border_check.screening.looking import look_at
from border_check.screening.opening import open_all
from border_check.screening.rescreen import Rescreening
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.sources.registry import recognise
from border_check.values.lists import ListDescription

from generator.documents import documents
from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_bytes, write_csv, write_jsonl

_MET = 3
"""New people on the list who are passengers."""


def main() -> None:
    """Load both lists, keep a passenger list, change the lists, and ask again in both ways."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=100_000, help="people who are listed")
    parser.add_argument("--documents", type=int, default=1_000_000, help="documents, listed")
    parser.add_argument("--passengers", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=100, help="people who change, in thirds")
    parser.add_argument("--full", type=int, default=1_000, help="passengers of the full run, timed")
    asked = parser.parse_args()
    print("| what | measured |\n|---|---:|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = folder / "home"
        load_documents(folder, home, asked.documents)
        people = list(nominals(asked.people, 1))
        load_people(folder, home, people, 2)
        manifest = folder / "passengers.csv"
        write_csv(str(manifest), COLUMNS, islice(travellers(asked.passengers, 2), asked.passengers))
        keep(home, manifest, asked.passengers)
        load_people(folder, home, changed(people, asked.changed), 1)
        took = again(home)
        in_full(home, asked.passengers, asked.full, took)


def tell(what: str, measured: str) -> None:
    """A row of the table."""
    print(f"| {what} | {measured} |", flush=True)


def load_documents(folder: Path, home: Path, count: int) -> None:
    """A list of documents."""
    file = folder / "documents.csv"
    write_bytes(str(file), documents(count, 1))
    load(home, "sltd", file, 3)
    file.unlink()
    tell("documents on the list", f"{count:,}")


def load_people(folder: Path, home: Path, people: list[Any], hours: int) -> None:
    """A list of people, so many hours old."""
    file = folder / "people.jsonl"
    write_jsonl(str(file), people)
    load(home, "watchlist", file, hours)
    tell("people on the list", f"{len(people):,}")


def load(home: Path, name: str, file: Path, hours: int) -> None:
    """Install a list."""
    source, now = recognise(file), datetime.now(UTC)
    description = ListDescription(name, source.kind)
    moment = now - timedelta(hours=hours)
    install_list(Home(home), Load(description, source, file, now, as_of=moment))


def changed(people: list[Any], count: int) -> list[Any]:
    """The list of the next day: a third of the changes are new people, a third other facts of who
    is listed, a third withdrawn."""
    chance = random.Random(3)
    some = chance.sample(range(len(people)), 2 * (count // 3))
    gone, others = set(some[::2]), set(some[1::2])
    after = [
        {**one, "caution": "changed"} if at in others else one
        for at, one in enumerate(people)
        if at not in gone
    ]
    new = [*islice(nominals(count // 3, 4), count // 3 - _MET), *map(listed, passengers())]
    return [*after, *({**one, "id": f"NEW-{at}"} for at, one in enumerate(new))]


def passengers() -> Iterator[dict[str, str]]:
    """Some of those who are kept."""
    for row in islice(travellers(_MET, 2), _MET):
        yield dict(zip(COLUMNS, row, strict=True))


def listed(passenger: dict[str, str]) -> dict[str, Any]:
    """A passenger as somebody who is sought."""
    return {
        "name": f"{passenger['given_names']} {passenger['surname']}",
        "dobs": [passenger["birth_date"]],
        "notice": "red",
    }


def keep(home: Path, manifest: Path, passengers: int) -> None:
    """Run a passenger list, and keep it."""
    with Screener(home) as screener:
        began = time.perf_counter()
        reading = open_manifest(manifest.read_bytes(), screener.now().date(), manifest.name)
        keeper = Keeper(screener, Until(after=timedelta(days=2)), {})
        batch = Batch(screener, manifest.name, "", lines=passengers)
        for answered in batch.answers(reading.stretches):
            keeper.take(answered)
        keeper.keep(batch.reference, manifest.name, "")
        batch.summary()
        tell("passengers, run and kept", f"{passengers:,} in {time.perf_counter() - began:.1f} s")


def again(home: Path) -> float:
    """Ask them again; the seconds that it took."""
    with seldom_collected(), Screener(home) as screener:
        open_all(screener)
        began = time.perf_counter()
        (found,) = Rescreening(screener).run()
        took = time.perf_counter() - began
    for note in found.notes:
        tell("note", note)
    tell("passengers asked again", f"{found.asked_again:,}")
    tell("told otherwise of", f"{len(found.rows):,}")
    tell("rescreen", f"{took:.2f} s")
    return took


def in_full(home: Path, passengers: int, sample: int, took: float) -> None:
    """Run some of them anew, compare what is told, and tell how much longer all would take."""
    with seldom_collected(), Screener(home) as screener:
        ((batch, _),) = KeptBatches(screener).all()
        rows = batch.rows[:sample]
        began = time.perf_counter()
        outcomes = [look_at(screener, row.traveller).full for row in rows]
        each = (time.perf_counter() - began) / len(rows)
        for row, outcome in zip(rows, outcomes, strict=True):
            if (row.verdict, row.hits) != (outcome.verdict, kept_hits(outcome.hits)):
                sys.exit(f"row {row.traveller.row}: a full run says something else")
    whole = each * passengers
    tell(f"full run, from {len(rows):,} passengers", f"{whole:.1f} s")
    tell("times as fast", f"{whole / took:.0f}")


if __name__ == "__main__":
    main()
