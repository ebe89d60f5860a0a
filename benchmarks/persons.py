"""What it costs to load a list of people and to check people on it, by size of the list.

Lists are generated (or found in the folder of an earlier run). Half of those who are asked for are
listed, with a slip in a word, another order, now and then a word less; half are travellers. The
scan alone is held against the plain way to lose nobody: rapidfuzz's `cdist` over all names, their
words sorted beforehand.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from border_check.matching import weights
from border_check.matching.person import compare_person
from border_check.screening.person_queries import person_of
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.snapshot.reader import Snapshot
from border_check.sources.registry import recognise
from border_check.values.person import Person
from border_check.values.settings import Settings

from generator.nominals import nominals
from generator.travellers import COLUMNS, travellers
from generator.writing import write_jsonl

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Checked(NamedTuple):
    """What one check took, in milliseconds of CPU time, and came to."""

    scan: float
    whole: float
    candidates: int
    hits: int


def main() -> None:
    """Load each size, ask it, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="people, by commas")
    parser.add_argument("--ask", type=int, default=200, help="people who are asked for")
    parser.add_argument("--folder", type=Path, help="keep lists and homes here, and use them again")
    parser.add_argument("--cdist", type=int, default=5, help="names that are asked of all names")
    asked = parser.parse_args()
    print(
        "| people | load wall s | CPU s | MiB | bytes a name | open ms | scan p50 | p99 "
        "| check p50 | p99 ms | candidates p50 | hits | cdist ms | times the scan | MiB to check |"
    )
    print("|---:|" * 1 + "---:|" * 14)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        for size in map(int, asked.sizes.split(",")):
            row = measure(size, folder, asked.ask, asked.cdist)
            print("| " + " | ".join(row) + " |", flush=True)


def measure(size: int, folder: Path, ask: int, whole: int) -> list[str]:
    """The cells of one row."""
    file, home = folder / f"people-{size}.jsonl", folder / f"home-{size}"
    if not file.exists():
        write_jsonl(str(file), nominals(size, 1))
    loading = load(file, home)
    snapshot = Snapshot(next((home / "lists" / "people").glob("*.sqlite")))
    names_file = next((home / "lists" / "people").glob("*.names"))
    start = time.process_time()
    index = snapshot.candidates
    opening = 1000 * (time.process_time() - start)
    names = index.names
    everybody = [*damaged(file, ask // 2), *innocents(ask - ask // 2)]
    checks = [check(snapshot, person) for person in everybody]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    scans, checked = sorted(one.scan for one in checks), sorted(one.whole for one in checks)
    exhaustive = scan_all(file, [person.name.text for person in everybody[:whole]])
    return [
        f"{size:,}",
        *loading,
        f"{names_file.stat().st_size / names:.0f}",
        f"{opening:.1f}",
        f"{median(scans):.1f}",
        f"{scans[len(scans) * 99 // 100]:.1f}",
        f"{median(checked):.1f}",
        f"{checked[len(checked) * 99 // 100]:.1f}",
        f"{median(one.candidates for one in checks):.0f}",
        f"{sum(one.hits for one in checks) / len(checks):.1f}",
        f"{exhaustive:.0f}",
        f"{exhaustive / median(scans):.0f}",
        f"{memory:.0f}",
    ]


def load(file: Path, home: Path) -> list[str]:
    """Load in a process of its own, unless it is loaded: wall and CPU seconds, MiB resident."""
    if home.exists():
        return ["", "", ""]
    command = [sys.executable, __file__, "--load", str(file), str(home)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [f"{wall:.0f}", f"{cpu:.0f}", f"{after.ru_maxrss / 1024:.0f}"]


def load_here(file: Path, home: Path) -> None:
    """What the process that loads does."""
    source = recognise(file)
    description = describe("people", source.name, source.kind, Settings())
    now = datetime.now(UTC)
    install_list(Home(home), Load(description, source, file, now, as_of=now))


def check(snapshot: Snapshot, person: Person) -> Checked:
    """Find the candidates, then compare them."""
    threshold = weights.THRESHOLD_SECOND_LINE
    start = time.process_time()
    rows = snapshot.find_candidates(person, threshold)
    found = time.process_time()
    rarity = snapshot.rarity
    comparisons = [compare_person(person, snapshot.nominal(row), rarity, threshold) for row in rows]
    hits = sum(comparison.alert for comparison in comparisons)
    end = time.process_time()
    return Checked(1000 * (found - start), 1000 * (end - start), len(rows), hits)


def damaged(file: Path, count: int, seed: int = 5) -> Iterator[Person]:
    """Listed people from all over the file, as a tired clerk writes them."""
    chance = random.Random(seed)
    size = file.stat().st_size
    with file.open("rb") as lines:
        for _ in range(count):
            lines.seek(chance.randrange(max(1, size - 4096)))
            lines.readline()
            yield person_of(_query(json.loads(lines.readline()), chance))


def _query(row: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    words = row["name"].split()
    place = chance.randrange(len(words))
    words[place] = _slip(words[place], chance)
    if len(words) > 2 and chance.random() < 0.2:
        del words[chance.randrange(len(words))]
    chance.shuffle(words)
    known = {"name": " ".join(words), "gender": row.get("gender")}
    known["dob"] = next(iter(row.get("dobs", ())), None)
    known["nationality"] = next(iter(row.get("nationality", ())), None)
    return {key: value for key, value in known.items() if value}


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    place, letter = chance.randrange(1, len(word) - 1), chance.choice(_LETTERS)
    before, here, after = word[:place], word[place], word[place + 1 :]
    wrong, lacking, more = before + letter + after, before + after, before + letter + here + after
    swapped = before[:-1] + here + before[-1] + after
    return chance.choice([wrong, lacking, more, swapped])


def innocents(count: int) -> Iterator[Person]:
    """Travellers who are on the list by chance only."""
    for row in islice(travellers(count, 77), count):
        known = dict(zip(COLUMNS, row, strict=True))
        query = {
            "name": f"{known['given_names']} {known['surname']}".strip(),
            "dob": known["birth_date"],
            "nationality": known["nationality"],
            "gender": known["sex"],
        }
        yield person_of({key: value for key, value in query.items() if value})


def scan_all(file: Path, queries: list[str]) -> float:
    """Milliseconds of CPU time to hold a name against all names of a file."""
    if not queries:
        return 0.0
    texts: set[str] = set()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            texts.update([row["name"], *(alias["name"] for alias in row.get("aliases", ()))])
    names = [_sorted_words(text) for text in texts]
    start = time.process_time()
    for query in queries:
        cdist([_sorted_words(query)], names, scorer=ratio, score_cutoff=85, workers=1)
    return 1000 * (time.process_time() - start) / len(queries)


def _sorted_words(text: str) -> str:
    return " ".join(sorted(text.lower().split()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        load_here(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
