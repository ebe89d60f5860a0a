"""`border-check rescreen`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from border_check.cli.batch_run import seldom_collected
from border_check.cli.console import place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, say, say_json
from border_check.formats.rescreen import (
    NONE_KEPT,
    kept_to_wire,
    rescreen_report,
    rescreen_to_wire,
)
from border_check.screening.rescreen import Rescreening
from border_check.values.screening import Verdict


def rescreen(
    context: typer.Context,
    references: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REF]...", help="Kept passenger lists; all, if none is named."),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Ask kept passenger lists again, and tell what hits now, otherwise, or no more.

    Only what changed on the lists is tested. Ends with the exit code of the worst that is new.

    Example: border-check rescreen
    """
    verdicts = []
    with seldom_collected(), screener_of(place_of(context, home, config)) as screener:
        for found in Rescreening(screener).run(references or ()):
            verdicts.append(found.verdict)
            if as_json:
                for line in rescreen_to_wire(found):
                    say_json(line)
            else:
                say(rescreen_report(found, colour=colourful(sys.stdout)), end="")
    if not verdicts:
        if as_json:
            say_json(kept_to_wire((), ()))
        else:
            say(NONE_KEPT, end="")
    worst = min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.PROCEED)
    raise typer.Exit(worst.exit_code)
