"""`border-check evaluate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import colourful, say, say_json
from border_check.cli.options import JsonOption
from border_check.evaluation import evaluate as evaluate_pairs
from border_check.evaluation import read_pairs
from border_check.formats.evaluation import evaluation_report, evaluation_to_wire


def evaluate(
    files: Annotated[
        list[Path], typer.Argument(metavar="PAIRS.jsonl...", help="Labelled pairs, one a line.")
    ],
    facts: Annotated[
        bool, typer.Option("--facts", help="Use birth dates and other facts beside the names.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure on labelled pairs what matching finds and what it flags, at each threshold.

    Example: border-check evaluate data/samples/pairs.jsonl
    """
    for file in files:
        evaluation = evaluate_pairs(read_pairs(file, names_alone=not facts))
        if as_json:
            say_json(evaluation_to_wire(file.name, evaluation))
        else:
            say(evaluation_report(file.name, evaluation, colour=colourful(sys.stdout)))
