"""`border-check warm`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from border_check.cli.console import place_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import say, say_json
from border_check.cli.warm_talk import connected, hear
from border_check.cli.warm_talk import say as tell
from border_check.errors import BorderCheckError, SnapshotError, UsageError
from border_check.formats.wire import SCHEMA
from border_check.snapshot.home import Home
from border_check.values.json_text import canonical, from_json


def warm(
    context: typer.Context,
    status: Annotated[bool, typer.Option("--status", help="Tell whether one runs.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="Stop the one that runs.")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Keep the lists open in a process that answers checks faster, until it is stopped.

    Example: border-check warm --status
    """
    place = place_of(context, home, config)
    if status and stop:
        raise UsageError("--status and --stop are given, expected one of them")
    if not (status or stop):
        _run(place)
        return
    facts = _asked(place.home, stop=stop)
    if stop and not facts["runs"]:
        raise SnapshotError("no warm process answers", hint="see `border-check warm --status`")
    if as_json:
        say_json({"schema": SCHEMA, "warm": facts})
    else:
        say(_told(facts, stopped=stop))


def _told(facts: dict[str, Any], *, stopped: bool) -> str:
    if not facts["runs"]:
        return "warm: no process runs; every check answers by itself"
    since = datetime.fromtimestamp(facts["since"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    word = "stopped" if stopped else "runs"
    return f"warm: process {facts['process']} {word}, since {since}, questions {facts['questions']}"


def _run(place: Any) -> None:
    try:
        from socket import AF_UNIX, SO_PEERCRED  # noqa: F401

        from border_check.cli.warm_server import WarmProcess
    except ImportError:
        raise BorderCheckError(
            "this system has no sockets that tell who is at the other end",
            hint="every check answers by itself; nothing else is needed",
        ) from None
    WarmProcess(place).run(lambda: say(f"warm: answers for {place.home.folder}; Ctrl-C stops it"))


def _asked(home: Home, *, stop: bool) -> dict[str, Any]:
    try:
        line = connected(home.warm)
        if line is not None:
            try:
                tell(line, canonical({"stop": stop}))
                return {"runs": True, **from_json(hear(line))}
            finally:
                line.close()
    except (OSError, ValueError):
        pass
    return {"runs": False}
