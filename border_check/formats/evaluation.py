"""How well matching does on labelled pairs: a table of thresholds, a plot, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import plotext

from border_check.evaluation.pairs import AtThreshold, Evaluation, Misjudged
from border_check.formats.cells import WIDTH
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA

_HEIGHT = 18


def evaluation_to_wire(name: str, evaluation: Evaluation, errors: int = 0) -> dict[str, Any]:
    """The figures of one file, and its worst `errors`; figures that cannot be had are absent."""
    figures = evaluation._asdict()
    figures["default"] = _figures(evaluation.default)
    figures["table"] = [_figures(row) for row in evaluation.table]
    figures["misjudged"] = [one._asdict() for one in evaluation.misjudged[:errors]] or None
    known = {key: value for key, value in figures.items() if value is not None}
    return {"schema": SCHEMA, "check": "evaluation", "file": name, **known}


def evaluation_report(name: str, evaluation: Evaluation, *, colour: bool, errors: int = 0) -> str:
    """The figures of one file as a table, with its worst `errors`, and as a plot."""
    worst = evaluation.misjudged[:errors]
    text = render(chain(_lines(name, evaluation), map(_misjudged, worst)), colour=colour)
    if evaluation.matching in (0, evaluation.pairs):
        return f"{text}no plot: the pairs are all of one kind\n"
    return text + _plot(evaluation, colour=colour)


def _lines(name: str, evaluation: Evaluation) -> Iterator[Line]:
    yield Line(plain(name), "bold")
    yield Line(
        f"{evaluation.pairs:,} pairs, {evaluation.matching:,} of them one person; "
        f"AUC {_number(evaluation.auc)}, "
        f"found at 1 % false alarms {_number(evaluation.recall_at_1_per_cent)}"
    )
    if evaluation.unrelated:
        yield Line(
            f"apart: {evaluation.unrelated:,} pairs of names that share nothing, "
            f"{evaluation.unrelated_alerts:,} of which alert"
        )
    yield Line(
        f"{'points':>7} {'found':>7} {'missed':>7} {'alarms':>7} {'precision':>10} "
        f"{'recall':>7} {'F1':>6} {'alarms in 1,000':>16}",
        "bold",
    )
    for row in _telling(evaluation.table):
        is_default = row.threshold == evaluation.default.threshold
        yield Line(_row(row) + (" *" if is_default else ""), "bold" if is_default else "")
    yield Line("* the default of the second line")


def _misjudged(one: Misjudged) -> Line:
    what = "missed" if one.match else "false alarm"
    names = f"{plain(one.query)} | {plain(one.candidate)}"
    return Line(f"{what}, by {one.by:.2f} points: {names} ({plain(one.category) or 'no category'})")


def _telling(table: Sequence[AtThreshold]) -> Iterator[AtThreshold]:
    """The rows up to the first at which nothing alerts any more."""
    for row in table:
        yield row
        if not row.found and not row.false_alarms:
            return


def _row(row: AtThreshold) -> str:
    return (
        f"{row.threshold:>7.1f} {row.found:>7,} {row.missed:>7,} {row.false_alarms:>7,} "
        f"{_number(row.precision):>10} {_number(row.recall):>7} {_number(row.f1):>6} "
        f"{_number(row.alarms_per_1000, 1):>16}"
    )


def _plot(evaluation: Evaluation, *, colour: bool) -> str:
    """Recall, precision and false alarms over the threshold."""
    thresholds = [row.threshold for row in evaluation.table]
    curves = {
        "recall": [row.recall for row in evaluation.table],
        "precision": [row.precision for row in evaluation.table],
        "alarms in 1,000, as a share": [
            None if row.alarms_per_1000 is None else row.alarms_per_1000 / 1000
            for row in evaluation.table
        ],
    }
    plotext.clear_figure()
    plotext.plotsize(WIDTH, _HEIGHT)
    plotext.theme("clear")
    for (label, values), marker in zip(curves.items(), "rpx", strict=True):
        known = [(x, y) for x, y in zip(thresholds, values, strict=True) if y is not None]
        plotext.scatter(*map(list, zip(*known, strict=True)), label=label, marker=marker)
    plotext.ylim(0, 1)
    plotext.xlabel("threshold in points")
    built: str = plotext.build()
    return f"{built if colour else plotext.uncolorize(built)}\n"


def _figures(row: AtThreshold) -> dict[str, Any]:
    return {key: value for key, value in row._asdict().items() if value is not None}


def _number(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:.{digits}f}"
