"""Everything that is measured, script after script, into one document: `make bench`.

The small run only shows that all of it works; its figures say nothing. The full one takes hours,
most of them for loading 140 million documents and five million people.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LIBRARIES = ("numpy", "rapidfuzz", "typer", "rich")


PLAIN = "--command {folder}/plain/bin/border-check"
"""An installation as officers have it: an editable one starts slower."""


class Part(NamedTuple):
    """One script, and what it is asked at either size."""

    title: str
    script: str
    small: str | None
    """None: not at this size."""
    full: str


PARTS = (
    Part("Start-up", "benchmarks/startup.py", "--rounds 1", f"{PLAIN} --rounds 30"),
    Part(
        "Documents",
        "benchmarks/documents.py",
        "--records 20000 --home {folder}/documents",
        "--records 140000000 --home {folder}/documents",
    ),
    Part(
        "Look-alikes",
        "benchmarks/look_alikes.py",
        "{folder}/documents --records 20000 --documents 500",
        "{folder}/documents --records 140000000",
    ),
    Part(
        "Messages of airlines",
        "benchmarks/messages.py",
        "--travellers 2000 --cases 200",
        "--travellers 100000 --cases 100000",
    ),
    Part(
        "Passenger lists",
        "benchmarks/batch.py",
        "--rows 2000 --documents 20000 --home {folder}/documents --people 300 --persons 50"
        " --rounds 1",
        "--documents 140000000 --home {folder}/documents --people 1000000",
    ),
    Part("A flight", "benchmarks/flight.py", "--passengers 20", "--passengers 10000"),
    Part(
        "Kept passengers",
        "benchmarks/rescreen.py",
        "--people 600 --documents 2000 --passengers 60 --changed 12 --full 20",
        "--people 1000000 --documents 10000000 --passengers 10000 --changed 300",
    ),
    Part("The journal", "benchmarks/journal.py", "--entries 2000", "--entries 1000000"),
    Part(
        "The service",
        "benchmarks/service.py",
        "--documents 2000 --people 300 --seconds 1 --rate 50 --person-rate 5",
        "--documents 10000000 --people 1000000",
    ),
    Part("A line to the centre that is cut", "torture/cuts.py", "--cuts 30", "--cuts 1000"),
    Part(
        "An encrypted home",
        "benchmarks/at_rest.py",
        "--documents 2000 --people 300 --passengers 5 --rounds 1",
        "--documents 1000000 --people 100000",
    ),
    Part("The counter", "benchmarks/counter.py", "--scans 30", "--scans 20000"),
    Part(
        "People",
        "benchmarks/persons.py",
        "--sizes 300 --ask 6 --cdist 1 --folder {folder}",
        "--sizes 100000,1000000,5000000 --folder {folder}",
    ),
    *(
        Part(
            f"Start-up, {what}",
            "benchmarks/startup.py",
            None,
            f"{PLAIN} --rounds 15 --home {{folder}}/{home}",
        )
        for what, home in (
            ("140 million documents", "documents"),
            ("1 million people", "home-1000000"),
            ("5 million people", "home-5000000"),
        )
    ),
    Part(
        "Discreet records",
        "benchmarks/discretion.py",
        "--rounds 2 --asks 5",
        f"{PLAIN} --rounds 300 --asks 2000",
    ),
    Part(
        "Memory",
        "benchmarks/memory.py",
        "--documents {folder}/documents --people {folder}/home-300 --ask 5",
        "--documents {folder}/documents --people {folder}/home-5000000",
    ),
)


def main() -> None:
    """Run all parts; write the document if all of them worked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--out", type=Path, help="where the document is written, else it is shown")
    parser.add_argument("--only", action="append", help="a part by the name of its script")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = [part for part in PARTS if not asked.only or Path(part.script).name in asked.only]
        if asked.size == "full":
            install(Path(folder) / "plain")
        text = "\n".join(line for part in parts for line in measured(part, asked.size, folder))
    document = f"{heading(asked.size)}\n{text}"
    if asked.out is None:
        print(document)
    else:
        asked.out.parent.mkdir(exist_ok=True)
        asked.out.write_text(document, encoding="utf-8")


def install(folder: Path) -> None:
    """This package in an environment of its own."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", str(ROOT)]
    subprocess.run(pip, check=True)


def heading(size: str) -> str:
    """On what it was measured, when, and how."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `make bench SIZE={size}`: "
        f"{os.cpu_count()} cores ({processor()}), {memory:.0f} GiB, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}, {libraries}.\n"
    )


def processor() -> str:
    """What the machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def measured(part: Part, size: str, folder: str) -> Iterator[str]:
    """The section of one part; its command stands above its table."""
    asked = part.small if size == "small" else part.full
    if asked is None:
        return
    words = asked.format(folder=folder)
    print(f"{part.title} ...", file=sys.stderr, flush=True)
    start = time.perf_counter()
    command = [sys.executable, str(ROOT / part.script), *words.split()]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    minutes = (time.perf_counter() - start) / 60
    shown = words.replace(folder, "FOLDER")
    yield f"## {part.title}\n"
    yield f"`python {part.script} {shown}`, {minutes:.1f} minutes\n"
    yield done.stdout.strip() + "\n"


if __name__ == "__main__":
    main()
