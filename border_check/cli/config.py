"""`border-check config`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.errors import BorderCheckError, ConfigError, UsageError
from border_check.formats.configuration import check_report, check_to_wire
from border_check.keeping.configuration_check import Weight, check_configuration
from border_check.snapshot.home import Home, default_home

app = typer.Typer(
    no_args_is_help=True,
    help="Check a configuration before it is used.\n\nExample: border-check config check",
)


@app.command("check")
def check(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", readable=False, help="By default that of the home."),
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Read a configuration as a whole, and tell everything that is wrong with it.

    Example: border-check config check
    """
    before = context.obj or {}
    place = Home(home or before.get("home") or default_home())
    chosen = str(file or config or before.get("config") or place.config)
    if chosen == place.config and not Path(chosen).exists():
        raise UsageError(
            f"{chosen}: there is no configuration, and all of it is at its defaults",
            hint="name a file, or copy config.example.yaml there",
        )
    found = check_configuration(chosen, place, datetime.now(UTC))
    if as_json:
        say_json(check_to_wire(chosen, found))
    else:
        say(check_report(chosen, found), end="")
    errors = sum(one.weight is Weight.ERROR for one in found)
    faults = sum(one.weight is Weight.FAULT for one in found)
    if errors:
        raise ConfigError(f"{chosen}: keys that cannot be read: {errors}", hint="see above")
    if faults:
        raise BorderCheckError(f"{chosen}: lacks what it needs: {faults}", hint="see above")
