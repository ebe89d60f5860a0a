"""Options that several commands share, each defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="DIR",
        readable=False,  # checked where it is read, in words of our own
        # No envvar here: it would outweigh a --home that stands before the command.
        help="Where lists and journal are kept, else as BORDER_CHECK_HOME says.",
        rich_help_panel="Everywhere",
    ),
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        readable=False,
        help="Configuration, by default config.yaml in the home.",
        rich_help_panel="Everywhere",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Answer in JSON.", rich_help_panel="Everywhere")
]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Show the evidence of every hit.")]
BirthOption = Annotated[
    str | None,
    typer.Option("--dob", metavar="DATE", help="Birth date: YYYY, YYYY-MM or YYYY-MM-DD."),
]
SexOption = Annotated[str | None, typer.Option("--sex", metavar="F|M|X", help="Sex.")]
NationalityOption = Annotated[
    str | None,
    typer.Option("--nationality", metavar="STATE", help="Alpha-3, alpha-2 or name."),
]
SurnameOption = Annotated[str | None, typer.Option("--surname", metavar="NAME", help="Surname.")]
GivenOption = Annotated[str | None, typer.Option("--given", metavar="NAME", help="Given names.")]
IssuerOption = Annotated[
    str | None,
    typer.Option("--issuer", metavar="STATE", help="Issuing state: alpha-3, alpha-2 or name."),
]
