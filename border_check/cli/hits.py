"""`border-check hits`."""

from __future__ import annotations

from typing import Annotated

import typer

from border_check.cli.console import place_of
from border_check.cli.journal import readable_journal
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.formats.journal import entry_line, entry_to_wire


def hits(
    context: typer.Context,
    newest: Annotated[
        int | None, typer.Option("--newest", min=1, help="Look at so many entries only.")
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """List the searches that hit, oldest first.

    Example: border-check hits
    """
    with readable_journal(place_of(context, home, config)) as journal:
        for entry in journal.entries(newest):
            if not entry.facts.get("hits"):
                continue
            if as_json:
                say_json(entry_to_wire(entry))
            else:
                say(entry_line(entry))
