"""A bit turns over in every region of a snapshot and of the journal: never PROCEED for a hit.

    python torture/flips.py --every 64

One bit in each so many bytes of each file. What is asked then is answered as before, or the list is
told to be damaged; the journal either says what it said, or its verification tells of a fault.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from border_check.errors import BorderCheckError
from border_check.journal.book import Journal
from border_check.screening.queries import Query, document_query
from border_check.screening.screener import Outcome, Screener
from border_check.snapshot.home import Home
from border_check.snapshot.pooling import pool_lists
from border_check.values.lists import ListState
from border_check.values.screening import CheckKind, Verdict

from figures import Figure, table
from places import HOLDER, LISTED, SAMPLES, load, loaded_home, quick

TODAY = date(2026, 11, 26)


def questions() -> list[Query]:
    """A listed series, a person who is sought, a document of theirs, and nobody."""
    nobody = {"surname": "DOE", "given": "JANE", "dob": "1990-01-01"}
    return [
        document_query(LISTED, "UTO", "P", None, TODAY),
        document_query("K4720135", "UTO", "P", nobody, TODAY),
        document_query("K7654321", "UTO", "P", HOLDER, TODAY),
        document_query("K7654321", "UTO", "P", nobody, TODAY),
    ]


def flips(every: int, folder: Path) -> Iterator[Figure]:
    """Flip bits in every file of a home."""
    home = loaded_home(folder / "home")
    load(home, "un-sc", SAMPLES / "un-sc.xml")
    load(home, "uk", SAMPLES / "uk-sanctions.csv")
    asked = questions()
    sound = answers(home, asked)
    assert [one.verdict for one in sound].count(Verdict.PROCEED) == 1
    for file in sorted((home / "lists").rglob("*")):
        if file.suffix in (".sqlite", ".documents", ".names") or file.name == "current":
            name = f"{file.parent.name}, {file.suffix or file.name}"
            region = 1 if file.name == "current" else every
            yield _flipped(f"a bit in the snapshot: {name}", file, region, home, asked, sound)
    pool_lists(Home(home), 100_000)
    pool = Path(Home(home).pooled)
    yield _flipped("a bit in the pooled index", pool, every, home, asked, answers(home, asked))
    yield _in_journal(home, folder / "journal", every)


def answers(home: Path, asked: list[Query]) -> list[Outcome]:
    """What the lists say, by a process that has just opened them."""
    with Screener(home) as screener:
        now = screener.now()
        return [screener.look(CheckKind.DOCUMENT, query, now)[0] for query in asked]


def _flipped(
    what: str, file: Path, every: int, home: Path, asked: list[Query], sound: list[Outcome]
) -> Figure:
    whole = file.read_bytes()
    told, faults = 0, []
    places = _places(len(whole), every)
    for at, bit in places:
        file.write_bytes(whole[:at] + bytes((whole[at] ^ 1 << bit,)) + whole[at + 1 :])
        try:
            found = answers(home, asked)
        except Exception as error:
            faults.append(f"byte {at}: {type(error).__name__}: {error}")
            continue
        pairs = list(zip(found, sound, strict=True))
        told += any(_tells(one) for one in found)
        faults += [f"byte {at}: {_short(one)}" for one, other in pairs if not _may_be(one, other)]
    file.write_bytes(whole)
    note = f"noticed: {told:,}" + (f"; {faults[0]}" if faults else "")
    return Figure(what, len(places), len(places) - len(faults), note)


def _places(size: int, every: int) -> list[tuple[int, int]]:
    """A byte and a bit out of each region."""
    dice = random.Random(size)
    starts = range(0, size, every)
    return [(min(size - 1, start + dice.randrange(every)), dice.randrange(8)) for start in starts]


def _tells(one: Outcome) -> bool:
    return any(status.state is ListState.CORRUPT for status in one.lists)


def _may_be(one: Outcome, sound: Outcome) -> bool:
    """Whether this may be answered where that is right: the same, or less and that it is less."""
    if (one.verdict, one.hits) == (sound.verdict, sound.hits):
        return True
    fewer = all(hit in sound.hits for hit in one.hits)
    return _tells(one) and fewer and one.verdict is not Verdict.PROCEED


def _short(one: Outcome) -> str:
    return f"{one.verdict}, {len(one.hits)} hits"


def _in_journal(home: Path, place: Path, every: int) -> Figure:
    source = home / "journal"
    with Journal(source) as journal:
        before = list(journal.entries())
    shutil.copytree(source, place)
    told, faults = 0, []
    wholes = {file: file.read_bytes() for file in sorted(place.glob("journal*.sqlite"))}
    places = [
        (file, *where) for file, whole in wholes.items() for where in _places(len(whole), every)
    ]
    for file, at, bit in places:
        whole = wholes[file]
        file.write_bytes(whole[:at] + bytes((whole[at] ^ 1 << bit,)) + whole[at + 1 :])
        try:
            with Journal(place) as journal:
                is_told = bool(journal.verify().faults)
                if not is_told and list(journal.entries()) != before:
                    faults.append(f"{file.name}, byte {at}: an entry was changed in silence")
        except BorderCheckError:
            is_told = True
        except Exception as error:
            is_told = False
            faults.append(f"{file.name}, byte {at}: {type(error).__name__}: {error}")
        file.write_bytes(whole)
        told += is_told
    note = f"noticed: {told:,}" + (f"; {faults[0]}" if faults else "")
    return Figure("a bit in the journal", len(places), len(places) - len(faults), note)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--every", type=int, default=64, help="bytes of a region")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="torture-", dir=quick()) as folder:
        sys.exit(table(flips(asked.every, Path(folder))))


if __name__ == "__main__":
    main()
