"""`border-check evaluate`."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.progress import counting
from border_check.cli.streams import colourful, manifest_content, say, say_json, warn
from border_check.errors import UsageError
from border_check.evaluation.alarms import Measurement, TravellerFile, measure_alarms
from border_check.evaluation.pairs import Evaluation, read_pairs
from border_check.evaluation.pairs import evaluate as evaluate_pairs
from border_check.formats.alarms import measurement_report, measurement_to_wire
from border_check.formats.evaluation import evaluation_report, evaluation_to_wire
from border_check.formats.plots import evaluations_picture, measurement_picture, picture_format
from border_check.manifests.registry import open_manifest


def evaluate(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PAIRS.jsonl", help="Labelled pairs, one a line."),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="Use birth dates and other facts of the pairs, too.")
    ] = False,
    on: Annotated[
        list[str] | None,
        typer.Option("--on", metavar="LIST", help="An installed list of people; may be repeated."),
    ] = None,
    travellers: Annotated[
        str | None,
        typer.Option(
            "--travellers",
            metavar="FILE",
            help="Travellers on no list, as for batch; - reads standard input.",
        ),
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Name the N pairs judged worst.")
    ] = 0,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="FILE", readable=False, help="Draw the figures, to .png or .svg."
        ),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Measure what matching finds and what it flags at each threshold, on pairs or on your lists.

    With pairs whose truth is known: what is found, missed and flagged. With --on
    and --travellers: how many of 1,000 travellers alarm on lists of this home.

    Example: border-check evaluate data/samples/pairs.jsonl
    """
    suffix = picture_format(plot.name) if plot else ""
    if on and travellers and not files and not facts:
        measured = _measured(place_of(context, home, config), on, travellers)
        _tell_measured(measured, as_json=as_json)
        if plot:
            plot.write_bytes(measurement_picture(measured, suffix))
        return
    if on or travellers or not files:
        raise UsageError(
            "expected files of labelled pairs, or --on LIST with --travellers FILE",
            hint="as in `border-check evaluate --on ofac-sdn --travellers flight.csv`",
        )
    evaluations = []
    for file in files:
        evaluation = evaluate_pairs(read_pairs(file, names_alone=not facts))
        _tell_evaluation(file.name, evaluation, errors, as_json=as_json)
        evaluations.append((file.name, evaluation))
    if plot:
        plot.write_bytes(evaluations_picture(evaluations, suffix))


def _tell_evaluation(name: str, evaluation: Evaluation, errors: int, *, as_json: bool) -> None:
    if as_json:
        say_json(evaluation_to_wire(name, evaluation, errors))
    else:
        say(evaluation_report(name, evaluation, colour=colourful(sys.stdout), errors=errors))


def _measured(place: Place, names: list[str], file: str) -> Measurement:
    content = manifest_content(file)
    with screener_of(place) as screener, counting("measuring", content.count(b"\n")) as told:
        reading = open_manifest(content, screener.now().date(), name=file)
        for warning in reading.warnings:
            warn(warning)
        digest = hashlib.sha256(content).hexdigest()
        source = TravellerFile(Path(file).name, digest, reading.rows)
        measured = measure_alarms(screener, names, source, progress=lambda: told("", 1))
    if measured.warning:
        warn(measured.warning)
    return measured


def _tell_measured(measured: Measurement, *, as_json: bool) -> None:
    if as_json:
        say_json(measurement_to_wire(measured))
    else:
        say(measurement_report(measured, colour=colourful(sys.stdout)), end="")
