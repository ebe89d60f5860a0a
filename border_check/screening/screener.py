"""The checks: of a document and its holder, of a person, and of a vehicle."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from border_check.errors import JournalError, UsageError
from border_check.journal.recorder import Recorder
from border_check.language import marked
from border_check.screening.actions import action_for
from border_check.screening.documents import ask_documents
from border_check.screening.entering import entered_as, entry_facts, unentered
from border_check.screening.findings import Asked, Findings, ask_all, together
from border_check.screening.library import Library, OpenList
from border_check.screening.persons import ask_nominals
from border_check.screening.queries import Query, document_query
from border_check.screening.verdict import all_answered, decide, order
from border_check.snapshot.home import Home
from border_check.values.held_open import HeldOpen
from border_check.values.lists import ListKind, ListState, ListStatus
from border_check.values.moments import UTC, datetime
from border_check.values.record import NamedTuple
from border_check.values.screening import (
    Action,
    CheckKind,
    Hit,
    Problem,
    Screening,
    Verdict,
)
from border_check.values.settings import Desk, Role, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from os import PathLike
    from pathlib import Path
    from typing import Any

    from border_check.journal.recorder import Prepared
    from border_check.screening.event_end import EventEnd
    from border_check.screening.near import Near

_BOTH = frozenset((ListKind.DOCUMENTS, ListKind.NOMINALS))
_KINDS = {
    CheckKind.DOCUMENT: _BOTH | {ListKind.REFERENCES, ListKind.ALERTS},
    CheckKind.PERSON: frozenset((ListKind.NOMINALS,)),
    CheckKind.TRAVELLER: _BOTH,
    CheckKind.VEHICLE: frozenset((ListKind.VEHICLES,)),
}
_NEEDED = {
    CheckKind.DOCUMENT: ListKind.DOCUMENTS,
    CheckKind.PERSON: ListKind.NOMINALS,
    CheckKind.TRAVELLER: ListKind.DOCUMENTS,
    CheckKind.VEHICLE: ListKind.VEHICLES,
}
"""The kind of which at least one list must have answered: no answer rests on nothing."""
_NOTHING_ASKED = {
    ListKind.DOCUMENTS: marked("no list of documents could answer"),
    ListKind.NOMINALS: marked("no list of nominals could answer"),
    ListKind.VEHICLES: marked("no list of vehicles could answer"),
}


class Outcome(NamedTuple):
    """What was found, before it is entered and answered."""

    verdict: Verdict
    hits: tuple[Hit, ...]
    lists: tuple[ListStatus, ...]
    problems: tuple[Problem, ...]
    action: Action
    cleared: tuple[tuple[str, str], ...] = ()
    """List and record of what would have hit, had the traveller not been told apart from it, or its
    owner not withdrawn it."""
    hides: bool = False
    """Whether a list was asked that has records of which this desk may not know."""
    checked: bool = True
    """Whether all that had to be asked has answered; a hit outranks that it has not."""
    near: tuple[Near, ...] = ()
    """Records near the threshold, or above it, where they were asked for."""


class Screener(HeldOpen):
    """Answers checks against the lists of one home, and enters each of them in its journal.

    To be used in a `with` statement, or closed. `clock` tells the time, UTC.
    """

    def __init__(
        self,
        home: str | PathLike[str],
        settings: Settings | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.settings = _of_event(settings or Settings())
        self._home = Home(home)
        self._clock = clock
        self._library = Library(self._home, self.settings)
        self.recorder = Recorder(
            self._home.journal,
            self.settings.desk,
            self.settings.second_journal,
            self.settings.sealed_queries,
            self.settings.database,
        )
        self.margin = 0.0
        """Points by which people may fall short and are still told as near (`screening.near`)."""
        self._end: EventEnd | None = None
        if self.settings.event is not None:
            from border_check.screening.event_end import EventEnd

            self._end = EventEnd(self.settings.event, self._home.event_over, self.recorder)

    def on_behalf(
        self, desk: Desk, caller: Mapping[str, str], gathered: list[Prepared] | None = None
    ) -> Screener:
        """One that answers others, each at a desk of their own, from the lists that this one has
        open; both are asked by one thread. `caller` and `gathered` are as for `Recorder`."""
        from copy import copy

        other = copy(self)
        other.settings = self.settings._replace(desk=desk)
        other.recorder = self.recorder.on_behalf(desk, caller, gathered)
        return other

    def share(self, other: Screener) -> None:
        """Ask the snapshots that another one of the same home has open, in a process forked from
        the other's; those that were replaced since are opened anew."""
        self._library.share(other._library)

    @property
    def home(self) -> Path:
        """The folder whose lists are asked."""
        return self._home.path

    @property
    def cleared(self) -> str:
        """The file of travellers who were told apart from records."""
        return self._home.cleared

    @property
    def recalled(self) -> str:
        """The file of records that their owners have withdrawn."""
        return self._home.recalled

    def close(self) -> None:
        """Let go of lists and journal."""
        self._library.close()
        self.recorder.close()

    def document(
        self,
        number: str | None = None,
        issuing_state: str | None = None,
        document_type: str | None = None,
        *,
        mrz: str | Sequence[str] | None = None,
        holder: Mapping[str, Any] | None = None,
    ) -> Screening:
        """Check a document by its machine readable zone, or by its number as typed in.

        `issuing_state` is a Doc 9303-3 code, an alpha-2 code or a name; `document_type` a document
        code ("P") or a word ("passport"). `holder` has the keys of `person`, but for documents.
        Raises `UsageError` and `UnreadableInput` before anything is asked.
        """
        now = self._clock()
        if mrz is not None:
            if number or issuing_state or document_type or holder:
                raise UsageError(
                    "a machine readable zone and what was typed in are given, expected one of them",
                    hint="the zone has the number and the holder; leave out the rest",
                )
            from border_check.screening.zone_queries import zone_query

            query = zone_query(mrz, now.date())
        elif number:
            query = document_query(number, issuing_state, document_type, holder, now.date())
        else:
            raise UsageError(
                "neither a document number nor a machine readable zone is given",
                hint="as in `border-check doc L8989123 --issuer UTO`, or --mrz - for a scan",
            )
        return self._check(CheckKind.DOCUMENT, query, now)

    def person(self, query: Mapping[str, Any]) -> Screening:
        """Check a person: `name`, or `surname` and `given`, and optionally `dob`, `nationality`,
        `gender`, `documents` [[number, issuer]] and `pob`.

        Raises `UsageError` for an unknown key and at a first-line desk, which may not browse by
        name; `UnreadableInput` for a value that cannot be read.
        """
        if self.settings.desk.role is Role.FIRST_LINE:
            raise UsageError(
                "a first-line desk may not search by free name",
                hint="check the document, with its zone or with the holder's data keyed in",
            )
        if not any(query.values()):
            raise UsageError("nothing is given to search by", hint="give a name, or --doc NUMBER")
        from border_check.screening.person_queries import person_query

        return self._check(CheckKind.PERSON, person_query(query), self._clock())

    def vehicle(
        self,
        *,
        vin: str | None = None,
        plate: str | None = None,
        country: str | None = None,
        engine: str | None = None,
        part: str | None = None,
        registration: str | None = None,
        imo: str | None = None,
    ) -> Screening:
        """Check a vehicle or a vessel by the numbers that it bears, one or several of them.

        `country` is that of `plate` and `registration`: a Doc 9303-3 code, an alpha-2 code or a
        name. In a plate, `?` stands for one character that was not read and `*` for any number.
        Raises `UsageError` without any number, and for a part of a plate at a first-line desk;
        `UnreadableInput` for what cannot be such a number.
        """
        from border_check.screening.vehicle_queries import vehicle_query
        from border_check.values.vehicle import MarkKind

        given = {
            MarkKind.VIN: vin,
            MarkKind.PLATE: plate,
            MarkKind.REGISTRATION: registration,
            MarkKind.IMO: imo,
            MarkKind.ENGINE: engine,
            MarkKind.PART: part,
        }
        may_browse = self.settings.desk.role is not Role.FIRST_LINE
        query = vehicle_query(given, country, may_browse=may_browse)
        return self._check(CheckKind.VEHICLE, query, self._clock())

    def now(self) -> datetime:
        """The moment, UTC."""
        return self._clock()

    def statuses_for(self, check: CheckKind) -> tuple[ListStatus, ...]:
        """The lists that a check asks, as they stand now."""
        found = self.asked_lists(check, self._clock())
        return tuple(one.status for one in self._shown(found))

    def hides(self, check: CheckKind) -> bool:
        """Whether a check asks a list that has records of which this desk may not know."""
        lists = self.asked_lists(check, self._clock())
        return self.settings.desk.role is Role.FIRST_LINE and any(one.is_discreet for one in lists)

    def asked_lists(self, check: CheckKind, now: datetime) -> tuple[OpenList, ...]:
        """The lists that a check asks, open and in full: not to be shown. None of them once the
        event is over for which the home was set up."""
        if self._end is not None and self._end.is_over(now):
            return ()
        return self._library.lists(now, _KINDS[check])

    def require_event(self) -> None:
        """Raise `SnapshotError` where the event is over for which the home was set up."""
        if self._end is not None:
            self._end.require(self._clock())

    def statuses(self) -> tuple[ListStatus, ...]:
        """All lists as they stand now."""
        return tuple(one.status for one in self.lists())

    def lists(self) -> tuple[OpenList, ...]:
        """All lists as they stand now, open."""
        return self._shown(self._library.lists(self._clock(), frozenset(ListKind)))

    def look(self, check: CheckKind, query: Query, now: datetime) -> tuple[Outcome, Outcome]:
        """What the lists say, without entering or answering it: to this desk, and in full."""
        if self._end is not None and self._end.is_over(now):
            over = self._end.outcome(query)
            return over, over
        asked = ask_all(self.asked_lists(check, now), lambda one: self._ask(one, query, now))
        if any(one.status.kind is ListKind.REFERENCES for one in asked):
            from border_check.screening.guidance import hinted

            asked = hinted(asked, query)
        if os.path.exists(self._home.recalled):  # whatever was found: nothing shows by the time
            from border_check.screening.recalled import without_recalled

            asked = without_recalled(asked, self._home.recalled)
        if query.person is not None and any(one.found.has_people for one in asked):
            from border_check.screening.cleared import without_cleared

            asked = without_cleared(asked, query, self.cleared, now.date())
        full = self._outcome(check, query, asked, now)
        if self.settings.desk.role is not Role.FIRST_LINE:
            return full, full
        shown = [one.without_discreet() for one in asked]
        hides = any(one.list.is_discreet for one in asked)
        return self._outcome(check, query, shown, now)._replace(hides=hides), full

    def _shown(self, lists: tuple[OpenList, ...]) -> tuple[OpenList, ...]:
        """The lists as this desk may know them."""
        if self.settings.desk.role is not Role.FIRST_LINE:
            return lists
        return tuple(one.without_discreet() for one in lists)

    def repeat(self, check: CheckKind, query: Query, of: str, mode: str) -> Screening:
        """Ask again what was asked under a reference, in a degraded mode, as a search of its own
        that names it; it is still due in its turn where another list is too old."""
        return self._check(check, query, self._clock(), {"again_of": of, "degraded": mode})

    def _check(
        self,
        check: CheckKind,
        query: Query,
        now: datetime,
        more: Mapping[str, str] | None = None,
    ) -> Screening:
        asked_at = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        shown, full = self.look(check, query, now)
        facts = {"check": check, "keyed": query.keyed, **entry_facts(shown, full), **(more or {})}
        if any(one.required and one.state is ListState.EXPIRED for one in shown.lists):
            shown, facts = self._in_degraded_mode(shown, facts, asked_at)
        else:
            facts.pop("degraded", None)
        if shown.hides:
            from border_check.screening.discretion import padding

            facts["padding"] = padding(entry_facts(shown, shown), entry_facts(shown, full))
        screening = Screening(
            check=check,
            reference="",
            asked_at=asked_at,
            verdict=shown.verdict,
            action=shown.action,
            query=query.shown,
            hits=shown.hits,
            lists=shown.lists,
            problems=shown.problems,
            cue=self._cue(shown, full),
        )
        try:
            return entered_as(screening, self.recorder.enter(asked_at, facts, query.shown))
        except JournalError as error:
            return unentered(screening, error)

    def _in_degraded_mode(
        self, shown: Outcome, facts: dict[str, Any], asked_at: str
    ) -> tuple[Outcome, dict[str, Any]]:
        """An outcome of lists that are too old, and its entry, as degraded mode has them."""
        from border_check.screening.degraded_answers import mode_for, ordered, told

        mode = mode_for(self.recorder, shown.lists, asked_at)
        if mode is None:
            return shown, facts
        action = ordered(shown.verdict, shown.action, mode)
        problems = (*shown.problems, told(mode))
        entered = {**facts, "degraded": mode.reference}
        return shown._replace(action=action, problems=problems), entered

    def _cue(self, shown: Outcome, full: Outcome) -> str | None:
        """The phrase by which those who know it learn that there is more than is shown."""
        return self.settings.desk.covert_cue if len(shown.hits) < len(full.hits) else None

    def _ask(self, one: OpenList, query: Query, now: datetime) -> Findings:
        if one.status.kind.is_guidance:
            from border_check.screening.guidance import ask_guidance

            return ask_guidance(one, query, now.date(), self._home.pictures)
        if self.settings.desk.role is not Role.FIRST_LINE or not one.is_discreet:
            return self._found(one, query, now)
        from border_check.screening import discretion

        if one.snapshot is not None:
            one.snapshot.read_alike()
        if query.vehicle is not None:
            discretion.load_as_for_a_vehicle()
        else:
            discretion.load_as_for_a_hit(by_name=query.person is not None)
        found = self._found(one, query, now)
        if not found.hits:
            discretion.rehearse(one, query, now.date(), self._threshold)
        return found

    def _found(self, one: OpenList, query: Query, now: datetime) -> Findings:
        if query.vehicle is not None:
            from border_check.screening.vehicles import ask_vehicles

            return ask_vehicles(one, query.vehicle, now.date())
        if query.others:
            documents = (query.document, *query.others)
            each = (query._replace(document=document, others=()) for document in documents)
            return together(self._found(one, question, now) for question in each)
        if one.status.kind is ListKind.DOCUMENTS:
            if query.document is None:
                return Findings()
            known = one._replace(in_full=self.settings.desk.role is not Role.FIRST_LINE)
            return ask_documents(known, query.document, now.date(), self.settings.sparse_issuer)
        return ask_nominals(
            one, query.person, query.document, now.date(), self._threshold, self.margin
        )

    @property
    def _threshold(self) -> float:
        return self.settings.thresholds.of(self.settings.desk.role)

    def action(
        self, verdict: Verdict, hits: tuple[Hit, ...], owners: Mapping[str, str], asked: date
    ) -> Action:
        """What to do about hits, and whom to call; `owners` are those of the lists."""
        action = action_for(verdict, hits, asked=asked)
        if not hits:
            return action
        from border_check.screening.calling import calls_for

        owner = owners.get(hits[0].list, "")
        return action._replace(calls=calls_for(hits[0], owner, self.settings, asked))

    def _outcome(
        self, check: CheckKind, query: Query, asked: list[Asked], now: datetime
    ) -> Outcome:
        told = [one.told() for one in asked]
        hits = order(hit for findings in told for hit in findings.hits)
        lists = tuple(one.status for one in asked)
        problems = [*query.problems, *(p for findings in told for p in findings.problems)]
        answered = {status.kind for status in lists if status.state.answers}
        vacuous = _NEEDED[check] not in answered
        if vacuous:
            problems.append(Problem("nothing_asked", _NOTHING_ASKED[_NEEDED[check]]))
        elif query.person is not None and ListKind.NOMINALS not in answered:
            text = marked("no list of nominals could answer: the holder was not searched")
            problems.append(Problem("holder_not_searched", text))
        checked = not vacuous and not query.number_unread and all_answered(lists)
        verdict = decide(hits, checked=checked)
        if hits:
            owners = {one.status.name: one.list.description.owner for one in asked}
            action = self.action(verdict, hits, owners, now.date())
        else:
            action = action_for(
                verdict,
                hits,
                number_unread=query.number_unread,
                of_vehicle=query.vehicle is not None,
            )
        cleared = tuple(pair for findings in told for pair in findings.cleared)
        near = tuple(one for findings in told for one in findings.near)
        return Outcome(
            verdict, hits, lists, tuple(problems), action, cleared, checked=checked, near=near
        )


def _of_event(settings: Settings) -> Settings:
    """The settings with the event as the operation of every search that names none."""
    event, desk = settings.event, settings.desk
    if event is None or desk.operation:
        return settings
    return settings._replace(desk=desk._replace(operation=event.name))
