"""Checking a whole manifest: every row accounted for, in order.

The journal gets one entry at the start, with the digest of the input; one for each block of rows,
before any answer of that block is given, with all that hit; and one at the end, with the totals.
The size of blocks depends on the length of the manifest and on which lists there are, so that the
entries of a batch do not tell whether anybody hit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError, JournalError
from border_check.journal.recorder import Entered
from border_check.manifests.interface import Stretch, Traveller, in_stretches
from border_check.screening.degraded_answers import mode_for
from border_check.screening.looking import ASK_AGAIN, Look, in_this_process
from border_check.screening.screener import Outcome, Screener
from border_check.screening.together import ALONE, LookedStretch, Together
from border_check.screening.within import Within
from border_check.values.lists import ListKind, ListStatus
from border_check.values.screening import (
    Action,
    CheckKind,
    Hit,
    Problem,
    Screening,
    Verdict,
)

BLOCK = 500
"""Rows answered on one entry of the journal."""
LONG_BLOCK = 5_000
"""The same, for long lists of which only documents are asked: each entry waits for the disk."""
_ROOM = 4_096
"""Bytes that the entry of a block keeps for hits which are not shown, a dozen of them."""
_LONG = 20_000
"""Lines of a long list."""


class RowScreening(NamedTuple):
    """The answer to one row of a manifest."""

    row: int
    line: int
    screening: Screening
    unreadable: bool = False
    journey: Mapping[str, str] = {}
    """What the manifest says of the traveller's place in it; see `Traveller`."""


class AnsweredStretch(NamedTuple):
    """The answers to some rows that follow one another, all on one entry of the journal."""

    looked: LookedStretch
    reference: str
    """Of the batch; empty where there is no entry."""
    asked_at: str
    outcomes: Sequence[Outcome]
    """By kind, what is told of a row of which nothing was found."""
    alone: Mapping[int, RowScreening]
    """By place, the rows that were looked at by themselves."""

    def rows(self) -> Iterator[RowScreening]:
        """The answer to each row."""
        return map(self.row, self.looked.places)

    def row(self, place: int) -> RowScreening:
        """The answer to the row in one place of the stretch."""
        if place in self.alone:
            return self.alone[place]
        stretch, outcome = self.looked.stretch, self.outcome(place)
        row = stretch.first + place
        screening = _screening(
            outcome, stretch.query(place), _reference(self.reference, row), self.asked_at
        )
        return RowScreening(row, stretch.lines[place], screening)

    def outcome(self, place: int) -> Outcome:
        """What is told of a row that was not looked at by itself."""
        return self.outcomes[self.looked.kinds[place - self.looked.places.start]]

    def verdicts(self) -> Counter[Verdict]:
        """How many rows have which verdict."""
        counts = Counter[Verdict](row.screening.verdict for row in self.alone.values())
        for kind, count in Counter(self.looked.kinds).items():
            if kind != ALONE:
                counts[self.outcomes[kind].verdict] += count
        return counts

    def remarkable(self) -> Iterator[RowScreening]:
        """The rows that do not simply proceed."""
        kinds = set(self.looked.kinds) - {ALONE}
        told = {kind for kind in kinds if _is_remarkable(self.outcomes[kind])}
        if not told:
            yield from filter(_row_is_remarkable, self.alone.values())
            return
        for place, kind in zip(self.looked.places, self.looked.kinds, strict=True):
            if kind in told or (kind == ALONE and _row_is_remarkable(self.alone[place])):
                yield self.row(place)


def _row_is_remarkable(row: RowScreening) -> bool:
    return _is_remarkable(row.screening)


def _is_remarkable(answer: Outcome | Screening) -> bool:
    if answer.verdict is not Verdict.PROCEED or answer.hits:
        return True
    return any(problem.code in ("cleared", "recalled") for problem in answer.problems)


class Summary(NamedTuple):
    """A batch as a whole: the counts of its rows add up to `rows_in`."""

    reference: str
    rows_in: int
    proceed: int
    refer: int
    stop: int
    not_checked: int
    unreadable: int
    lists: tuple[ListStatus, ...]
    problems: tuple[Problem, ...] = ()
    announced: int | None = None
    """How many rows the manifest says that it has."""

    @property
    def complete(self) -> bool:
        """Whether every row was there and was checked; a manifest without rows was not."""
        all_there = self.rows_in > 0 and self.rows_in >= (self.announced or 0)
        return all_there and self.not_checked == 0 and self.unreadable == 0

    @property
    def verdict(self) -> Verdict:
        """The verdict of the worst row."""
        if self.stop:
            return Verdict.STOP
        if self.refer:
            return Verdict.REFER
        return Verdict.PROCEED if self.complete else Verdict.NOT_CHECKED


class Answered(NamedTuple):
    """The rows that a run before answered, which did not come to its end."""

    rows: int
    counts: Mapping[str, int]
    """How many of each verdict, and how many `unreadable`."""
    run: str
    """The reference of that run."""


NOTHING_ANSWERED = Answered(0, {}, "")


