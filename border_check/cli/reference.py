"""`border-check reference`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from border_check.cli.console import place_of, screener_of
from border_check.cli.options import ConfigOption, HomeOption, JsonOption
from border_check.cli.streams import colourful, say, say_json
from border_check.errors import BorderCheckError
from border_check.formats.references import picture_file, reference_report, references_to_wire
from border_check.screening.reference_search import find_references


def reference(
    context: typer.Context,
    issuer: Annotated[
        str, typer.Argument(metavar="ISSUER", help="Issuing state: alpha-3, alpha-2 or name.")
    ],
    kind: Annotated[
        str, typer.Argument(metavar="[TYPE]", help="Document code, as P or ID; else all types.")
    ] = "",
    series: Annotated[str, typer.Option("--series", metavar="NAME", help="One series alone.")] = "",
    show: Annotated[
        bool, typer.Option("--open", help="Open the pictures with the system's viewer.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell what genuine documents of an issuer look like, and what to check on them.

    Example: border-check reference GBR P
    """
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        answer = find_references(screener.lists(), issuer, kind, series)
    pictures = place.home.pictures
    if as_json:
        say_json(references_to_wire(answer, pictures))
    else:
        say(reference_report(answer, pictures, colour=colourful(sys.stdout)), end="")
    if show:
        names = [name for one in answer.found for name in one.record.pictures]
        _open([picture_file(name, pictures) for name in names])


def _open(files: list[str]) -> None:
    there = [file for file in files if Path(file).is_file()]
    if not there:
        raise BorderCheckError(
            f"none of {len(files)} pictures is there" if files else "no picture is on record",
            hint="put pictures where the report says, as docs/references.md tells",
        )
    failed = [file for file in there if typer.launch(str(Path(file).resolve())) != 0]
    if failed:
        raise BorderCheckError(
            f"no viewer of this system opened {failed[0]}", hint="open it by its path"
        )
