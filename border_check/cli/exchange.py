"""`border-check exchange`: a post brings its hits to the centre."""

from __future__ import annotations

import time
from contextlib import closing
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.keep_options import span_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json, warn
from border_check.errors import BorderCheckError, UsageError
from border_check.formats.posts import exchanged_report, exchanged_to_wire
from border_check.values.exchanged import Exchanged


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

    Example: border-check exchange --every 1m
    """
    place = place_of(context, home, config)
    if place.settings.centre is None:
        raise UsageError("the configuration names no centre", hint="see centre in docs/service.md")
    if every is None:
        _tell(_exchanged(place), as_json=as_json)
        return
    pause = span_of(every, "--every").total_seconds()
    while True:
        try:
            done = _exchanged(place)
            if done != Exchanged(0, 0, 0, again=False):
                _tell(done, as_json=as_json)
        except BorderCheckError as error:
            warn(error.in_one_line)
        time.sleep(pause)


def _exchanged(place: Place) -> Exchanged:
    from border_check.centre.exchange import Exchanger

    assert place.settings.centre is not None
    with (
        screener_of(place) as screener,
        closing(Exchanger(screener, place.settings.centre)) as exchanger,
    ):
        return exchanger.exchange()


def _tell(done: Exchanged, *, as_json: bool) -> None:
    if as_json:
        say_json(exchanged_to_wire(done))
    else:
        say(exchanged_report(done), end="")
