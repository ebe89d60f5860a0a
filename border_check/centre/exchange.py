"""A post brings its hits, outcomes and list states to the centre, and does what that has for it.

All that either side knows of this stands in journals. The post goes through its own from where the
centre says it came to; what the centre tells it becomes an entry, which goes to the centre in turn
and so confirms it. Nothing is kept beside, and whatever was cut off is done by the next exchange.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote

from border_check.centre.answers import refusal_of
from border_check.centre.line import Line, Silent, Told
from border_check.errors import BorderCheckError
from border_check.file_lock import hold
from border_check.formats.wire import lists_to_wire
from border_check.journal.cases import HIT
from border_check.journal.chain import Chain
from border_check.journal.entries import ORIGIN, Entry
from border_check.journal.operations import searches_on
from border_check.journal.recalls import RECALL, recalls
from border_check.posts.messages import FLOWS_BACK
from border_check.posts.wire import JOURNAL_LETTERS, messages_of, visit_to_wire
from border_check.screening.recalled import keep_recalls
from border_check.screening.screener import Screener
from border_check.snapshot.home import Home
from border_check.values.centre import CentreRules
from border_check.values.exchanged import Exchanged
from border_check.values.posts import Brought, Message, Place, Visit

_SECONDS = 20.0
"""In which the centre has to have taken what was brought at once."""
_AT_ONCE, _BYTES_AT_ONCE = 200, 32 << 10
"""Entries, and bytes of them, that are brought at once, so that a line of 2 KiB a second takes them
in time; a single one may be larger."""
_BESIDE = 450
"""Bytes, about, that an entry takes beside what it says and what was asked: hashes, and names."""
_ROUNDS = 1000


class _Journal(NamedTuple):
    """One of this home."""

    mark: str
    name: str
    chain: Chain


class Exchanger:
    """Exchanges with the centre of a configuration, on behalf of the home of a screener."""

    def __init__(self, screener: Screener, centre: CentreRules) -> None:
        self._screener = screener
        self._recorder = screener.recorder
        self._line = Line(centre._replace(token=centre.exchange or centre.token, patience=_SECONDS))
        self._lock = Home(screener.home).exchange

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def exchange(self) -> Exchanged:
        """Bring all that is new, and do all that there is to do.

        Raises `BorderCheckError` where the centre is silent or refuses: what was not brought waits.
        """
        with _alone(self._lock):
            # first: what was entered and not applied must not be confirmed
            keep_recalls(self._screener.recalled, recalls(self._recorder))
            done = Exchanged(0, 0, 0, again=False)
            journals = self._journals()
            for _ in range(_ROUNDS if journals else 1):
                for one in journals:
                    done = _sum(done, self._bring(one, journals[0].name))
                messages = self._messages(journals[0].name) if journals else []
                if not messages:
                    return done
                for message in messages:
                    done = _sum(done, self._do(message))
                journals = self._journals()  # what was entered may be the first entry of one
            raise BorderCheckError("the centre has more for this post than it can do at once")

    def _journals(self) -> list[_Journal]:
        """The journals of this home that have entries, and the name of each."""
        found = []
        for mark, chain in self._recorder.chains:
            oldest = next(iter(chain.entries()), None)
            if oldest is not None:
                found.append(_Journal(mark, oldest.hash[:JOURNAL_LETTERS], chain))
        return found

    def _messages(self, home: str) -> list[Message]:
        """What the centre has for this home, after all of its journals were brought."""
        try:
            return messages_of(self._at_centre(home)["messages"])
        except (ValueError, LookupError, TypeError):
            raise BorderCheckError(
                "what the centre has for this post cannot be read", hint="is it a centre at all?"
            ) from None

    def _at_centre(self, journal: str) -> dict[str, Any]:
        return self._told(partial(self._line.get, f"/v1/exchange/{quote(journal)}"))

    def _bring(self, journal: _Journal, home: str) -> Exchanged:
        """Bring what a journal has and the centre does not, some at a time, and how lists stand."""
        told = self._at_centre(journal.name)["taken"]
        place, again = _place_in(journal.chain, Place(**told) if told else None)
        device = os.uname().nodename if hasattr(os, "uname") else ""
        anew, count = again, 0
        for entries, reached, is_last in _some_at_a_time(_about_hits(journal.chain, place), place):
            visit = Visit(
                journal=journal.name,
                home=home,
                device=device,
                mark=journal.mark,
                entries=tuple(entries),
                upto=reached,
                anew=anew,
            )
            if is_last and journal.name == home:
                visit = self._with_lists(visit)
            self._told(partial(self._line.ask, "/v1/exchange", visit_to_wire(visit)))
            anew, count = False, count + len(entries)
        return Exchanged(count, 0, 0, again=again)

    def _with_lists(self, visit: Visit) -> Visit:
        """With how the lists stand, and what was searched today."""
        day = f"{self._screener.now():%F}"
        entries = (entry for _, entry in self._recorder.entries(None, (f'"at":"{day}',)))
        searches: Counter[str] = sum(searches_on(entries, day).values(), Counter())
        lists = lists_to_wire(self._screener.statuses())["lists"]
        return visit._replace(lists=tuple(lists), day=day, searches=searches)

    def _do(self, message: Message) -> Exchanged:
        """Enter what the centre tells, and have it count here."""
        facts = {**message.body, "message": message.id}
        check, event = facts.get("check"), facts.get("event")
        if not (check == RECALL or (check == HIT and event in FLOWS_BACK)):
            raise BorderCheckError(
                "the centre has something for this post that this version does not know",
                hint="install the version of the centre; what was done before this stands",
            )
        desk = self._screener.settings.desk
        behalf = self._recorder.on_behalf(desk, {"user": message.user, "by": "centre"})
        behalf.enter(message.at, facts, message.query)
        if check != RECALL:
            return Exchanged(0, 1, 0, again=False)
        keep_recalls(self._screener.recalled, recalls(self._recorder))
        return Exchanged(0, 0, 1, again=False)

    def _told(self, ask: Callable[[], Told]) -> dict[str, Any]:
        try:
            told = ask()
        except Silent as silent:
            raise BorderCheckError(
                f"the centre is silent: {silent}", hint="what was not brought waits; try again"
            ) from None
        if told.status != 200:
            text, hint = refusal_of(told.content)
            raise BorderCheckError(
                f"the centre refuses ({told.status}): {text:.120}",
                hint=f"what was not brought waits; {hint or 'see to the token of this post':.160}",
            )
        return told.content


def _place_in(chain: Chain, taken: Place | None) -> tuple[Place | None, bool]:
    """From where to go on, and whether the centre has seen what the journal does not have."""
    if taken is None:
        return None, False
    entry = chain.entry(taken.sequence)
    if entry is None or entry.hash != taken.hash:
        return None, True
    return taken, False


def _about_hits(chain: Chain, place: Place | None) -> Iterator[tuple[Place, Brought | None]]:
    """Each entry after a place, and what the centre is to have of it: a search that hit, what was
    done about one, and records that were withdrawn."""
    before = place.hash if place else ""
    for entry in chain.entries(after=place.sequence if place else 0):
        before = before or (ORIGIN if entry.sequence == 1 else "")
        brought = Brought(*entry, before=before) if _is_for_the_centre(entry) else None
        yield Place(entry.sequence, entry.hash), brought
        before = entry.hash


def _is_for_the_centre(entry: Entry) -> bool:
    facts = entry.facts
    return bool(facts.get("hits")) or facts.get("check") == HIT or "message" in facts


def _some_at_a_time(
    found: Iterator[tuple[Place, Brought | None]], place: Place | None
) -> Iterator[tuple[list[Brought], Place | None, bool]]:
    """What is brought at once, where that has come to, and whether it is the last; there is always
    a last one, were it empty."""
    entries: list[Brought] = []
    size = 0
    for reached, brought in found:
        if brought is not None:
            more = _BESIDE + len(brought.body) + len(brought.query or "")
            if entries and (len(entries) == _AT_ONCE or size + more > _BYTES_AT_ONCE):
                yield entries, place, False
                entries, size = [], 0
            entries.append(brought)
            size += more
        place = reached
    yield entries, place, True


def _sum(one: Exchanged, other: Exchanged) -> Exchanged:
    return Exchanged(
        one.brought + other.brought,
        one.steps + other.steps,
        one.recalls + other.recalls,
        one.again or other.again,
    )


@contextmanager
def _alone(lock: str) -> Iterator[None]:
    """Nobody else exchanges for this home meanwhile; raises `BorderCheckError` where somebody
    does."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            hold(handle)
        except BlockingIOError:
            raise BorderCheckError(
                "another process exchanges with the centre", hint="it does what there is to do"
            ) from None
        yield
    finally:
        os.close(handle)
