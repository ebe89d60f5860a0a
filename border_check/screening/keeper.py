"""Keeping a passenger list while it is asked: its rows, and what is told of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from border_check.errors import BorderCheckError
from border_check.manifests.interface import Traveller
from border_check.names.words import spell
from border_check.screening.batch import AnsweredStretch
from border_check.screening.kept_batches import KeptBatch, KeptBatches, KeptList
from border_check.screening.kept_rows import KeptRow, kept_row
from border_check.screening.kept_rules import digest_of_file, digest_of_rules, kept_lists
from border_check.screening.near import MARGIN
from border_check.screening.screener import Screener
from border_check.values.person import Person
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind

_DEPARTURE = "departure_time"


class Until(NamedTuple):
    """How long a batch is to be kept."""

    moment: datetime | None = None
    """Until then, whatever the passenger list says; else so long after departure."""
    after: timedelta = timedelta()


class Keeper:
    """Takes the answers of a batch as they are given, and keeps them when all are there.

    To be made before the batch: from then on the screener also tells who is near.
    """

    def __init__(self, screener: Screener, until: Until, flight: Mapping[str, str]) -> None:
        screener.margin = MARGIN
        self._screener = screener
        self._until = until
        self._departs = [departure(flight.get(_DEPARTURE, ""))]
        lists = screener.asked_lists(CheckKind.TRAVELLER, screener.now())
        self._lists: dict[str, KeptList] = kept_lists(lists)
        self._statuses = tuple(one.status for one in lists)
        self._measured = {one.name: one.version for one in self._statuses}
        self._rules = digest_of_rules(screener.settings, lists)
        self._cleared = digest_of_file(screener.cleared)
        self._at = _written(screener.now())
        self._rows: list[KeptRow] = []

    def take(self, answered: AnsweredStretch) -> None:
        """Take some rows."""
        looked = answered.looked
        for place in looked.places:
            if place in looked.alone:
                traveller, _, outcome = looked.alone[place]
            else:
                traveller, outcome = looked.stretch.read(place), answered.outcome(place)
            self._departs.append(departure(traveller.journey.get(_DEPARTURE, "")))
            row = kept_row(_bare(traveller), outcome, self._statuses, self._measured)
            self._rows.append(row)

    def keep(self, reference: str, file: str, digest: str) -> KeptBatch:
        """Write them down; raises `BorderCheckError` where that cannot be, or need not."""
        if not reference:
            raise BorderCheckError(
                "the passenger list is not kept: it is not in the journal",
                hint="see to the journal, and run it again",
            )
        until = self._end()
        if until <= self._at:
            raise BorderCheckError(
                f"the passenger list is not kept: its time was over {until}",
                hint="give a later end: --keep-until TIME",
            )
        batch = KeptBatch(
            reference=reference,
            file=file,
            sha256=digest,
            until=until,
            at=self._at,
            rules=self._rules,
            cleared=self._cleared,
            lists=self._lists,
            rows=tuple(self._rows),
            names="",
            longest=max((_words(row.traveller.person) for row in self._rows), default=0),
        )
        kept = KeptBatches(self._screener)
        with kept.held():
            kept.forget_over()
            kept.keep(batch)
        return batch

    def _end(self) -> str:
        if self._until.moment is not None:
            return _written(self._until.moment)
        known = [moment for moment in self._departs if moment is not None]
        return _written(max(known, default=self._screener.now()) + self._until.after)


def departure(text: str) -> datetime | None:
    """When a flight leaves, taken as UTC; None for what cannot be read so.

    As YYYY-MM-DDTHH:MM, CCYYMMDDHHMM, YYMMDDHHMM, or of these the day alone: its end.
    """
    text = text.strip()
    for form in ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y%m%d%H%M", "%y%m%d%H%M"):
        moment = _read(text, form)
        if moment is not None:
            return moment
    for form in ("%Y-%m-%d", "%Y%m%d", "%y%m%d"):
        moment = _read(text, form)
        if moment is not None:
            return moment + timedelta(days=1)
    return None


_LENGTHS = {
    "%Y-%m-%dT%H:%M:%S": 19,
    "%Y-%m-%dT%H:%M": 16,
    "%Y%m%d%H%M": 12,
    "%y%m%d%H%M": 10,
    "%Y-%m-%d": 10,
    "%Y%m%d": 8,
    "%y%m%d": 6,
}


def _read(text: str, form: str) -> datetime | None:
    if len(text) != _LENGTHS[form]:
        return None
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None


def _words(person: Person | None) -> int:
    return len(spell(person.name.text, person.name.truncated)) if person is not None else 0


def _bare(traveller: Traveller) -> Traveller:
    """Without the place in the journey, by which nobody is asked about."""
    return traveller._replace(journey={})


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
