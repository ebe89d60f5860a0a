"""A batch: its rows as JSON lines or CSV, and its report for the screen."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, BinaryIO

from border_check.errors import UnreadableInput
from border_check.formats.cells import WIDTH, fit, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import cell, plain
from border_check.formats.terminal import labelled, list_and_age
from border_check.formats.wire import (
    SCHEMA,
    problems_to_wire,
    screening_to_wire,
    status_to_wire,
)
from border_check.formats.wording import headline, short_reference
from border_check.screening.batch import Answered, RowScreening, Summary
from border_check.values.screening import Verdict

_QUERY = (
    "surname",
    "given_names",
    "name",
    "birth_date",
    "sex",
    "nationality",
    "document_type",
    "number",
    "issuing_state",
    "expiry_date",
)
COLUMNS = ("row", "line", "reference", "verdict", "finding", *_QUERY, "hits", "problems")
_UNREADABLE = "unreadable: "
_MOST_ROWS = 60
_FINDING = WIDTH - 45
"""Cells for what was found, on the screen."""


def row_to_wire(row: RowScreening) -> dict[str, Any]:
    """One row, in the shape of the JSON contract."""
    wire = screening_to_wire(row.screening)
    return {
        "schema": wire.pop("schema"),
        "check": wire.pop("check"),
        "row": row.row,
        "line": row.line,
        **wire,
    }


def summary_to_wire(summary: Summary) -> dict[str, Any]:
    """The totals, in the shape of the JSON contract."""
    return {
        "schema": SCHEMA,
        "check": "batch",
        "reference": summary.reference,
        "rows_in": summary.rows_in,
        "proceed": summary.proceed,
        "refer": summary.refer,
        "stop": summary.stop,
        "not_checked": summary.not_checked,
        "unreadable": summary.unreadable,
        "complete": summary.complete,
        "lists": [status_to_wire(status) for status in summary.lists],
        "problems": problems_to_wire(summary.problems),
    }


def csv_line(values: Iterable[object]) -> str:
    """One line of CSV whose cells no spreadsheet takes for formulas."""
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\n").writerow([cell(str(value)) for value in values])
    return buffer.getvalue()


def row_to_csv(row: RowScreening) -> str:
    """One row as a line of CSV, with the columns `COLUMNS`."""
    screening = row.screening
    hits = "; ".join(f"{hit.list} {hit.record_id} {hit.grade}" for hit in screening.hits)
    problems = "; ".join(problem.text for problem in screening.problems)
    record = _first_record(row)
    finding = f"{_finding(row)} ({record})" if record else _finding(row)
    facts = [screening.query.get(key, "") for key in _QUERY]
    return csv_line(
        (row.row, row.line, screening.reference, screening.verdict, finding, *facts, hits, problems)
    )


def rows_answered(file: BinaryIO, suffix: str) -> tuple[Answered, int]:
    """The rows in the results of a run that was cut off, and where they end, in bytes.

    A last line that is not whole does not count. Raises `UnreadableInput` where these are not the
    results of one run, row after row.
    """
    read = _answered_in_csv if suffix == ".csv" else _answered_in_json
    counts: Counter[str] = Counter()
    rows, end, run = 0, 0, ""
    for line in file:
        if not line.endswith(b"\n"):
            break
        found = read(line.decode(errors="replace"))
        if found is not None:
            row, reference, what = found
            rows += 1
            if row != rows:
                raise UnreadableInput(f"the unfinished results: row {row} where {rows} belongs")
            run = reference.rpartition("-")[0]
            counts[what] += 1
        end += len(line)
    return Answered(rows, counts, run), end


def _answered_in_csv(line: str) -> tuple[int, str, str] | None:
    """Number, reference and verdict of a row; None for the heading."""
    cells = next(csv.reader([line]))
    if tuple(cells) == COLUMNS:
        return None
    try:
        row = dict(zip(COLUMNS, cells, strict=True))
        is_read = not row["finding"].startswith(_UNREADABLE)
        return int(row["row"]), row["reference"], row["verdict"] if is_read else "unreadable"
    except ValueError:
        raise UnreadableInput("the unfinished results: a line is no row of them") from None


def _answered_in_json(line: str) -> tuple[int, str, str]:
    try:
        row = json.loads(line)
        is_read = all(problem["code"] != "unreadable" for problem in row["problems"])
        return row["row"], row["reference"], row["verdict"] if is_read else "unreadable"
    except (ValueError, KeyError, TypeError):
        raise UnreadableInput("the unfinished results: a line is no row of them") from None


def row_lines(rows: Iterable[RowScreening], *, colour: bool) -> str:
    """The rows that did not proceed, worst first; under a finding the record that it rests on."""
    ordered = sorted(rows, key=lambda row: (row.screening.verdict.rank, row.row))
    lines = [Line(f"{'line':>5}  {'verdict':<12} {'traveller':<24} finding", "bold")]
    lines += [line for row in ordered[:_MOST_ROWS] for line in _row_lines(row)]
    if len(ordered) > _MOST_ROWS:
        lines.append(Line(f"       and {len(ordered) - _MOST_ROWS} more: see --out"))
    return render(lines, colour=colour) if ordered else ""


def summary_report(summary: Summary, *, colour: bool) -> str:
    """The totals, for people."""
    return render(_summary_lines(summary), colour=colour)


def _summary_lines(summary: Summary) -> Iterator[Line]:
    shape = {"stop": "[!!]", "refer": "[? ]", "not_checked": "[xx]", "proceed": "[  ]"}
    verdict = summary.verdict
    reference = f"ref {short_reference(summary.reference)}" if summary.reference else ""
    head = f"{shape[verdict]} {verdict.word}  batch of {summary.rows_in:,} travellers"
    yield Line(f"{head}{reference:>{max(1, WIDTH - len(head))}}", "bold")
    for word in Verdict:
        yield Line(f"  {word.word:<12} {getattr(summary, word):>9,}")
    yield Line(f"  {'unreadable':<12} {summary.unreadable:>9,}   NOT CHECKED as well")
    if not summary.rows_in:
        yield Line("  the manifest has no travellers: nothing was checked")
    elif not summary.complete:
        yield Line("  not complete: somebody was not checked", "bold")
    for problem in summary.problems:
        yield from labelled("Problem", plain(problem.text))
    yield from labelled("Asked", ", ".join(map(list_and_age, summary.lists)) or "no list")


def _row_lines(row: RowScreening) -> Iterator[Line]:
    query = row.screening.query
    name = query.get("name") or ", ".join(
        filter(None, (query.get("surname"), query.get("given_names")))
    )
    verdict = row.screening.verdict
    style = {"stop": "bold red", "refer": "yellow", "not_checked": "magenta"}.get(verdict, "")
    record = _first_record(row)
    told = wrapped(_finding(row), _FINDING) + (wrapped(record, _FINDING) if record else [])
    yield Line.of(
        f"{row.line:>5}  ",
        (f"{verdict.word:<12} ", style),
        fit(plain(str(name)), 24),
        f" {told[0]}",
    )
    for line in told[1:]:
        yield Line(" " * (WIDTH - _FINDING) + line)


def _finding(row: RowScreening) -> str:
    screening = row.screening
    if row.unreadable and screening.problems:
        return plain(f"{_UNREADABLE}{screening.problems[-1].text}")
    if screening.verdict is Verdict.NOT_CHECKED and screening.problems:
        return plain(screening.problems[0].text)
    return plain(headline(screening))


def _first_record(row: RowScreening) -> str:
    """The record that the finding rests on, by its list; empty where there is none."""
    return next((plain(f"{hit.list} {hit.record_id}") for hit in row.screening.hits), "")
