"""A batch: its rows as JSON lines or CSV, and its report for the screen."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby, repeat
from typing import Any, BinaryIO

from border_check.errors import UnreadableInput
from border_check.formats.asked import asked
from border_check.formats.cells import WIDTH, cells_of, fit, flush_right, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import cell, plain
from border_check.formats.speech import isolated, translated
from border_check.formats.terminal import NOTED, labelled, reference_told
from border_check.formats.wire import (
    SCHEMA,
    problems_to_wire,
    screening_to_wire,
    status_to_wire,
)
from border_check.formats.wording import headline
from border_check.formats.words import said
from border_check.language import ENGLISH, sentence, speaking
from border_check.screening.batch import Answered, AnsweredStretch, RowScreening, Summary
from border_check.screening.screener import Outcome
from border_check.screening.together import ALONE
from border_check.screening.within import NOTES
from border_check.values.screening import CheckKind, Verdict

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
SHAPE = {
    Verdict.STOP: "[!!]",
    Verdict.REFER: "[? ]",
    Verdict.NOT_CHECKED: "[xx]",
    Verdict.PROCEED: "[  ]",
}
"""What stands before the word of a verdict."""
_UNREADABLE = "unreadable: "
_MOST_ROWS = 60
_MOST_CELLS = 1 << 16
"""Texts that are remembered."""
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
    facts = [screening.query.get(key, "") for key in _QUERY]
    return csv_line((row.row, row.line, screening.reference, *_said(row), *facts, *_found(row)))


def _said(row: RowScreening) -> tuple[str, str]:
    """Verdict and finding, in English: whoever goes on with the file may speak another language."""
    with speaking(ENGLISH):
        record, finding = _first_record(row), finding_of(row)
    return row.screening.verdict, f"{finding} ({record})" if record else finding


def _found(row: RowScreening) -> tuple[str, str]:
    """Hits and problems."""
    screening = row.screening
    hits = "; ".join(f"{hit.list} {hit.record_id} {hit.grade}" for hit in screening.hits)
    return hits, "; ".join(problem.text for problem in screening.problems)


class CsvRows:
    """Writes rows as lines of CSV, the same as `row_to_csv`, many at a time."""

    def __init__(self) -> None:
        self._cells = _Cells()
        self._around: dict[int, tuple[Outcome, str, str]] = {}

    def __call__(self, answered: AnsweredStretch) -> str:
        """The lines of some rows."""
        looked, alone = answered.looked, answered.alone
        if len(alone) == len(looked.places):
            return "".join(map(row_to_csv, alone.values()))
        lines = self._lines(answered)
        for place, row in alone.items():
            lines[place - looked.places.start] = row_to_csv(row)
        return "".join(lines)

    def _lines(self, answered: AnsweredStretch) -> list[str]:
        """A line for each row; of those that were looked at by themselves, any."""
        stretch, places, kinds, *_ = answered.looked
        here = slice(places.start, places.stop)
        first = stretch.first + here.start
        rows, lines = _written(range(first, first + len(places)), stretch.lines[here])
        around = {kind: self._said_and_found(answered, kind) for kind in set(kinds) - {ALONE}}
        said, found = zip(*around.values(), strict=True)
        if len(around) > 1:
            around[ALONE] = "", ""
            said, found = zip(*[around[kind] for kind in kinds], strict=True)
        facts = [stretch.facts[field][here] if field in stretch.facts else "" for field in _QUERY]
        columns = (
            rows,
            lines,
            self._references(answered.reference, rows),
            said if len(around) > 1 else said[0],
            *[texts and self._cells.all(texts) for texts in facts],
            found if len(around) > 1 else found[0],
        )
        return list(map(",".join, zip(*_each(columns), strict=False)))

    def _references(self, batch: str, rows: Sequence[str]) -> Sequence[str]:
        if not batch:
            return ""
        if self._cells[batch] == batch:
            return [f"{batch}-{row}" for row in rows]
        return [self._cells[f"{batch}-{row}"] for row in rows]

    def _said_and_found(self, answered: AnsweredStretch, kind: int) -> tuple[str, str]:
        """What stands before and after the facts of all rows of a kind."""
        outcome = answered.outcomes[kind]
        known = self._around.get(kind)
        if known is None or known[0] is not outcome:
            looked = answered.looked
            row = answered.row(looked.places[looked.kinds.index(kind)])
            known = outcome, csv_line(_said(row)).removesuffix("\n"), csv_line(_found(row))
            self._around[kind] = known
        return known[1:]


def _written(rows: range, lines: Sequence[int]) -> tuple[list[str], list[str]]:
    """The numbers of rows and of their lines, most of which are the same."""
    ahead = lines[0] - rows[0]
    if isinstance(lines, range) and 0 <= ahead < len(rows):
        written = list(map(str, range(rows.start, lines.stop)))
        return written[: len(rows)], written[ahead:]
    return list(map(str, rows)), list(map(str, lines))


def _each(columns: Iterable[Sequence[str]]) -> Iterator[Iterable[str]]:
    """Columns, of which a text stands for a column of it; such ones side by side are made one."""
    for is_text, same in groupby(columns, key=lambda column: isinstance(column, str)):
        if is_text:
            yield repeat(",".join(map(str, same)))
        else:
            yield from same


class _Cells(dict[str, str]):
    """Texts as they stand in a cell of CSV; those that were met are remembered."""

    def all(self, texts: Sequence[str]) -> Sequence[str]:
        """A column."""
        is_known = bool(texts) and texts[0] in self  # then most of them are, as with dates
        if not is_known and _stand_as_they_are(texts):
            return texts
        if len(self) > _MOST_CELLS:
            self.clear()
        return list(map(self.__getitem__, texts))

    def __missing__(self, text: str) -> str:
        as_it_is = _stand_as_they_are((text,))
        self[text] = cell = text if as_it_is else csv_line(("", text))[1:].removesuffix("\n")
        return cell


def _stand_as_they_are(texts: Sequence[str]) -> bool:
    """Whether texts are words of letters and figures, which need no quotes and are no formulas."""
    text = "".join(texts)
    if not text.isascii() or text.isalnum():
        return text.isascii()
    text = "\n".join(("", *texts, ""))
    return (
        text.replace("\n", "").replace(" ", "").replace("-", "").isalnum()
        and not any(edge in text for edge in ("\n ", "\n-", " \n", "  "))
        and text.count("\n") == len(texts) + 1
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
    lines = [_heading()]
    lines += [line for row in ordered[:_MOST_ROWS] for line in _row_lines(row)]
    if len(ordered) > _MOST_ROWS:
        more = translated("and {count} more: see --out", count=len(ordered) - _MOST_ROWS)
        lines.append(Line(f"       {more}"))
    return render(lines, colour=colour) if ordered else ""


def _heading() -> Line:
    line, finding = flush_right(translated("line"), 5), translated("finding")
    verdict, traveller = fit(translated("verdict"), 12), fit(translated("traveller"), 24)
    return Line(f"{line}  {verdict} {traveller} {finding}", "bold")


def summary_report(summary: Summary, *, colour: bool) -> str:
    """The totals, for people."""
    return render(_summary_lines(summary), colour=colour)


def _summary_lines(summary: Summary) -> Iterator[Line]:
    verdict = summary.verdict
    reference = reference_told(summary.reference)
    of = translated("batch of {count} travellers", count=f"{summary.rows_in:,}")
    head = f"{SHAPE[verdict]} {said(verdict.word)}  {of}"
    gap = " " * max(1, WIDTH - cells_of(head) - cells_of(reference))
    yield Line(f"{head}{gap}{reference}" if reference else head, "bold")
    for word in Verdict:
        yield _count(said(word.word), getattr(summary, word))
    as_well = translated("NOT CHECKED as well")
    yield _count(said("unreadable"), summary.unreadable, f"   {as_well}")
    if not summary.rows_in:
        yield Line(f"  {translated('the manifest has no travellers: nothing was checked')}")
    elif not summary.complete:
        yield Line(f"  {translated('not complete: somebody was not checked')}", "bold")
    for problem in summary.problems:
        label = "Note" if problem.code in NOTES | NOTED else "Problem"
        yield from labelled(label, translated(problem.text))
    for label, text in asked(CheckKind.TRAVELLER, summary.lists):
        yield from labelled(label, text)


def _count(word: str, count: int, what: str = "") -> Line:
    return Line(f"  {fit(word, 13)} {isolated(f'{count:>8,}')}{what}")


def _row_lines(row: RowScreening) -> Iterator[Line]:
    verdict = row.screening.verdict
    style = {"stop": "bold red", "refer": "yellow", "not_checked": "magenta"}.get(verdict, "")
    record = _first_record(row)
    told = wrapped(finding_of(row), _FINDING) + (wrapped(record, _FINDING) if record else [])
    yield Line.of(
        f"{isolated(f'{row.line:>5}')}  ",
        (f"{fit(said(verdict.word), 12)} ", style),
        fit(traveller_of(row), 24),
        f" {told[0]}",
    )
    for line in told[1:]:
        yield Line(" " * (WIDTH - _FINDING) + line)


def traveller_of(row: RowScreening) -> str:
    """The name, as it was read."""
    query = row.screening.query
    parts = filter(None, (query.get("surname"), query.get("given_names")))
    return plain(str(query.get("name") or ", ".join(parts)))


def finding_of(row: RowScreening) -> str:
    """What was found, or why it was not checked, in a few words."""
    screening = row.screening
    if row.unreadable and screening.problems:
        return translated("unreadable: {why}", why=sentence(screening.problems[-1].text))
    if screening.verdict is Verdict.NOT_CHECKED and screening.problems:
        return translated(screening.problems[0].text)
    return headline(screening)


def _first_record(row: RowScreening) -> str:
    """The record that the finding rests on, by its list; empty where there is none."""
    return next((plain(f"{hit.list} {hit.record_id}") for hit in row.screening.hits), "")
