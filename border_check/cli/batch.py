"""`border-check batch`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Annotated

import typer

from border_check.cli.console import (
    colourful,
    manifest_content,
    place_of,
    say,
    say_json,
    screener_of,
    warn,
)
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.outfile import private_file
from border_check.cli.progress import counting
from border_check.formats.batch import (
    COLUMNS,
    csv_line,
    row_lines,
    row_to_csv,
    row_to_wire,
    summary_report,
    summary_to_wire,
)
from border_check.formats.wire import to_json
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import Batch, RowScreening
from border_check.values.screening import Verdict


def batch(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV, TSV or JSONL; - reads stdin.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", readable=False, help="All rows, to .csv or .jsonl."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that search.")] = 1,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Check all travellers of a manifest, documents and persons.

    Example: border-check batch data/samples/passengers.csv --out results.csv
    """
    content = manifest_content(file)
    place = place_of(context, home, config)
    with (
        screener_of(place) as screener,
        private_file(out) if out else nullcontext() as results,
        _progress(content.count(b"\n")) as done,
    ):
        reading = open_manifest(content, screener.now().date(), name=file)
        for warning in reading.warnings:
            warn(warning)
        digest = hashlib.sha256(content).hexdigest()
        run = Batch(screener, Path(file).name, digest, workers=workers, announced=reading.announced)
        write = _writer(results, out)
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
        say(row_lines(acted_on, colour=colourful(sys.stdout)), end="")
        say(summary_report(summary, colour=colourful(sys.stdout)), end="")
    raise typer.Exit(summary.verdict.exit_code)


def _writer(results: IO[str] | None, out: Path | None) -> Callable[[RowScreening], None]:
    if results is None or out is None:
        return lambda _: None
    if out.suffix == ".csv":
        results.write(csv_line(COLUMNS))
        return lambda row: _put(results, row_to_csv(row))
    return lambda row: _put(results, to_json(row_to_wire(row)) + "\n")


def _put(results: IO[str], text: str) -> None:
    results.write(text)


@contextmanager
def _progress(lines: int) -> Iterator[Callable[[RowScreening], None]]:
    """A line that counts rows and what became of them."""
    counts = dict.fromkeys(Verdict, 0)
    with counting("checking", lines) as told:

        def done(row: RowScreening) -> None:
            counts[row.screening.verdict] += 1
            told(", ".join(f"{count} {word}" for word, count in counts.items() if count))

        yield done
