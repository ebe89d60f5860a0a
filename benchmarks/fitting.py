"""How far the weights of names are fitted to the very pairs that they were fitted on, as Markdown.

Each file of labelled pairs is a source. Its figures are given at the shipped weights, at weights
fitted anew on all sources, and at weights fitted on the other sources only, without the pairs that
both have. By how much the last fall behind shows how much is over-fitted. Fits start from plain
assumptions (`fitter/prior.py`), not from the shipped weights, which have seen every source. Figures
are those of `border-check evaluate`.

Innocents, held against a list by name alone, bound a fit: of every second one, no more may be
flagged than the shipped weights flag. The others are only counted.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from fitter.report import alarm_table, table, weight_table
from fitter.search import EFFORT, Effort, fit
from fitter.sources import Innocents, Source, meet, read_source
from fitter.weights import NameWeights


def main() -> None:
    """Fit on all sources and without each of them; print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+", help="a source: JSON lines, as `evaluate`")
    parser.add_argument("--list", type=Path, help="a list of people, as `load` takes it")
    parser.add_argument(
        "--innocents",
        type=Path,
        nargs="+",
        default=[],
        metavar="QUERIES",
        help="JSON lines with the keys of `person`; those with a `target` are passed over",
    )
    parser.add_argument("--generations", type=int, default=EFFORT.generations)
    parser.add_argument("--searches", type=int, default=EFFORT.searches)
    parser.add_argument("--seed", type=int, default=EFFORT.seed, help="a number from 1 on")
    parser.add_argument("--weights", action="store_true", help="print the fitted weights, too")
    asked = parser.parse_args()
    if len(asked.pairs) < 2 or bool(asked.list) != bool(asked.innocents):
        parser.error("expected two sources or more, and --list and --innocents together or not")
    sources = [read_source(path) for path in asked.pairs]
    bounding, others = meet(asked.list, asked.innocents).halves() if asked.list else (None, None)
    _tell("read and aligned")
    effort = Effort(asked.generations, searches=asked.searches, seed=asked.seed)
    of_all = fit(sources, bounding, effort)
    _tell("fitted on all")
    held_out = [without(source, sources, bounding, effort) for source in sources]
    print("\n".join(table(sources, of_all, held_out)))
    if bounding and others:
        both = {"bounding the fit": bounding, "only counted": others}
        print("", *alarm_table(both, of_all, held_out), sep="\n")
    if asked.weights:
        print("", *weight_table(of_all), sep="\n")


def without(
    source: Source,
    sources: list[Source],
    innocents: Innocents | None,
    effort: Effort,
) -> list[NameWeights]:
    """Weights that know nothing of a source, nor of its pairs where another source has them."""
    others = (other.without(source) for other in sources if other is not source)
    fitted = fit([other for other in others if other.has_both], innocents, effort)
    _tell(f"fitted without {source.name}")
    return fitted


def _tell(done: str) -> None:
    print(f"{done}: {time.process_time():.0f} CPU s", file=sys.stderr)


if __name__ == "__main__":
    main()
