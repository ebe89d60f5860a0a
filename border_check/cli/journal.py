"""`border-check journal`."""

from __future__ import annotations

from typing import Annotated

import typer

from border_check.cli.console import Place, place_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.errors import SnapshotError, UsageError
from border_check.formats.journal import (
    entry_line,
    entry_to_wire,
    finding_report,
    finding_to_wire,
)
from border_check.journal.book import Journal
from border_check.values.settings import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Show and verify what was asked and answered.\n\nExample: border-check journal verify",
)


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


@app.command("export")
def export(context: typer.Context, home: HomeOption = None, config: ConfigOption = None) -> None:
    """Write all entries as JSON, one a line.

    Example: border-check journal export
    """
    with readable_journal(place_of(context, home, config)) as journal:
        for entry in journal.entries():
            say_json(entry_to_wire(entry))
