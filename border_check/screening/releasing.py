"""What goes out of a passenger list, once an officer has ruled on every hit in it.

Nothing of a record goes out: neither list nor name nor what its owner asks for. Whoever is sought
is told of to nobody on the way here; at most they are examined on arrival. Only a document that
its owner has confirmed as listed is a reason to call the post before somebody boards with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from border_check.errors import BorderCheckError, UsageError
from border_check.journal.cases import Reference
from border_check.journal.passenger_lists import PassengerList, passenger_list
from border_check.screening.screener import Screener
from border_check.screening.second_line import Entered, SecondLine
from border_check.screening.standing import Standing
from border_check.values.actions import ActionClass
from border_check.values.case import Case, Disposition
from border_check.values.lists import ListKind
from border_check.values.release import Release, ReleasedRow, Told
from border_check.values.screening import CheckKind

_NOT_TOLD = frozenset((ActionClass.DISCREET, ActionClass.INFORM))
"""Classes of records that change nothing for the traveller."""
_SOMEBODY_ELSE = frozenset((Disposition.NOT_IDENTICAL, Disposition.RECORD_OUTDATED))
_SHOWN = 10
_WORST_LAST = (Told.NO_FINDING, Told.EXAMINE_ON_ARRIVAL, Told.CONTACT_BEFORE_BOARDING)


class Reviewing:
    """The review of a passenger list, and its release; for the second line only.

    All raise `UsageError` at a first-line desk, and `BorderCheckError` for a reference under which
    no list was checked to its end.
    """

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._second_line = SecondLine(screener)

    def rows(self, reference: str) -> list[Standing]:
        """How the rows stand that hit, in their order."""
        return self._rows(self._list(reference))

    def references_of(self, reference: str, row: int) -> list[str]:
        """Under which references a row of the list hit, those of later runs last; where it did
        not, under which it was answered."""
        checked = self._list(reference)
        hit = [one.case.reference for one in self._rows(checked) if one.case.row == row]
        return hit or [checked.reference_of(row)]

    def again(self, reference: str) -> list[str]:
        """The references of the runs in which the list was asked again."""
        return [one.reference for one in self._list(reference).again]

    def rule(
        self,
        reference: str,
        row: int,
        disposition: Disposition,
        records: Sequence[str] = (),
        note: str = "",
    ) -> Entered:
        """Rule on the records that a row hit, in whichever run; see `SecondLine.rule`."""
        checked = self._list(reference)
        of_row = [one.case for one in self._rows(checked) if one.case.row == row]
        open_ones = [case for case in of_row if case.unreviewed] or of_row
        meant = [
            case.reference
            for case in open_ones
            if not records or {hit.record_id for hit in case.hits} & set(records)
        ]
        for one in meant[:-1]:
            self._second_line.rule(one, disposition, records, note)
        last = meant[-1] if meant else checked.reference_of(row)
        return self._second_line.rule(last, disposition, records, note)

    def release(self, reference: str, to: str) -> Release:
        """What may go out to somebody; nothing is entered yet.

        Raises `BorderCheckError` while a record that hit has no ruling.
        """
        if not to.strip():
            raise UsageError("a result is released to somebody", hint="name them with --to")
        checked = self._list(reference)
        rows = self._rows(checked)
        waiting = [str(one.case.row) for one in rows if one.case.unreviewed]
        if waiting:
            more = f" and {len(waiting) - _SHOWN} more" if len(waiting) > _SHOWN else ""
            raise BorderCheckError(
                f"{checked.reference}: nothing goes out while a hit has no review: "
                f"row {', '.join(waiting[:_SHOWN])}{more}",
                hint=f"see `border-check batch review {checked.reference}`",
            )
        kinds = {one.name: one.kind for one in self._screener.statuses_for(CheckKind.TRAVELLER)}
        documents = frozenset(name for name, kind in kinds.items() if kind is ListKind.DOCUMENTS)
        told = dict[int, Told]()
        for one in rows:
            known = told.get(one.case.row, Told.NO_FINDING)
            told[one.case.row] = max(known, _told(one.case, documents), key=_WORST_LAST.index)
        return Release(
            of=checked.reference,
            to=to.strip(),
            file=checked.file,
            sha256=checked.sha256,
            at=self._at(),
            post=self._screener.settings.desk.post,
            rows=tuple(_released(checked, told)),
        )

    def enter(self, release: Release, digest: str) -> str | None:
        """Enter that it goes out, with the SHA-256 of what does; returns a warning, if any.

        Raises `JournalError` where it could not be entered: then nothing may go out.
        """
        facts = {
            "check": "batch",
            "stage": "release",
            "of": release.of,
            "to": release.to,
            "sha256": digest,
            "told": {str(word): count for word, count in release.counts.items()},
        }
        return self._screener.recorder.enter(self._at(), facts, {}).warning

    def _list(self, reference: str) -> PassengerList:
        self._second_line.require_second_line()
        parsed = Reference.parse(reference)
        if parsed is None or parsed.row:
            raise UsageError(
                f"found {reference!r:.60}, expected the reference of a passenger list",
                hint="as in 2026-11-22/GVA-03/000417, or its number alone",
            )
        return passenger_list(self._screener.recorder, parsed)

    def _rows(self, checked: PassengerList) -> list[Standing]:
        """The rows that hit, in their order; of what was asked again, what was told last."""
        settled: dict[int, frozenset[tuple[str, str]]] = {}
        later: list[Standing] = []
        for again in reversed(checked.again):
            later = [*self._second_line.rows_of(again.reference, settled), *later]
            for row, records in again.settled.items():
                settled[row] = settled.get(row, frozenset()) | records
        first = [
            standing
            for run in checked.runs
            for standing in self._second_line.rows_of(run.reference, settled)
            if run.first <= standing.case.row <= run.last
        ]
        return sorted([*first, *later], key=lambda standing: standing.case.row)

    def _at(self) -> str:
        return self._screener.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _released(checked: PassengerList, told: dict[int, Told]) -> list[ReleasedRow]:
    return [
        ReleasedRow(
            row,
            f"{run.reference}-{row}",
            _with_gap(told.get(row, Told.NO_FINDING), row in checked.unchecked),
        )
        for run in checked.runs
        for row in range(run.first, run.last + 1)
    ]


def _with_gap(told: Told, unchecked: bool) -> Told:
    """That nothing was found says nothing where something could not be asked."""
    return Told.NOT_CHECKED if unchecked and told is Told.NO_FINDING else told


def _told(case: Case, documents: frozenset[str]) -> Told:
    """What goes out of a row that hit. `documents` are the lists of documents: what is on any other
    one is about a person, and so is a list that is no longer here."""
    told = Told.NO_FINDING
    for hit, ruling in case.rulings.items():
        ruled = Disposition(ruling.facts["disposition"])
        if hit.action in _NOT_TOLD or ruled in _SOMEBODY_ELSE:
            continue
        is_confirmed = ruled is Disposition.CONFIRMED and hit.list in documents
        if is_confirmed and not case.protection:
            return Told.CONTACT_BEFORE_BOARDING
        told = Told.EXAMINE_ON_ARRIVAL
    return told
