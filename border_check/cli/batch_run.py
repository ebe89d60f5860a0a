"""Checking a passenger list from its first line to its last, and telling what came of it."""

from __future__ import annotations

import gc
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from border_check.cli.batch_via import gone_on_with, told_by_centre, via_of_list
from border_check.cli.console import place_at, screener_for
from border_check.cli.keep_options import keeping
from border_check.cli.outfile import private_file, unfinished
from border_check.cli.progress import counting
from border_check.cli.streams import colourful, manifest_content, say, say_json, warn
from border_check.errors import UsageError
from border_check.formats.batch import (
    COLUMNS,
    CsvRows,
    csv_line,
    row_lines,
    row_to_wire,
    rows_answered,
    summary_report,
    summary_to_wire,
)
from border_check.formats.wire import to_json
from border_check.manifests.interface import Reading
from border_check.manifests.registry import open_manifest
from border_check.screening.batch import (
    NOTHING_ANSWERED,
    Answered,
    AnsweredStretch,
    Batch,
    RowScreening,
)
from border_check.screening.keeper import Keeper
from border_check.screening.looking import Look, in_processes, in_this_process
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.snapshot.pool import may_pay
from border_check.values.screening import Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given
    from border_check.formats.batch_page import BatchPage

_SELDOM = 100_000
"""Objects that are made until Python looks for those that hold one another; rows never do."""


def check_manifest(given: Given) -> int:
    """Check all travellers, and return the exit code of the worst row."""
    file, as_json = given["file"], given.get("as_json")
    out = Path(given["out"]) if "out" in given else None
    _require_one_way(given)
    content = manifest_content(file)
    digest = hashlib.sha256(content).hexdigest()
    lines = content.count(b"\n")
    until = keeping(given)
    before, size = _answered(out) if given.get("resume") else (NOTHING_ANSWERED, 0)
    place = place_at(given, "batch")
    via = via_of_list(place, given, keeps=until is not None)
    page = _page(out)
    with seldom_collected(), screener_for(place, via) as screener:
        answered = gone_on_with(screener, digest, before)
        kept = size if answered.rows == before.rows else 0
        with (
            private_file(out, kept, page.bind if page else None)
            if out
            else nullcontext() as results,
            _progress(lines, answered) as done,
        ):
            reading = open_manifest(content, screener.now().date(), name=file)
            for warning in reading.warnings:
                warn(warning)
            told, silence = told_by_centre(screener, file, digest, content, answered)
            keeper = Keeper(screener, until, reading.flight) if until else None
            run = told or _run_here(screener, given, reading, digest, lines, answered)
            write = _writer(results, out, kept, page)
            acted_on: list[RowScreening] = []
            for rows in run.answers(reading.stretches):
                write(rows)
                if keeper is not None:
                    keeper.take(rows)
                if as_json:
                    for row in rows.rows():
                        say_json(row_to_wire(row))
                else:
                    acted_on += rows.remarkable()
                done(rows)
            if keeper is not None:
                end = keeper.keep(run.reference, Path(file).name, digest).until
                warn(f"the passengers are kept until {end}: `border-check rescreen`")
            summary = run.summary()
            if silence is not None:
                summary = summary._replace(problems=(*summary.problems, silence))
            if results is not None and out is not None and out.suffix == ".jsonl":
                results.write(to_json(summary_to_wire(summary)) + "\n")
            if page is not None:
                from border_check.formats.batch_page import About

                ended = screener.now().strftime("%Y-%m-%dT%H:%M:%SZ")
                about = (Path(file).name, digest, place.settings.desk.post, ended)
                page.end(About(*about, reading.flight, reading.warnings), summary)
    if as_json:
        say_json(summary_to_wire(summary))
    else:
        if answered.rows:
            warn(f"rows 1 to {answered.rows:,} were answered before: see {out}")
        say(row_lines(acted_on, colour=colourful(sys.stdout)), end="")
        say(summary_report(summary, colour=colourful(sys.stdout)), end="")
    return summary.verdict.exit_code


def _require_one_way(given: Given) -> None:
    if given.get("cluster") and int(given.get("workers", 1)) > 1:
        raise UsageError("--workers and --cluster do not go together", hint="choose one of them")


def _run_here(
    screener: Screener,
    given: Given,
    reading: Reading,
    digest: str,
    lines: int,
    answered: Answered,
) -> Batch:
    """The run that asks the lists here."""
    _pool(Home(screener.home), max(lines, reading.announced or 0))
    return Batch(
        screener,
        Path(given["file"]).name,
        digest,
        look=_look(screener, int(given.get("workers", 1)), given.get("cluster")),
        announced=reading.announced,
        answered=answered,
        lines=lines,
        arrival=reading.arrival,
    )


def _pool(home: Home, travellers: int) -> None:
    """Have small lists searched together, where that pays for so many."""
    if may_pay(home, travellers):
        from border_check.snapshot.pooling import pool_lists  # a short list does without

        pool_lists(home, travellers)


def _look(screener: Screener, workers: int, cluster: str | None) -> Look:
    """Where the lists are asked."""
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


def _page(out: Path | None) -> BatchPage | None:
    """The page that is to be written, where one is."""
    if out is None or out.suffix != ".html":
        return None
    from border_check.formats.batch_page import BatchPage

    return BatchPage()


def _writer(
    results: IO[str] | None, out: Path | None, kept: int, page: BatchPage | None
) -> Callable[[AnsweredStretch], object]:
    if results is None or out is None:
        return lambda _: None
    if page is not None:
        return lambda rows: results.writelines(map(page.line, rows.rows()))
    if out.suffix == ".csv":
        if not kept:
            results.write(csv_line(COLUMNS))
        lines = CsvRows()
        return lambda rows: results.write(lines(rows))
    return lambda rows: results.writelines(to_json(row_to_wire(row)) + "\n" for row in rows.rows())


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Rows come and go by the thousand, which is no reason to search all of memory for garbage."""
    before, was_enabled = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(_SELDOM, *before[1:])
    gc.enable()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not was_enabled:
            gc.disable()


@contextmanager
def _progress(lines: int, answered: Answered) -> Iterator[Callable[[AnsweredStretch], None]]:
    """A line that counts rows and what became of them."""
    counts = Counter({word: answered.counts.get(word, 0) for word in Verdict})
    with counting("checking", lines - answered.rows) as told:

        def done(rows: AnsweredStretch) -> None:
            counts.update(rows.verdicts())
            said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
            told(said, len(rows.looked.places))

        yield done
