"""PAXLST: passengers and crew as carriers send them before arrival (UN/EDIFACT D.02B and later).

The segments and their codes are those of the WCO/IATA/ICAO guideline on Advance Passenger
Information, appendix II: a group begins with NAD and holds what is said of one traveller; each DOC
begins a document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from border_check.language import sentence
from border_check.manifests.edifact.dates import Calendar, moment
from border_check.manifests.edifact.listed import Listed, ListedDocument
from border_check.manifests.edifact.segments import TAGS, Segment
from border_check.values.screening import Problem

OF_LISTS = frozenset(("NAD", "TDT", "LOC", "DTM", "ATT", "NAT", "RFF", "DOC"))
"""Tags of the segments that say something of travellers and their flight."""
ROLES = {
    "FL": "passenger",
    "FM": "crew",
    "DDU": "passenger in transit",
    "DDT": "crew in transit",
}
"""By party function code (data element 3035)."""
_SENDER = frozenset(("MS", "CA", "MR", "HR", "CN", "CZ"))
"""Parties who do not travel."""

_BIRTH, _EXPIRY = "329", "36"
_SEX = "2"
_DEPARTURE, _ARRIVAL = "189", "232"
_PLACES = {"178": "from", "179": "to", "22": "cleared_at", "174": "residence"}
_LAST_PORT, _FIRST_PORT, _ISSUER, _BIRTHPLACE = "125", "87", "91", "180"
_REFERENCES = {"AVF": "reservation", "SEA": "seat", "ABO": "passenger_reference"}
_STATE = 3
"""Letters of a state's code."""


class PaxlstReader:
    """Reads the segments of one message, and gives each traveller once the group is complete."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.flight: dict[str, str] = {}
        self._open: _Group | None = None
        self._take: dict[str, Callable[[Segment], None]] = {
            "TDT": self._transport,
            "LOC": self._place,
            "DTM": self._date,
            "ATT": self._attribute,
            "NAT": self._nationality,
            "RFF": self._reference,
            "DOC": self._document,
        }

    def take(self, segment: Segment) -> Sequence[Listed]:
        """Take one segment; give the traveller who is complete with it, if one is."""
        take = self._take.get(segment.tag)
        if take is None:
            return self._begin(segment)
        if self._open is None or not self._open.has_already(segment):
            take(segment)
            return ()
        ended = self.end()
        self._open = _Group(segment, nameless=True)
        take(segment)
        return ended

    def end(self) -> Sequence[Listed]:
        """Give the traveller whose group is open, if one is."""
        ended, self._open = self._open, None
        return () if ended is None else (ended.listed(self.flight),)

    def _begin(self, segment: Segment) -> Sequence[Listed]:
        """Begin a traveller, if the segment names one, or a party who does not travel."""
        if segment.tag != "NAD" and not _stands_for_nad(segment):
            return ()
        ended = self.end()
        self._open = _Group(segment) if is_traveller(segment) else None
        return ended

    def _transport(self, segment: Segment) -> None:
        if self._open is None and segment.text(1):
            self.flight.setdefault("flight", segment.text(1))

    def _place(self, segment: Segment) -> None:
        code, place = segment.text(0), segment.text(1)
        if self._open is not None:
            self._open.place(code, place, segment.text(1, 3))
        elif code == _LAST_PORT:
            self.flight.setdefault("departure_port", place)
        elif code == _FIRST_PORT:
            self.flight["arrival_port"] = place

    def _date(self, segment: Segment) -> None:
        code, text = segment.text(0), segment.text(0, 1)
        if self._open is not None:
            if code == _BIRTH:
                self._open.cells["birth_date"] = self._calendar.born(text)
            elif code == _EXPIRY:
                self._open.of_document(expiry=self._calendar.expires(text))
        elif code == _DEPARTURE:
            self.flight.setdefault("departure_time", moment(text, "YYMMDD"))
        elif code == _ARRIVAL:
            self.flight["arrival_time"] = moment(text, "YYMMDD")

    def _attribute(self, segment: Segment) -> None:
        if self._open is not None and segment.text(0) == _SEX:
            self._open.cells["sex"] = segment.text(2)

    def _nationality(self, segment: Segment) -> None:
        if self._open is not None and segment.text(0) in ("2", ""):
            self._open.cells["nationality"] = segment.text(1)

    def _reference(self, segment: Segment) -> None:
        if self._open is not None and (name := _REFERENCES.get(segment.text(0))):
            self._open.journey[name] = segment.text(0, 1)

    def _document(self, segment: Segment) -> None:
        if self._open is None:  # the one thing that is asked of every list: never left out
            self._open = _Group(segment, nameless=True)
        self._open.documents.append(ListedDocument(segment.text(0), segment.text(1)))


class _Group:
    """What is said of one traveller so far."""

    def __init__(self, first: Segment, *, nameless: bool = False) -> None:
        self._line = first.line
        self.cells: dict[str, str] = {}
        self.journey: dict[str, str] = {}
        self.documents: list[ListedDocument] = []
        self.problems: list[Problem] = []
        if nameless:
            text = sentence(
                "segment {number}: no name stands before what is said of this traveller",
                number=first.number,
            )
            self.problems.append(Problem("segment_missing", text, field="surname"))
        else:
            self._name(first)
        if first.fault:
            text = sentence("segment {number}: {fault}", number=first.number, fault=first.fault)
            self.problems.append(Problem("segment_damaged", text))

    def _name(self, segment: Segment) -> None:
        self.journey["role"] = ROLES.get(segment.text(0), "passenger")
        surname, *given = [part.strip() for part in segment.components(3)] or [""]
        given = [part for part in given if part]
        if given:
            self.cells = {"surname": surname, "given_names": " ".join(given)}
        elif surname:
            self.cells = {"name": surname}

    def has_already(self, segment: Segment) -> bool:
        """Whether a segment says anew what is said once of each, so that a name is missing."""
        if segment.tag == "DTM" and "birth_date" in self.cells:
            return segment.text(0) == _BIRTH
        if segment.tag == "ATT" and "sex" in self.cells:
            return segment.text(0) == _SEX
        return False

    def place(self, code: str, place: str, words: str) -> None:
        """Take a place: of the journey, of the birth, or the issuer of the last document."""
        if code == _ISSUER:
            self.of_document(issuer=place)
        elif code == _BIRTHPLACE:
            if place:
                self.cells["birth_country" if len(place) <= _STATE else "birthplace"] = place
            if words:
                self.cells["birthplace"] = words
        elif name := _PLACES.get(code):
            self.journey[name] = place

    def of_document(self, **facts: str) -> None:
        """Take a fact of the last document; without one, of a document whose number is missing."""
        last = self.documents.pop() if self.documents else ListedDocument()
        self.documents.append(last._replace(**facts))

    def listed(self, flight: dict[str, str]) -> Listed:
        """All that was said."""
        return Listed(
            self._line,
            {field: text for field, text in self.cells.items() if text},
            tuple(self.documents),
            {**flight, **self.journey},
            tuple(self.problems),
        )


def is_traveller(segment: Segment) -> bool:
    """Whether a segment NAD is about somebody who travels."""
    return segment.text(0) not in _SENDER


def _stands_for_nad(segment: Segment) -> bool:
    """Whether a segment whose tag is damaged names a traveller."""
    return segment.tag not in TAGS and segment.text(0) in ROLES and len(segment.components(3)) > 1
