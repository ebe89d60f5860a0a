"""What needs two people: a request of the one, decided on by another under an account of their own.

Each step is an entry of the journal before anything is done. What was approved and not carried
out, because the process was killed between the two, is carried out by the next command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from border_check.errors import BorderCheckError, UsageError
from border_check.journal.cases import Reference
from border_check.journal.requests import REQUEST, requests
from border_check.screening.screener import Screener
from border_check.values.moments import UTC
from border_check.values.request import Request, RequestEvent, RequestKind, RequestState
from border_check.values.settings import Role
from border_check.values.two_people import two_people_rules

Carry = Callable[[Request], str]
"""Does what a request asks for, once however often it is called, and says what was done."""

Require = Callable[[Request], None]
"""Raises `BorderCheckError` where what a request asks for cannot be done any more."""

FAILED = "it cannot be, and may be rejected: {why}"

_OPEN = (RequestState.PENDING, RequestState.APPROVED)


class TwoPeople:
    """The requests of a post. `carry` knows how each kind is carried out, `require` whether it can
    be, before anybody's approval is entered.

    All of it raises `UsageError` at a first-line desk, and `BorderCheckError` for a request that is
    not there, or that may not be decided on so.
    """

    def __init__(
        self,
        screener: Screener,
        carry: Mapping[RequestKind, Carry],
        require: Mapping[RequestKind, Require] | None = None,
    ) -> None:
        self._screener = screener
        self._require = require or {}
        self._recorder = screener.recorder
        self._carry = carry
        if screener.settings.desk.role is Role.FIRST_LINE:
            raise UsageError(
                "a first-line desk makes and decides no requests", hint="ask the second line"
            )

    def ask(
        self, kind: RequestKind, facts: Mapping[str, object], content: Mapping[str, object]
    ) -> Request:
        """Make a request; `content` is personal data and the reason, `facts` what is not."""
        if not str(content.get("reason", "")).strip():
            raise UsageError("a request has a reason", hint="say why it is wanted")
        return self.find(make_request(self._screener, kind, facts, content))

    def all(self, *, only_open: bool = False) -> list[Request]:
        """All requests, the oldest first; or those that wait for something."""
        now = stamp(self._screener.now())
        found = requests(self._recorder)
        return [one for one in found if not only_open or one.state(now) in _OPEN]

    def find(self, reference: str) -> Request:
        """One request, by its reference or its number alone."""
        parsed = Reference.parse(reference)
        found = [one for one in self.all() if parsed is not None and parsed.means(one.reference)]
        if not found:
            raise BorderCheckError(
                f"no request has the reference {reference:.60}", hint="see `border-check requests`"
            )
        return found[0]

    def approve(self, reference: str) -> tuple[Request, str]:
        """Approve a request and carry it out; says what was done."""
        request = self.find(reference)
        state = request.state(stamp(self._screener.now()))
        if state is RequestState.PENDING:
            self._require_another(request)
            self._require_content(request)
            if request.kind in self._require:
                self._require[request.kind](request)
            self._enter(RequestEvent.APPROVED, {"of": request.reference})
        elif state is not RequestState.APPROVED:
            raise _decided(request, state)
        return self._carry_out(self.find(request.reference))

    def reject(self, reference: str, reason: str) -> Request:
        """Reject a request; who made it may take it back so.

        So ends what was approved and cannot be carried out, too.
        """
        if not reason.strip():
            raise UsageError("a request is rejected for a reason", hint="give it with --reason")
        request = self.find(reference)
        state = request.state(stamp(self._screener.now()))
        if state not in _OPEN:
            raise _decided(request, state)
        self._enter(RequestEvent.REJECTED, {"of": request.reference}, {"reason": reason})
        return self.find(request.reference)

    def revoke(self, kind: RequestKind, reference: str, reason: str) -> Request:
        """Take back what two people wanted, where one person may: what is so for all applies again.

        Raises `UsageError` for a request of another kind.
        """
        if not reason.strip():
            raise UsageError("a request is revoked for a reason", hint="give it with --reason")
        request = self.find(reference)
        if request.kind is not kind:
            raise UsageError(
                f"{request.reference}: is a request of kind {request.kind}, not {kind}",
                hint="`requests revoke` is for over-wide series, `hits unclear` for travellers",
            )
        if not request.is_approved:
            raise _decided(request, request.state(stamp(self._screener.now())))
        self._enter(RequestEvent.REVOKED, {"of": request.reference}, {"reason": reason})
        return self.find(request.reference)

    def carry_out_the_rest(self) -> Iterator[tuple[Request, str]]:
        """Carry out what was approved and was not, because a process was killed.

        What fails again is told, and keeps nobody from the other requests.
        """
        now = stamp(self._screener.now())
        for one in self.all():
            if one.state(now) is RequestState.APPROVED:
                try:
                    yield self._carry_out(one)
                except BorderCheckError as error:
                    yield one, FAILED.format(why=error.in_one_line)

    def _carry_out(self, request: Request) -> tuple[Request, str]:
        done = self._carry[request.kind](request)
        self._enter(RequestEvent.DONE, {"of": request.reference})
        return self.find(request.reference), done

    def _require_another(self, request: Request) -> None:
        if request.user == self._recorder.user:
            raise BorderCheckError(
                f"{request.reference}: a request is approved by another account than "
                f"{request.user}, which made it",
                hint="let a second person approve it under their own account",
            )

    def _require_content(self, request: Request) -> None:
        if request.content is None:
            raise BorderCheckError(
                f"{request.reference}: what it asks for was erased", hint="make the request again"
            )

    def _enter(
        self,
        event: RequestEvent,
        facts: Mapping[str, object],
        content: Mapping[str, Any] | None = None,
    ) -> str:
        return _enter(self._screener, event, facts, content)


def make_request(
    screener: Screener,
    kind: RequestKind,
    facts: Mapping[str, object],
    content: Mapping[str, object],
) -> str:
    """Enter a request, and return its reference.

    At a first-line desk, too: what a load asks for is asked for wherever lists are loaded.
    """
    hours = two_people_rules(screener.settings).decide_within
    until = stamp(screener.now() + timedelta(hours=hours))
    body = {"kind": kind, "until": until, **facts}
    return _enter(screener, RequestEvent.MADE, body, content)


def _enter(
    screener: Screener,
    event: RequestEvent,
    facts: Mapping[str, object],
    content: Mapping[str, Any] | None = None,
) -> str:
    at = stamp(screener.now())
    body = {"check": REQUEST, "event": event, **facts}
    return screener.recorder.enter(at, body, content or {}).reference


def stamp(moment: datetime) -> str:
    """A moment as the journal writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _decided(request: Request, state: RequestState) -> BorderCheckError:
    return BorderCheckError(
        f"{request.reference}: nothing is left to decide: it is {state}",
        hint="make a new request if it is still needed",
    )
