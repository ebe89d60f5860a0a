"""The definitions of options and commands, as Typer takes them."""

from __future__ import annotations

from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from border_check.cli import definitions
from border_check.cli.console import check
from border_check.cli.definitions import Command, Option


def typed(option: Option) -> Any:
    """An option as Typer takes it."""
    return typer.Option(
        option.flag,
        metavar=option.metavar or None,
        help=option.help,
        rich_help_panel="Everywhere" if option.everywhere else None,
        # Read where it is used, with errors in words of our own. No envvar for the home: it would
        # outweigh a --home that stands before the command.
        readable=False,
    )


HomeOption = Annotated[Path | None, typed(definitions.HOME)]
ConfigOption = Annotated[Path | None, typed(definitions.CONFIG)]
JsonOption = Annotated[bool, typed(definitions.JSON)]


def typer_command(command: Command) -> Any:
    """A command as Typer takes it: a function whose parameters are those that are defined."""

    def run(context: typer.Context, **given: Any) -> None:
        known = [*(context.obj or {}).items(), *given.items()]  # what stands later outweighs
        raise typer.Exit(check(command, {name: value for name, value in known if value}))

    text = Annotated[
        str | None, typer.Argument(metavar=command.argument.metavar, help=command.argument.help)
    ]
    kinds: dict[str, tuple[Any, bool | None]] = {command.argument.name: (text, None)}
    for option in command.options:
        if option.metavar:
            kinds[option.name] = (Annotated[str | None, typed(option)], None)
        else:
            kinds[option.name] = (Annotated[bool, typed(option)], False)
    context = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    rest = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in kinds.items()
    ]
    run.__signature__ = Signature([context, *rest])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (context, *rest)}
    run.__doc__ = command.help
    return run
