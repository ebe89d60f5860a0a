"""`border-check journal`."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from border_check.cli.console import Place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.configuration.sections import Where
from border_check.configuration.single import hours
from border_check.errors import ConfigError, SnapshotError, UsageError
from border_check.formats.journal import (
    entry_line,
    entry_to_wire,
    erased_report,
    erased_to_wire,
    finding_report,
    finding_to_wire,
)
from border_check.journal import erasure
from border_check.journal.book import Journal
from border_check.values.settings import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Show and verify what was asked and answered.\n\nExample: border-check journal verify",
)


_STAMP = "%Y-%m-%dT%H:%M:%SZ"


def readable_journal(place: Place) -> Journal:
    """The journal of a home, to be read; raises `UsageError` at a first-line desk."""
    if place.settings.desk.role is Role.FIRST_LINE:
        raise UsageError("a first-line desk may not read the journal", hint="ask the second line")
    return Journal(place.home.journal)


@app.command("show")
def show(
    context: typer.Context,
    newest: Annotated[int, typer.Option("--newest", min=1, help="How many entries.")] = 20,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show the newest entries, without what was asked; --json shows them whole.

    Example: border-check journal show --newest 5
    """
    with readable_journal(place_of(context, home, config)) as journal:
        for entry in journal.entries(newest):
            if as_json:
                say_json(entry_to_wire(entry))
            else:
                say(entry_line(entry))


@app.command("verify")
def verify(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Walk the chain of entries, and tell what was changed, left out or cut off.

    Example: border-check journal verify
    """
    with Journal(place_of(context, home, config).home.journal) as journal:
        finding = journal.verify()
    if as_json:
        say_json(finding_to_wire(finding))
    else:
        say(finding_report(finding), end="")
    if finding.faults:
        raise SnapshotError(
            f"the journal is not as it was written, faults: {len(finding.faults)}",
            hint="keep the machine as it is and call the auditor",
        )


@app.command("erase")
def erase(
    context: typer.Context,
    older_than: Annotated[
        str, typer.Option("--older-than", metavar="SPAN", help="As 90d, or 36h.")
    ],
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Erase what was asked in old entries; the chain of entries still verifies.

    Example: border-check journal erase --older-than 90d
    """
    place = place_of(context, home, config)
    readable_journal(place).close()
    with screener_of(place) as screener:
        now = screener.now()
        before = now - timedelta(hours=_hours(older_than))
        erased = erasure.erase(screener.recorder, *(f"{at:{_STAMP}}" for at in (before, now)))
    if as_json:
        say_json(erased_to_wire(erased))
    else:
        say(erased_report(erased), end="")


@app.command("export")
def export(context: typer.Context, home: HomeOption = None, config: ConfigOption = None) -> None:
    """Write all entries as JSON, one a line.

    Example: border-check journal export
    """
    with readable_journal(place_of(context, home, config)) as journal:
        for entry in journal.entries():
            say_json(entry_to_wire(entry))


def _hours(span: str) -> float:
    """Hours of a span as the configuration writes it."""
    try:
        return hours(span, Where("--older-than"))
    except ConfigError as error:
        raise UsageError(error.message, hint="as in 90d or 36h") from None