class Batch:
    """One run over one manifest. Iterate over `rows`, then ask for `summary`.

    `look` says where names are searched: by default in this process; `lines`, about how many rows
    there are; `arrival`, the day on which the flight arrives. A batch can go on where a run
    before was cut off; it raises `BorderCheckError` unless that run asked the same versions of the
    same lists about the same manifest.
    """

    def __init__(
        self,
        screener: Screener,
        name: str,
        digest: str,
        *,
        look: Look | None = None,
        announced: int | None = None,
        answered: Answered = NOTHING_ANSWERED,
        lines: int = 0,
        arrival: date | None = None,
    ) -> None:
        self._screener = screener
        self._announced = announced
        self._look = look or in_this_process(screener)
        self._answered = answered
        self._counts: Counter[str] = Counter(answered.counts)
        self._problems: list[Problem] = []
        self._general: dict[Problem, None] = {}
        self._told = set[int]()
        self._within = Within(screener.now().date(), arrival)
        self._lists = screener.statuses_for(CheckKind.TRAVELLER)
        searches = any(one.kind is ListKind.NOMINALS for one in self._lists)
        self._hides = screener.hides(CheckKind.TRAVELLER)
        self._block = BLOCK if searches or lines < _LONG else LONG_BLOCK
        start: dict[str, object] = {
            "check": "batch",
            "stage": "start",
            "file": name,
            "sha256": digest,
            "lists": [[one.name, one.version, one.state, one.age_hours] for one in self._lists],
        }
        mode = mode_for(screener.recorder, self._lists, _stamp(screener.now()))
        if mode is not None:
            start["degraded"] = mode.reference
        if answered.rows:
            self._require_same(start)
            start |= {"resumes": answered.run, "after": answered.rows}
        self.reference = self._enter(start, {}) or ""

    def rows(self, travellers: Iterable[Traveller]) -> Iterator[RowScreening]:
        """Check each row that is not answered, and yield it once its block is in the journal."""
        for answered in self.answers(in_stretches(travellers)):
            yield from answered.rows()

    def answers(self, stretches: Iterable[Stretch]) -> Iterator[AnsweredStretch]:
        """The same, many rows at a time."""
        together = Together(self._screener, self._look)
        for block in together.blocks(_after(self._answered.rows, stretches), self._block):
            yield from self._answer(block)

    def summary(self) -> Summary:
        """The totals; entered in the journal, so to be asked for once, at the end."""
        counts = self._counts
        end = {"check": "batch", "stage": "end", "of": self.reference, **counts}
        self._enter(end, {})
        return Summary(
            reference=self.reference,
            rows_in=counts.total(),
            proceed=counts["proceed"],
            refer=counts["refer"],
            stop=counts["stop"],
            not_checked=counts["not_checked"],
            unreadable=counts["unreadable"],
            lists=self._lists,
            problems=tuple(
                dict.fromkeys(
                    (
                        *self._missing_rows(),
                        *self._general,
                        *self._problems,
                        *self._within.notes(),
                    )
                )
            ),
            announced=self._announced,
        )

    def _require_same(self, start: Mapping[str, Any]) -> None:
        """Refuse to go on with another manifest, or with other versions of the lists."""
        run = self._answered.run
        began = self._screener.recorder.facts(run)
        if began is None:
            why = "the journal does not know it"
        elif began.get("sha256") != start["sha256"]:
            why = "the passenger list is another one now"
        elif _versions(began) != _versions(start):
            why = "the lists have changed since"
        else:
            return
        raise BorderCheckError(
            f"cannot go on with {run}: {why}", hint="run the whole of it again, without --resume"
        )

    def _missing_rows(self) -> Iterator[Problem]:
        rows = self._counts.total()
        if self._announced is not None and self._announced != rows:
            text = f"the manifest announces {self._announced} travellers and has {rows}"
            yield Problem("rows_missing" if rows < self._announced else "rows_added", text)

    def _answer(self, block: list[LookedStretch]) -> Iterator[AnsweredStretch]:
        first, last = block[0], block[-1]
        alone = [one for looked in block for one in looked.alone.values()]
        hits = [(traveller, full.hits) for traveller, _, full in alone if full.hits]
        facts: dict[str, object] = {
            "check": "batch",
            "stage": "rows",
            "of": self.reference,
            "rows": [
                first.stretch.first + first.places[0],
                last.stretch.first + last.places[-1],
            ],
            "hits": _hits_by_row(hits),
            "not_checked": _unchecked(block),
        }
        queries = _queries_by_row(hits)
        if self._hides:
            from border_check.screening.discretion import padding

            shown = [(traveller, told.hits) for traveller, told, _ in alone if told.hits]
            less: dict[str, object] = {"hits": _hits_by_row(shown)}
            more: dict[str, object] = {"hits": facts["hits"]}
            if not self._screener.recorder.seals:
                less["queries"], more["queries"] = _queries_by_row(shown), queries
            facts["padding"] = padding(less, more, _ROOM)
        entered = self._enter(facts, queries) is not None
        problem = None if entered else self._problems[-1]
        for looked in block:
            self._within.learn(looked)
            answered = self._answered_stretch(looked, problem)
            self._count(answered)
            if entered:
                self._keep_general(answered)
            yield answered

    def _answered_stretch(self, looked: LookedStretch, problem: Problem | None) -> AnsweredStretch:
        """What is told of rows; where there is a problem with their entry, nothing but that."""

        def told(outcome: Outcome) -> Outcome:
            return outcome if problem is None else _unentered(outcome, problem)

        asked_at = _stamp(self._screener.now())
        alone = {}
        for place, (traveller, shown, _) in looked.alone.items():
            reference = _reference(self.reference, traveller.row)
            screening = _screening(told(shown), traveller.query, reference, asked_at)
            alone[place] = RowScreening(
                traveller.row,
                traveller.line,
                screening,
                traveller.unreadable is not None,
                traveller.journey,
            )
        outcomes = looked.outcomes if problem is None else [told(one) for one in looked.outcomes]
        return AnsweredStretch(looked, self.reference, asked_at, outcomes, alone)

    def _count(self, answered: AnsweredStretch) -> None:
        for kind, count in Counter(answered.looked.kinds).items():
            if kind != ALONE:
                self._counts[answered.outcomes[kind].verdict] += count
        for row in answered.alone.values():
            self._counts["unreadable" if row.unreadable else row.screening.verdict] += 1

    def _keep_general(self, answered: AnsweredStretch) -> None:
        """Keep what concerns every row alike, in the order in which rows met it."""
        kinds, start = answered.looked.kinds, answered.looked.places.start
        met = {kinds.index(kind): kind for kind in set(kinds) - self._told - {ALONE}}
        for at in sorted((*met, *(place - start for place in answered.alone))):
            if at in met:
                problems = answered.outcomes[met[at]].problems
            else:
                problems = answered.alone[start + at].screening.problems
            self._general.update(dict.fromkeys(filter(is_general, problems)))
        self._told.update(met.values())

    def _enter(self, facts: Mapping[str, object], query: Mapping[str, object]) -> str | None:
        """The reference of an entry, or None when it could not be made; then a problem says so."""
        try:
            entered: Entered = self._screener.recorder.enter(
                _stamp(self._screener.now()), facts, query
            )
        except JournalError as error:
            self._problems.append(Problem("journal", error.in_one_line))
            return None
        if entered.warning:
            self._problems.append(Problem("journal_second", entered.warning))
        return entered.reference


