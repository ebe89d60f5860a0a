"""An empty passenger list, for whoever has to write one."""

from __future__ import annotations

import json

COLUMNS = (
    *("surname", "given_names", "birth_date", "sex", "nationality"),
    *("document_type", "document_number", "issuing_state", "expiry_date"),
)
"""Dates are YYYY-MM-DD, states and types of documents as in Doc 9303, sex F, M or X."""
FORMS = ("csv", "jsonl")


def template(form: str) -> str:
    """A list without a traveller: a row of headers, or an object to be copied and filled in."""
    if form == "jsonl":
        return json.dumps(dict.fromkeys(COLUMNS, "")) + "\n"
    return ",".join(COLUMNS) + "\n"
