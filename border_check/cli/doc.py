"""`border-check doc`."""

from __future__ import annotations

from border_check.cli.definitions import (
    BIRTH,
    EXPLAIN,
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

_HOLDER = {
    "surname": "surname",
    "given": "given",
    "dob": "dob",
    "nationality": "nationality",
    "sex": "gender",
}


def ask(screener: Screener, given: Given) -> Screening:
    """Check a document."""
    number, mrz = given.get("number"), given.get("mrz")
    return screener.document(
        read_text(number).strip() if number else None,
        given.get("issuer"),
        given.get("kind"),
        mrz=read_text(mrz) if mrz else None,
        holder={key: given[name] for name, key in _HOLDER.items() if given.get(name)},
    )


DOC = Command(
    "doc",
    Argument("number", "[NUMBER]", "As printed; - reads standard input."),
    (
        ISSUER,
        Option("kind", "--type", "Document code, as P or ID.", "CODE"),
        Option("mrz", "--mrz", "Machine readable zone; - reads standard input.", "TEXT"),
        SURNAME,
        GIVEN,
        BIRTH,
        NATIONALITY,
        SEX,
        EXPLAIN,
        JSON,
        VIA,
        *WHY,
        *PLACES,
    ),
    """Check a travel document, then its holder.

    Example: border-check doc L8989123 --issuer UTO --type P
    """,
    ask,
)
