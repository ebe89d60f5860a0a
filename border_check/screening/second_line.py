"""What the second line does about hits: each act is an entry of the journal, made before anything
is shown.

A hold is lifted by two: by another account than the one that searched, or with the code of a
supervisor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from border_check.errors import BorderCheckError, UsageError
from border_check.journal.cases import (
    HIT,
    Reference,
    case_of,
    cases,
    cases_of_batch,
    protections,
    search_of,
)
from border_check.language import enumeration, marked, sentence
from border_check.screening.again import AskedAgain, asked_again
from border_check.screening.calling import asked_about
from border_check.screening.protection import with_protection
from border_check.screening.screener import Screener
from border_check.screening.standing import (
    Standing,
    State,
    missing_steps,
    most_urgent_first,
    standing,
)
from border_check.screening.supervisor import MOST_TRIES, Supervisor, supervisor_with
from border_check.values.case import Case, CaseEvent, Disposition, Step
from border_check.values.contacts import contacts_of, following_of
from border_check.values.moments import datetime
from border_check.values.record import NamedTuple
from border_check.values.settings import Role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.journal.cases import Book


class Opened(NamedTuple):
    """A search that hit as somebody opened it: how it stands, and what the lists say now."""

    standing: Standing
    again: AskedAgain
    at: datetime
    """When it was opened."""
    warnings: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The search that hit."""
        return self.standing.case


Settled = Mapping[int, AbstractSet[tuple[str, str]]]
"""By row, list and name of records."""
NOTHING_SETTLED: Settled = {}


class Entered(NamedTuple):
    """A search that hit, after an entry was made about it."""

    standing: Standing
    warnings: tuple[str, ...] = ()


class NoSuchHit(BorderCheckError):
    """Nothing hit under a reference."""

    usual_hint = "see `border-check hits`"


