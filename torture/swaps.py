"""Many processes search while lists are swapped under them: the old list or the new one, each time.

    python torture/swaps.py --processes 16 --swaps 500

Two lists answer: one always has a record that the other never has, and their versions go together.
Every answer has to be that of the version that it names, and to be in the journal.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory
from typing import Any

from border_check.journal.book import Journal
from border_check.screening.screener import Screener
from border_check.values.screening import Verdict

from figures import Figure, table
from places import SAMPLES, load, loaded_home

ASKED = "K7654000"
"""A number that only every other version has."""
_ROTATED_EVERY = 5
"""Swaps after which the journal begins another volume."""


def swaps(processes: int, count: int, folder: Path) -> Iterator[Figure]:
    """Search in so many processes while a list is swapped so many times."""
    home = loaded_home(folder / "home")
    files = _two_lists(folder)
    has_it = {load(home, "sltd", file, minutes=5).version: "with" in file.name for file in files}
    context = multiprocessing.get_context("spawn")
    end, told, ready = context.Event(), context.Queue(), context.Barrier(processes + 1)
    desks = [
        context.Process(target=_desk, args=(str(home), ready, end, told), daemon=True)
        for _ in range(processes)
    ]
    for desk in desks:
        desk.start()
    ready.wait(timeout=120)
    for number in range(count):
        report = load(home, "sltd", files[number % 2], minutes=5)
        has_it[report.version] = number % 2 == 0
        if number % _ROTATED_EVERY == 0:
            with Journal(home / "journal") as journal:
                journal.end_volume()
    end.set()
    answers = _gathered(told, desks)
    wrong = [one for one in answers if one[1] and (one[2] == "stop") is not has_it[one[1]]]
    silent = [one for one in answers if one[2] == "not_checked"]
    with Journal(home / "journal") as journal:
        faults = journal.verify().faults
        entered = {entry.sequence for entry in journal.entries()}
        volumes = len(journal.volumes)
    lost = [one for one in answers if int(one[0].rpartition("/")[2]) not in entered]
    note = f"{processes} processes, {count} swaps"
    yield Figure(
        "a search while its list is swapped", len(answers), len(answers) - len(wrong), note
    )
    yield Figure("of these, answered at all", len(answers), len(answers) - len(silent))
    chain = f"{volumes} volumes, the chain holds" if not faults else faults[0]
    yield Figure("of these, in the journal", len(answers), len(answers) - len(lost), chain)
    if faults:
        yield Figure("the chain of the journal", 1, 0, faults[0])


def _two_lists(folder: Path) -> list[Path]:
    """The sample list with one record more, and as it is."""
    lines = (SAMPLES / "sltd.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    more = lines[1].replace("S-0001", "S-9001").replace("L8989000", "K7654000")
    more = more.replace("L8989499", "K7654999")
    files = [folder / "with.csv", folder / "less.csv"]
    files[0].write_text("".join([*lines, more]), encoding="utf-8")
    files[1].write_text("".join(lines), encoding="utf-8")
    return files


def _desk(home: str, ready: Barrier, end: Event, told: Any) -> None:
    with Screener(home) as screener:
        screener.document(ASKED, "UTO", "P")
        ready.wait()
        while not end.is_set():
            found = screener.document(ASKED, "UTO", "P")
            version = next((one.version for one in found.lists if one.name == "sltd"), None)
            told.put((found.reference, version, str(Verdict(found.verdict))))
    told.put(None)


def _gathered(told: Any, desks: list[Any]) -> list[tuple[str, str | None, str]]:
    answers = []
    left = len(desks)
    while left:
        try:
            one = told.get(timeout=60)
        except Empty:
            raise RuntimeError(f"{left} processes ended without a word") from None
        if one is None:
            left -= 1
        else:
            answers.append(one)
    for desk in desks:
        desk.join()
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--swaps", type=int, default=500)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-") as folder:
        code = table(swaps(asked.processes, asked.swaps, Path(folder)))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of a process, MiB: {most:.0f}")
    sys.exit(code)


if __name__ == "__main__":
    main()
