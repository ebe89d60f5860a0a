"""`border-check desk`."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated

import typer

from border_check.cli.console import desk_for, place_of, screener_for
from border_check.cli.definitions import DIRECTION, OPERATION, PURPOSE, VIA
from border_check.cli.options import ConfigOption, HomeOption, JsonOption, typed


def desk(
    context: typer.Context,
    operation: Annotated[str | None, typed(OPERATION)] = None,
    purpose: Annotated[str | None, typed(PURPOSE)] = None,
    direction: Annotated[str | None, typed(DIRECTION)] = None,
    via: Annotated[str | None, typed(VIA)] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Answer scans one after the other, from a reader that types or from a pipe.

    At a terminal it has the screen to itself, and clears it before each answer.

    Example: border-check desk
    """
    from border_check.cli.desk_answers import Answers
    from border_check.cli.desk_loop import at_terminal, from_lines
    from border_check.screening.opening import open_all
    from border_check.screening.shifts import Shifts

    place = place_of(context, home, config)
    why = {"operation": operation, "purpose": purpose, "direction": direction}
    given = {name: value for name, value in why.items() if value}
    settings = place.settings._replace(desk=desk_for(place.settings.desk, given))
    with screener_for(place._replace(settings=settings), via) as screener:
        Shifts(screener).require()
        open_all(screener)
        answers = Answers(screener)
        if as_json or not _is_at_terminal():
            code = from_lines(answers, as_json=as_json)
        else:
            code = at_terminal(answers, 3600 * settings.desk.clear_after)
        with suppress(OSError):  # a window that was closed
            print(answers.tally, file=sys.stderr)
    raise typer.Exit(code)


def _is_at_terminal() -> bool:
    """Whether somebody sits before it, on a system whose terminals we know how to clear."""
    try:
        import termios  # noqa: F401
    except ImportError:
        return False
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)
