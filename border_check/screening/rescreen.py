"""Asking kept passenger lists again, and telling what hits now, hits otherwise, or hits no more.

Only those are asked again who may have another answer (`screening.doubtful`); whoever is not told
of would get in a full run what was told before. What is told is entered first, and the new answers
take the place of the old ones once it was told. A run that is cut off in between is told again
under the entries that it made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from border_check.errors import SnapshotError
from border_check.journal.passenger_lists import RESCREENS
from border_check.journal.recorder import Entered
from border_check.language import marked, sentence
from border_check.screening.doubtful import Doubts, doubts_of
from border_check.screening.kept_batches import KeptBatch, KeptBatches
from border_check.screening.kept_rows import KeptHit, KeptRow, answering, kept_row
from border_check.screening.kept_rules import digest_of_file, digest_of_rules, kept_lists
from border_check.screening.library import OpenList
from border_check.screening.listed_people import Versions
from border_check.screening.looking import Look, in_this_process
from border_check.screening.near import MARGIN
from border_check.screening.screener import Outcome, Screener
from border_check.snapshot.home import Home
from border_check.values.json_text import canonical
from border_check.values.lists import ListStatus
from border_check.values.moments import UTC
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Hit, Verdict

_OTHER_LISTS = marked("other lists are asked than before, so everybody was asked again")
_OTHER_ANSWERS = marked("other lists answer than before, so everybody was asked again")
_OTHER_RULES = marked("configuration or lists are described otherwise: everybody was asked again")
_CLOCK = marked("the clock was put back, so everybody was asked again")
_DAMAGED = marked("a list is damaged, so everybody was asked again")


class ChangedRow(NamedTuple):
    """A traveller of whom something else is told now."""

    before: KeptRow
    after: KeptRow
    outcome: Outcome
    new: tuple[Hit, ...]
    """Records that did not hit."""
    changed: tuple[tuple[KeptHit, Hit], ...]
    """Records that hit otherwise: another grade, class, or something else on record."""
    withdrawn: tuple[KeptHit, ...]
    """Records that hit no more."""


class Rescreened(NamedTuple):
    """A passenger list that was asked again."""

    batch: KeptBatch
    """As it was before."""
    reference: str
    """Of this run."""
    rows: tuple[ChangedRow, ...]
    asked_again: int
    """How many rows were asked again."""
    counts: Mapping[Verdict, int]
    """Of all rows, as they stand now."""
    lists: tuple[ListStatus, ...]
    notes: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst that is new, or NOT CHECKED where a list that has to answer does not."""
        verdicts = [row.after.verdict for row in self.rows if row.new or row.changed]
        if any(one.required and not one.state.answers for one in self.lists):
            verdicts.append(Verdict.NOT_CHECKED)
        return min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.PROCEED)


