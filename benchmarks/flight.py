"""A flight of generated passengers against all lists of a folder, beside how others do it.

    python benchmarks/flight.py --lists DIR --passengers 10000 --others ENVIRONMENT

The passengers come as a PAXLST message and go through the installed command, everything included:
also that it makes the index in which small lists are searched together.
Beside it, on a seeded sample and one processor: a scan as GTAS does it, of each passenger against
each record (Jaro-Winkler of 0.95 or the same double metaphone, for surname and given name, in one
order and without aliases), and nomenklatura's logic-v2 against each record. Both run in an
environment of their own, where one with `metaphone` and `nomenklatura` is named; what is not there
is left out and said so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot
from border_check.values.lists import ListKind
from border_check.values.mapping import nominal_to_mapping

from generator.travellers import COLUMNS, travellers

LISTS = {
    "sltd": "sltd/sltd_style_snapshot.csv",
    "ofac-sdn": "ofac/sdn_2021-10",
    "ofac-consolidated": "ofac/consolidated_csv",
    "un-sc": "un/un_consolidated_2025-04-19.xml.gz",
    "eu-sanctions": "eu/derived_eu_fsf_1_1_IRN.xml.gz",
    "uk-sanctions": "uk/derived_uk_sanctions_list_IRN.csv",
    "canada-sanctions": "ca/canada_sema.xml.gz",
    "red-notices": "interpol",
    "red-archive": "opensanctions/interpol_red_notices.half.targets.simple.csv.gz",
    "war-sanctions": "opensanctions/ua_war_sanctions.persons_other.targets.simple.csv.gz",
    "fbi-wanted": "fbi/wanted_page1_2025-04.json",
    "us-csl": "us_csl/csl_truncated.csv.gz",
}
"""By name, where each lies in the folder."""
SAMPLE = 100
"""Passengers that the others are asked about."""
HEAD = (
    "UNA:+.? 'UNB+UNOA:4+UTAIR+UTOGOV+261126:1045+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'"
    "TDT+20+UT688+++UT'LOC+125+ZEN'DTM+189:2611261045:201'LOC+87+NAD'DTM+232:2611261910:201'\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lists", type=Path, help="the samples by default")
    parser.add_argument("--passengers", type=int, default=10_000)
    parser.add_argument("--others", type=Path, help="an environment of Python")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        home = loaded(asked.lists, folder / "home")
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in travellers(asked.passengers, 1)]
        flight = folder / "flight.edi"
        flight.write_text(HEAD + "".join(map(group, rows)) + f"CNT+42:{len(rows)}'\n")
        records = list(people(home))
        print("| what | measured |\n|---|---:|")
        print(f"| records of people, on {len(Home(home).list_names())} lists | {len(records):,} |")
        for workers in ("1", "2"):
            taken = checked(home, flight, folder / f"results-{workers}.csv", workers)
            what = f"{len(rows):,} passengers, workers: {workers}"
            print(f"| {what}: seconds on the clock | {taken:.1f} |")
            print(f"| {what}: passengers a second | {len(rows) / taken:,.0f} |")
        for line in others(asked.others, rows[:SAMPLE], records, folder):
            print(line)


def loaded(lists: Path | None, home: Path) -> Path:
    """A home with all lists of the folder, as of now."""
    places = LISTS
    if lists is None:
        lists = Path(__file__).parent.parent / "data" / "samples"
        places = {"sltd": "sltd.csv", "national-watchlist": "national-watchlist.jsonl"}
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    configured = "".join(f"  {name}: {{expires_after: 30000d}}\n" for name in places)
    home.mkdir()
    (home / "config.yaml").write_text(f"lists:\n{configured}")
    for name, place in places.items():
        done = command(home, "load", name, str(lists / place), "--as-of", now)
        if done.returncode != 0:
            raise SystemExit(f"{name}: {done.stderr.decode()}")
    return home


def command(home: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command of this environment."""
    environment = {**os.environ, "BORDER_CHECK_HOME": str(home)}
    ours = [sys.executable, "-m", "border_check", *words]
    return subprocess.run(ours, env=environment, capture_output=True, check=False)


