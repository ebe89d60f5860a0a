"""`border-check shift`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from border_check.cli.anchoring import anchor_when_due
from border_check.cli.console import keep_place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, say, say_json, warn
from border_check.errors import SnapshotError
from border_check.formats.shifts import (
    opened_report,
    opened_to_wire,
    shown_report,
    shown_to_wire,
)
from border_check.screening.shifts import Shifts, Shown
from border_check.values.settings import Settings

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    help="Open, show and close the shift of a post.\n\nExample: border-check shift show",
)


@app.callback()
def shift(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell which shift is open, what was done in it, and what hits wait.

    Example: border-check shift
    """
    keep_place(context, home, config)
    if context.invoked_subcommand is None:
        show(context, as_json)


@app.command("open")
def open_(
    context: typer.Context,
    officer: Annotated[
        str, typer.Option("--officer", metavar="NAME", help="Who is on duty, by name.")
    ],
    take_over: Annotated[
        bool, typer.Option("--take-over", help="End the one that somebody has not closed.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Open a shift: test every list and the journal, and take over the hits that are open.

    Example: border-check shift open --officer "A. Marsh"
    """
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        opened = Shifts(screener).open(officer, take_over=take_over)
    for warning in opened.warnings:
        warn(warning)
    if as_json:
        say_json(opened_to_wire(opened))
    else:
        say(opened_report(opened, place.settings, colour=colourful(sys.stdout)), end="")
    anchor_when_due(place)
    if not opened.is_sound:
        raise SnapshotError(
            "the shift is open, and something is damaged",
            hint="load the lists again, or `lists rollback`; for the journal, call the auditor",
        )


@app.command("show")
def show(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show the shift that is open, what was done in it, and what hits wait.

    Example: border-check shift show
    """
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        _tell(Shifts(screener).show(), place.settings, as_json=as_json)


@app.command("close")
def close(
    context: typer.Context,
    hand_over: Annotated[
        str, typer.Option("--hand-over", metavar="NAME", help="Who takes over the open hits.")
    ] = "",
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Close the shift with a report; open hits must be handed over by name.

    Example: border-check shift close --hand-over "B. Quill"
    """
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        _tell(Shifts(screener).close(hand_over), place.settings, as_json=as_json)
    anchor_when_due(place)


def _tell(shown: Shown, settings: Settings, *, as_json: bool) -> None:
    for warning in shown.warnings:
        warn(warning)
    if as_json:
        say_json(shown_to_wire(shown))
    else:
        say(shown_report(shown, settings, colour=colourful(sys.stdout)), end="")
