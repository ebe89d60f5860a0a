"""National layouts of passenger lists without a row of headers: their columns stand by position.

Each is announced by its first line, and declared in `national.csv`: what announces it, how cells
are parted, how many a row can have, the field in each (`-` for one that is not used), the order of
dates that are all digits, and codes of documents that are not those of Doc 9303. Some layouts know
passports (P) and others (O): of those, travellers by air show identity cards (I). Another layout
whose banner begins with `***VERSION` needs a row in that table and nothing else.

Facts: the columns, banners, date forms and codes that carriers' departure control systems write for
the authorities of these states, as published in the source of one such system (deyoz/astra on
GitHub, `src/apis_creator.h`, 2021).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from border_check.errors import ManifestError
from border_check.manifests.dates import read_date


class Layout(NamedTuple):
    """Where each fact stands in the rows of one national layout."""

    state: str
    separator: str
    columns: tuple[str | None, ...]
    """By position, the field; None for what is not used here."""
    widths: frozenset[int]
    """How many cells a row can have."""
    orders: Mapping[str, str] = {}
    """By field, the order in which its dates are written, where they are all digits."""
    document_types: Mapping[str, str] = {}
    """Codes of the layout for codes of Doc 9303."""


class Banner(NamedTuple):
    """What stands before the travellers: the layout that it announces, and the flight."""

    layout: Layout
    lines: int
    """Of the file, how many at its beginning hold no traveller for sure."""
    flight: dict[str, str]
    announced: int | None = None
    """How many travellers it says there are."""


@cache
def _layouts() -> dict[str, Layout]:
    """The layouts of `national.csv`, by what announces them."""
    with (files("border_check.manifests") / "national.csv").open(encoding="utf-8") as table:
        return {row["banner"]: _layout(row) for row in csv.DictReader(table)}


def _layout(row: Mapping[str, str]) -> Layout:
    return Layout(
        state=row["state"],
        separator=row["separator"],
        columns=tuple(None if cell == "-" else cell for cell in row["columns"].split("|")),
        widths=frozenset(map(int, row["widths"].split("|"))),
        orders=_pairs(row["dates"]),
        document_types=_pairs(row["document_types"]),
    )


def _pairs(text: str) -> dict[str, str]:
    """Words with a colon between, each pair parted from the next by a stroke."""
    return dict(pair.split(":") for pair in text.split("|") if pair)


_STARRED = "***VERSION "
"""Before the number of a layout whose banner has many lines."""

_STARRED_LINE = re.compile(
    r"\*{3}(START|END|HEADER|VERSION \d+|BATCH)"
    r"|\*(TYPE|DIRECTION|FLIGHT|(DEP|ARR|TB) (PORT|DATE|TIME))"
)
_GERMAN_LINE = re.compile(r"[A-Z0-9]{2,3};[A-Z0-9]{4,8};[A-Z]{3};\d{10};[A-Z]{3};\d{10};\d+;*\s*")


def is_banner_line(cells: Sequence[str]) -> bool:
    """Whether a row is part of a banner of many lines, wherever in the file it stands."""
    return cells[0].startswith("*") and _STARRED_LINE.fullmatch(cells[0]) is not None


def find_banner(lines: Sequence[str]) -> Banner | None:
    """The banner in the first lines of a file; None where they are no layout known here.

    Raises `ManifestError` for a version of a known banner whose columns are not known.
    """
    number, first = next(((at, line) for at, line in enumerate(lines, 1) if line.strip()), (0, ""))
    if first.startswith("***"):
        return _starred(lines)
    cells = first.split(";")
    if cells[0] == "csv" and len(cells) >= 8:
        return Banner(_layouts()["csv"], number, _flight(cells[1:7]), _count(cells[7]))
    if _GERMAN_LINE.fullmatch(first):
        return Banner(_layouts()["flight"], number, _flight(cells[:6]), _count(cells[6]))
    return None


def _starred(lines: Sequence[str]) -> Banner | None:
    facts = {}
    for line in lines:
        cells = line.split(",")
        if is_banner_line(cells):
            facts[cells[0].strip("*")] = "".join(cells[1:2]).strip()
    versions = [key.removeprefix("VERSION").strip() for key in facts if key.startswith("VERSION")]
    if not versions:
        return None
    layout = _layouts().get(f"{_STARRED}{versions[0]}")
    if layout is None:
        known = [one.removeprefix(_STARRED) for one in _layouts() if one.startswith(_STARRED)]
        raise ManifestError(
            f"a national layout of version {versions[0]!r}, expected {' or '.join(known)}",
            hint="add a row of headers (surname, given_names, birth_date, …)",
        )
    flight = {
        "flight": facts.get("FLIGHT", ""),
        "departure_port": facts.get("DEP PORT", ""),
        "departure_time": _time(f"{facts.get('DEP DATE', '')} {facts.get('DEP TIME', '')}"),
        "arrival_port": facts.get("ARR PORT", ""),
        "arrival_time": _time(f"{facts.get('ARR DATE', '')} {facts.get('ARR TIME', '')}"),
    }
    return Banner(layout, 0, {key: text for key, text in flight.items() if text})


def _flight(cells: Sequence[str]) -> dict[str, str]:
    carrier, flight, departs_from, departs, arrives_at, arrives = map(str.strip, cells)
    facts = {
        "carrier": carrier,
        "flight": flight,
        "departure_port": departs_from,
        "departure_time": _time(departs),
        "arrival_port": arrives_at,
        "arrival_time": _time(arrives),
    }
    return {key: text for key, text in facts.items() if text}


def _time(text: str) -> str:
    """YYYY-MM-DDTHH:MM, local time of the port; the text itself where it is written otherwise."""
    if match := re.fullmatch(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", text):
        year, month, day, hour, minute = match.groups()
        return f"20{year}-{month}-{day}T{hour}:{minute}"
    if match := re.fullmatch(r"(\S+)[ T](\d\d):?(\d\d)(:[\d.]+)?", text):
        day = read_date(match[1], None).known
        return f"{day}T{match[2]}:{match[3]}" if day else text
    return text.strip()


def _count(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
