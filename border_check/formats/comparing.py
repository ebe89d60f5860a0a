"""Two identities held against each other, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from border_check.formats.evidence import evidence_lines
from border_check.formats.terminal import render
from border_check.formats.wire import SCHEMA, evidence_to_wire
from border_check.values.screening import Comparison


def comparison_to_wire(comparison: Comparison) -> dict[str, Any]:
    """The comparison, in the words of the JSON contract."""
    return {
        "schema": SCHEMA,
        "check": "comparison",
        "alert": comparison.alert,
        **({"grade": comparison.grade} if comparison.grade else {}),
        "points": round(comparison.points, 6),
        "score": round(comparison.score, 9),
        "evidence": [evidence_to_wire(piece) for piece in comparison.evidence],
    }


def comparison_report(comparison: Comparison) -> str:
    """The comparison, for people."""
    return render(_lines(comparison), colour=False)


def _lines(comparison: Comparison) -> Iterator[Text]:
    would = (
        f"would be reported as {comparison.grade}" if comparison.alert else "would not be reported"
    )
    yield Text(f"{comparison.points:+.1f} points, score {comparison.score:.3f}: {would}")
    yield from evidence_lines(comparison.evidence)
