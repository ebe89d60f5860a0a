"""The local watchlist, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from border_check.formats.cells import fit
from border_check.formats.lines import Line, render
from border_check.formats.speech import enumerated, fact, spoken, translated
from border_check.formats.terminal import labelled
from border_check.formats.wire import SCHEMA
from border_check.formats.words import word
from border_check.language import enumeration, marked, sentence
from border_check.values.mapping import nominal_to_mapping
from border_check.values.person import Nominal

_ENDS = {
    True: marked("EXPIRED {day}  {action}"),
    False: marked("until {day}  {action}"),
}
NONE = marked("no record is on the local watchlist")
NONE_EXPIRES = marked("no record expires in this time")


def watchlist_table(
    records: Iterable[Nominal], today: date, *, of_all: bool = True, colour: bool = False
) -> str:
    """A few lines for each record, those first that expire first."""
    lines = [line for one in sorted(records, key=_end) for line in _record(one, today)]
    if not lines:
        return f"{translated(NONE if of_all else NONE_EXPIRES)}\n"
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
    ends = _ENDS[is_over]
    head = spoken(sentence(ends, day=one.expires, action=word(one.action)))
    yield Line(
        f"{fit(fact(one.record_id), 9)}{head}  {fact(one.name)}",
        style="bold yellow" if is_over else "",
    )
    either = marked("{words} or {next}")
    births = translated(enumeration(map(str, one.births), either))
    documents = (" ".join(filter(None, each)) for each in one.documents)
    facts = (births, fact("/".join(one.nationalities)), translated(enumeration(documents, either)))
    if any(facts):
        yield from labelled("Facts", enumerated(facts))
    reason = dict(one.extra).get("reason", "")
    source = f" ({one.reference})" if one.reference else ""
    yield from labelled("Why", fact(f"{reason}{source}"))
