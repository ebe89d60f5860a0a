"""`border-check exchange`: a post brings its hits to the centre."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.ending import as_ours
from border_check.cli.keep_options import span_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json, warn
from border_check.errors import BorderCheckError, UsageError
from border_check.formats.posts import exchanged_report, exchanged_to_wire
from border_check.values.exchanged import Exchanged
from border_check.values.settings import Role


def exchange(
    context: typer.Context,
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="SPAN", help="Again and again, as 1m; until stopped."),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Bring hits, outcomes and states of lists to the centre; do what it has for this post.

    A first-line desk is told that it was done, and not how much there was to do.

    Example: border-check exchange --every 1m
    """
    place = place_of(context, home, config)
    if place.settings.centre is None:
        raise UsageError("the configuration names no centre", hint="see centre in docs/service.md")
    # a count right after a search would tell the first line of a hit that is not for it
    counted = place.settings.desk.role is not Role.FIRST_LINE
    if every is None:
        _tell(_exchanged(place), counted=counted, as_json=as_json)
        return
    pause = span_of(every, "--every").total_seconds()
    while True:
        try:
            done = _exchanged(place)
        except (BorderCheckError, OSError) as error:
            warn(as_ours(error).in_one_line)
        else:
            if not counted or done != Exchanged(0, 0, 0, again=False):
                _tell(done, counted=counted, as_json=as_json)
        time.sleep(pause)


def _exchanged(place: Place) -> Exchanged:
    from border_check.centre.exchange import Exchanger

    assert place.settings.centre is not None
    with (
        screener_of(place) as screener,
        closing(Exchanger(screener, place.settings.centre)) as exchanger,
    ):
        return exchanger.exchange()


def _tell(done: Exchanged, *, counted: bool, as_json: bool) -> None:
    if as_json:
        say_json(exchanged_to_wire(done, counted=counted))
    else:
        say(exchanged_report(done, counted=counted), end="")
