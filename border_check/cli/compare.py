"""`border-check compare`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from border_check.cli.options import JsonOption
from border_check.cli.streams import read_text, say, say_json
from border_check.errors import UnreadableInput
from border_check.formats.comparing import comparison_report, comparison_to_wire
from border_check.screening.comparing import compare as compare_identities
from border_check.screening.comparing import what_would_lift


def compare(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A name, or JSON as in `person`; - reads stdin.")
    ],
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="A name, or JSON as in nominal-jsonl.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Say why two identities do or do not agree.

    Example: border-check compare "Mohamed al-Tayib" '{"name": "Muhammad Eltayeb", "dob": "1971"}'
    """
    asked, listed = _identity(read_text(query)), _identity(candidate)
    comparison = compare_identities(asked, listed)
    if as_json:
        say_json(comparison_to_wire(comparison))
    else:
        lifting = "" if comparison.alert else what_would_lift(asked, listed)
        say(comparison_report(comparison, lifting), end="")


def _identity(text: str) -> Mapping[str, Any]:
    if not text.lstrip().startswith("{"):
        return {"name": text.strip()}
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            f"identity: not JSON at character {error.pos}: {error.msg}",
            hint='as in {"name": "Jane Doe", "dob": "1990-01-01"}',
        ) from None
    return dict(found)
