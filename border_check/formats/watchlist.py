"""The local watchlist, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from border_check.formats.lines import Line, render
from border_check.formats.safe_text import plain
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.values.mapping import nominal_to_mapping
from border_check.values.person import Nominal

_ENDS = {True: "EXPIRED", False: "until"}
NONE = "no record is on the local watchlist\n"
NONE_EXPIRES = "no record expires in this time\n"


def watchlist_table(
    records: Iterable[Nominal], today: date, *, of_all: bool = True, colour: bool = False
) -> str:
    """A few lines for each record, those first that expire first."""
    lines = [line for one in sorted(records, key=_end) for line in _record(one, today)]
    if not lines:
        return NONE if of_all else NONE_EXPIRES
    return render(lines, colour=colour)


def watchlist_to_wire(records: Iterable[Nominal], today: date) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "records": [
            {**nominal_to_mapping(one), "expired": has_expired(one, today)}
            for one in sorted(records, key=_end)
        ],
    }


def has_expired(one: Nominal, today: date) -> bool:
    """Whether a record hits no more: its last day is over."""
    return one.expires is not None and one.expires.last_day() < today


def _end(one: Nominal) -> tuple[str, str]:
    return str(one.expires or "9999"), one.record_id


def _record(one: Nominal, today: date) -> Iterator[Line]:
    is_over = has_expired(one, today)
    head = f"{one.record_id:<9}{_ENDS[is_over]} {one.expires}  {one.action}"
    yield Line(f"{head}  {plain(one.name)}", style="bold yellow" if is_over else "")
    births = " or ".join(map(str, one.births))
    documents = " or ".join(" ".join(filter(None, each)) for each in one.documents)
    facts = ", ".join(filter(None, (births, "/".join(one.nationalities), documents)))
    if facts:
        yield from labelled("Facts", plain(facts))
    reason = dict(one.extra).get("reason", "")
    source = f" ({one.reference})" if one.reference else ""
    yield from labelled("Why", plain(f"{reason}{source}"))
