"""`border-check lists`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from border_check.cli import completing
from border_check.cli.console import keep_place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.progress import counting_entries
from border_check.cli.streams import colourful, say, say_json
from border_check.errors import SnapshotError
from border_check.formats.lists import (
    faults_report,
    faults_to_wire,
    formats_table,
    formats_to_wire,
    list_details,
    list_to_wire,
    lists_table,
    pruned_report,
    pruned_to_wire,
)
from border_check.formats.wire import lists_to_wire
from border_check.snapshot.pruning import prune_list
from border_check.snapshot.rebuild import rebuild_indexes
from border_check.snapshot.upkeep import fold_list, remove_list, roll_back, verify_file
from border_check.sources.registry import SOURCES

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    help="Tell what is installed, how old it is, and what it holds.\n\nExample: border-check lists",
)
NameArgument = Annotated[
    str,
    typer.Argument(metavar="LIST", help="Name of the list.", autocompletion=completing.lists),
]


@app.callback()
def lists(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell what is installed, how old it is, and what it holds.

    Example: border-check lists
    """
    keep_place(context, home, config)
    if context.invoked_subcommand is not None:
        return
    with screener_of(place_of(context, None, None)) as screener:
        statuses = screener.statuses()
    if as_json:
        say_json(lists_to_wire(statuses))
    else:
        say(lists_table(statuses, colour=colourful(sys.stdout)), end="")


@app.command("show")
def show(
    context: typer.Context,
    name: NameArgument,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one list: its figures, its limits, its issuers.

    Example: border-check lists show sltd
    """
    with screener_of(place_of(context, home, config)) as screener:
        found = next((one for one in screener.lists() if one.status.name == name), None)
        if found is None:
            raise SnapshotError(
                f"{name}: no such list is installed", hint="see `border-check lists`"
            )
        if as_json:
            say_json(list_to_wire(found))
        else:
            say(list_details(found), end="")


@app.command("verify")
def verify(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Read every installed snapshot whole, and tell what is damaged.

    Example: border-check lists verify
    """
    place = place_of(context, home, config)
    names = [name for name in place.home.list_names() if place.home.was_installed(name)]
    faults = {name: verify_file(place.home, name) for name in names}
    if as_json:
        say_json(faults_to_wire(faults))
    else:
        say(faults_report(faults), end="")
    damaged = sum(fault is not None for fault in faults.values())
    if damaged:
        raise SnapshotError(
            f"damaged: {damaged} of {len(names)} lists",
            hint="load them again, or `lists rollback`",
        )


@app.command("formats")
def formats(as_json: JsonOption = False) -> None:
    """Name the list formats that `load` reads.

    Example: border-check lists formats
    """
    if as_json:
        say_json(formats_to_wire(SOURCES.values()))
    else:
        say(formats_table(SOURCES.values()), end="")


@app.command("remove")
def remove(
    context: typer.Context, name: NameArgument, home: HomeOption = None, config: ConfigOption = None
) -> None:
    """Delete a list with all its snapshots.

    Example: border-check lists remove sltd
    """
    remove_list(place_of(context, home, config).home, name)
    say(f"{name}: removed")


@app.command("fold")
def fold(
    context: typer.Context, name: NameArgument, home: HomeOption = None, config: ConfigOption = None
) -> None:
    """Make one snapshot of a list and its deltas, which answers as they did and reads less.

    Example: border-check lists fold sltd
    """
    with counting_entries(f"folding {name}") as told:
        version = fold_list(place_of(context, home, config).home, name, told)
    say(f"{name}: {version} answers" if version else f"{name}: there are no deltas to fold in")


@app.command("rebuild")
def rebuild(
    context: typer.Context, name: NameArgument, home: HomeOption = None, config: ConfigOption = None
) -> None:
    """Make the indexes beside the snapshot of a list again, where they are lost or damaged.

    Example: border-check lists rebuild sltd
    """
    made = rebuild_indexes(place_of(context, home, config).home, name)
    say(f"{name}: {made} {'index' if made == 1 else 'indexes'} made again")


@app.command("prune")
def prune(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[LIST]",
            help="Name of the list; else every list.",
            autocompletion=completing.lists,
        ),
    ] = None,
    keep: Annotated[
        int,
        typer.Option("--keep", min=1, max=2, metavar="N", help="1: give up the way back, too."),
    ] = 2,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would go, and leave it.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Delete versions that nothing needs, and what killed loads left.

    Example: border-check lists prune --dry-run
    """
    place = place_of(context, home, config)
    names = [name] if name else [*filter(place.home.was_installed, place.home.list_names())]
    pruned = [prune_list(place.home, one, way_back=keep > 1, dry_run=dry_run) for one in names]
    if as_json:
        say_json(pruned_to_wire(pruned, dry_run=dry_run))
    else:
        say(pruned_report(pruned, dry_run=dry_run), end="")


@app.command("rollback")
def rollback(
    context: typer.Context,
    name: NameArgument,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="VERSION", help="One that is there, newer ones as well."),
    ] = None,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Let the snapshot before the present one answer again, each time one further back.

    Example: border-check lists rollback sltd
    """
    version = roll_back(place_of(context, home, config).home, name, to)
    say(f"{name}: {version} answers")
