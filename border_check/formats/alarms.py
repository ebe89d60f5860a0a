"""How often travellers alarm on lists: a table of thresholds for each list, a plot, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10
from typing import Any

import plotext

from border_check.evaluation.alarms import Alarms, ListAlarms, Measurement
from border_check.formats.cells import WIDTH, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA, status_to_wire
from border_check.values.screening import Grade
from border_check.values.settings import Thresholds

_HEIGHT = 16
_STEPS = (0.1, 1, 10, 100, 1000)
"""Alarms in 1,000, for the scale of the plot."""
_TAKEN = (
    "Travellers are taken to be on no list: each alarm counts as false. Hits are records; their "
    "shares by grade are exact / strong / possible. By name alone a hit is possible at best."
)


def measurement_to_wire(measured: Measurement) -> dict[str, Any]:
    """All figures of one measurement."""
    wire: dict[str, Any] = {
        "schema": SCHEMA,
        "check": "alarms",
        "reference": measured.reference,
        "file": measured.file,
        "travellers": measured.travellers,
        "not_read": measured.not_read,
        "thresholds": measured.thresholds._asdict(),
        "lists": [
            {**status_to_wire(status), **_to_wire(alarms)} for status, alarms in measured.lists
        ],
    }
    if len(measured.lists) > 1:
        wire["together"] = _to_wire(measured.together)
    return wire


def measurement_report(measured: Measurement, *, colour: bool) -> str:
    """The tables, and a plot of all lists together."""
    text = render(_lines(measured), colour=colour)
    return text + _plot(measured.together, colour=colour)


def tables(measured: Measurement) -> Iterator[tuple[str, ListAlarms]]:
    """Each list with its heading, then all lists where there are several."""
    for status, alarms in measured.lists:
        yield f"{plain(status.name)}, {status.records or 0:,} persons, as of {status.as_of}", alarms
    if len(measured.lists) > 1:
        records = sum(status.records or 0 for status, _ in measured.lists)
        yield f"all {len(measured.lists)} lists together, {records:,} persons", measured.together


def _lines(measured: Measurement) -> Iterator[Line]:
    yield Line(plain(measured.file), "bold")
    yield Line(
        f"{measured.travellers:,} travellers, rows not read: {measured.not_read:,}; "
        f"ref {measured.reference}"
    )
    yield from map(Line, wrapped(_TAKEN, WIDTH))
    for heading, alarms in tables(measured):
        yield Line()
        yield Line(heading, "bold")
        yield from _table(alarms, measured.thresholds)
    yield Line("* the threshold of the second line, ** of the first line")


def _table(alarms: ListAlarms, own: Thresholds) -> Iterator[Line]:
    half = f"{'alarms in 1,000':>15} {'hits':>6}"
    yield Line(f"{'':9}{'full record':>22} {'':22} {'name alone':>22}", "bold")
    yield Line(f"{'points':>6}   {half} {'exact/strong/possible':>22} {half}", "bold")
    for full, name in zip(alarms.full_record, alarms.name_alone, strict=True):
        mark = {own.second_line: "*", own.first_line: "**"}.get(full.threshold, "")
        line = f"{full.threshold:>6.1f} {mark:<2}{_half(full)} {_shares(full):>22} {_half(name)}"
        yield Line(line, "bold" if mark else "")
        if not full.travellers and not name.travellers and full.threshold >= max(own):
            return


def _half(alarms: Alarms) -> str:
    per_1000 = "-" if alarms.per_1000 is None else f"{alarms.per_1000:.1f}"
    return f"{per_1000:>15} {sum(alarms.hits.values()):>6,}"


def _shares(alarms: Alarms) -> str:
    """Of the hits of each grade, their share in per cent."""
    total = sum(alarms.hits.values())
    if not total:
        return "-"
    return " / ".join(f"{100 * alarms.hits[grade] / total:.0f}" for grade in Grade) + " %"


def _plot(alarms: ListAlarms, *, colour: bool) -> str:
    """Alarms over the threshold; each line is ten times the one below it."""
    curves = {"full record": alarms.full_record, "name alone": alarms.name_alone}
    seen = {label: _seen(rows) for label, rows in curves.items()}
    if not any(seen.values()):
        return "no plot: nobody alarms\n"
    plotext.clear_figure()
    plotext.plotsize(WIDTH, _HEIGHT)
    plotext.theme("clear")
    for (label, points), marker in zip(seen.items(), "fn", strict=True):
        if points:
            plotext.scatter(*map(list, zip(*points, strict=True)), label=label, marker=marker)
    plotext.ylim(log10(_STEPS[0]), log10(_STEPS[-1]))
    plotext.yticks([log10(step) for step in _STEPS], [f"{step:,g}" for step in _STEPS])
    plotext.grid(horizontal=True, vertical=False)
    plotext.xlim(alarms.full_record[0].threshold, alarms.full_record[-1].threshold)
    plotext.xlabel("threshold in points")
    plotext.ylabel("alarms in 1,000")
    built: str = plotext.build()
    return (built if colour else plotext.uncolorize(built)).rstrip() + "\n"


def _seen(rows: Sequence[Alarms]) -> list[tuple[float, float]]:
    """Where somebody alarms: the threshold, and the figure as a power of ten."""
    least = _STEPS[0]
    return [(row.threshold, log10(max(least, row.per_1000))) for row in rows if row.per_1000]


def _to_wire(alarms: ListAlarms) -> dict[str, Any]:
    return {
        "full_record": [_row(row) for row in alarms.full_record],
        "name_alone": [_row(row) for row in alarms.name_alone],
    }


def _row(alarms: Alarms) -> dict[str, Any]:
    row: dict[str, Any] = {"threshold": alarms.threshold, "travellers": alarms.travellers}
    if alarms.per_1000 is not None:
        row["alarms_per_1000"] = round(alarms.per_1000, 3)
    by_grade = {grade.value: hits for grade, hits in alarms.hits.items()}
    return {**row, "hits": sum(by_grade.values()), **by_grade}
