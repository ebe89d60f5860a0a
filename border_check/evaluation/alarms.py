"""How often travellers alarm on the lists of a site, at each threshold.

Hardly anybody is on a list. So the travellers of some ordinary days stand for the innocent, and
their alarms for those to expect: what a threshold costs here, with these lists and these people.

Each traveller is asked twice, with all that is known and by name alone, and held against the same
candidates by the same comparison as in a person check. Documents are left out: their hits do not
depend on a threshold.

Whoever measures a file of one traveller has searched a person. So a first-line desk may not, and
the journal gets an entry, with the digest of the file, before any figure is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date
from typing import NamedTuple

from border_check.errors import SnapshotError, UsageError
from border_check.manifests.interface import Traveller
from border_check.matching.person import alerts, compare_person
from border_check.screening.library import OpenList
from border_check.screening.nominal_hits import is_expired
from border_check.screening.screener import Screener
from border_check.snapshot.reader import Snapshot
from border_check.values.lists import ListKind, ListStatus
from border_check.values.person import Person
from border_check.values.screening import Grade
from border_check.values.settings import Role, Thresholds

THRESHOLDS = tuple(half / 2 for half in range(8, 33))
"""The thresholds of the tables, in points. Below them, long lists alarm on everybody."""


class TravellerFile(NamedTuple):
    """Travellers who are taken to be on no list, and the file that they come from."""

    name: str
    sha256: str
    rows: Iterable[Traveller]


class Alarms(NamedTuple):
    """What happens at one threshold."""

    threshold: float
    travellers: int
    """Travellers whom at least one record alarms."""
    per_1000: float | None
    """The same of a thousand; None where nobody was asked about."""
    hits: Mapping[Grade, int]
    """Records that hit, by grade. A traveller may have several."""


class ListAlarms(NamedTuple):
    """All figures of one list, or of all lists together."""

    full_record: tuple[Alarms, ...]
    name_alone: tuple[Alarms, ...]


class Measurement(NamedTuple):
    """Travellers held against lists."""

    file: str
    reference: str
    """Of the entry in the journal."""
    warning: str | None
    """What is to be told of how it was entered."""
    travellers: int
    not_read: int
    """Rows without a name that could be read; they are not counted among the travellers."""
    thresholds: Thresholds
    """Those of the site."""
    lists: tuple[tuple[ListStatus, ListAlarms], ...]
    together: ListAlarms
    """A traveller alarms where any of the lists does."""


def measure_alarms(
    screener: Screener,
    names: Sequence[str],
    file: TravellerFile,
    thresholds: Iterable[float] = THRESHOLDS,
    progress: Callable[[], None] = lambda: None,
) -> Measurement:
    """Hold travellers against the lists of these names; `progress` is called after each of them.

    The thresholds of the site are always among those that are measured. Raises `UsageError` at a
    first-line desk and for a list that does not hold people, `SnapshotError` for one that is not
    installed or cannot be read, `JournalError` where no entry could be made.
    """
    if screener.settings.desk.role is Role.FIRST_LINE:
        raise UsageError(
            "a first-line desk may not measure on lists: it would be a search by free name",
            hint="ask the second line",
        )
    screener.require_event()
    lists = _lists_of(screener, names)
    own = screener.settings.thresholds
    every = tuple(sorted({*thresholds, *own}))
    now = screener.now()
    count = _Count(len(lists), every)
    not_read = 0
    for traveller in file.rows:
        if traveller.person is None:
            not_read += 1
        else:
            count.add(_views(traveller.person), [snapshot for _, snapshot in lists], now.date())
        progress()
    facts = {
        "check": "evaluation",
        "file": file.name,
        "sha256": file.sha256,
        "travellers": count.travellers,
        "lists": [[one.name, one.version, one.state, one.age_hours] for one, _ in lists],
    }
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entered = screener.recorder.enter(moment, facts, {})
    return Measurement(
        file=file.name,
        reference=entered.reference,
        warning=entered.warning,
        travellers=count.travellers,
        not_read=not_read,
        thresholds=own,
        lists=tuple((one, count.of(at)) for at, (one, _) in enumerate(lists)),
        together=count.of(_TOGETHER),
    )


def _lists_of(screener: Screener, names: Iterable[str]) -> list[tuple[ListStatus, Snapshot]]:
    known = {one.status.name: one for one in screener.lists()}
    return [_open(name, known.get(name)) for name in dict.fromkeys(names)]


def _open(name: str, one: OpenList | None) -> tuple[ListStatus, Snapshot]:
    if one is None or (one.snapshot is None and one.status.detail is None):
        raise SnapshotError(f"{name}: no such list is installed", hint="see `border-check lists`")
    if one.snapshot is None:
        raise SnapshotError(f"{name}: cannot be used: {one.status.detail}")
    if one.status.kind is not ListKind.NOMINALS:
        raise UsageError(
            f"{name}: is a list of {one.status.kind}, expected one of nominals",
            hint="alarms by threshold are measured on people; documents have no threshold",
        )
    if not one.snapshot.records:
        raise SnapshotError(f"{name}: has no records")
    return one.status, one.snapshot


def _views(person: Person) -> tuple[Person, Person]:
    """With all that is known, and by name alone."""
    return person._replace(documents=()), Person(person.name)


_Reached = tuple[int, Grade]
"""A record that hits: at how many of the thresholds, the lowest first, and its grade."""

_TOGETHER = -1


class _Count:
    """Counts travellers and hits, list by list and together, with all facts and by name alone."""

    def __init__(self, lists: int, thresholds: tuple[float, ...]) -> None:
        self._thresholds = thresholds
        self._tallies = [(_Tally(), _Tally()) for _ in range(lists + 1)]
        self.travellers = 0

    def add(self, views: tuple[Person, Person], snapshots: list[Snapshot], asked: date) -> None:
        """Hold one traveller against all lists."""
        self.travellers += 1
        for which, view in enumerate(views):
            everywhere: list[_Reached] = []
            for at, snapshot in enumerate(snapshots):
                found = list(_reached(snapshot, view, self._thresholds, asked))
                self._tallies[at][which].add(found)
                everywhere += found
            self._tallies[_TOGETHER][which].add(everywhere)

    def of(self, at: int) -> ListAlarms:
        """The figures of the list in this place."""
        full, name_alone = (
            tally.alarms(self._thresholds, self.travellers) for tally in self._tallies[at]
        )
        return ListAlarms(full, name_alone)


def _reached(
    snapshot: Snapshot, person: Person, thresholds: tuple[float, ...], asked: date
) -> Iterator[_Reached]:
    """The records of a list that hit at the lowest threshold, and up to which one."""
    lowest = thresholds[0]
    for row in snapshot.find_candidates(person, lowest):
        nominal = snapshot.nominal(row)
        if is_expired(nominal, asked):
            continue
        comparison = compare_person(person, nominal, snapshot.rarity, lowest)
        if comparison.grade is not None:
            level = sum(alerts(comparison, threshold) for threshold in thresholds)
            yield level, comparison.grade


class _Tally:
    """Travellers and hits by the number of thresholds that they reach."""

    def __init__(self) -> None:
        self._travellers: Counter[int] = Counter()
        self._hits: Counter[_Reached] = Counter()

    def add(self, found: Sequence[_Reached]) -> None:
        """What one traveller hit."""
        if found:
            self._travellers[max(level for level, _ in found)] += 1
            self._hits.update(found)

    def alarms(self, thresholds: Sequence[float], travellers: int) -> tuple[Alarms, ...]:
        """The figures at each threshold."""
        return tuple(
            self._at(place, threshold, travellers) for place, threshold in enumerate(thresholds)
        )

    def _at(self, place: int, threshold: float, travellers: int) -> Alarms:
        """Those who reach the threshold in this place: more thresholds than come before it."""
        alarming = sum(n for level, n in self._travellers.items() if level > place)
        hits = dict.fromkeys(Grade, 0)
        for (level, grade), n in self._hits.items():
            if level > place:
                hits[grade] += n
        per_1000 = 1000 * alarming / travellers if travellers else None
        return Alarms(threshold, alarming, per_1000, hits)
