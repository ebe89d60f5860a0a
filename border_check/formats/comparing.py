"""Two identities held against each other, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from border_check.formats.evidence import evidence_lines
from border_check.formats.terminal import render
from border_check.formats.wire import SCHEMA, evidence_to_wire
from border_check.screening.comparing import Match


def match_to_wire(match: Match) -> dict[str, Any]:
    """The comparison, in the words of the JSON contract."""
    return {
        "schema": SCHEMA,
        "check": "comparison",
        "alert": match.alert,
        **({"grade": match.grade} if match.grade else {}),
        "points": round(match.points, 6),
        "score": round(match.score, 9),
        "evidence": [evidence_to_wire(piece) for piece in match.evidence],
    }


def match_report(match: Match) -> str:
    """The comparison, for people."""
    return render(_lines(match), colour=False)


def _lines(match: Match) -> Iterator[Text]:
    would = f"would be reported as {match.grade}" if match.alert else "would not be reported"
    yield Text(f"{match.points:+.1f} points, score {match.score:.3f}: {would}")
    yield from evidence_lines(match.evidence)
