"""Degraded mode: opened by a supervisor, closed, and all that was answered in it asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from border_check.errors import BorderCheckError, UsageError
from border_check.journal.degraded import (
    CODE_REFUSED,
    DEGRADED,
    Due,
    DueBatch,
    due,
    due_batches,
    last_mode,
    mode_at,
    was_asked_again,
    wrong_codes,
)
from border_check.journal.shifts import open_shift
from border_check.screening.again import query_of
from border_check.screening.degraded_answers import is_too_old
from border_check.screening.queries import Query
from border_check.screening.screener import Screener
from border_check.screening.supervisor import MOST_TRIES, supervisor_with
from border_check.values.contacts import following_of
from border_check.values.degraded import DegradedEvent, Mode
from border_check.values.moments import UTC, datetime
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind, Screening
from border_check.values.settings import Role


class Waiting(NamedTuple):
    """What is still to be asked again."""

    ready: tuple[Due, ...]
    """A list that was too old for them answers now."""
    waiting: tuple[Due, ...]
    """Their lists are as old as they were."""
    erased: tuple[Due, ...]
    """What was asked was erased, so that nobody can ask it again."""
    batches: tuple[DueBatch, ...] = ()
    """Passenger lists that are to be run again, and can be now."""
    waiting_batches: tuple[DueBatch, ...] = ()
    """Those whose lists are as old as they were."""


class Again(NamedTuple):
    """A search that was asked again."""

    before: Due
    screening: Screening

    @property
    def has_new_hits(self) -> bool:
        """Whether a record hits that did not hit then."""
        hits = {(hit.list, hit.record_id) for hit in self.screening.hits}
        return bool(hits - set(self.before.hits))


class Degraded:
    """Degraded mode of the home that a screener has."""

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        self._recorder = screener.recorder
        self._settings = screener.settings

    def current(self) -> Mode | None:
        """Degraded mode, where it is open."""
        return mode_at(self._recorder, self._at())

    def last(self) -> Mode | None:
        """Degraded mode as it was opened last, whether or not it still is open."""
        found = last_mode(self._recorder)
        return found[0] if found else None

    def open(self, reason: str, until: datetime, contact: str, code: str | None = None) -> Mode:
        """Open degraded mode.

        With the code of a supervisor, or at a second-line desk under another account than the one
        that opened the shift. Raises `UsageError` for what makes no sense, `BorderCheckError` where
        it may not or need not be opened.
        """
        if not reason.strip() or not contact.strip() or not contact.isprintable():
            raise UsageError(
                "degraded mode has a reason and a contact", hint="--reason TEXT --contact TEXT"
            )
        end = _written(until)
        if end <= self._at():
            raise UsageError(
                f"--until: found {end}, which has passed", hint="give the end of degraded mode, UTC"
            )
        current = self.current()
        if current is not None:
            raise BorderCheckError(
                f"degraded mode is open since {current.since}, until {current.until}",
                hint="close it first: `border-check degraded close`",
            )
        old = [one.name for one in self._screener.statuses() if is_too_old(one)]
        if not old:
            raise BorderCheckError(
                "no list that has to answer is too old", hint="see `border-check lists`"
            )
        facts: dict[str, Any] = {"until": end, "contact": contact.strip(), "old": old}
        facts |= self._allowed(code)
        self._enter(DegradedEvent.OPEN, facts, {"note": reason.strip()})
        opened = self.current()
        if opened is None:  # the clock went on over its end
            raise BorderCheckError("degraded mode has ended", hint="give a later end: --until")
        return opened

    def close(self) -> Waiting:
        """Close degraded mode; what was answered in it stays due. Raises `BorderCheckError` where
        it is not open, `UsageError` at a first-line desk."""
        self._require_second_line()
        mode = self.current()
        if mode is None:
            raise BorderCheckError(
                "degraded mode is not open", hint="see `border-check degraded show`"
            )
        self._enter(DegradedEvent.CLOSE, {"of": mode.reference}, {})
        return self.waiting()

    def waiting(self) -> Waiting:
        """What is to be asked again, and what of it can be now."""
        found, batches = due(self._recorder), due_batches(self._recorder)
        if not found and not batches:
            return Waiting((), (), ())
        if any(one.sealed for one in found):
            raise BorderCheckError(
                "what is to be asked again is sealed for others",
                hint="name the key to it in sealed_queries of the configuration",
            )
        answers = {one.name for one in self._screener.statuses() if one.state.answers}
        erased = [one for one in found if one.query is None]
        kept = [one for one in found if one.query is not None]
        ready = [one for one in kept if answers & set(one.silent)]
        others = [one for one in kept if not answers & set(one.silent)]
        return Waiting(
            tuple(ready),
            tuple(others),
            tuple(erased),
            tuple(one for one in batches if answers & set(one.silent)),
            tuple(one for one in batches if not answers & set(one.silent)),
        )

    def ask_again(self) -> Iterator[Again]:
        """Ask what can be asked again, one after the other: each is entered before it is told, and
        names the search that it asks again. Raises `UsageError` at a first-line desk."""
        self._require_second_line()
        return self._asked_again(self.waiting().ready)

    def _asked_again(self, ready: tuple[Due, ...]) -> Iterator[Again]:
        for one in ready:
            if one.query is None or was_asked_again(self._recorder, one.reference):
                continue  # by somebody else meanwhile
            query = self._query(one, one.query)
            screening = self._screener.repeat(one.check, query, one.reference, one.mode)
            if not screening.reference:
                raise BorderCheckError(
                    f"{one.reference}: could not be asked again: the journal takes no entry",
                    hint="see to it; what was not asked again stays due",
                )
            yield Again(one, screening)

    def _query(self, one: Due, shown: Mapping[str, Any]) -> Query:
        """The question as it was asked: a number that could not be trusted is not trusted now."""
        query = query_of(one.check, shown, self._screener.now().date())
        failures = shown.get("mrz", {}).get("failures", ())
        unread = one.check is CheckKind.DOCUMENT and (
            query.document is None
            or any(failed["field"] == "document_number" for failed in failures)
        )
        return query._replace(keyed=one.keyed, number_unread=unread)

    def _allowed(self, code: str | None) -> dict[str, Any]:
        """By whom it is opened; raises where that is nobody who may."""
        if code is not None:
            return self._supervisor(code)
        self._require_second_line()
        shift = open_shift(self._recorder, self._settings.desk.post)
        if shift is not None and shift.user == self._recorder.user:
            raise BorderCheckError(
                f"degraded mode is opened by another account than {shift.user}, which has the "
                "shift",
                hint="let a second user open it, or give --code for the code of a supervisor",
            )
        return {}

    def _supervisor(self, code: str) -> dict[str, Any]:
        supervisors = following_of(self._settings).supervisors
        if not supervisors:
            raise BorderCheckError(
                "no code of a supervisor is configured",
                hint="let a second user open it; config.example.yaml shows hits.supervisors",
            )
        if wrong_codes(self._recorder, self._at()[:10]) >= MOST_TRIES:
            raise BorderCheckError(
                f"{MOST_TRIES} wrong codes were given today, so none is taken any more",
                hint="let a second user open it",
            )
        found = supervisor_with(code, supervisors)
        if found is None:
            self._recorder.enter(self._at(), {"check": CODE_REFUSED}, {})
            raise BorderCheckError(
                "this is no supervisor's code; that it was tried is entered",
                hint="let a second user open it",
            )
        return {"supervisor": found.name, "salt": found.salt}

    def _require_second_line(self) -> None:
        if self._settings.desk.role is Role.FIRST_LINE:
            raise UsageError(
                "a first-line desk needs a supervisor's code for this",
                hint="ask the second line; `degraded open` takes --code",
            )

    def _enter(self, event: DegradedEvent, facts: dict[str, Any], said: dict[str, str]) -> None:
        self._recorder.enter(self._at(), {"check": DEGRADED, "event": event, **facts}, said)

    def _at(self) -> str:
        return _written(self._screener.now())


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
