"""Travellers who are told apart from a record, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from border_check.formats.lines import Line, render
from border_check.formats.requests import content_line
from border_check.formats.speech import translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.language import marked
from border_check.screening.cleared import ClearedPair

NONE = marked("no traveller is told apart from a record")


def cleared_table(pairs: Iterable[ClearedPair]) -> str:
    """A few lines for each, those first that end first."""
    lines = []
    for pair in sorted(pairs, key=lambda one: one.until):
        lines.append(
            Line(
                translated(
                    "{record} until {day}",
                    record=f"{pair.list} {pair.record_id}",
                    day=pair.until,
                )
            )
        )
        lines += labelled("Not", content_line({"traveller": pair.traveller}))
        lines += labelled("Asked", translated("request {request}", request=pair.request))
    return render(lines, colour=False) if lines else f"{translated(NONE)}\n"


def cleared_to_wire(pairs: Iterable[ClearedPair]) -> dict[str, Any]:
    """The same for programs."""
    return {"schema": SCHEMA, "cleared": [pair._asdict() for pair in pairs]}
