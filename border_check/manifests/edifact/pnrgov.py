"""PNRGOV: reservations as carriers send them (IATA/ICAO/WCO PNRGOV message guide, 11.1 and later).

A reservation begins with SRC and names its travellers in TIF; their documents stand in SSR+DOCS.
Whoever is named in TIF alone is a traveller, too, whose document nobody sent. What follows ABI is
history: what the reservation was, and who has left it.
"""

from __future__ import annotations

from collections.abc import Sequence

from border_check.manifests.edifact.dates import Calendar, moment
from border_check.manifests.edifact.listed import Listed
from border_check.manifests.edifact.reservation import Named, Reservation
from border_check.manifests.edifact.segments import Segment
from border_check.manifests.edifact.special_requests import request_of
from border_check.manifests.edifact.titles import without_titles

OF_RESERVATIONS = frozenset(("SRC", "ABI", "TVL", "RCI", "TIF", "SSR"))
"""Tags of the segments that say something of travellers; none of them is one of PAXLST."""


class PnrgovReader:
    """Reads the segments of one message, and gives the travellers of each reservation."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.flight: dict[str, str] = {}
        self._reservation = Reservation()
        self._is_history = False

    def take(self, segment: Segment) -> Sequence[Listed]:
        """Take one segment; give the travellers of the reservation that ends before it."""
        if segment.tag == "SRC":
            return self.end()
        if segment.tag == "ABI":
            self._is_history = True
        if not self._is_history:
            self._take(segment)
        return ()

    def end(self) -> Sequence[Listed]:
        """Give the travellers of the reservation that is open."""
        ended, self._reservation, self._is_history = self._reservation, Reservation(), False
        return list(ended.travellers(self.flight))

    def _take(self, segment: Segment) -> None:
        if segment.tag == "TVL" and not self.flight:
            self._transport(segment)
        elif segment.tag == "RCI":
            self._reservation.locator = self._reservation.locator or segment.text(0, 1)
        elif segment.tag == "TIF":
            given, reference = without_titles(segment.text(1)), segment.text(1, 2)
            named = Named(segment.line, segment.text(0), given, reference)
            if named.surname or named.given:
                self._reservation.take_name(named)
        elif segment.tag == "SSR":
            request = request_of(segment, self._calendar)
            if request is not None:
                self._reservation.take_request(request)

    def _transport(self, segment: Segment) -> None:
        times = segment.components(0)
        self.flight = {
            "flight": segment.text(3) + segment.text(4),
            "departure_port": segment.text(1),
            "arrival_port": segment.text(2),
            "departure_time": moment("".join(times[:2]), "DDMMYY"),
            "arrival_time": moment("".join(times[2:4]), "DDMMYY"),
        }
