"""Entries into the journal, or into its second medium when the first one fails."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from border_check.at_rest.homes import share
from border_check.errors import JournalError
from border_check.journal.opening import journal_at
from border_check.values.held_open import HeldOpen
from border_check.values.record import NamedTuple
from border_check.values.screening import CheckKind
from border_check.values.settings import Desk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.journal.chain import Chain
    from border_check.journal.entries import Entry
    from border_check.journal.sealing import Sealing
    from border_check.values.sealed_queries import SealedQueries

    Prepared = tuple[Mapping[str, Any], Mapping[str, Any]]
    """The body of an entry and its query, as they are to be entered."""

SECOND, CALLED = "B", "C"
"""What stands before numbers in references: of the second medium, and of what a service was asked
by others."""
MARKS = SECOND + CALLED
_SEARCHES = frozenset((*CheckKind, "batch"))
"""The `check` of entries whose query says who was searched."""
_ROOM = 1 << 12
"""Bytes of the queries of some dozen rows that hit: boxes with fewer, or none, are as long."""


class Entered(NamedTuple):
    """An entry that lasts."""

    reference: str
    """Day, post and number: "2026-11-22/GVA-03/000417"."""
    warning: str | None = None
    """What the reader must know of how it was entered."""


class Recorder(HeldOpen):
    """Writes down searches on behalf of one desk."""

    def __init__(
        self,
        folder: str,
        desk: Desk,
        second: str | None = None,
        sealed: SealedQueries | None = None,
        database: str | None = None,
    ) -> None:
        self._first = journal_at(folder, database)
        self._second = journal_at(second, None) if second else None
        if second:  # what is encrypted must not lie plainly on the other medium
            share(folder, second)
        self._desk = desk
        self._caller: Mapping[str, str] | None = None
        self._gathered: list[Prepared] | None = None
        self._sealing: Sealing | None = None
        if sealed is not None:
            from border_check.journal.sealing import Sealing

            self._sealing = Sealing(sealed)

    def close(self) -> None:
        """Let go of the files."""
        self._first.close()
        if self._second is not None:
            self._second.close()

    def latest(self) -> str | None:
        """The latest time in the newest entries: before it, the clock cannot be right. None where
        nothing was entered; raises `BorderCheckError` when the journal cannot be read."""
        return self._first.latest()

    @property
    def seals(self) -> bool:
        """Whether what was asked is sealed, so that its length tells nothing."""
        return self._sealing is not None

    @property
    def user(self) -> str:
        """Under whose account entries are made."""
        return self._caller["user"] if self._caller else account()

    @property
    def can_be_left(self) -> bool:
        """Whether a process may end without closing it."""
        return self._second is None and self._first.can_be_left

    @property
    def newest(self) -> tuple[object, ...]:
        """Something that is another thing once an entry was made, by whatever process."""
        return (self._first.newest, self._second.newest if self._second else None)

    def enter(self, at: str, facts: Mapping[str, Any], query: Mapping[str, Any]) -> Entered:
        """Enter a search made `at` a moment (UTC, ISO 8601); raises `JournalError`."""
        prepared = self.prepared(at, facts, query)
        if self._gathered is not None:
            self._gathered.append(prepared)
            return Entered("")
        return self.enter_all([prepared])[0]

    def on_behalf(
        self, desk: Desk, caller: Mapping[str, str], gathered: list[Prepared] | None = None
    ) -> Recorder:
        """One that enters into the same journals what others ask for: `caller` has "user", and what
        else is to be entered of them. With a list, entries are gathered there, for `enter_all`, and
        have no reference until then."""
        from copy import copy

        other = copy(self)
        other._desk, other._caller, other._gathered = desk, caller, gathered
        return other

    def prepared(self, at: str, facts: Mapping[str, Any], query: Mapping[str, Any]) -> Prepared:
        """The body of an entry, and its query as it is entered; raises `JournalError`."""
        body = {
            "at": at,
            "post": self._desk.post,
            "device": _device(),
            **(self._caller or {"user": account()}),
            "role": self._desk.role,
            "purpose": self._desk.purpose,
            "operation": self._desk.operation,
            **({"direction": self._desk.direction} if self._desk.direction else {}),
            **facts,
        }
        if self._sealing is not None and facts.get("check") in _SEARCHES:
            query = self._sealing.seal(query, _ROOM if facts.get("stage") == "rows" else 1)
        return body, query

    def enter_all(self, entries: Sequence[Prepared]) -> list[Entered]:
        """Enter searches that were prepared, at least one, and wait once until all of them last;
        raises `JournalError`, and then none is entered."""
        try:
            first, mark, warning = self._first.enter_all(entries), "", None
        except JournalError as error:
            if self._second is None:
                raise
            because = [({**body, "because": error.message}, query) for body, query in entries]
            first, mark = self._second.enter_all(because), SECOND
            warning = f"{error.message}; entered on the second medium"
        return [
            Entered(_reference(body, mark, number), warning)
            for number, (body, _) in enumerate(entries, first)
        ]

    def facts(self, reference: str) -> dict[str, Any] | None:
        """What an entry says, by the reference under which it was made; None if there is none.

        Raises `BorderCheckError` when the journal cannot be read.
        """
        found = self.entry(reference.rpartition("/")[2])
        return found[1].facts if found else None

    def erase_queries(self, numbers: Sequence[int]) -> None:
        """Erase what was asked in entries of the first medium; raises `JournalError`."""
        self._first.erase_queries(numbers)

    def entry(self, number: str) -> tuple[str, Entry] | None:
        """The entry of a number, with the marks that stand before it, and its reference."""
        digits = number.lstrip(MARKS)
        is_second = number.startswith(SECOND)
        journal = self._second if is_second else self._first
        if journal is None or not digits.isdigit():
            return None
        entry = journal.entry(int(digits))
        return self.found(entry, SECOND if is_second else "") if entry else None

    @property
    def chains(self) -> tuple[tuple[str, Chain], ...]:
        """The journals that entries are made in, each with what stands before its numbers in
        references."""
        second = ((SECOND, self._second),) if self._second is not None else ()
        return (("", self._first), *second)

    def last(self, saying: Sequence[str]) -> tuple[str, Entry] | None:
        """The newest entry whose body has all of these texts, with its reference, of either
        medium; None if there is none."""
        found = [
            self.found(entry, mark)
            for mark, journal in self.chains
            if (entry := journal.last(saying)) is not None
        ]
        return max(found, key=lambda one: str(one[1].facts.get("at")), default=None)

    def entries(
        self, newest: int | None = None, saying: Sequence[str] = (), *, second: bool = True
    ) -> Iterator[tuple[str, Entry]]:
        """Entries with their references, oldest first, those of the second medium last, if at
        all."""
        for mark, journal in self.chains:
            if second or not mark:
                for entry in journal.entries(newest, saying):
                    yield self.found(entry, mark)

    def found(self, entry: Entry, mark: str = "") -> tuple[str, Entry]:
        """An entry with its reference, and with its query where this desk can open it."""
        opened = self._sealing.opened(entry) if self._sealing else entry
        return _reference(entry.facts, mark, entry.sequence), opened


def _reference(body: Mapping[str, Any], mark: str, number: int) -> str:
    """Day, post and number. A post that has a journal of its own counts in that, and its centre
    counts what the post has it asked: the mark keeps the two apart."""
    asked_for_another = CALLED if "token" in body else ""
    day = str(body.get("at", ""))[:10]
    return f"{day}/{body.get('post', '')}/{mark}{asked_for_another}{number:06d}"


def _device() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def account() -> str:
    """The account of the operating system, which no option can change."""
    if not hasattr(os, "getuid"):
        return os.environ.get("USERNAME", "")
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
