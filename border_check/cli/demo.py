"""`border-check demo`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.streams import colourful, say
from border_check.demo import tour


def demo(
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Keep the demo's home here.")
    ] = None,
) -> None:
    """Take a tour on invented lists: every verdict once, then a flight.

    Example: border-check demo
    """
    with tempfile.TemporaryDirectory(prefix="border-check-demo-") as temporary:
        for text in tour(keep or Path(temporary), colour=colourful(sys.stdout)):
            say(text)