class SecondLine:
    """The second line of a post, whose home and settings a screener has, over its journal or over
    another `book`.

    All but `protect` raise `UsageError` at a first-line desk, and `NoSuchHit` for a reference
    under which nothing hit.
    """

    def __init__(self, screener: Screener, book: Book | None = None) -> None:
        self._screener = screener
        self._recorder: Book = book or screener.recorder
        self._settings = screener.settings

    def queue(self, newest: int | None = None, *, only_open: bool = False) -> list[Standing]:
        """Searches that hit, the most urgent first; of the newest so many entries only."""
        self.require_second_line()
        protected = protections(self._recorder)
        known = [with_protection(one, protected) for one in cases(self._recorder, newest)]
        found = most_urgent_first([self._stands(one) for one in known])
        return [one for one in found if one.case.is_open or not only_open]

    def standing(self, reference: str) -> Standing:
        """How a search that hit stands; opens nothing."""
        return self._stands(self._case(reference))

    def rows_of(self, batch: str, settled: Settled = NOTHING_SETTLED) -> list[Standing]:
        """How the rows of a passenger list stand that hit, in their order; without the records that
        a later run has `settled`, by row."""
        self.require_second_line()
        protected = protections(self._recorder)
        known = [_without(one, settled) for one in cases_of_batch(self._recorder, batch)]
        return [self._stands(with_protection(one, protected)) for one in known if one.hits]

    def open(
        self, reference: str, because: CaseEvent = CaseEvent.OPENED, **facts: object
    ) -> Opened:
        """Open a search that hit; that somebody did is entered first, and why."""
        case = self._case(reference)
        warnings = self._enter(case.reference, because, facts)
        case = self._case(case.reference)
        again = asked_again(self._screener, case)
        return Opened(self._stands(case), again, self._screener.now(), warnings)

    def take(self, reference: str, step: Step, note: str = "") -> Entered:
        """Enter that a step was taken, with what an officer notes about it."""
        case = self._case(reference)
        warnings = list[str]()
        if step in (Step.ASK, Step.ANSWER) and case.protection:
            warnings.append(
                marked(
                    "the person asks for protection: asking the issuing state could endanger them"
                )
            )
        facts: dict[str, object] = {"step": step}
        if step is Step.ASK:
            facts |= self._asked(case)
        return self._entered(case, CaseEvent.STEP, facts, note, warnings)

    def _asked(self, case: Case) -> dict[str, object]:
        """Which country is asked about the records that hit, as far as the lists say."""
        again = asked_again(self._screener, case)
        hits = again.screening.hits
        asked = asked_about(hits[0], again.owners.get(hits[0].list, "")) if hits else ""
        return {"asked": asked} if asked else {}

    def rule(
        self,
        reference: str,
        disposition: Disposition,
        records: Sequence[str] = (),
        note: str = "",
    ) -> Entered:
        """Rule on records that hit, by their ids; on all that have no ruling, or else on all,
        where none is named. A later ruling takes the place of an earlier one."""
        case = self._case(reference)
        meant = _meant(case, records)
        missing = missing_steps(case)
        facts = {
            "disposition": disposition,
            "records": meant,
            "missing": missing,
            "limit_reached": self._stands(case).state is State.LIMIT,
        }
        warnings = list[str]()
        if disposition is Disposition.CONFIRMED and Step.ANSWER in missing:
            warnings.append(
                marked("no answer of the owner is entered; no measure rests on the hit alone")
            )
        elif disposition is Disposition.NO_REPLY and Step.ASK in missing:
            warnings.append(marked("it is not entered that the owner was asked"))
        ruled = {tuple(one) for one in meant}
        before = {
            str(ruling.facts["disposition"])
            for hit, ruling in case.rulings.items()
            if (hit.list, hit.record_id) in ruled
        }
        if before - {disposition}:
            rulings = enumeration(one.replace("_", " ") for one in sorted(before))
            warnings.append(
                sentence("this takes the place of an earlier ruling: {rulings}", rulings=rulings)
            )
        return self._entered(case, CaseEvent.RULED, facts, note, warnings)

    def lift(self, reference: str, reason: str, code: str | None = None) -> Entered:
        """Lift the hold of a hit: under another account than the one that searched, or with the
        code of a supervisor. Raises `BorderCheckError` where that is not given."""
        case = self._case(reference)
        if not reason.strip():
            raise UsageError("a hold is lifted for a reason", hint="give it with --reason")
        if not case.is_held:
            raise BorderCheckError(
                f"{case.reference}: no hold stands that could be lifted",
                hint=f"see `border-check hits show {case.reference}`",
            )
        facts: dict[str, object] = {}
        if code is not None:
            supervisor = self._supervisor(case, code)
            facts |= {"supervisor": supervisor.name, "salt": supervisor.salt}
        elif case.user == self._recorder.user:
            raise BorderCheckError(
                f"{case.reference}: a hold is lifted by another account than {case.user}, "
                "which made the search",
                hint="let a second user lift it, or give --code for the code of a supervisor",
            )
        return self._entered(case, CaseEvent.LIFTED, facts, reason)

    def protect(self, reference: str) -> str:
        """Note that the person asks for protection; returns the whole reference.

        Any desk may, about any search: what is answered, entered and read does not depend on
        whether it hit.
        """
        given = _parsed(reference)
        whole = search_of(self._recorder, given)
        if whole is None:
            raise BorderCheckError(
                f"no search has the reference {reference:.60}", hint="it stands on its report"
            )
        self._enter(whole, CaseEvent.PROTECTION, {})
        return whole

    def require_asking_is_safe(self, reference: str) -> None:
        """Raise `BorderCheckError` where the person asks for protection."""
        if self._case(reference).protection:
            contact = contacts_of(self._settings).asylum
            whom = f": {contact.told}" if contact and contact.told else ""
            raise BorderCheckError(
                "the person asks for protection: nothing is drafted, since asking the issuing "
                "state could endanger them",
                hint=f"the asylum procedure comes first{whom}",
            )

    def require_document(self, reference: str) -> None:
        """Raise `UsageError` where no document was asked about, of which one could be kept."""
        if not (self._case(reference).query or {}).get("number"):
            raise UsageError(
                "no document number was asked about, or it was erased: there is nothing to give a "
                "receipt for",
                hint="check the document; its hit has a reference of its own",
            )

    def _supervisor(self, case: Case, code: str) -> Supervisor:
        """The supervisor whose code this is; that a wrong one was given is entered."""
        supervisors = following_of(self._settings).supervisors
        if not supervisors:
            raise BorderCheckError(
                "no code of a supervisor is configured",
                hint="let a second user lift it; config.example.yaml shows hits.supervisors",
            )
        tries = sum(1 for one in case.events if one.event is CaseEvent.CODE_REFUSED)
        if tries >= MOST_TRIES:
            raise BorderCheckError(
                f"{case.reference}: {tries} wrong codes were given, so none is taken any more",
                hint="let a second user lift it",
            )
        found = supervisor_with(code, supervisors)
        if found is None:
            self._enter(case.reference, CaseEvent.CODE_REFUSED, {})
            raise BorderCheckError(
                f"{case.reference}: this is no supervisor's code; that it was tried is entered",
                hint=f"{MOST_TRIES - tries - 1} more tries; or let a second user lift it",
            )
        return found

    def _case(self, reference: str) -> Case:
        self.require_second_line()
        case = case_of(self._recorder, _parsed(reference))
        if case is None:
            raise NoSuchHit(f"no hit has the reference {reference:.60}")
        return with_protection(case, protections(self._recorder))

    def _stands(self, case: Case) -> Standing:
        return standing(case, following_of(self._settings), self._screener.now())

    def require_second_line(self) -> None:
        """Raise `UsageError` at a first-line desk."""
        if self._settings.desk.role is Role.FIRST_LINE:
            raise UsageError("a first-line desk may not open hits", hint="ask the second line")

    def _entered(
        self,
        case: Case,
        event: CaseEvent,
        facts: Mapping[str, object],
        note: str,
        warnings: Iterable[str] = (),
    ) -> Entered:
        own = self._enter(case.reference, event, facts, note)
        return Entered(self.standing(case.reference), (*warnings, *own))

    def _enter(
        self, reference: str, event: CaseEvent, facts: Mapping[str, object], note: str = ""
    ) -> tuple[str, ...]:
        """Make an entry; returns what the reader must know of how it was made."""
        at = self._screener.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        said: dict[str, Any] = {"note": note} if note else {}
        body = {"check": HIT, "of": reference, "event": event, **facts}
        warning = self._recorder.enter(at, body, said).warning
        return (warning,) if warning else ()


def _parsed(reference: str) -> Reference:
    parsed = Reference.parse(reference)
    if parsed is None:
        raise UsageError(
            f"found {reference!r:.60}, expected the reference of a search",
            hint="as in 2026-11-22/GVA-03/000417, or its number alone",
        )
    return parsed


def _without(case: Case, settled: Settled) -> Case:
    gone = settled.get(case.row, frozenset())
    return case._replace(
        hits=tuple(hit for hit in case.hits if (hit.list, hit.record_id) not in gone)
    )


def _meant(case: Case, records: Sequence[str]) -> list[list[str]]:
    """The records that are ruled on, as the journal names them."""
    if not records:
        return [[hit.list, hit.record_id] for hit in case.unruled or case.hits]
    names = {hit: {hit.record_id, f"{hit.list}:{hit.record_id}"} for hit in case.hits}
    unknown = [record for record in records if not any(record in known for known in names.values())]
    if unknown:
        raise UsageError(
            f"{case.reference}: no record {unknown[0]:.60} hit",
            hint=f"records that did: {', '.join(hit.record_id for hit in case.hits):.200}",
        )
    return [[hit.list, hit.record_id] for hit, known in names.items() if known & set(records)]
