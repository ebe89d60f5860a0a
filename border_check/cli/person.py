"""`border-check person`."""

from __future__ import annotations

from border_check.cli.definitions import (
    BIRTH,
    GIVEN,
    ISSUER,
    JSON,
    NATIONALITY,
    PLACES,
    SEX,
    SURNAME,
    VIA,
    WHY,
    Argument,
    Command,
    Option,
)
from border_check.cli.streams import read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.cli.definitions import Given
    from border_check.screening.screener import Screener
    from border_check.values.screening import Screening


def ask(screener: Screener, given: Given) -> Screening:
    """Search a person."""
    name, number = given.get("name"), given.get("number")
    query = {
        "name": read_text(name).strip() if name else None,
        "surname": given.get("surname"),
        "given": given.get("given"),
        "dob": given.get("dob"),
        "nationality": given.get("nationality"),
        "gender": given.get("sex"),
        "pob": given.get("birthplace"),
        "documents": [[number, given.get("issuer")]] if number else None,
    }
    return screener.person({key: value for key, value in query.items() if value})


PERSON = Command(
    "person",
    Argument("name", "[NAME]", "In any order or script; - reads standard input."),
    (
        SURNAME,
        GIVEN,
        BIRTH,
        NATIONALITY,
        SEX,
        Option("birthplace", "--pob", "Place of birth.", "PLACE"),
        Option("number", "--doc", "A document of the person.", "NUMBER"),
        ISSUER,
        JSON,
        VIA,
        *WHY,
        *PLACES,
    ),
    """Search a person among the nominals, and say why each candidate fits.

    Example: border-check person "Mohamed al-Tayib" --dob 1971-03-04 --nationality SDN
    """,
    ask,
)
