"""`border-check watchlist`: records of this post's own, by two people and for a time."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.requests import ReasonOption, requests_of, tell
from border_check.cli.streams import colourful, read_text, say, say_json
from border_check.errors import UsageError
from border_check.formats.watchlist import watchlist_table, watchlist_to_wire
from border_check.screening.watch_requests import (
    require_listed,
    watch_content,
)
from border_check.screening.watchlist import Watchlist, require_for_event
from border_check.values.actions import ActionClass
from border_check.values.person import Nominal
from border_check.values.request import RequestKind
from border_check.values.settings import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Keep records of this post's own.\n\nExample: border-check watchlist list",
)


@app.command("add")
def add(
    context: typer.Context,
    reason: ReasonOption,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Whose word it is.")],
    expires: Annotated[
        str, typer.Option("--expires", metavar="DATE", help="The last day of the record.")
    ],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The whole name.")] = None,
    surname: Annotated[str | None, typer.Option(metavar="NAME", help="Surname.")] = None,
    given: Annotated[str | None, typer.Option(metavar="NAME", help="Given names.")] = None,
    dob: Annotated[str | None, typer.Option(metavar="DATE", help="Birth date.")] = None,
    nationality: Annotated[str | None, typer.Option(metavar="STATE", help="State.")] = None,
    sex: Annotated[str | None, typer.Option(metavar="F|M|X", help="Sex.")] = None,
    pob: Annotated[str | None, typer.Option(metavar="PLACE", help="Birthplace.")] = None,
    document: Annotated[
        list[str] | None,
        typer.Option("--doc", metavar="NUMBER/STATE", help="A document; may be repeated."),
    ] = None,
    action: Annotated[
        ActionClass, typer.Option("--action", help="What a hit asks for.")
    ] = ActionClass.INQUIRE,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Ask for a record to be put on the watchlist; a second person approves it.

    Example: border-check watchlist add "Joan Roe" --dob 1985 --reason "left a child behind"
    --source "case 12/26" --expires 2027-01-31
    """
    place = place_of(context, home, config)
    require_for_event(place.settings)
    with requests_of(place) as (two_people, now):
        facts = {
            "name": name,
            "surname": surname,
            "given": given,
            "dob": dob,
            "nationality": nationality,
            "gender": sex,
            "pob": pob,
            "documents": [_document(one) for one in document or []],
        }
        content = watch_content(
            {key: value for key, value in facts.items() if value},
            action=action,
            source=source,
            reason=read_text(reason),
            expires=expires,
            today=date.fromisoformat(now[:10]),
            settings=place.settings,
        )
        tell(two_people.ask(RequestKind.WATCH, {}, content), now, as_json=as_json)


@app.command("withdraw")
def withdraw(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="ID", help="As `watchlist list` shows it.")],
    reason: ReasonOption,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Ask for a record to be taken off the watchlist; a second person approves it.

    Example: border-check watchlist withdraw W-000001 --reason "found"
    """
    place = place_of(context, home, config)
    with requests_of(place) as (two_people, now):
        content = require_listed(record, _records(place))
        asked = {**content, "reason": read_text(reason)}
        request = two_people.ask(RequestKind.UNWATCH, {"record_id": record}, asked)
        tell(request, now, as_json=as_json)


@app.command("list")
def list_records(
    context: typer.Context,
    expiring: Annotated[
        int | None,
        typer.Option("--expiring", metavar="DAYS", min=0, help="Only what expires in that time."),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the records, those first that expire first.

    Example: border-check watchlist list --expiring 14
    """
    place = place_of(context, home, config)
    if place.settings.desk.role is Role.FIRST_LINE:
        raise UsageError("a first-line desk may not read the watchlist", hint="ask the second line")
    with requests_of(place) as (_, now):
        records = _records(place)
    today = date.fromisoformat(now[:10])
    if expiring is not None:
        until = today + timedelta(days=expiring)
        records = [one for one in records if one.expires and one.expires.last_day() <= until]
    if as_json:
        say_json(watchlist_to_wire(records, today))
        return
    of_all = expiring is None
    say(watchlist_table(records, today, of_all=of_all, colour=colourful(sys.stdout)), end="")


def _records(place: Place) -> list[Nominal]:
    return Watchlist(place.home.path, place.settings, lambda: datetime.now(UTC)).records()


def _document(text: str) -> list[str]:
    number, _, issuer = text.partition("/")
    return [number, issuer]
