"""`border-check operations`."""

from __future__ import annotations

from typing import Annotated

import typer

from border_check.cli.console import place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.errors import BorderCheckError, UsageError
from border_check.formats.operations import (
    operation_report,
    operations_table,
    operations_to_wire,
)
from border_check.journal import operations as journal
from border_check.values.settings import Role


def operations(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only this one.")] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell what was asked for each operation, what hit, and what came of it.

    Searches belong to an operation by --operation, or by the configuration.

    Example: border-check operations
    """
    place = place_of(context, home, config)
    if place.settings.desk.role is Role.FIRST_LINE:
        raise UsageError("a first-line desk may not read the journal", hint="ask the second line")
    with screener_of(place) as screener:
        found = journal.operations(screener.recorder, name)
    if name is not None and not found:
        raise BorderCheckError(
            f"{name}: no search belongs to this operation", hint="see `border-check operations`"
        )
    if as_json:
        say_json(operations_to_wire(found))
    else:
        say(operation_report(found[0]) if name else operations_table(found), end="")
