"""`border-check requests`: what needs two people."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from border_check.cli.console import Place, keep_place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, read_text, say, say_json, warn
from border_check.formats.requests import request_report, request_to_wire, requests_table
from border_check.screening.carrying import two_people_of
from border_check.screening.loading import revoke_range
from border_check.screening.two_people import TwoPeople, stamp
from border_check.values.request import Request

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    help="See and decide what needs two people.\n\nExample: border-check requests --open",
)

_Reference = Annotated[
    str, typer.Argument(metavar="REF", help="Reference of the request, or its number alone.")
]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; - reads standard input.")
]


@contextmanager
def requests_of(place: Place) -> Iterator[tuple[TwoPeople, str]]:
    """The requests of a post and the moment, for the time of a command.

    What was approved and not carried out, because a process was killed, is carried out first.
    """
    with screener_of(place) as screener:
        two_people = two_people_of(screener)
        for request, done in two_people.carry_out_the_rest():
            warn(f"{request.reference} was approved and not carried out; now {done}")
        yield two_people, stamp(screener.now())


@app.callback()
def requests(
    context: typer.Context,
    only_open: Annotated[bool, typer.Option("--open", help="Only those that wait.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List what one person has asked for, and how it stands.

    Example: border-check requests --open
    """
    keep_place(context, home, config)
    if context.invoked_subcommand is not None:
        return
    with requests_of(place_of(context, None, None)) as (two_people, now):
        found = two_people.all(only_open=only_open)
    if as_json:
        for one in found:
            say_json(request_to_wire(one, now))
    else:
        say(requests_table(found, now, colour=colourful(sys.stdout)), end="")


@app.command("show")
def show(
    context: typer.Context,
    reference: _Reference,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one request: what is asked for, why, by whom, and who decided.

    Example: border-check requests show 000001
    """
    with requests_of(place_of(context, home, config)) as (two_people, now):
        tell(two_people.find(reference), now, as_json=as_json)


@app.command("approve")
def approve(
    context: typer.Context,
    reference: _Reference,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Approve a request of somebody else, which carries it out.

    Example: border-check requests approve 000001
    """
    with requests_of(place_of(context, home, config)) as (two_people, now):
        request, done = two_people.approve(reference)
        tell(request, now, as_json=as_json)
    if not as_json:
        say(done)


@app.command("reject")
def reject(
    context: typer.Context,
    reference: _Reference,
    reason: ReasonOption,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Reject a request; whoever made it takes it back so.

    Example: border-check requests reject 000001 --reason "no source"
    """
    with requests_of(place_of(context, home, config)) as (two_people, now):
        tell(two_people.reject(reference, read_text(reason)), now, as_json=as_json)


@app.command("revoke")
def revoke(
    context: typer.Context,
    reference: _Reference,
    reason: ReasonOption,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Take back the approval of an over-wide series; one person may.

    Example: border-check requests revoke 000001 --reason "the owner narrowed it"
    """
    with requests_of(place_of(context, home, config)) as (two_people, now):
        request, told = revoke_range(two_people, reference, read_text(reason))
        tell(request, now, as_json=as_json)
    if not as_json:
        say(told)


def tell(request: Request, now: str, *, as_json: bool) -> None:
    """Print one request."""
    if as_json:
        say_json(request_to_wire(request, now))
    else:
        say(request_report(request, now, colour=colourful(sys.stdout)), end="")
