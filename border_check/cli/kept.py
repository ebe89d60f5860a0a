"""`border-check kept`: passenger lists that are kept, to be asked again."""

from __future__ import annotations

from typing import Annotated

import typer

from border_check.cli.console import keep_place, place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.formats.rescreen import erased_line, kept_table, kept_to_wire
from border_check.screening.kept_batches import KeptBatches

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
    help="See and erase the passenger lists that are kept.\n\nExample: border-check kept",
)


@app.callback()
def kept(
    context: typer.Context,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the passenger lists that are kept; those whose time is over are erased first.

    Example: border-check kept
    """
    keep_place(context, home, config)
    if context.invoked_subcommand is not None:
        return
    with screener_of(place_of(context, home, config)) as screener:
        batches = KeptBatches(screener)
        with batches.held():
            erased = batches.forget_over()
            found = [batch for batch, _ in batches.all()]
    if as_json:
        say_json(kept_to_wire(found, erased))
    else:
        say(kept_table(found, erased), end="")


@app.command("forget")
def forget(
    context: typer.Context,
    references: Annotated[
        list[str], typer.Argument(metavar="REF...", help="Their references, or numbers alone.")
    ],
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Erase kept passenger lists before their time, and enter the proof in the journal.

    Example: border-check kept forget 000417
    """
    with screener_of(place_of(context, home, config)) as screener:
        batches = KeptBatches(screener)
        with batches.held():
            erased = batches.forget_over()
            done = {one.reference.rpartition("/")[2] for one in erased}
            names = [name for name in references if name.rpartition("/")[2] not in done]
            erased += [batches.forget(name) for name in names]
    if as_json:
        say_json(kept_to_wire((), erased))
    else:
        for one in erased:
            say(erased_line(one))