class Rescreening:
    """Asks kept passenger lists again, in one home."""

    def __init__(self, screener: Screener, look: Look | None = None) -> None:
        screener.margin = MARGIN
        self._screener = screener
        self._look = look or in_this_process(screener)
        self._kept = KeptBatches(screener)
        self._versions = Versions(Home(screener.home))

    def run(self, references: Sequence[str] = ()) -> Iterator[Rescreened]:
        """Ask those that are named, or all, one after the other.

        Whoever takes the next one has told the one before. Those whose time is over are erased.
        Raises `UsageError` at a first-line desk and for one that is not kept.
        """
        with self._kept.held():
            self._kept.forget_over()
            self._screener.require_event()
            if references:
                kept = [self._kept.read(reference) for reference in references]
            else:
                kept = self._kept.all()
            for batch, digest in kept:
                found, after = self._again(batch, digest)
                yield found
                self._kept.save(after)
                self._end(found)

    def _again(self, batch: KeptBatch, digest: str) -> tuple[Rescreened, KeptBatch]:
        screener, now = self._screener, self._screener.now()
        lists = screener.asked_lists(CheckKind.TRAVELLER, now)
        doubts = self._doubts(batch, lists, now)
        rows = list(doubts.rows)
        outcomes: dict[int, Outcome] = {}
        places = sorted(doubts.doubtful)
        statuses = tuple(one.status for one in lists)
        measured = {one.name: one.version for one in statuses if one.name in doubts.common}
        looked = self._look(rows[place].traveller for place in places)
        for place, (traveller, _, full) in zip(places, looked, strict=True):
            outcomes[place] = full
            rows[place] = kept_row(traveller, full, statuses, measured)
        changed = tuple(
            one
            for place in places
            if (one := _changed(batch.rows[place], rows[place], outcomes[place])) is not None
        )
        kept = {
            name: listed
            if name in doubts.common or name not in batch.lists
            else listed._replace(common=batch.lists[name].common)
            for name, listed in kept_lists(lists).items()
        }
        after = batch._replace(
            at=_written(now),
            rules=digest_of_rules(screener.settings, lists),
            cleared=digest_of_file(screener.cleared),
            lists=kept,
            rows=tuple(rows),
        )
        counts = Counter(row.verdict for row in rows)
        found = Rescreened(batch, "", changed, len(places), counts, statuses, doubts.notes)
        found = found._replace(reference=self._entered(found, digest))
        return found, after._replace(last=found.reference)

    def _doubts(self, batch: KeptBatch, lists: Sequence[OpenList], now: datetime) -> Doubts:
        """Who is to be asked again; everybody where what changed is not the lists alone."""
        why = self._reason(batch, lists, now)
        if not why:
            try:
                index = self._kept.index(batch)
                return doubts_of(self._screener, batch, index, lists, self._versions)
            except SnapshotError:  # row by row it is seen whom it concerns
                why = _DAMAGED
        common = {name: dict(one.common) for name, one in kept_lists(lists).items()}
        return Doubts(batch.rows, frozenset(range(len(batch.rows))), common, (sentence(why),))

    def _reason(self, batch: KeptBatch, lists: Sequence[OpenList], now: datetime) -> str:
        before = {name: one.answers for name, one in batch.lists.items()}
        after = answering(one.status for one in lists)
        if before.keys() != after.keys():
            return _OTHER_LISTS
        if before != after:
            return _OTHER_ANSWERS
        if digest_of_rules(self._screener.settings, lists) != batch.rules:
            return _OTHER_RULES
        if _written(now) < batch.at:
            return _CLOCK
        return ""

    def _entered(self, found: Rescreened, digest: str) -> str:
        """The reference under which it is entered: the one of a run that was cut off, where that
        found the same."""
        batch = found.batch
        facts: dict[str, Any] = {
            "check": "batch",
            "stage": "rows",
            RESCREENS: batch.reference,
            "from": digest,
            "told": [row.after.traveller.row for row in found.rows],
            "hits": {
                str(row.after.traveller.row): [
                    [hit.list, hit.record_id, hit.grade, hit.action]
                    for hit in (*row.new, *(hit for _, hit in row.changed))
                ]
                for row in found.rows
                if row.new or row.changed
            },
            "withdrawn": {
                str(row.after.traveller.row): [list(hit[:4]) for hit in row.withdrawn]
                for row in found.rows
                if row.withdrawn
            },
        }
        recorder = self._screener.recorder
        before = recorder.last((f'"from":{canonical(digest)}', '"stage":"rows"'))
        if before is not None and all(
            canonical(before[1].facts[key]) == canonical(facts[key])
            for key in ("told", "hits", "withdrawn")
        ):
            return str(before[1].facts["of"])
        start = {
            "check": "batch",
            "stage": "start",
            RESCREENS: batch.reference,
            "file": batch.file,
            "sha256": batch.sha256,
            "lists": [[one.name, one.version, one.state, one.age_hours] for one in found.lists],
        }
        reference = self._enter(start, {}).reference
        queries = {
            str(row.after.traveller.row): dict(row.after.traveller.query) for row in found.rows
        }
        self._enter({**facts, "of": reference}, queries)
        return reference

    def _end(self, found: Rescreened) -> None:
        end = {
            "check": "batch",
            "stage": "end",
            "of": found.reference,
            RESCREENS: found.batch.reference,
            "asked_again": found.asked_again,
            **Counter(str(row.after.verdict) for row in found.rows),
        }
        self._enter(end, {})

    def _enter(self, facts: Mapping[str, Any], query: Mapping[str, Any]) -> Entered:
        return self._screener.recorder.enter(_written(self._screener.now()), facts, query)


def _changed(before: KeptRow, after: KeptRow, outcome: Outcome) -> ChangedRow | None:
    """What is told otherwise of a traveller; None where it is all the same."""
    known = {hit.record: hit for hit in before.hits}
    fresh = {hit.record: hit for hit in after.hits}
    hits = {(hit.list, hit.record_id): hit for hit in outcome.hits}
    new = tuple(hit for record, hit in hits.items() if record not in known)
    changed = tuple(
        (known[record], hit)
        for record, hit in hits.items()
        if record in known and known[record] != fresh[record]
    )
    withdrawn = tuple(hit for record, hit in known.items() if record not in hits)
    if not (new or changed or withdrawn) and before.verdict is after.verdict:
        return None
    return ChangedRow(before, after, outcome, new, changed, withdrawn)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
