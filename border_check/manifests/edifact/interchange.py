"""A file of EDIFACT messages to travellers: read once for its frame, then for whom it lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import ClassVar

from border_check.manifests.column_proof import ColumnProof
from border_check.manifests.content import Content, Text, beginning, decoded
from border_check.manifests.delimited import Cut, Row
from border_check.manifests.edifact.dates import Calendar
from border_check.manifests.edifact.frame import OF_FRAMES, survey
from border_check.manifests.edifact.listed import Listed
from border_check.manifests.edifact.paxlst import OF_LISTS, PaxlstReader
from border_check.manifests.edifact.pnrgov import OF_RESERVATIONS, PnrgovReader
from border_check.manifests.edifact.segments import read_segments
from border_check.manifests.edifact.service_characters import looks_like, marks_of
from border_check.manifests.edifact.travellers import COLUMNS, cells_of, is_plain, traveller_of
from border_check.manifests.interface import Reading, Stretch, Traveller
from border_check.manifests.plain_rows import PlainRows
from border_check.manifests.table import Table

_SOME = 2_000
"""Travellers of a stretch."""
_FRAME = frozenset(("UNB", "UNG", "UNH", "UNT", "UNE", "UNZ"))
"""Segments between messages: whoever is listed before one of them is not told of after it."""


class Edifact:
    """UN/EDIFACT: PAXLST and PNRGOV, several messages and flights in one file."""

    name: ClassVar[str] = "edifact"

    def recognises(self, head: bytes) -> bool:
        """Whether the text begins like a message, or has enough of its segments."""
        return looks_like(beginning(head))

    def read(self, content: Content, asked: date) -> Reading:
        """Open it; see `Manifest.read`."""
        text = decoded(content)
        marks = marks_of(next(iter(text.pieces()), ""))
        frame = survey(read_segments(text.pieces(), OF_FRAMES))
        reader = _Reader(text, asked)
        return Reading(
            rows=reader.travellers(),
            flight={
                key: text
                for key, text in (
                    ("flight", ", ".join(frame.flights)),
                    ("arrival_time", frame.arrival),
                )
                if text
            },
            warnings=(*text.warnings, *filter(None, (marks.warning,)), *frame.warnings),
            format=self.name,
            announced=frame.announced,
            by_columns=reader.stretches(),
        )


def listed_in(text: Text, asked: date) -> Iterator[Listed]:
    """Everybody whom the messages of a text list.

    The segments of the two messages that say something of travellers are not the same, so both are
    read wherever they stand: a damaged header costs nobody.
    """
    calendar = Calendar(asked)
    readers = PaxlstReader(calendar), PnrgovReader(calendar)
    for segment in read_segments(text.pieces(), _FRAME | OF_LISTS | OF_RESERVATIONS):
        if segment.tag in _FRAME:
            for reader in readers:
                yield from reader.end()
            if segment.tag == "UNH":
                readers = PaxlstReader(calendar), PnrgovReader(calendar)
            continue
        if segment.tag in OF_RESERVATIONS:
            yield from readers[1].take(segment)
        else:
            yield from readers[0].take(segment)
    for reader in readers:
        yield from reader.end()


class _Reader:
    def __init__(self, text: Text, asked: date) -> None:
        self._text, self._asked = text, asked
        self._proof = ColumnProof(asked)

    def travellers(self) -> Iterator[Traveller]:
        """Everybody, one by one."""
        for row, listed in enumerate(listed_in(self._text, self._asked), 1):
            yield traveller_of(row, listed, self._asked, self._proof)

    def stretches(self) -> Iterator[Stretch]:
        """The same, many at a time."""
        table = Table("", COLUMNS, frozenset((len(COLUMNS),)), {})
        plain = PlainRows(table, self._asked, self._proof)
        everybody, first = listed_in(self._text, self._asked), 1
        while some := list(islice(everybody, _SOME)):
            yield self._stretch(plain, first, some)
            first += len(some)

    def _stretch(self, plain: PlainRows, first: int, some: list[Listed]) -> Stretch:
        def read(number: int, _: Row) -> Traveller:
            return traveller_of(number, some[number - first], self._asked, self._proof)

        cut = Cut(
            [one.line for one in some],
            list(zip(*map(cells_of, some), strict=True)),
            faults={
                at: "more than columns say" for at, one in enumerate(some) if not is_plain(one)
            },
        )
        return plain.read(cut, first, read)
