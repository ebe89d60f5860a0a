"""`border-check person`."""

from __future__ import annotations

from typing import Annotated

import typer

from border_check.cli.console import answer, place_of, read_text, screener_of
from border_check.cli.options import (
    BirthOption,
    ConfigOption,
    GivenOption,
    HomeOption,
    IssuerOption,
    JsonOption,
    NationalityOption,
    SexOption,
    SurnameOption,
)


def person(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="In any order or script; - reads standard input."),
    ] = None,
    surname: SurnameOption = None,
    given: GivenOption = None,
    dob: BirthOption = None,
    nationality: NationalityOption = None,
    sex: SexOption = None,
    birthplace: Annotated[
        str | None, typer.Option("--pob", metavar="PLACE", help="Place of birth.")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--doc", metavar="NUMBER", help="A document of the person.")
    ] = None,
    issuer: IssuerOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
    config: ConfigOption = None,
) -> None:
    """Search a person among the nominals, and say why each candidate fits.

    Example: border-check person "Mohamed al-Tayib" --dob 1971-03-04 --nationality SDN
    """
    query = {
        "name": read_text(name).strip() if name else None,
        "surname": surname,
        "given": given,
        "dob": dob,
        "nationality": nationality,
        "gender": sex,
        "pob": birthplace,
        "documents": [[number, issuer]] if number else None,
    }
    place = place_of(context, home, config)
    with screener_of(place) as screener:
        screening = screener.person({key: value for key, value in query.items() if value})
    answer(screening, place.settings, as_json=as_json)
