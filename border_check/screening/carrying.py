"""How each kind of request is carried out once two people are behind it."""

from __future__ import annotations

from border_check.screening.clearing import keep_cleared
from border_check.screening.loading import approved_range
from border_check.screening.overriding import Overrides
from border_check.screening.screener import Screener
from border_check.screening.two_people import TwoPeople
from border_check.screening.watchlist import Watchlist
from border_check.values.request import Request, RequestKind


def two_people_of(screener: Screener) -> TwoPeople:
    """The requests of the post whose home and settings a screener has."""
    overrides = Overrides(screener)
    watchlist = Watchlist(screener.home, screener.settings, screener.now)

    def clear(request: Request) -> str:
        keep_cleared(screener.cleared, two_people, screener.now().date())
        facts = request.facts
        return f"{facts['list']} {facts['record_id']} is told apart until {facts['expires']}"

    two_people = TwoPeople(
        screener,
        {
            RequestKind.WATCH: watchlist.add,
            RequestKind.UNWATCH: watchlist.withdraw,
            RequestKind.CLEAR: clear,
            RequestKind.RANGE: approved_range,
            RequestKind.OVERRIDE: overrides.carry_out,
        },
        {RequestKind.OVERRIDE: overrides.require},
    )
    return two_people
