"""Checks a second against generated lists, within one process."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from border_check.screening.person_queries import person_query
from border_check.screening.queries import Query, document_query
from border_check.screening.screener import Screener
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.sources.registry import source_named
from border_check.values.screening import CheckKind
from border_check.values.settings import Settings

SYLLABLES = (
    *("ba", "de", "fi", "go", "hu", "ja", "ke", "lim", "no", "pu"),
    *("rask", "sey", "tor", "van", "wel", "xi", "yoz", "cha", "sha", "mir"),
)
NOW = datetime.now(UTC)


def main() -> None:
    """Build both lists, ask them, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--checks", type=int, default=500)
    sizes = parser.parse_args()
    chance = random.Random(9303)
    numbers = [number(chance) for _ in range(sizes.documents)]
    people = [person(chance) for _ in range(sizes.people)]
    print(f"{sys.implementation.name} {sys.version.split()[0]}\n")
    print("| what | list holds | CPU ms each | a second |\n|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        heading = "record_id,issuing_country,document_type,din,category"
        rows = (f"{at},UTO,passport,{one},lost" for at, one in enumerate(numbers))
        load(home, "sltd", "sltd-csv", [heading, *rows])
        lines = (json.dumps({"id": str(at), **one}) for at, one in enumerate(people))
        load(home, "national-watchlist", "nominal-jsonl", list(lines))
        known = chance.choices(numbers, k=sizes.checks // 2)
        unknown = [number(chance) for _ in known]
        asked = [document_query(one, "UTO", "P", None, NOW.date()) for one in (*known, *unknown)]
        sought = [misspelt(chance, one) for one in chance.choices(people, k=sizes.checks // 2)]
        others = [person(chance) for _ in sought]
        wanted = [person_query(one) for one in (*sought, *others)]
        with Screener(home.path) as screener:
            check(screener, "document", sizes.documents, CheckKind.DOCUMENT, asked)
            check(screener, "person", sizes.people, CheckKind.PERSON, wanted)
            start = time.process_time()
            for query in asked:
                screener.document(query.document.number, "UTO", "P")  # type: ignore[union-attr]
            tell("document, with journal", sizes.documents, start, len(asked))


def check(screener: Screener, what: str, holds: int, kind: CheckKind, asked: list[Query]) -> None:
    """Ask all that is asked, after one question that opens the lists."""
    screener.look(kind, asked[0], NOW)
    start = time.process_time()
    for query in asked:
        screener.look(kind, query, NOW)
    tell(what, holds, start, len(asked))


def load(home: Home, name: str, source_name: str, lines: Iterable[str]) -> None:
    """Install a generated list."""
    file = home.path / f"{name}.txt"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    source = source_named(source_name)
    description = describe(name, source.name, source.kind, Settings())
    start = time.process_time()
    report = install_list(home, Load(description, source, file, NOW, as_of=NOW))
    tell(f"load {source_name}", report.records, start, report.records)


def tell(what: str, holds: int, start: float, count: int) -> None:
    """A row of the table."""
    seconds = time.process_time() - start
    each = 1000 * seconds / count
    print(f"| {what} | {holds:,} | {each:.3f} | {count / seconds:,.0f} |", flush=True)


def number(chance: random.Random) -> str:
    """A document number that might be anybody's."""
    return f"{chance.choice('ABCEFHKLMN')}{chance.randrange(10**7):07}"


def person(chance: random.Random) -> dict[str, str]:
    """Somebody with two or three names and a birth date."""
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))) for _ in range(3)]
    name = " ".join(words[: chance.choice((2, 3))]).title()
    month, day = chance.randrange(1, 13), chance.randrange(1, 29)
    return {"name": name, "dob": f"{chance.randrange(1940, 2010)}-{month:02}-{day:02}"}


def misspelt(chance: random.Random, one: dict[str, str]) -> dict[str, str]:
    """The same person with one letter of the name changed."""
    name = one["name"]
    at = chance.randrange(1, len(name) - 1)
    return {**one, "name": f"{name[:at]}{chance.choice('aeiou')}{name[at + 1 :]}"}


if __name__ == "__main__":
    main()
