"""`alert-jsonl`, alerts to counterfeits that were seen: one object a line.

    {"id": "UTO-2026-07", "issuer": "UTO", "type": "P", "title": "Printed data page",
     "text": "the background of the data page: printed in dots, not in lines",
     "numbers": ["L00#####"], "ranges": [["L8990000", "L8990999"]],
     "mrz": {"layout": "TD3", "optional": "ZENITH7", "failing": ["composite"], "weights": "137",
             "birth_date": "####01", "expiry_date": "####31"},
     "pictures": ["alerts/uto-2026-07.jpg"], "published": "2026-07-01", "expires": "2028"}

Needed are `id`, `issuer`, `text` and something by which the counterfeit is known, unless nobody
issues such documents at all. Whatever is said must be so: its number fits one of `numbers` or lies
in one of `ranges`, and its zone has all traits of `mrz`. Other keys are kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from border_check.icao.states import is_known
from border_check.references.alerts import has_traits
from border_check.sources.files import members_of
from border_check.sources.guidance_fields import Facts, any_ours, chosen_of, entries_of, keys_of
from border_check.sources.interface import Reading
from border_check.sources.record_cells import Unusable
from border_check.values.document_number import compact, is_machine_readable, span
from border_check.values.guidance import CounterfeitAlert
from border_check.values.lists import ListDescription, ListKind

_OURS = frozenset(("id", "issuer", "text"))
_FOREIGN = frozenset(("name", "surname", "schema", "entity_id"))
_WHAT = "alerts to counterfeits, one JSON object a line"
_FIELDS = ("document_number", "birth_date", "expiry_date", "optional", "composite")
_TRAITS = "layout, optional, failing, weights, birth_date, expiry_date"


class AlertJsonl:
    """Alerts to counterfeits in our own keys, one JSON object a line."""

    name: ClassVar[str] = "alert-jsonl"
    kind: ClassVar[ListKind] = ListKind.ALERTS
    summary: ClassVar[str] = "counterfeits, ours: one JSON object a line (issuer, numbers, mrz, …)"

    def recognises(self, path: Path) -> bool:
        """Whether the first line is an object with an issuer and a text for the officer."""
        return any_ours(path, _is_ours)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read every file that was given; the format has no date of its own."""
        with members_of(path) as members:
            warnings = chosen_of(members, _is_ours, _WHAT).warnings
        return Reading(None, entries_of(path, _is_ours, _WHAT, _record), warnings)


def _is_ours(head: str) -> bool:
    keys = keys_of(head)
    return keys >= _OURS and not keys & _FOREIGN


def _record(facts: Facts) -> CounterfeitAlert:
    traits = facts.inner("mrz")
    alert = CounterfeitAlert(
        record_id=facts.needed("id", "no id: a prompt could not be traced to its record"),
        issuing_state=facts.issuer("issuer"),
        text=facts.needed("text", "no text: nobody would know where to look"),
        type=facts.type("type"),
        title=facts.text("title"),
        numbers=facts.masks("numbers"),
        ranges=tuple(_range(first, last) for first, last in facts.pairs("ranges")),
        layout=traits.layout("layout"),
        optional=traits.text("optional"),
        failing=_failing(traits.texts("failing")),
        weights=_weights(traits.text("weights")),
        birth_date=traits.figures("birth_date"),
        expiry_date=traits.figures("expiry_date"),
        pictures=facts.pictures("pictures"),
        published=facts.date("published"),
        expires=facts.date("expires"),
        source=facts.text("source"),
    )
    traits.nothing_left(_TRAITS)  # an alert without it would be told too often
    if not has_traits(alert) and is_known(alert.issuing_state):
        reason = "no numbers, ranges or mrz: every document of this issuer would resemble it"
        raise Unusable("numbers", reason)
    return alert._replace(extra=facts.extra())


def _range(first: str, last: str) -> tuple[str, str]:
    first, last = compact(first), compact(last)
    if not is_machine_readable(first):
        raise Unusable("ranges", f"{first!r:.40} is no document number")
    try:
        span(first, last)
    except ValueError as error:
        raise Unusable("ranges", str(error)) from None
    return first, last


def _failing(fields: tuple[str, ...]) -> tuple[str, ...]:
    for field in fields:
        if field not in _FIELDS:
            raise Unusable("failing", f"{field!r:.40} is none of {', '.join(_FIELDS)}")
    return fields


def _weights(text: str) -> str:
    if text and not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise Unusable("weights", f"{text!r:.40} are no weights, one digit each, as in 137")
    return text
