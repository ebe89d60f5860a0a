"""How many listed persons are found under another name, and how many innocents are flagged.

A query of somebody who is listed names the record (`target`) and the aliases to leave out of it
(`drop`), so that a list is asked for an alias that it does not hold. Of each record one query is
asked, the first. Queries without a target are of innocents: every hit is a false alarm. Names that
share nothing with the record (`category` ending in `unrelated`) are left out: no name finds them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from candidates import NOW

from border_check import open as open_home
from border_check.screening.screener import Screener
from border_check.shipped import describe
from border_check.snapshot.home import Home
from border_check.snapshot.install import Load, install_list
from border_check.sources.registry import recognise
from border_check.values.settings import Settings

WAYS = {"full record": ("name", "dob", "nationality", "gender"), "name alone": ("name",)}


def main() -> None:
    """Ask every file of queries both ways; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path, help="a list of people in the format nominal-jsonl")
    parser.add_argument("queries", type=Path, nargs="+", help="JSON lines")
    asked = parser.parse_args()
    records = list(read(asked.list))
    print("| queries | asked | n | found or flagged | share |")
    print("|---|---|---:|---:|---:|")
    for file in asked.queries:
        queries = list(first_of_each(read(file)))
        with tempfile.TemporaryDirectory() as folder:
            install(without(records, queries), Path(folder))
            with open_home(folder) as screener:
                for way, keys in WAYS.items():
                    hits = sum(is_hit(screener, query, keys) for query in queries)
                    share = hits / len(queries) if queries else 0.0
                    print(f"| {file.stem} | {way} | {len(queries)} | {hits} | {share:.4f} |")


def read(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def first_of_each(queries: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Innocents all, and of each listed person the first query, unless no name can find it."""
    targets: set[str] = set()
    for query in queries:
        target = query.get("target")
        if target is None:
            yield query
        elif target not in targets:
            targets.add(target)
            if not str(query.get("category", "")).endswith("unrelated"):
                yield query


def without(
    records: list[dict[str, Any]], queries: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The records without the aliases that are asked for."""
    dropped = {
        query["target"]: set(query.get("drop", ())) for query in queries if "target" in query
    }
    for record in records:
        drop = dropped.get(record["id"], set())
        kept = [alias for alias in record.get("aliases", ()) if alias["name"] not in drop]
        yield {**record, "aliases": kept}


def install(records: Iterator[dict[str, Any]], home: Path) -> None:
    """Load the records as the only list of a home."""
    file = home / "records.jsonl"
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    source = recognise(file)
    description = describe("measured", source.name, source.kind, Settings())
    install_list(Home(home), Load(description, source, file, NOW, as_of=NOW))


def is_hit(screener: Screener, query: dict[str, Any], keys: tuple[str, ...]) -> bool:
    """Whether the record that is meant hits, or for an innocent any record."""
    hits = screener.person({key: query[key] for key in keys if query.get(key)}).hits
    target = query.get("target")
    return any(target in (None, hit.record_id) for hit in hits)


if __name__ == "__main__":
    main()
