"""What a centre offers, and what a post has fetched of it, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from border_check.formats.safe_text import plain
from border_check.formats.wire import SCHEMA
from border_check.values.pulled import Came, Pulled

if TYPE_CHECKING:
    from border_check.signing.publishing import Offer

_WORDS = {
    Came.INSTALLED: "fetched whole and installed",
    Came.CHANGES: "what changed was fetched and installed",
    Came.UNCHANGED: "nothing new",
    Came.FAILED: "not fetched",
}


def offer_report(offer: Offer) -> str:
    """What can be fetched of a list from now on."""
    lines = [f"{offer.list}: {offer.version} is offered"]
    for package in offer.packages:
        what = f"what changed since {package.since}" if package.since else "the whole list"
        lines.append(f"  {package.size:>13,} bytes  {what}")
    return "".join(f"{plain(line)}\n" for line in lines)


def pulled_report(one: Pulled) -> str:
    """What became of one list."""
    size = f", {one.fetched:,} bytes" if one.fetched else ""
    return plain(f"{one.list}: {_WORDS[one.came]}{size} ({one.version})") + "\n"


def pulled_to_wire(one: Pulled) -> dict[str, Any]:
    """The same for programs."""
    facts: dict[str, Any] = {"schema": SCHEMA, **one._asdict()}
    facts["error"] = one.error.message if one.error else None
    return {key: value for key, value in facts.items() if value is not None}