def _unchecked(block: Iterable[LookedStretch]) -> list[list[int]]:
    """First and last of the rows, one after the other, of which something could not be asked,
    whatever else was found of them."""
    spans: list[list[int]] = []
    for looked in block:
        kinds = {kind for kind, one in enumerate(looked.outcomes) if _lacks_an_answer(one)}
        alone = {place for place, one in looked.alone.items() if _lacks_an_answer(one.shown)}
        if not kinds and not alone:
            continue
        for place, kind in zip(looked.places, looked.kinds, strict=True):
            if kind in kinds or place in alone:
                row = looked.stretch.first + place
                if spans and spans[-1][1] == row - 1:
                    spans[-1][1] = row
                else:
                    spans.append([row, row])
    return spans


def _lacks_an_answer(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.NOT_CHECKED or not outcome.checked


def _hits_by_row(
    found: Iterable[tuple[Traveller, Sequence[Hit]]],
) -> dict[str, list[list[str]]]:
    return {
        str(traveller.row): [[hit.list, hit.record_id, hit.grade, hit.action] for hit in hits]
        for traveller, hits in found
    }


def _queries_by_row(found: Iterable[tuple[Traveller, Sequence[Hit]]]) -> dict[str, dict[str, str]]:
    return {str(traveller.row): dict(traveller.query) for traveller, _ in found}


def _versions(start: Mapping[str, Any]) -> dict[str, str]:
    """The lists that a batch asks, and the version of each."""
    return {name: version for name, version, *_ in start.get("lists", ())}


def is_general(problem: Problem) -> bool:
    """Whether a problem concerns every row alike, so that it is told once, with the totals."""
    return problem.code in ("nothing_asked", "holder_not_searched") or (
        problem.code.startswith("list_")
    )


def _unentered(outcome: Outcome, problem: Problem) -> Outcome:
    """A row of which nothing may be told, since its block is not in the journal."""
    return Outcome(Verdict.NOT_CHECKED, (), outcome.lists, (problem,), Action(None, ASK_AGAIN))


def _after(rows: int, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """All rows but the first so many."""
    for stretch in stretches:
        if rows < stretch.size:
            yield stretch.after(rows) if rows else stretch
        rows = max(0, rows - stretch.size)


def _screening(
    outcome: Outcome, query: Mapping[str, str], reference: str, asked_at: str
) -> Screening:
    return Screening(
        check=CheckKind.TRAVELLER,
        reference=reference,
        asked_at=asked_at,
        verdict=outcome.verdict,
        action=outcome.action,
        query=query,
        hits=outcome.hits,
        lists=outcome.lists,
        problems=outcome.problems,
    )


def _reference(batch: str, row: int) -> str:
    """The reference of a row; there is none without an entry of the batch."""
    return f"{batch}-{row}" if batch else ""


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
