"""Until when passengers are kept: by the departure that their list tells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from border_check.screening.keeper import departure

DEPARTURES = [
    ("as PAXLST has it", "2611261045", datetime(2026, 11, 26, 10, 45, tzinfo=UTC)),
    ("with a century", "202611261045", datetime(2026, 11, 26, 10, 45, tzinfo=UTC)),
    ("as national layouts have it", "2026-11-26T10:45", datetime(2026, 11, 26, 10, 45, tzinfo=UTC)),
    ("the end of a day", "2026-11-26", datetime(2026, 11, 27, tzinfo=UTC)),
    ("a day of six digits", "261126", datetime(2026, 11, 27, tzinfo=UTC)),
    ("no day of the calendar", "2613261045", None),
    ("words", "tomorrow", None),
    ("nothing", "", None),
]


@pytest.mark.parametrize(
    ("text", "moment"), [one[1:] for one in DEPARTURES], ids=[one[0] for one in DEPARTURES]
)
def test_departure(text: str, moment: datetime | None) -> None:
    assert departure(text) == moment
