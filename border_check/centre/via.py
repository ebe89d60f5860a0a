"""Checks that ask the centre first, and the lists of this home where it does not answer in time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from border_check.centre.answered import answered
from border_check.centre.answers import Here, refusal_of, screening_of
from border_check.centre.breaker import Breaker
from border_check.centre.line import Line, Silent, Told
from border_check.errors import JournalError, UnreadableInput, UsageError
from border_check.language import marked, sentence
from border_check.screening.entering import unentered
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.values.centre import CentreRules
from border_check.values.screening import CheckKind, Problem, Screening, Verdict
from border_check.values.settings import Role, Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.centre.passengers import ToldList
    from border_check.manifests.interface import Reading

VIA = "via"
"""The `check` of entries that the centre answered: what was asked is in its journal."""
_OF_THE_QUESTION = 422
_BUSY = 503
"""Of passenger lists it takes so many at once, and answers other questions all the while."""
_SILENT_BEFORE = "it was silent before"
_NOT_CHECKED_THERE = "its lists did not answer"


class ViaCentre(Screener):
    """A screener whose answers come from the centre while the line holds, and say so."""

    def __init__(
        self,
        home: str,
        settings: Settings,
        centre: CentreRules,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(home, settings, clock)
        self._address = centre.address
        self._line = Line(centre)
        self._breaker = Breaker(Home(home).centre_silent)

    def close(self) -> None:
        """Let go of lists and journal, and hang up."""
        self._line.close()
        super().close()

    def document(
        self,
        number: str | None = None,
        issuing_state: str | None = None,
        document_type: str | None = None,
        *,
        mrz: str | Sequence[str] | None = None,
        holder: Mapping[str, Any] | None = None,
    ) -> Screening:
        """As of `Screener`."""
        zone = mrz if mrz is None or isinstance(mrz, str) else list(mrz)
        question = {
            "number": number,
            "issuing_state": issuing_state,
            "document_type": document_type,
            "mrz": zone,
            "holder": dict(holder) if holder else None,
        }
        local = super().document
        return self._via(
            "document",
            question,
            lambda: local(number, issuing_state, document_type, mrz=mrz, holder=holder),
        )

    def person(self, query: Mapping[str, Any]) -> Screening:
        """As of `Screener`."""
        local = super().person
        if self.settings.desk.role is Role.FIRST_LINE:
            return local(query)  # which says why not
        return self._via("person", dict(query), lambda: local(query))

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
        """As of `Screener`."""
        marks = {"vin": vin, "plate": plate, "country": country, "engine": engine, "part": part}
        marks |= {"registration": registration, "imo": imo}
        local = super().vehicle
        return self._via("vehicle", marks, lambda: local(**marks))

    def passengers(
        self, name: str, digest: str, content: bytes, reading: Reading
    ) -> ToldList | Problem:
        """What the centre answers to a passenger list, whole, once it stands in the journal here
        that it was asked; or what is to be told where the lists here have to answer all of it.

        `digest` is the SHA-256 of the list, `reading` is the list as it was opened, whose rows are
        used up.
        """
        if not self._breaker.lets_through(time.time()):
            return self._silent(_SILENT_BEFORE)
        from border_check.centre.passengers import ToldList, ask_about, can_answer

        here = self._lists_here(CheckKind.TRAVELLER)
        told = ToldList(reading.stretches, reading.announced, here)
        asked = urlencode({"name": name, **self._why_asked()})
        try:
            refused = ask_about(self._line, f"/v1/batch?{asked}", content, told)
            if refused is not None and refused.status >= 500 and refused.status != _BUSY:
                raise Silent(f"it says {refused.status}")
        except Silent as silent:
            self._breaker.failed(time.time())
            return self._silent(str(silent))
        self._breaker.answered()
        if refused is not None:
            return self._silent(_refused(refusal_of(refused.content)[0]))
        is_unchecked = told.summary().verdict is Verdict.NOT_CHECKED and not told.could_check
        if is_unchecked and can_answer(one.status for one in here.values()):
            return self._silent(_NOT_CHECKED_THERE)
        return self._entered_list(told, name, digest)

    def _entered_list(self, told: ToldList, name: str, digest: str) -> ToldList | Problem:
        summary = told.summary()
        facts = {
            "check": VIA,
            "of": summary.reference,
            "centre": self._address,
            "verdict_there": summary.verdict,
            "file": name,
            "sha256": digest,
            "rows": summary.rows_in,
        }
        try:
            entered = self.recorder.enter(f"{self.now():%Y-%m-%dT%H:%M:%SZ}", facts, {})
        except JournalError as error:  # so that no row may be answered, which the lists here tell
            return self._silent(error.in_one_line)
        own = self.settings.desk.post
        told.notices = (answered(self._address, summary.reference, own, is_list=True),)
        if entered.warning:
            told.notices += (Problem("journal_second", entered.warning),)
        return told

    def _via(
        self, check: str, question: Mapping[str, Any], local: Callable[[], Screening]
    ) -> Screening:
        if not self._breaker.lets_through(time.time()):
            return self._here(local, _SILENT_BEFORE)
        asked = {key: value for key, value in question.items() if value} | self._why_asked()
        try:
            told = self._line.ask(f"/v1/{check}", asked)
            screening = self._answer(told, self._lists_here(CheckKind(check)))
        except Silent as silent:
            self._breaker.failed(time.time())
            return self._here(local, str(silent))
        self._breaker.answered()
        if isinstance(screening, str):
            return self._here(local, screening)
        if screening.verdict is Verdict.NOT_CHECKED:
            here = local()
            if here.verdict is not Verdict.NOT_CHECKED:
                return _with(here, self._silent(_NOT_CHECKED_THERE))
        return self._entered(screening)

    def _lists_here(self, check: CheckKind) -> Here:
        """What a check would ask here; an answer of the centre has no more of a list than its
        name."""
        asked = self._shown(self.asked_lists(check, self.now()))
        return {one.status.name: one for one in asked}

    def _answer(self, told: Told, here: Here) -> Screening | str:
        """What the centre answers, or why it does not; raises what is wrong with the question."""
        if told.status == 200:
            try:
                return screening_of(told.content, here)
            except ValueError:
                raise Silent("what came is no answer") from None
        text, hint = refusal_of(told.content)
        if told.status == _OF_THE_QUESTION:
            raise UnreadableInput(text or "the centre cannot read the question", hint=hint or None)
        if told.status >= 500:
            raise Silent(f"it says {told.status}")
        return _refused(text)

    def _why_asked(self) -> dict[str, str]:
        """For what this desk asks, where it is told."""
        desk = self.settings.desk
        why = {"operation": desk.operation, "direction": desk.direction}
        return {key: value for key, value in why.items() if value}

    def _entered(self, screening: Screening) -> Screening:
        """An answer of the centre, once it stands in the journal here that it was asked."""
        facts = {
            "check": VIA,
            "of": screening.reference,
            "centre": self._address,
            "verdict_there": screening.verdict,
        }
        try:
            self.recorder.enter(screening.asked_at, facts, {})
        except JournalError as error:
            return unentered(screening, error)
        own = self.settings.desk.post
        return _with(screening, answered(self._address, screening.reference, own))

    def _here(self, local: Callable[[], Screening], why: str) -> Screening:
        return _with(local(), self._silent(why))

    def _silent(self, why: str) -> Problem:
        wording = marked("answered by the lists here, for the centre did not answer: {why}")
        return Problem("centre_silent", sentence(wording, why=why))


def via_of(settings: Settings, given: str | None) -> CentreRules | None:
    """The centre that is to be asked; None where the lists here are.

    Raises `UsageError` for one that the configuration does not name: what is asked about somebody
    goes nowhere else.
    """
    centre = settings.centre
    if given == HERE or (given is None and not (centre and centre.always)):
        return None
    if centre is None or given not in (None, centre.address):
        raise UsageError(
            "--via: this is not the centre of the configuration",
            hint="what is asked goes to no address that centre.address does not name",
        )
    return centre


HERE = "here"


def _refused(text: str) -> str:
    return f"it refuses: {text:.80}"


def _with(screening: Screening, problem: Problem) -> Screening:
    return screening._replace(problems=(*screening.problems, problem))