def group(row: dict[str, str]) -> str:
    """The segments of one passenger."""
    plain = {key: text.replace("'", "").replace("+", "") for key, text in row.items()}
    born = plain["birth_date"].replace("-", "")
    number = sum(map(ord, plain["surname"] + plain["given_names"])) * 7919 % 10_000_000
    return (
        f"NAD+FL+++{plain['surname'].upper()}:{plain['given_names'].upper()}'\n"
        f"ATT+2++{plain['sex']}'\nDTM+329:{born}:102'\nLOC+178+ZEN'\nLOC+179+NAD'\n"
        f"NAT+2+{plain['nationality']}'\n"
        f"DOC+P:110:111+K{number:07}'\nDTM+36:310415'\nLOC+91+{plain['nationality']}'\n"
    )


def people(home: Path) -> Iterator[dict[str, Any]]:
    """All records of people."""
    place = Home(home)
    for name in place.list_names():
        current = place.current(name)
        if current is not None and current.kind == ListKind.NOMINALS:
            with Snapshot(place.snapshot_file(name, current.version)) as snapshot:
                for record in snapshot.all_records():
                    yield nominal_to_mapping(record)  # type: ignore[arg-type]


def checked(home: Path, flight: Path, out: Path, workers: str) -> float:
    """Seconds that a batch takes on the clock, as the first one after a list has changed."""
    rmtree(home / "pooled", ignore_errors=True)
    start = time.perf_counter()
    done = command(home, "batch", str(flight), "--out", str(out), "--workers", workers)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 10, 11, 20):
        raise SystemExit(done.stderr.decode())
    return taken


def others(
    environment: Path | None, rows: list[dict[str, str]], records: list[Any], folder: Path
) -> Iterator[str]:
    """A line for each of the others; that it is left out, where it cannot be run."""
    file = folder / "asked.json"
    file.write_text(json.dumps({"rows": rows, "records": records}))
    for name, program in (("scan as in GTAS", GTAS), ("nomenklatura logic-v2", LOGIC_V2)):
        what = f"{name}: passengers a second, on {len(rows)} of them"
        python = environment / "bin" / "python" if environment else None
        done = python and subprocess.run(
            [str(python), "-c", program, str(file)], capture_output=True, text=True, check=False
        )
        if not done or done.returncode != 0:
            yield f"| {what} | left out: not installed |"
        else:
            yield f"| {what} | {len(rows) / float(done.stdout.split()[-1]):,.2f} |"


GTAS = """
import json, sys, time
from metaphone import doublemetaphone
from rapidfuzz.distance import JaroWinkler
asked = json.load(open(sys.argv[1]))
def parts(surname, given):
    first = (given or "").upper().split()[:1]
    return [(text, doublemetaphone(text)[0]) for text in ((surname or "").upper(), *first)]
def of(record):
    name = record.get("name", "").split() or [""]
    return parts(record.get("surname") or name[-1], record.get("given") or name[0])
records = [of(one) for one in asked["records"]]
def alike(one, other):
    return one[1] == other[1] or JaroWinkler.similarity(one[0], other[0]) >= .95
start = time.perf_counter()
for row in asked["rows"]:
    own = parts(row["surname"], row["given_names"])
    [record for record in records if len(record) == len(own) and all(map(alike, own, record))]
print(time.perf_counter() - start)
"""

LOGIC_V2 = """
import json, sys, time
from followthemoney import model
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
asked = json.load(open(sys.argv[1]))
def entity(id, **properties):
    found = model.make_entity("Person")
    found.id = id
    for name, values in properties.items():
        for value in values if isinstance(values, list) else [values]:
            if value:
                found.add(name, value)
    return found
records = [
    entity(str(at), name=[one.get("name"), *(a["name"] for a in one.get("aliases", []))],
           birthDate=one.get("dobs", []), nationality=one.get("nationality", []))
    for at, one in enumerate(asked["records"])
]
config = ScoringConfig.defaults()
some = asked["rows"][:3]
start = time.perf_counter()
for at, row in enumerate(some):
    name = f"{row['given_names']} {row['surname']}"
    query = entity(f"q{at}", name=name, birthDate=row["birth_date"], nationality=row["nationality"])
    for record in records:
        LogicV2.compare(query, record, config)
print((time.perf_counter() - start) / len(some) * len(asked["rows"]))
"""


if __name__ == "__main__":
    main()
