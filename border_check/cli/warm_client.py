"""A plain question put to the warm process of its home."""

from __future__ import annotations

import os
import sys

from border_check import __version__
from border_check.cli.streams import say, warn
from border_check.cli.warm_talk import Lost, converse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.cli.definitions import Command, Given
    from border_check.snapshot.home import Home

ENVIRONMENT = ("BORDER_CHECK_HOME", "XDG_DATA_HOME", "HOME", "NO_COLOR", "TERM")
"""Variables that change an answer, or where it is entered."""


def answer_of_warm_process(home: Home, command: Command, given: Given) -> int | None:
    """Print what the warm process answers, and return its exit code.

    None where nobody has answered; then the question is still to be asked.
    """
    try:
        found = converse(home.warm, _question(command, given))
    except Lost:
        warn(
            "the warm process ended before it answered; this is a second search, and the first may "
            "stand in the journal too"
        )
        return None
    if found is None:
        return None
    sys.stderr.write(found["err"])
    sys.stderr.flush()
    if found["out"]:
        say(found["out"], end="")
    return int(found["code"])


def _question(command: Command, given: Given) -> dict[str, Any]:
    return {
        "version": __version__,
        "command": command.name,
        "given": given,
        "input": _standard_input() if "-" in given.values() else None,
        "folder": os.getcwd(),
        "environment": {name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
        "terminal": sys.stdout.isatty(),
        "encoding": sys.stdout.encoding,
    }


def _standard_input() -> str | None:
    """Standard input as hexadecimal digits; it stays to be read again by whoever answers."""
    if sys.stdin is None:
        return None
    from io import BytesIO, TextIOWrapper

    content = sys.stdin.buffer.read()
    sys.stdin = TextIOWrapper(BytesIO(content), encoding="utf-8")
    return content.hex()
