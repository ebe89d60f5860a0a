"""`border-check hits`: what hit, one hit whole, and what is written from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli import clearing, hit_acts
from border_check.cli.console import keep_place, place_of
from border_check.cli.hit_acts import ReferenceArgument, second_line_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.printing import PrintOption, ToOption, print_page
from border_check.cli.streams import colourful, say, say_json, warn
from border_check.formats import sheets
from border_check.formats.cases import (
    case_report,
    case_to_wire,
    opened_to_wire,
    queue_report,
)
from border_check.formats.drafts import draft_text, draft_to_wire
from border_check.formats.sheets import case_sheet
from border_check.formats.wire import SCHEMA
from border_check.screening.second_line import Opened
from border_check.values.case import CaseEvent

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    help="List the searches that hit, and follow each to its end.\n\nExample: border-check hits",
)
app.command("step")(hit_acts.step)
app.command("confirm")(hit_acts.confirm)
app.command("dismiss")(hit_acts.dismiss)
app.command("outdated")(hit_acts.outdated)
app.command("no-reply")(hit_acts.no_reply)
app.command("lift")(hit_acts.lift)
app.command("protection")(hit_acts.protection)
app.command("code")(hit_acts.code)
app.command("clear")(clearing.clear)
app.command("cleared")(clearing.cleared)
app.command("unclear")(clearing.unclear)


@app.callback()
def hits(
    context: typer.Context,
    only_open: Annotated[bool, typer.Option("--open", help="Only those that are open.")] = False,
    newest: Annotated[
        int | None, typer.Option("--newest", min=1, help="Look at so many entries only.")
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the searches that hit: at the limit of a hold, overdue, open, closed.

    Example: border-check hits --open
    """
    keep_place(context, home, config)
    if context.invoked_subcommand is not None:
        return
    place = place_of(context, None, None)
    with second_line_of(place) as second_line:
        queue = second_line.queue(newest, only_open=only_open)
    if as_json:
        for standing in queue:
            say_json(case_to_wire(standing))
    else:
        say(queue_report(queue, place.settings, colour=colourful(sys.stdout)), end="")


@app.command("show")
def show(
    context: typer.Context,
    reference: ReferenceArgument,
    printed: PrintOption = False,
    folder: ToOption = Path(),
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one hit: the records as they stand now, the checklist, and what was done.

    Example: border-check hits show 000001
    """
    place = place_of(context, home, config)
    with second_line_of(place) as second_line:
        because = CaseEvent.SHEET if printed else CaseEvent.OPENED
        opened = _told(second_line.open(reference, because))
    if printed:
        print_page(case_sheet(opened, place.settings), folder, as_json=as_json)
    elif as_json:
        say_json(opened_to_wire(opened, place.settings))
    else:
        say(case_report(opened, place.settings, colour=colourful(sys.stdout)), end="")


@app.command("draft")
def draft(
    context: typer.Context,
    reference: ReferenceArgument,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Draft a message that asks our NCB to have a hit confirmed; nothing is sent.

    Example: border-check hits draft 000001
    """
    place = place_of(context, home, config)
    with second_line_of(place) as second_line:
        second_line.require_asking_is_safe(reference)
        opened = _told(second_line.open(reference, CaseEvent.DRAFTED))
    if as_json:
        say_json(draft_to_wire(opened, place.settings))
    else:
        say(draft_text(opened, place.settings), end="")


@app.command("receipt")
def receipt(
    context: typer.Context,
    reference: ReferenceArgument,
    printed: PrintOption = False,
    folder: ToOption = Path(),
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Write a receipt for a document that was kept, which tells nothing of lists or records.

    Example: border-check hits receipt 000001
    """
    place = place_of(context, home, config)
    with second_line_of(place) as second_line:
        second_line.require_document(reference)
        opened = _told(second_line.open(reference, CaseEvent.RECEIPT))
    page = sheets.receipt(opened)
    if printed:
        print_page(page, folder, as_json=as_json)
    elif as_json:
        say_json({"schema": SCHEMA, "reference": opened.case.reference, "text": page.text})
    else:
        say(page.text, end="")


def _told(opened: Opened) -> Opened:
    """What somebody opened, once its warnings were told."""
    for warning in opened.warnings:
        warn(warning)
    return opened
