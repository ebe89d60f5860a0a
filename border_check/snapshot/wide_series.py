"""Series of more documents than a list may have in one: held back until two people want them.

A row that covers millions of numbers makes every traveller of an issuer a stop, whether it is a
slip of the pen or worse. It is set aside, and what the list said under its name before goes on
answering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from border_check.errors import SnapshotError
from border_check.snapshot.home import Home
from border_check.snapshot.reader import Snapshot
from border_check.sources.document_chunk import DocumentChunk
from border_check.sources.interface import Entry, Part, Place, Rejected, SetAside, WideSeries
from border_check.values.document import DocumentRecord, RecordStatus
from border_check.values.lists import ListKind

OVER_WIDE = "over-wide series"
"""Under which word they are counted."""

MOST_TOLD = 100
"""Series that are told one by one, and asked for; the others come up once these are decided."""

REASON = "covers {width:,} numbers, more than the {widest:,} of `widest_range`: not yet approved"

Approval = Callable[[DocumentRecord], bool]
"""Whether two people stand behind a series as it is now."""


class Held(NamedTuple):
    """A series that was not installed."""

    place: Place
    record: DocumentRecord
    request: str = ""
    """Reference of the request that waits for a second person; empty where none was made."""


class SeriesRules(NamedTuple):
    """What is known of wide series from outside; by itself a load lets none of them through."""

    is_approved: Approval = lambda _: False
    on_held: Callable[[Held], None] = lambda _: None
    """Told of each that was held back, up to a hundred; also where the load comes to nothing."""


class SeriesGate:
    """Lets through what two people want, and every series up to a width."""

    def __init__(
        self, widest: int, rules: SeriesRules, on_rejected: Callable[[Rejected], None]
    ) -> None:
        self._widest = widest
        self._rules = rules
        self._on_rejected = on_rejected
        self._names: set[str] = set()
        self._held: dict[tuple[str | None, ...], Held] = {}

    @property
    def held(self) -> tuple[Held, ...]:
        """The first of the series that were held back, each once."""
        return tuple(self._held.values())

    def passed(
        self, entries: Iterable[Entry | DocumentChunk], file: str
    ) -> Iterator[Entry | DocumentChunk]:
        """The entries of a file, those set aside that may not be installed."""
        read = 0
        for entry in entries:
            if isinstance(entry, DocumentChunk):
                others = (
                    (at, self._decided(one, Place(file, read + at + 1, "element")))
                    for at, one in entry.others
                )
                yield entry._replace(others=tuple(others))
                read += entry.size
            elif isinstance(entry, DocumentRecord | WideSeries):
                read += 1
                yield self._decided(entry, Place(file, read, "element"))
            else:
                read += not isinstance(entry, Part)
                yield entry

    def before(self, home: Home, name: str) -> Iterator[Part]:
        """What the list that answers now says under the names of what was held back."""
        if not self._names:
            return
        found: list[DocumentRecord] = []
        with suppress(SnapshotError):  # what is damaged is what this load repairs
            current = home.current(name)
            if current is None or current.kind != ListKind.DOCUMENTS:
                return
            with Snapshot(home.snapshot_file(name, current.version)) as snapshot:
                for layer in snapshot.layers:
                    found += [record for _, record in layer.documents_named(self._names)]
        yield from (Part(record) for record in found if self.may_pass(record))

    def may_pass(self, record: DocumentRecord) -> bool:
        """Whether a record may be installed; one that its owner took back stops nobody."""
        if not record.number_to or record.status is not RecordStatus.ACTIVE:
            return True
        return record.width <= self._widest or self._rules.is_approved(record)

    def _decided(
        self, entry: DocumentRecord | WideSeries | SetAside | Rejected, place: Place
    ) -> DocumentRecord | SetAside | Rejected:
        """The record, or that it is set aside; `place` is that of a series without one."""
        if isinstance(entry, DocumentRecord):
            return entry if self.may_pass(entry) else self._hold(WideSeries(place, entry))
        if isinstance(entry, WideSeries):
            return entry.record if self.may_pass(entry.record) else self._hold(entry)
        return entry

    def _hold(self, series: WideSeries) -> SetAside:
        place, record, raw = series
        reason = REASON.format(width=record.width, widest=self._widest)
        self._on_rejected(Rejected(place, reason, "din_to", raw))
        self._names.add(record.record_id)
        what = (record.record_id, record.issuing_state, record.number, record.number_to)
        if what not in self._held and len(self._held) < MOST_TOLD:
            self._held[what] = Held(place, record)
            self._rules.on_held(self._held[what])
        return SetAside(place, OVER_WIDE)
