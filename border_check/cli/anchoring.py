"""Anchors of the journal, made along the way by commands that run each day."""

from __future__ import annotations

from datetime import UTC, datetime

from border_check.cli.console import Place
from border_check.cli.streams import warn
from border_check.errors import BorderCheckError


def anchor_when_due(place: Place) -> None:
    """Make an anchor where the configuration wants one by now; warn where that cannot be done."""
    anchoring = place.settings.anchors
    if anchoring is None:
        return
    from border_check.journal.opening import journal_at
    from border_check.signing.anchoring import anchor_if_due

    try:
        with journal_at(place.home.journal, place.settings.database) as journal:
            anchor_if_due(journal, place.settings.desk.post, datetime.now(UTC), anchoring)
    except BorderCheckError as error:
        warn(f"the journal was not anchored: {error.in_one_line}")
