"""Which field of a question an error is about."""

from __future__ import annotations

import re

_IN_QUESTION = re.compile(r" - at `\$\.([\w.\[\]]+)`")
_UNKNOWN = re.compile(r"unknown field `(\w{1,40})`")
_CALLED = {
    "document number": "number",
    "issuing state": "issuing_state",
    "nationality": "nationality",
    "country": "country",
    "dob": "dob",
    "gender": "gender",
    "direction": "direction",
    "VIN": "vin",
    "IMO number": "imo",
    "plate": "plate",
    "registration": "registration",
    "engine number": "engine",
    "part number": "part",
}
"""By how an error begins, where a value cannot be read."""


def field_of(message: str) -> str | None:
    """The field, as questions call it, with a dot before one within another; None where an error is
    about the whole of a question, or it cannot be told."""
    unknown = _UNKNOWN.search(message)
    place = _IN_QUESTION.search(message)
    if unknown:
        return f"{place[1]}.{unknown[1]}" if place else unknown[1]
    return place[1] if place else _CALLED.get(message.partition(":")[0])
