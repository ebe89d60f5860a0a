"""`border-check degraded`."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, report_of, screener_of
from border_check.cli.hit_acts import secret
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, read_text, say, say_json, warn
from border_check.errors import BorderCheckError, UsageError
from border_check.formats.degraded import (
    OFFER,
    again_to_wire,
    asked_line,
    due_report,
    mode_report,
    mode_to_wire,
    new_hit_line,
)
from border_check.screening.degraded import Degraded
from border_check.values.screening import Verdict

app = typer.Typer(
    no_args_is_help=True,
    help="Work on while a list is too old to answer, and ask again afterwards."
    "\n\nExample: border-check degraded show",
)


@app.command("open")
def open_(
    context: typer.Context,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; - reads standard input.")
    ],
    until: Annotated[
        str, typer.Option("--until", metavar="TIME", help="When it ends by itself, UTC.")
    ],
    contact: Annotated[
        str, typer.Option("--contact", metavar="TEXT", help="Whom officers call meanwhile.")
    ],
    with_code: Annotated[
        bool,
        typer.Option("--code", help="With a supervisor's code, asked for or on standard input."),
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Open degraded mode: answers stay NOT CHECKED, and are asked again later.

    Example: border-check degraded open --reason "no line" --until 2030-01-01 --contact "NCB, +00 0"
    """
    if with_code and reason == "-":
        raise UsageError(
            "reason and code cannot both come from standard input", hint="give the reason itself"
        )
    place = place_of(context, home, config)
    code = secret("Code of the supervisor: ") if with_code else None
    with screener_of(place) as screener:
        degraded = Degraded(screener)
        degraded.open(read_text(reason).strip(), _moment(until), contact, code)
        _tell(degraded, as_json=as_json)


@app.command("show")
def show(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show whether degraded mode is open, and what is to be asked again.

    Example: border-check degraded show
    """
    with screener_of(place_of(context, home, config)) as screener:
        _tell(Degraded(screener), as_json=as_json)


@app.command("close")
def close(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Close degraded mode; what was answered in it stays to be asked again.

    Example: border-check degraded close
    """
    with screener_of(place_of(context, home, config)) as screener:
        degraded = Degraded(screener)
        degraded.close()
        _tell(degraded, as_json=as_json)


@app.command("again")
def again(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Ask again what was answered in degraded mode, and tell what hits now.

    Ends with the exit code of the worst new answer.

    Example: border-check degraded again
    """
    place = place_of(context, home, config)
    verdicts: Counter[Verdict] = Counter()
    with screener_of(place) as screener:
        degraded = Degraded(screener)
        for one in degraded.ask_again():
            verdicts[one.screening.verdict] += 1
            if as_json:
                say_json(again_to_wire(one))
            elif one.has_new_hits:
                say(new_hit_line(one) + report_of(one.screening, place.settings))
        if not as_json:
            say(asked_line(verdicts) + due_report(degraded.waiting()), end="")
    worst = min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.PROCEED)
    raise typer.Exit(worst.exit_code)


def offer(place: Place) -> None:
    """Say that something can be asked again, where a list was renewed for which it waits."""
    with screener_of(place) as screener, suppress(BorderCheckError):  # the list is loaded
        waiting = Degraded(screener).waiting()
        ready = len(waiting.ready) + len(waiting.batches)
        if ready:
            warn(OFFER.format(count=f"{ready:,}"))


def _tell(degraded: Degraded, *, as_json: bool) -> None:
    mode, waiting = degraded.current(), degraded.waiting()
    if as_json:
        say_json(mode_to_wire(mode, waiting))
    else:
        say(mode_report(mode, waiting, colour=colourful(sys.stdout)), end="")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--until: found {text!r:.40}, expected a time", hint="as in 2026-11-22T18:00:00Z"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
