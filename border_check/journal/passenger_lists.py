"""Passenger lists that were checked, as a view of the journal: which rows were checked, under which
references.

A run that went on where another was cut off answers the rows after it; those before have the
references of the run before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from border_check.errors import BorderCheckError
from border_check.journal.cases import Reference
from border_check.journal.recorder import Recorder
from border_check.values.json_text import canonical

RESCREENS = "rescreens"
"""The key by which entries name the batch that is asked again."""


class Run(NamedTuple):
    """The rows of a passenger list that one run has answered."""

    reference: str
    first: int
    last: int


class AskedAgain(NamedTuple):
    """A run in which a list that was kept was asked again, and something else was told."""

    reference: str
    settled: Mapping[int, frozenset[tuple[str, str]]]
    """By row, list and name of the records that hit otherwise from then on, or no more."""


class PassengerList(NamedTuple):
    """A passenger list that was checked from its first row to its last."""

    reference: str
    """Of the last run."""
    file: str
    sha256: str
    rows: int
    runs: tuple[Run, ...]
    """In the order of their rows."""
    unchecked: frozenset[int]
    """Rows of which something could not be asked, or that could not be read."""
    again: tuple[AskedAgain, ...] = ()
    """Oldest first."""

    def reference_of(self, row: int) -> str:
        """Under which reference a row was answered; raises `BorderCheckError` where it has none."""
        for run in self.runs:
            if run.first <= row <= run.last:
                return f"{run.reference}-{row}"
        raise BorderCheckError(
            f"{self.reference}: there is no row {row}", hint=f"rows are 1 to {self.rows}"
        )


def passenger_list(recorder: Recorder, reference: Reference) -> PassengerList:
    """The list that was checked under a reference; raises `BorderCheckError` where none was, and
    where it was not checked to its end."""
    found = recorder.entry(reference.number)
    if found is None or not _is_start(found[1].facts) or not reference.means(found[0]):
        raise BorderCheckError(
            f"no passenger list has the reference {reference.given:.60}",
            hint="it stands at the end of the report of the batch, after `ref`",
        )
    own, entry = found
    stages = _stages(recorder, own)
    if "end" not in stages:
        raise BorderCheckError(
            f"{own}: the list was not checked to its end",
            hint="run it to its end: border-check batch FILE --out FILE --resume",
        )
    counts = stages["end"][0]
    words = ("proceed", "refer", "stop", "not_checked", "unreadable")
    rows = sum(int(counts.get(word, 0)) for word in words)
    runs = tuple(reversed([*_runs(recorder, own, rows)]))
    checked = {row for run in runs for row in _checked(recorder, run)}
    unchecked = frozenset(range(1, rows + 1)) - checked
    facts = entry.facts
    known = own, str(facts["file"]), str(facts["sha256"]), rows, runs, unchecked
    return PassengerList(*known, tuple(_again(recorder, own)))


def _again(recorder: Recorder, reference: str) -> Iterator[AskedAgain]:
    """The runs in which a list was asked again."""
    for _, entry in recorder.entries(None, (f'"{RESCREENS}":{canonical(reference)}',)):
        facts = entry.facts
        if facts.get(RESCREENS) == reference and facts.get("stage") == "rows":
            settled: dict[int, frozenset[tuple[str, str]]] = {}
            for told in (facts["hits"], facts["withdrawn"]):
                for row, hits in told.items():
                    records = {(hit[0], hit[1]) for hit in hits}
                    settled[int(row)] = settled.get(int(row), frozenset()) | records
            yield AskedAgain(str(facts["of"]), settled)


def _is_start(facts: dict[str, Any]) -> bool:
    return facts.get("check") == "batch" and facts.get("stage") == "start"


def _stages(recorder: Recorder, batch: str) -> dict[str, list[dict[str, Any]]]:
    """The entries of a run, by their stage."""
    found: dict[str, list[dict[str, Any]]] = {}
    for _, entry in recorder.entries(None, (f'"of":{canonical(batch)}',)):
        if entry.facts.get("check") == "batch":
            found.setdefault(str(entry.facts.get("stage")), []).append(entry.facts)
    return found


def _runs(recorder: Recorder, reference: str, last: int) -> Iterator[Run]:
    """This run, and those that it went on from."""
    while True:
        facts = recorder.facts(reference) or {}
        after = int(facts.get("after", 0))
        yield Run(reference, after + 1, last)
        if not after:
            return
        reference, last = str(facts["resumes"]), after


def _checked(recorder: Recorder, run: Run) -> Iterator[int]:
    """Rows of a run that were checked. A row that is in no entry was told not to be."""
    for facts in _stages(recorder, run.reference).get("rows", ()):
        if "not_checked" not in facts:
            raise BorderCheckError(
                f"{run.reference}: an earlier version did not note which rows were checked",
                hint="check the list again",
            )
        first, last = facts["rows"]
        lacking = {row for span in facts["not_checked"] for row in range(span[0], span[1] + 1)}
        yield from (row for row in range(first, last + 1) if row not in lacking and row <= run.last)
