"""A journal, wherever it is kept: entries that follow one another, each bound to the one before.

A home keeps its own in files (`border_check.journal.book`); several machines can share one in
PostgreSQL (`border_check.journal.shared`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from border_check.journal.entries import ORIGIN, Entry, fault
from border_check.journal.head import Head
from border_check.values.held_open import HeldOpen
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.journal.volumes import Volume


class Finding(NamedTuple):
    """What a verification of the journal found."""

    entries: int
    faults: tuple[str, ...]


class Chain(HeldOpen):
    """Entries in their order. Opened by the first entry or question."""

    @property
    def can_be_left(self) -> bool:
        """Whether a process may end without closing it."""
        return False

    @property
    @abstractmethod
    def newest(self) -> Head | None:
        """The newest entry, as it is remembered beside the entries; None where nothing is."""

    @property
    def volumes(self) -> tuple[Volume, ...]:
        """The files that it is kept in, the oldest first."""
        return ()

    def enter(self, body: Mapping[str, Any], query: Mapping[str, Any]) -> int:
        """Write an entry, wait until it lasts, and return its number.

        Raises `JournalError` when that cannot be done; then nothing may be answered.
        """
        return self.enter_all([(body, query)])

    @abstractmethod
    def enter_all(self, entries: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> int:
        """Write entries, at least one, each a body and a query, and wait once until all of them
        last; the number of the first, which the others follow.

        Raises `JournalError` when that cannot be done; then none is written.
        """

    @abstractmethod
    def entries(
        self, newest: int | None = None, saying: Sequence[str] = (), *, after: int = 0
    ) -> Iterator[Entry]:
        """All entries, oldest first, or only the newest so many, or those after a number, or those
        among them whose body has one of these texts.

        Raises `BorderCheckError` when they cannot be read.
        """

    @abstractmethod
    def entry(self, number: int) -> Entry | None:
        """The entry of that number; raises `BorderCheckError` when it cannot be read."""

    @abstractmethod
    def last(self, saying: Sequence[str] = ()) -> Entry | None:
        """The newest entry whose body has all of these texts; None if there is none.

        Raises `BorderCheckError` when the journal cannot be read.
        """

    @abstractmethod
    def end_volume(self) -> bool:
        """Close the file that entries are written to; whether there was one with any.

        Raises `JournalError`.
        """

    @abstractmethod
    def erase_queries(self, numbers: Sequence[int]) -> None:
        """Erase what was asked in these entries; raises `JournalError`."""

    def latest(self, among: int = 10_000) -> str | None:
        """The latest time that one of the newest so many entries was made, by the clock of here;
        None if there is none.

        Raises `BorderCheckError` when the journal cannot be read.
        """
        told = (entry.facts for entry in self.entries(among))
        own = (str(facts.get("at", "")) for facts in told if facts.get("by") != "centre")
        return max(own, default=None)

    def verify(self) -> Finding:
        """Walk the chain from its origin and tell every fault: edits, gaps, and a missing end."""
        before, count, faults = ORIGIN, 0, []
        expected = 1
        for entry in self.entries():
            found = fault(entry, expected, before)
            if found:
                faults.append(found)
            before, count, expected = entry.hash, count + 1, entry.sequence + 1
        head = self.newest
        if head is not None and head.sequence >= expected:
            faults.append(
                f"the end is missing: entry {head.sequence} was written, {expected - 1} is last"
            )
        elif head is not None and head.sequence == expected - 1 and head.hash != before:
            faults.append(f"entry {head.sequence} is not the one that was written")
        return Finding(count, tuple(faults))
