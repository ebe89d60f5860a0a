"""`border-check hits clear`, `cleared` and `unclear`: travellers told apart from records."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from border_check.cli.console import place_of, screener_of
from border_check.cli.hit_acts import ReferenceArgument
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.requests import ReasonOption, tell
from border_check.cli.streams import read_text, say, say_json
from border_check.formats.clearing import cleared_table, cleared_to_wire
from border_check.screening.carrying import two_people_of
from border_check.screening.clearing import ask_to_clear, cleared_pairs, keep_cleared
from border_check.screening.second_line import SecondLine
from border_check.screening.two_people import stamp
from border_check.values.request import RequestKind


def clear(
    context: typer.Context,
    reference: ReferenceArgument,
    record: Annotated[str, typer.Option("--record", metavar="ID", help="The record meant.")],
    reason: ReasonOption,
    expires: Annotated[str, typer.Option("--expires", metavar="DATE", help="The last day.")],
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Ask for the traveller to be told apart from a record; a second person approves it.

    Example: border-check hits clear 000002 --record N-0001 --expires 2027-01-31
    --reason "fingerprints compared"
    """
    with screener_of(place_of(context, home, config)) as screener:
        two_people = two_people_of(screener)
        case = SecondLine(screener).standing(reference).case
        request = ask_to_clear(
            screener, two_people, case, record, reason=read_text(reason), expires=expires
        )
        tell(request, stamp(screener.now()), as_json=as_json)


def cleared(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the travellers who are told apart from a record.

    Example: border-check hits cleared
    """
    with screener_of(place_of(context, home, config)) as screener:
        pairs = cleared_pairs(two_people_of(screener), screener.now().date())
    if as_json:
        say_json(cleared_to_wire(pairs))
    else:
        say(cleared_table(pairs), end="")


def unclear(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Of the request.")],
    reason: ReasonOption,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Let a record hit again for a traveller who was told apart from it; at once, by one person.

    Example: border-check hits unclear 000007 --reason "new fingerprints"
    """
    with screener_of(place_of(context, home, config)) as screener:
        two_people = two_people_of(screener)
        request = two_people.revoke(RequestKind.CLEAR, reference, read_text(reason))
        keep_cleared(screener.cleared, two_people, date.fromisoformat(stamp(screener.now())[:10]))
        tell(request, stamp(screener.now()), as_json=as_json)
