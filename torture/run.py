"""Everything that can go wrong, on purpose: `make torture`.

    python torture/run.py --minutes 10

Faults are tried in their full number, or in few with `--quick`; hostile input and sustained load
last as long as is asked. What was tried and survived is printed as one table; with `--out`, it
becomes a part of the document. The exit code is 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cuts import cuts as line_cuts
from disk import disk
from exchange import exchanges
from figures import HEAD, Figure
from flips import flips
from fuzz import STATE, Fuzzing
from kills import kills
from load import sustained
from network import network
from places import quick
from swaps import swaps


class Size(NamedTuple):
    """How much is tried."""

    kills: int
    """Calls of each command."""
    every: int
    """Bytes of a region in which a bit is flipped."""
    steps: int
    """Sizes of what is left of a disk."""
    cuts: int
    """Places at which a line is cut, in each way."""
    line_cuts: int
    """Times that the line to the centre is cut."""
    exchanges: int
    """Times that a post exchanges with its centre."""
    processes: int
    swaps: int


FULL = Size(
    kills=10_000,
    every=64,
    steps=40,
    cuts=100,
    line_cuts=1000,
    exchanges=200,
    processes=16,
    swaps=500,
)
QUICK = Size(kills=3, every=4096, steps=3, cuts=4, line_cuts=15, exchanges=6, processes=4, swaps=20)


def everything(size: Size, minutes: float) -> Iterator[Figure]:
    """All parts, one after the other; half of the minutes each for hostile input and for load."""
    quickly = quick()
    yield from _in(quickly, lambda room: kills(size.kills, room))
    yield from _in(quickly, lambda room: flips(size.every, room))
    yield from _in(None, lambda room: disk(size.steps, room))
    yield from _in(quickly, lambda room: network(size.cuts, room))
    yield from _in(quickly, lambda room: line_cuts(size.line_cuts, room))
    yield from _in(quickly, lambda room: exchanges(size.exchanges, room))
    yield from _in(None, lambda room: swaps(size.processes, size.swaps, room))
    yield from fuzzed(30 * minutes)
    if size is FULL:  # whether it is in time is no matter for a machine that does other things
        yield from _in(None, lambda room: sustained(minutes / 2, room))


def fuzzed(seconds: float) -> Iterator[Figure]:
    """Hostile input for so long, after what was tried before."""
    fuzzing = Fuzzing()
    fuzzing.run(seconds)
    cases = sum(fuzzing.cases.values())
    note = f"{len(fuzzing.cases)} parsers"
    if fuzzing.failed:
        first = fuzzing.failed[0]
        note += f"; {first.parser}, case {first.case}: {first.why}; kept in {STATE}"
    yield Figure("hostile input, in all", cases, cases - len(fuzzing.failed), note)


def _in(place: str | None, part: Callable[[Path], Iterator[Figure]]) -> Iterator[Figure]:
    """A part, in a folder of its own that goes with it."""
    with TemporaryDirectory(prefix="torture-", dir=place) as folder:
        yield from part(Path(folder))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--quick", action="store_true", help="a few of each, in two minutes")
    parser.add_argument("--out", type=Path, help="a file for the table")
    asked = parser.parse_args()
    lines = [HEAD]
    print(HEAD, flush=True)
    lost = 0
    for figure in everything(QUICK if asked.quick else FULL, asked.minutes):
        print(figure.line, flush=True)
        lines.append(figure.line)
        lost += figure.tried - figure.survived
    if asked.out:
        about = f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}"
        text = "\n".join((about, "", *lines))
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        asked.out.write_text(text + "\n", encoding="utf-8")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
