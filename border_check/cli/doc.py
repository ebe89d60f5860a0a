"""`border-check doc`."""

from __future__ import annotations

from typing import Annotated

import typer

from border_check.cli.console import answer, place_of, read_text, screener_of
from border_check.cli.options import (
    BirthOption,
    ConfigOption,
    ExplainOption,
    GivenOption,
    HomeOption,
    IssuerOption,
    JsonOption,
    NationalityOption,
    SexOption,
    SurnameOption,
)


def doc(
    context: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="[NUMBER]", help="As printed; - reads standard input.")
    ] = None,
    issuer: IssuerOption = None,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="Document code, as P or ID.")
    ] = None,
    mrz: Annotated[
        str | None,
        typer.Option(
            "--mrz", metavar="TEXT", help="Machine readable zone; - reads standard input."
        ),
    ] = None,
    surname: SurnameOption = None,
    given: GivenOption = None,
    dob: BirthOption = None,
    nationality: NationalityOption = None,
    sex: SexOption = None,
    explain: ExplainOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Check a travel document, then its holder.

    Example: border-check doc L8989123 --issuer UTO --type P
    """
    holder = {
        "surname": surname,
        "given": given,
        "dob": dob,
        "nationality": nationality,
        "gender": sex,
    }
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        screening = screener.document(
            read_text(number).strip() if number else None,
            issuer,
            kind,
            mrz=read_text(mrz) if mrz else None,
            holder={key: value for key, value in holder.items() if value},
        )
    answer(screening, place.settings, as_json=as_json, explain=explain)
