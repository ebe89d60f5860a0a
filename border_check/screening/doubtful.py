"""Which travellers of a kept passenger list may have another answer now.

Whoever is named here is asked again as on the first day, so that nothing is concluded that a full
run would not say. Of all others it is certain that a full run would say the same:

- Documents are asked again on every list that changed: finding out what changed would cost more.
- A record that was withdrawn or changed can matter only to whom it was near.
- A record that is new or changed is searched among the passengers
  (`screening.ways_to_passengers`), and compared with the rarities of the whole list.
- A record that stayed can matter otherwise than before only where the day or the rarity of names
  decides, so to whom it was near (`screening.near`): these pairs are compared again.

Where that cannot be told, because the version that was asked is gone or names became rarer or more
common than the margin allows, all passengers are searched on that list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from border_check.language import marked, sentence
from border_check.matching.person import compare_person
from border_check.screening.classes import class_of_nominal
from border_check.screening.cleared import read_pairs
from border_check.screening.documents import ask_documents
from border_check.screening.findings import together
from border_check.screening.kept_batches import KeptBatch, KeptIndex, KeptList
from border_check.screening.kept_rows import KeptRow, kept_hits
from border_check.screening.library import OpenList
from border_check.screening.listed_people import ListedPeople, Versions
from border_check.screening.near import MARGIN, Near, drift, holds
from border_check.screening.nominal_hits import is_expired
from border_check.screening.persons import ask_nominals, listed_to
from border_check.screening.screener import Screener
from border_check.screening.ways_to_passengers import WaysToPassengers
from border_check.snapshot.changed_people import ChangedPeople
from border_check.snapshot.reader import Snapshot
from border_check.values.document_number import compact, is_machine_readable
from border_check.values.lists import ListKind
from border_check.values.record import NamedTuple

_GONE = marked("{list}: the version that was asked is gone, so all were searched on it")
_DRIFTED = marked("{list}: names became more common or rarer, so all were searched on it")


class Doubts(NamedTuple):
    """What became of the rows of a batch, before anybody is asked again."""

    rows: tuple[KeptRow, ...]
    """All of them; who is near was brought up to date where a list was searched again."""
    doubtful: frozenset[int]
    """Places of the rows that are to be asked again."""
    common: dict[str, dict[str, float]]
    """Of lists of people: the common names from which drift is measured from now on."""
    notes: tuple[str, ...]


def doubts_of(
    screener: Screener,
    batch: KeptBatch,
    index: KeptIndex,
    lists: Sequence[OpenList],
    versions: Versions,
) -> Doubts:
    """Go through the lists that changed since a batch was asked. The lists must be those of the
    batch, and answer or not as they did."""
    today = screener.now().date()
    found = _Doubts(screener, batch, index, today)
    found.add(place for place, row in enumerate(batch.rows) if row.unsettled)
    if has_other_pairs(screener.cleared, batch, today):
        found.add(place for place, row in enumerate(batch.rows) if any(n.grade for n in row.near))
    for one in lists:
        before = batch.lists[one.status.name]
        is_same = before.version == one.status.version and batch.at[:10] == str(today)
        if is_same or not one.status.state.answers or one.snapshot is None:
            continue
        if one.status.kind is ListKind.DOCUMENTS:
            found.by_documents(one, one.snapshot)
        else:
            found.by_listed_documents(one, one.snapshot)
            found.by_people(one, one.snapshot, before, versions)
    return Doubts(tuple(found.rows), frozenset(found.places), found.common, tuple(found.notes))


def has_other_pairs(file: str, batch: KeptBatch, today: date) -> bool:
    """Whether other travellers are told apart from records than when a batch was asked."""
    from border_check.screening.kept_rules import digest_of_file

    over = any(batch.at[:10] <= pair.until < str(today) for pair in read_pairs(file))
    return over or digest_of_file(file) != batch.cleared


class _Doubts:
    """Collects the rows that are to be asked again."""

    def __init__(self, screener: Screener, batch: KeptBatch, index: KeptIndex, today: date) -> None:
        self.rows = list(batch.rows)
        self.places: set[int] = set()
        self.common: dict[str, dict[str, float]] = {}
        self.notes: list[str] = []
        self._today = today
        self._sparse = screener.settings.sparse_issuer
        self._ways = WaysToPassengers(batch.people, index)
        self._longest = batch.longest
        self._threshold = screener.settings.thresholds.of(screener.settings.desk.role)

    def add(self, places: Iterable[int]) -> None:
        """Rows that are to be asked again, whatever else is found."""
        self.places.update(places)

    def by_documents(self, one: OpenList, snapshot: Snapshot) -> None:
        """Rows of whose documents a list says something else than it did."""
        name = one.status.name
        may = self._with_listed(snapshot)
        may.update(place for place, row in self._others() if row.told(name))
        for place in sorted(may - self.places):
            row = self.rows[place]
            said = together(
                ask_documents(one, document, self._today, self._sparse)
                for document in row.documents
            )
            if frozenset(kept_hits(said.hits)) != row.told(name):
                self.places.add(place)

    def by_listed_documents(self, one: OpenList, snapshot: Snapshot) -> None:
        """Rows whose document a list of people gives to somebody, now or then."""
        name = one.status.name
        self.add(
            place
            for place, row in self._others()
            if any(near.by_document and near.list == name for near in row.near)
        )
        if snapshot.has_documents:
            for place in sorted(self._with_listed(snapshot) - self.places):
                documents = self.rows[place].documents
                if any(listed_to(snapshot, document, self._today) for document in documents):
                    self.places.add(place)

    def by_people(
        self, one: OpenList, snapshot: Snapshot, before: KeptList, versions: Versions
    ) -> None:
        """Rows of whose holder a list says something else by name."""
        name, version = one.status.name, one.status.version or ""
        common = snapshot.rarity.common()
        changed = versions.between(name, before.version, version)
        if changed is None:
            why = _GONE
        elif not holds(self._longest, drifted := drift(before.common, common)):
            why = _DRIFTED
        else:
            self._by_near(one, snapshot, changed, drifted)
            self._by_changed(snapshot, changed)
            return
        self.notes.append(sentence(why, list=one.title))
        self.common[name] = common
        self._search(one)

    def _by_near(
        self, one: OpenList, snapshot: Snapshot, changed: ChangedPeople, drifted: float
    ) -> None:
        """Those to whom a record was near that changed, or that stayed and counts otherwise."""
        people = ListedPeople(snapshot)
        for place, row in self._others():
            for near in row.near:
                if near.list != one.status.name or near.by_document:
                    continue
                if near.record_id in changed.touched:
                    self.places.add(place)
                    break
                is_firm = holds(self._longest, drifted, near.room)
                if is_firm and not near.grade:
                    continue
                if self._is_otherwise(near, row, one, people, is_firm=is_firm):
                    self.places.add(place)
                    break

    def _is_otherwise(
        self, near: Near, row: KeptRow, one: OpenList, people: ListedPeople, *, is_firm: bool
    ) -> bool:
        """Whether a record that stayed makes another hit now, or none, or one at last; `is_firm`:
        it is surely of the same grade, as long as it stands."""
        nominal, person = people[near.record_id], row.traveller.person
        if nominal is None or person is None:
            return True
        grade = ""
        if not is_expired(nominal, self._today):
            grade = near.grade
            if not is_firm:
                grade = compare_person(person, nominal, people.rarity, self._threshold).grade or ""
        if grade != near.grade:
            return True
        action = class_of_nominal(nominal, one.description, self._today)
        return grade != "" and action != near.action

    def _by_changed(self, snapshot: Snapshot, changed: ChangedPeople) -> None:
        """Those to whom a record is near that is new or changed."""
        if not changed.fresh:
            return
        people = ListedPeople(snapshot)
        least = self._threshold - MARGIN
        fresh = [people.in_row(row) for row, _ in changed.fresh]
        fresh = [nominal for nominal in fresh if not is_expired(nominal, self._today)]
        persons = [row.traveller.person for row in self.rows]
        for place, nominal in self._ways.pairs(fresh, least):
            person = persons[place]
            if person is None or place in self.places:
                continue
            if compare_person(person, nominal, people.rarity, least).alert:
                self.places.add(place)

    def _search(self, one: OpenList) -> None:
        """Search all on one list; who is near on it is known anew."""
        name = one.status.name
        for place, row in self._others():
            person = row.traveller.person
            if person is None:
                continue
            found = ask_nominals(one, person, None, self._today, self._threshold, MARGIN)
            near = (*(near for near in row.near if near.list != name), *found.near)
            self.rows[place] = row._replace(near=near)
            if frozenset(kept_hits(found.hits)) != row.told(name):
                self.places.add(place)

    def _others(self) -> Iterator[tuple[int, KeptRow]]:
        """The rows that are not to be asked again as far as is known, with their places."""
        return (
            (place, row)
            for place, row in enumerate(self.rows)
            if place not in self.places and row.traveller.unreadable is None
        )

    def _with_listed(self, snapshot: Snapshot) -> set[int]:
        """Places of the rows one of whose documents may be listed."""
        owners: dict[str, list[int]] = {}
        may = set()
        for place, row in self._others():
            for document in row.documents:
                number = compact(document.number)
                if is_machine_readable(number):
                    owners.setdefault(number, []).append(place)
                else:
                    may.add(place)
        numbers = sorted(owners)
        may.update(place for at in snapshot.listed_among(numbers) for place in owners[numbers[at]])
        return may
