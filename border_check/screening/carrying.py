"""How each kind of request is carried out once two people are behind it."""

from __future__ import annotations

from border_check.screening.screener import Screener
from border_check.screening.two_people import TwoPeople
from border_check.screening.watchlist import Watchlist
from border_check.values.request import RequestKind


def two_people_of(screener: Screener) -> TwoPeople:
    """The requests of the post whose home and settings a screener has."""
    watchlist = Watchlist(screener.home, screener.settings, screener.now)
    return TwoPeople(
        screener,
        {RequestKind.WATCH: watchlist.add, RequestKind.UNWATCH: watchlist.withdraw},
    )
