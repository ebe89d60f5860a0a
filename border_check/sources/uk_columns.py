"""The columns of the UK's sanctions lists in CSV.

The UK Sanctions List (Foreign, Commonwealth & Development Office; since January 2026 the only one)
has 58 of them, the Treasury's consolidated list (OFSI's ConList.csv) of before has 36. Both have a
line with the date of the file before the heading.
"""

from __future__ import annotations

import re

from border_check.sources.column_groups import Group, Table
from border_check.sources.tables import Heading, heading_of
from border_check.sources.written_dates import read_date

SANCTIONS_LIST = Table(
    {
        "id": "Unique ID",
        **{f"name_{part}": f"Name {part}" for part in range(1, 7)},
        "name_type": "Name type",
        "strength": "Alias strength",
        "original": "Name non-latin script",
        "type": "Designation Type",
        "birth": "D.O.B",
        "nationality": "Nationality(/ies)",
        "passport": "Passport number",
        "passport_words": "Passport additional information",
        "identifier": "National Identifier number",
        "identifier_words": "National Identifier additional information",
        "gender": "Gender",
        "birth_town": "Town of birth",
        "birth_country": "Country of birth",
        "title": "Title",
        "position": "Position",
        "regime": "Regime Name",
        "sanctions": "Sanctions Imposed",
        "united_nations_id": "UN Reference Number",
        "group_id": "OFSI Group ID",
        "information": "Other Information",
        "reasons": "UK Statement of Reasons",
        **{f"address_{line}": f"Address Line {line}" for line in range(1, 7)},
        "address_country": "Address Country",
    }
)
CONSOLIDATED_LIST = Table(
    {
        **{f"name_{part}": f"Name {part}" for part in range(1, 7)},
        "name_type": "Alias Type",
        "original": "Name Non-Latin Script",
        "type": "Group Type",
        "birth": "DOB",
        "nationality": "Nationality",
        "passport": "Passport Number",
        "passport_words": "Passport Details",
        "identifier": "National Identification Number",
        "identifier_words": "National Identification Details",
        "birth_town": "Town of Birth",
        "birth_country": "Country of Birth",
        "title": "Title",
        "position": "Position",
        "information": "Other Information",
        **{f"address_{line}": f"Address {line}" for line in range(1, 7)},
        "address_country": "Country",
    },
    (
        Group(
            "group ids (those of the UK Sanctions List stand in), strength of aliases, regime",
            ("Alias Quality", "Regime", "Listed On", "UK Sanctions List", "Group ID"),
            {"id": "Group ID", "strength": "Alias Quality", "regime": "Regime"},
        ),
    ),
)
_BANNER = re.compile(r"(?:report date|last updated)\s*[:,;]\s*(?P<date>[^,;\"]+?)[\s,;\"]*", re.I)


def banner_date(line: str) -> str | None:
    """The date of the file, where a line is the one before the heading; else None.

    An empty text is the date of a line before the heading that holds none.
    """
    if not (found := _BANNER.fullmatch(line.strip().strip('"'))):
        return None
    # These lists write days before months.
    parts = found["date"].split("/")
    try:
        day = read_date("-".join(reversed(parts)) if len(parts) == 3 else found["date"])
    except ValueError:
        return ""
    return f"{day}T00:00:00Z" if day.day else ""


def heading_and_date(lines: list[str]) -> tuple[Heading, str | None]:
    """The heading, with its line, and the date of the file before it.

    `lines` are the first of the file; the first that is neither blank nor a date is the heading.
    """
    date = None
    for number, line in enumerate(lines, 1):
        if line.strip():
            found = banner_date(line)
            if found is None:
                return heading_of(line, number), date
            date = found or None
    return Heading([], ",", len(lines)), date


def table_of(heading: Heading) -> Table | None:
    """The list that a heading belongs to; None where it is of neither."""
    columns = set(heading.columns)
    if "Group Type" in columns or "Alias Type" in columns:
        return CONSOLIDATED_LIST
    return SANCTIONS_LIST if {"Name 6", "Unique ID", "Name type"} & columns else None
