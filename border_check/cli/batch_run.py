"""`border-check batch`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Annotated

import typer

from border_check.cli.console import place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.outfile import private_file, unfinished
from border_check.cli.progress import counting
from border_check.cli.streams import colourful, manifest_content, say, say_json, warn
from border_check.errors import UsageError
from border_check.formats.batch import (
    COLUMNS,
    csv_line,
    row_lines,
    row_to_csv,
    row_to_wire,
    rows_answered,
    summary_report,
    summary_to_wire,
)
from border_check.formats.wire import to_json
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import NOTHING_ANSWERED, Answered, Batch, RowScreening
from border_check.screening.looking import Look, in_processes, in_this_process
from border_check.screening.screener import Screener
from border_check.values.screening import Verdict


def batch(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV, TSV or JSONL; - reads stdin.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", readable=False, help="All rows, to .csv or .jsonl."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that search.")] = 1,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Search on the workers of a dask cluster."
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run that --out was cut off in.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Check all travellers of a manifest, documents and persons.

    Example: border-check batch data/samples/passengers.csv --out results.csv
    """
    content = manifest_content(file)
    place = place_of(context, home, config)
    answered, kept = _answered(out) if resume else (NOTHING_ANSWERED, 0)
    with (
        screener_of(place) as screener,
        private_file(out, kept) if out else nullcontext() as results,
        _progress(content.count(b"\n"), answered) as done,
    ):
        reading = open_manifest(content, screener.now().date(), name=file)
        for warning in reading.warnings:
            warn(warning)
        digest = hashlib.sha256(content).hexdigest()
        run = Batch(
            screener,
            Path(file).name,
            digest,
            look=_look(screener, workers, cluster),
            announced=reading.announced,
            answered=answered,
        )
        write = _writer(results, out, kept)
        acted_on = []
        for row in run.rows(reading.rows):
            write(row)
            if as_json:
                say_json(row_to_wire(row))
            elif row.screening.verdict is not Verdict.PROCEED or row.screening.hits:
                acted_on.append(row)
            done(row)
        summary = run.summary()
        if results is not None and out is not None and out.suffix == ".jsonl":
            results.write(to_json(summary_to_wire(summary)) + "\n")
    if as_json:
        say_json(summary_to_wire(summary))
    else:
        if answered.rows:
            warn(f"rows 1 to {answered.rows:,} were answered before: see {out}")
        say(row_lines(acted_on, colour=colourful(sys.stdout)), end="")
        say(summary_report(summary, colour=colourful(sys.stdout)), end="")
    raise typer.Exit(summary.verdict.exit_code)


def _look(screener: Screener, workers: int, cluster: str | None) -> Look:
    """Where the lists are asked."""
    if cluster and workers > 1:
        raise UsageError("--workers and --cluster do not go together", hint="choose one of them")
    if cluster:
        from border_check.screening.cluster import on_cluster

        return on_cluster(screener, cluster, warn)
    return in_processes(screener, workers) if workers > 1 else in_this_process(screener)


def _answered(out: Path | None) -> tuple[Answered, int]:
    """What an earlier run into this file has answered, and in how many bytes; nothing if none was
    cut off."""
    if out is None:
        raise UsageError("--resume needs --out", hint="name the file of the run that was cut off")
    try:
        with unfinished(out).open("rb") as file:
            return rows_answered(file, out.suffix)
    except FileNotFoundError:
        warn(f"{out}: no run was cut off; this one begins with the first row")
        return NOTHING_ANSWERED, 0


def _writer(results: IO[str] | None, out: Path | None, kept: int) -> Callable[[RowScreening], None]:
    if results is None or out is None:
        return lambda _: None
    if out.suffix == ".csv":
        if not kept:
            results.write(csv_line(COLUMNS))
        return lambda row: _put(results, row_to_csv(row))
    return lambda row: _put(results, to_json(row_to_wire(row)) + "\n")


def _put(results: IO[str], text: str) -> None:
    results.write(text)


@contextmanager
def _progress(lines: int, answered: Answered) -> Iterator[Callable[[RowScreening], None]]:
    """A line that counts rows and what became of them."""
    counts = {word: answered.counts.get(word, 0) for word in Verdict}
    with counting("checking", lines - answered.rows) as told:

        def done(row: RowScreening) -> None:
            counts[row.screening.verdict] += 1
            told(", ".join(f"{count} {word}" for word, count in counts.items() if count))

        yield done
