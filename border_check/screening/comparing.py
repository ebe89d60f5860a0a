"""Two identities held against each other, without any list."""

from __future__ import annotations

from collections.abc import Mapping

from border_check.matching import lifting
from border_check.matching.person import compare_person
from border_check.matching.rarity import GENERAL
from border_check.screening.person_queries import person_of
from border_check.sources.countries import with_codes
from border_check.values.mapping import nominal_from_mapping
from border_check.values.person import Nominal
from border_check.values.screening import Comparison

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def compare(query: Mapping[str, Any], candidate: Mapping[str, Any]) -> Comparison:
    """Say why two identities do or do not agree: `.score`, `.evidence`, and `.alert`, which says
    whether a person check would report them at its default threshold.

    The query has the keys of `Screener.person`; the candidate the same or those of `nominal-jsonl`.
    Raises `UsageError` for an unknown key of the query, `UnreadableInput` for an unreadable value.
    """
    return compare_person(person_of(query), _record(candidate), GENERAL)


def what_would_lift(query: Mapping[str, Any], candidate: Mapping[str, Any]) -> str:
    """Say which single fact would make a hit of two identities that are none; see `compare`."""
    return lifting.what_would_lift(person_of(query), _record(candidate), GENERAL)


def _record(candidate: Mapping[str, Any]) -> Nominal:
    return with_codes(nominal_from_mapping(candidate))
