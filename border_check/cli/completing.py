"""What a shell offers for an argument: names of lists and of formats."""

from __future__ import annotations

from pathlib import Path

import typer

from border_check.snapshot.home import Home, default_home
from border_check.sources.registry import SOURCES


def lists(context: typer.Context, incomplete: str) -> list[str]:
    """The lists of the home that the line names, else of the usual one."""
    named = next((at.params["home"] for at in _up(context) if at.params.get("home")), None)
    try:
        home = Home(Path(str(named)).expanduser() if named else default_home())
        return [name for name in home.list_names() if name.startswith(incomplete)]
    except OSError:  # a shell that completes shows no errors
        return []


def formats(incomplete: str) -> list[str]:
    """The formats that `load` reads."""
    return [name for name in SOURCES if name.startswith(incomplete)]


def _up(context: typer.Context) -> list[typer.Context]:
    """The command, and the group in which it stands."""
    found: list[typer.Context] = []
    at: typer.Context | None = context
    while at is not None:
        found.append(at)
        at = at.parent  # type: ignore[assignment]
    return found
