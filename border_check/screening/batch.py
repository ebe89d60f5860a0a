"""Checking a whole manifest: every row accounted for, in order.

The journal gets one entry at the start, with the digest of the input; one for each block of rows,
before any answer of that block is given, with all that hit; and one at the end, with the totals.
Blocks have a fixed size, so that the entries of a batch do not tell whether anybody hit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError, JournalError
from border_check.journal.recorder import Entered
from border_check.manifests.interface import Traveller
from border_check.screening.looking import ASK_AGAIN, Look, Looked, in_this_process
from border_check.screening.screener import Outcome, Screener
from border_check.values.lists import ListStatus
from border_check.values.screening import (
    Action,
    CheckKind,
    Problem,
    Screening,
    Verdict,
)

BLOCK = 500
"""Rows answered on one entry of the journal."""


class RowScreening(NamedTuple):
    """The answer to one row of a manifest."""

    row: int
    line: int
    screening: Screening
    unreadable: bool = False


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

    `look` says where the lists are asked: by default in this process. A batch can go on where a run
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
    ) -> None:
        self._screener = screener
        self._announced = announced
        self._look = look or in_this_process(screener)
        self._answered = answered
        self._counts: Counter[str] = Counter(answered.counts)
        self._problems: list[Problem] = []
        self._general: dict[Problem, None] = {}
        self._lists = screener.statuses_for(CheckKind.TRAVELLER)
        start: dict[str, object] = {
            "check": "batch",
            "stage": "start",
            "file": name,
            "sha256": digest,
            "lists": [[one.name, one.version, one.state, one.age_hours] for one in self._lists],
        }
        if answered.rows:
            self._require_same(start)
            start |= {"resumes": answered.run, "after": answered.rows}
        self.reference = self._enter(start, {}) or ""

    def rows(self, travellers: Iterable[Traveller]) -> Iterator[RowScreening]:
        """Check each row that is not answered, and yield it once its block is in the journal."""
        looked = self._look(islice(travellers, self._answered.rows, None))
        while block := list(islice(looked, BLOCK)):
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
            problems=tuple(dict.fromkeys((*self._missing_rows(), *self._general, *self._problems))),
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

    def _answer(self, block: list[Looked]) -> Iterator[RowScreening]:
        hits = {
            traveller.row: [[hit.list, hit.record_id, hit.grade] for hit in full.hits]
            for traveller, _, full in block
            if full.hits
        }
        facts = {
            "check": "batch",
            "stage": "rows",
            "of": self.reference,
            "rows": [block[0].traveller.row, block[-1].traveller.row],
            "hits": {str(row): found for row, found in hits.items()},
        }
        queries = {str(t.row): dict(t.query) for t, _, _ in block if t.row in hits}
        entered = self._enter(facts, queries) is not None
        for traveller, shown, _ in block:
            outcome = shown if entered else _unentered(shown, self._problems[-1])
            unreadable = traveller.unreadable is not None
            self._counts["unreadable" if unreadable else outcome.verdict] += 1
            self._general.update(dict.fromkeys(filter(_is_general, outcome.problems)))
            yield RowScreening(
                traveller.row, traveller.line, self._screening(traveller, outcome), unreadable
            )

    def _screening(self, traveller: Traveller, outcome: Outcome) -> Screening:
        return Screening(
            check=CheckKind.TRAVELLER,
            reference=f"{self.reference}-{traveller.row}" if self.reference else "",
            asked_at=_stamp(self._screener.now()),
            verdict=outcome.verdict,
            action=outcome.action,
            query=traveller.query,
            hits=outcome.hits,
            lists=outcome.lists,
            problems=outcome.problems,
        )

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


def _versions(start: Mapping[str, Any]) -> dict[str, str]:
    """The lists that a batch asks, and the version of each."""
    return {name: version for name, version, *_ in start.get("lists", ())}


def _is_general(problem: Problem) -> bool:
    """Whether a problem concerns every row alike, so that it is told once, with the totals."""
    return problem.code in ("nothing_asked", "holder_not_searched") or (
        problem.code.startswith("list_")
    )


def _unentered(outcome: Outcome, problem: Problem) -> Outcome:
    """A row of which nothing may be told, since its block is not in the journal."""
    return Outcome(Verdict.NOT_CHECKED, (), outcome.lists, (problem,), Action(None, ASK_AGAIN))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
