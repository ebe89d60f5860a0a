"""What frames the travellers of a file: messages, flights, counts, and segments that are damaged.

Counts of carriers are wrong so often that they stop nothing; they are told, as damage is, with the
number of the segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from border_check.manifests.edifact.dates import day
from border_check.manifests.edifact.paxlst import is_traveller
from border_check.manifests.edifact.segments import Segment

_CREW, _PASSENGERS = "41", "42"
"""Codes of what CNT counts (data element 6069)."""
_ARRIVAL = "232"
_MOST_TOLD = 10


OF_FRAMES = frozenset(("UNH", "UNT", "UNZ", "CNT", "TDT", "TVL", "DTM", "NAD"))
"""Tags of the segments that `survey` asks for; it is told of damaged ones, too."""


class Frame(NamedTuple):
    """What the segments around the travellers say."""

    announced: int | None
    """How many travellers the messages say that they list; None where none of them does."""
    flights: tuple[str, ...]
    arrival: str
    """The day on which the first of them arrives, YYYY-MM-DD; empty where none is said."""
    warnings: tuple[str, ...]


def survey(segments: Iterable[Segment]) -> Frame:
    """Go over all segments of a file."""
    seen = _Seen()
    for segment in segments:
        seen.take(segment)
    seen.end_message(None)
    arrival = min(filter(None, seen.arrivals), default="")
    return Frame(seen.announced, tuple(seen.flights), arrival, tuple(_told(seen.warnings)))


class _Seen:
    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.flights: dict[str, None] = {}
        self.arrivals: list[str] = []
        self._messages = 0
        self._first: Segment | None = None
        self._travellers = 0
        self._totals: list[int] = []
        self._total: int | None = None

    def take(self, segment: Segment) -> None:
        if segment.fault:
            self.warnings.append(f"{_place(segment)}: {segment.fault}")
        tag = segment.tag
        if tag == "UNH":
            self.end_message(None)
            self._messages += 1
            self._first = segment
        elif tag == "UNT":
            self.end_message(segment)
        elif tag == "UNZ":
            self._compare(segment, self._messages, "messages")
            self._messages = 0
        elif tag == "CNT" and segment.text(0) in (_CREW, _PASSENGERS):
            count = segment.text(0, 1)
            if count.isdecimal():
                self._total = (self._total or 0) + int(count[:9])
        elif tag == "TDT":
            self._flight(segment.text(1))
        elif tag == "TVL" and segment.text(3):
            self._flight(segment.text(3) + segment.text(4))
            self.arrivals.append(day(segment.text(0, 2), "DDMMYY"))
        elif tag == "DTM" and segment.text(0) == _ARRIVAL:
            self.arrivals.append(day(segment.text(0, 1), "YYMMDD"))
        elif tag == "NAD":
            self._travellers += is_traveller(segment)

    def end_message(self, segment: Segment | None) -> None:
        """Take the end of a message; None where it has none."""
        first = self._first
        if first is not None and segment is None:
            self.warnings.append(f"{_place(first)}: the message that it begins has no end (UNT)")
        elif first is not None and segment is not None:
            self._compare(segment, segment.number - first.number + 1, "segments")
        if self._total is not None:
            self._totals.append(self._total)
        self._first = self._total = None

    @property
    def announced(self) -> int | None:
        """The sum of all messages; parts of one list may each announce all of it."""
        if not self._totals:
            return None
        is_whole = len(set(self._totals)) == 1 and self._totals[0] == self._travellers
        return self._totals[0] if is_whole else sum(self._totals)

    def _flight(self, flight: str) -> None:
        if flight:
            self.flights.setdefault(flight)

    def _compare(self, segment: Segment, found: int, what: str) -> None:
        said = segment.text(0)
        if said.isdecimal() and int(said[:9]) != found:
            self.warnings.append(f"{_place(segment)}: announces {said} {what} and has {found}")


def _place(segment: Segment) -> str:
    tag = f" {segment.tag}" if segment.tag.isalnum() and segment.tag.isascii() else ""
    return f"segment {segment.number}{tag[:4]} (line {segment.line})"


def _told(warnings: list[str]) -> Iterator[str]:
    yield from warnings[:_MOST_TOLD]
    if len(warnings) > _MOST_TOLD:
        yield f"and {len(warnings) - _MOST_TOLD} more segments like these"
