"""An alert to a counterfeit, by the number that a report names: looked up, with no document."""

from __future__ import annotations

from collections.abc import Iterable

from border_check.errors import SnapshotError
from border_check.icao.states import find_state
from border_check.screening.library import OpenList
from border_check.screening.reference_search import silent_because
from border_check.values.guidance import CounterfeitAlert
from border_check.values.lists import ListKind, ListStatus
from border_check.values.record import NamedTuple


class AlertAnswer(NamedTuple):
    """What the lists of alerts have under one number."""

    found: tuple[tuple[str, CounterfeitAlert], ...]
    """Each with the name of its list."""
    lists: tuple[ListStatus, ...]


def find_alert(lists: Iterable[OpenList], issuing_state: str, number: str) -> AlertAnswer:
    """The alerts of an issuer, known or made up, with this number.

    Raises `SnapshotError` where no list that can answer has one.
    """
    issuer = find_state(issuing_state) or issuing_state.strip().upper()
    asked = [one for one in lists if one.status.kind is ListKind.ALERTS]
    known = [
        (one.status.name, alert)
        for one in asked
        if one.snapshot is not None and one.status.state.answers
        for alert in one.snapshot.alerts(issuer)
    ]
    found = tuple(one for one in known if one[1].record_id == number)
    if not found:
        others = ", ".join(dict.fromkeys(alert.record_id for _, alert in known))
        raise SnapshotError(
            f"no list of alerts that can answer has {number!r:.40} of {issuer!r:.20}",
            hint=silent_because(asked)
            or (f"there are: {others}" if others else "see `border-check lists`"),
        )
    return AlertAnswer(found, tuple(one.status for one in asked))
