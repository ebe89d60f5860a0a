"""The definitions of options and commands, as Typer takes them."""

from __future__ import annotations

from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from border_check.cli import definitions
from border_check.cli.console import check
from border_check.cli.definitions import Command, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given


def typed(option: Option) -> Any:
    """An option as Typer takes it."""
    return typer.Option(
        option.flag,
        metavar=option.metavar or None,
        min=option.least,
        help=option.help,
        rich_help_panel="Everywhere" if option.everywhere else None,
        # Read where it is used, with errors in words of our own. No envvar for the home: it would
        # outweigh a --home that stands before the command.
        readable=False,
    )


HomeOption = Annotated[Path | None, typed(definitions.HOME)]
ConfigOption = Annotated[Path | None, typed(definitions.CONFIG)]
LanguageOption = Annotated[str | None, typed(definitions.LANGUAGE)]
JsonOption = Annotated[bool, typed(definitions.JSON)]


def carry_out(command: Command, given: Given) -> int:
    """Do what a command does, and return its exit code."""
    return check(command, given) if command.run is None else command.run(given)


def typer_command(command: Command) -> Any:
    """A command as Typer takes it: a function whose parameters are those that are defined."""

    def run(context: typer.Context, **given: Any) -> None:
        known = [*(context.obj or {}).items(), *given.items()]  # what stands later outweighs
        raise typer.Exit(carry_out(command, {name: value for name, value in known if value}))

    argument = command.argument
    kinds: dict[str, tuple[Any, Any]] = {}
    kind: Any
    if argument is not None:
        kind = str if argument.required else str | None
        text = Annotated[kind, typer.Argument(metavar=argument.metavar, help=argument.help)]
        kinds[argument.name] = (text, Parameter.empty if argument.required else None)
    for option in command.options:
        if option.metavar:
            kind = str if option.least is None else int
            kinds[option.name] = (Annotated[kind | None, typed(option)], None)
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
