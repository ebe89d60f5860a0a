"""What was found in a configuration, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from border_check.formats.cells import WIDTH, wrapped
from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA, present
from border_check.keeping.configuration_check import Found

_SOUND = "{file}: as it should be"
_FOUND = "{file}: {count} to look at"
_MARGIN = 9


def check_report(file: str, found: Sequence[Found]) -> str:
    """One paragraph for each, the gravest first."""
    return render(_lines(file, found), colour=False)


def check_to_wire(file: str, found: Sequence[Found]) -> dict[str, Any]:
    """The same, each with its weight."""
    return {"schema": SCHEMA, "file": file, "found": [present(one._asdict()) for one in found]}


def _lines(file: str, found: Sequence[Found]) -> Iterator[Line]:
    head = _FOUND if found else _SOUND
    yield Line(head.format(file=plain(file), count=len(found)))
    for one in found:
        # What every error says first is told once, in the line above.
        text = plain(one.text.removeprefix(f"{file}: "))
        for number, line in enumerate(wrapped(text, WIDTH - _MARGIN)):
            label = str(one.weight) if number == 0 else ""
            yield Line(f"{label:<{_MARGIN}}{line}")
        for line in wrapped(plain(one.hint), WIDTH - _MARGIN) if one.hint else ():
            yield Line(f"{'':<{_MARGIN}}{line}")
