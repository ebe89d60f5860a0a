"""Two identities held against each other, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from border_check.formats.cells import WIDTH, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.nominal import graded, sentences, weighed, which_name
from border_check.formats.speech import translated
from border_check.formats.waterfall import waterfall
from border_check.formats.wire import SCHEMA, evidence_to_wire
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.screening import Comparison, Explanation


def comparison_to_wire(comparison: Comparison) -> dict[str, Any]:
    """The comparison, in the words of the JSON contract."""
    return {
        "schema": SCHEMA,
        "check": "comparison",
        "alert": comparison.alert,
        **({"grade": comparison.grade} if comparison.grade else {}),
        "points": round(comparison.points, 6),
        "score": round(comparison.score, 9),
        "evidence": evidence_to_wire(comparison),
    }


def comparison_report(comparison: Comparison, lifting: str = "") -> str:
    """The comparison, for people; `lifting` is what would make a hit of one that is none."""
    return render(_lines(comparison, lifting), colour=False)


def _lines(comparison: Comparison, lifting: str) -> Iterator[Line]:
    told = comparison.explanation or Explanation("")
    if comparison.grade is None:
        why = enumeration(filter(None, (told.reason, lifting)), marked("{words}; {next}"))
        outcome = translated("Not reported: {why}.", why=why)
    else:
        outcome = translated(sentences(graded(comparison.grade, told)))
    yield from (Line(line, "bold") for line in wrapped(outcome, WIDTH))
    points = translated(sentences(weighed(comparison.points, told), _score(comparison)))
    yield from (Line(line) for line in wrapped(points, WIDTH))
    by = which_name(comparison.evidence, told.alias)
    yield from waterfall(comparison.evidence, translated(by))


def _score(comparison: Comparison) -> Sentence:
    """The score, which rounding must not make a certainty."""
    shown = f"{comparison.score:.3f}"
    bounds = {
        "0.000": sentence("Score below {score}", score="0.001"),
        "1.000": sentence("Score above {score}", score="0.999"),
    }
    return bounds.get(shown) or sentence("Score {score}", score=shown)
