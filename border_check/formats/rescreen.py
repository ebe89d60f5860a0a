"""Kept passenger lists, and what is told otherwise when they were asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from border_check.formats.asked import asked
from border_check.formats.cells import WIDTH, cells_of, fit
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.speech import fact, isolated, spoken, translated
from border_check.formats.terminal import labelled, reference_told
from border_check.formats.wire import SCHEMA, hit_to_wire, status_to_wire
from border_check.formats.words import said, word
from border_check.language import marked
from border_check.screening.kept_batches import Erased, KeptBatch
from border_check.screening.kept_rows import KeptHit
from border_check.screening.rescreen import ChangedRow, Rescreened
from border_check.values.screening import CheckKind, Hit, Verdict

NEW = marked("NEW HIT")
CHANGED = marked("CHANGED")
WITHDRAWN = marked("WITHDRAWN")
OTHER_VERDICT = marked("now {verdict}")
AGAIN = marked("travellers asked again: {count}")
OF = marked("{file}, travellers: {count}, kept until {until}")
COUNTS = marked("new hits {new}, changed {changed}, withdrawn {withdrawn}; asked again {count}")
ALL_THE_SAME = marked("nothing is told otherwise of anybody")
NONE_KEPT = "no passenger list is kept\n"


def rescreen_report(found: Rescreened, *, colour: bool) -> str:
    """What is told otherwise of the travellers of one list, for people."""
    return render(_lines(found), colour=colour)


def rescreen_to_wire(found: Rescreened) -> Iterator[dict[str, Any]]:
    """The same for programs: an object for each row, then one for all of them."""
    for row in found.rows:
        yield _row_to_wire(found, row)
    yield {
        "schema": SCHEMA,
        "check": "rescreen",
        "reference": found.reference,
        "rescreens": found.batch.reference,
        "rows_in": len(found.batch.rows),
        "asked_again": found.asked_again,
        **_counts(found),
        "verdicts": {verdict: found.counts.get(verdict, 0) for verdict in Verdict},
        "until": found.batch.until,
        "lists": [status_to_wire(status) for status in found.lists],
        "notes": [spoken(note) for note in found.notes],
    }


def kept_table(kept: Iterable[KeptBatch], erased: Iterable[Erased] = ()) -> str:
    """The passenger lists that are kept, a line each, after those that were erased just now."""
    lines = [f"{plain(erased_line(one))}\n" for one in erased]
    told = [
        plain(f"{one.reference}  {len(one.rows):>6,} rows  until {one.until}  {one.file}") + "\n"
        for one in kept
    ]
    return "".join(lines + (told or [NONE_KEPT]))


def erased_line(erased: Erased) -> str:
    """That a kept list is gone."""
    rows = "?" if erased.rows is None else f"{erased.rows:,}"
    return f"{erased.reference}: {rows} rows erased ({erased.because}), sha256 {erased.sha256}"


def kept_to_wire(kept: Iterable[KeptBatch], erased: Iterable[Erased]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "kept": [
            {
                "reference": one.reference,
                "file": one.file,
                "sha256": one.sha256,
                "rows": len(one.rows),
                "until": one.until,
                "asked_at": one.at,
            }
            for one in kept
        ],
        "erased": [one._asdict() for one in erased],
    }


def _row_to_wire(found: Rescreened, row: ChangedRow) -> dict[str, Any]:
    number = row.before.traveller.row
    return {
        "schema": SCHEMA,
        "check": "traveller",
        "row": number,
        "line": row.before.traveller.line,
        "reference": f"{found.reference}-{number}",
        "rescreens": f"{found.batch.reference}-{number}",
        "verdict": row.after.verdict,
        "verdict_before": row.before.verdict,
        "query": dict(row.before.traveller.query),
        "new": [hit_to_wire(hit) for hit in row.new],
        "changed": [
            {"before": {"grade": was.grade, "action": was.action}, "hit": hit_to_wire(hit)}
            for was, hit in row.changed
        ],
        "withdrawn": [
            {"list": hit.list, "record_id": hit.record_id, "grade": hit.grade}
            for hit in row.withdrawn
        ],
    }


def _counts(found: Rescreened) -> dict[str, int]:
    return {
        "new": sum(len(row.new) for row in found.rows),
        "changed": sum(len(row.changed) for row in found.rows),
        "withdrawn": sum(len(row.withdrawn) for row in found.rows),
    }


def _lines(found: Rescreened) -> Iterator[Line]:
    shape = {"stop": "[!!]", "refer": "[? ]", "not_checked": "[xx]", "proceed": "[  ]"}
    verdict = found.verdict
    reference = reference_told(found.reference)
    of = translated(AGAIN, count=f"{found.asked_again:,}")
    head = f"{shape[verdict]} {said(verdict.word)}  {of}"
    gap = " " * max(1, WIDTH - cells_of(head) - cells_of(reference))
    yield Line(f"{head}{gap}{reference}", "bold")
    batch = found.batch
    told = translated(OF, file=batch.file, count=f"{len(batch.rows):,}", until=batch.until)
    yield from labelled("Batch", f"{fact(batch.reference)}  {told}")
    rows = sorted(found.rows, key=lambda row: (row.after.verdict.rank, row.before.traveller.row))
    for row in rows:
        yield from _row_lines(row)
    if rows:
        counts = {name: f"{count:,}" for name, count in _counts(found).items()}
        told = translated(COUNTS, **counts, count=f"{found.asked_again:,}")
    else:
        told = translated(ALL_THE_SAME)
    yield from labelled("Found", told)
    for note in found.notes:
        yield from labelled("Note", translated(note))
    for label, text in asked(CheckKind.TRAVELLER, found.lists):
        yield from labelled(label, text)


def _row_lines(row: ChangedRow) -> Iterator[Line]:
    query, who = row.before.traveller.query, row.before.traveller
    name = query.get("name") or ", ".join(
        filter(None, (query.get("surname"), query.get("given_names")))
    )
    told = [
        *((translated(NEW), _told(hit), "bold red") for hit in row.new),
        *((translated(CHANGED), _told(hit), "yellow") for _, hit in row.changed),
        *((translated(WITHDRAWN), _told(hit), "") for hit in row.withdrawn),
    ]
    if row.before.verdict is not row.after.verdict:
        verdict = word(row.after.verdict.word)
        told.append(("", translated(OTHER_VERDICT, verdict=verdict), ""))
    for at, (what, record, style) in enumerate(told):
        first = isolated(f"{who.row:>5}") if not at else " " * 5
        named = fit(plain(str(name or query.get("number", ""))) if not at else "", 24)
        yield Line.of(f"{first}  ", (f"{fit(what, 12)} ", style), named, f" {record}")


def _told(hit: Hit | KeptHit) -> str:
    return fact(f"{hit.list} {hit.record_id}") + f" {said(hit.grade)}"
