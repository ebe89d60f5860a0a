"""What the accounts of the operating system are there for, where the keeper of a home says so."""

from __future__ import annotations

from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    Accounts = tuple[tuple[str, tuple["Duty", ...]], ...]


class Duty(StrEnum):
    """What somebody does at a border post."""

    OFFICER = "officer"
    """Checks documents and vehicles at the first line."""
    SECOND_LINE = "second-line"
    """Searches people, and follows hits to their end."""
    LIST_MANAGER = "list-manager"
    """Loads, updates and removes lists."""
    AUDITOR = "auditor"
    """Reads the journal, and erases what its time has come for; never loads a list."""
    TRAINER = "trainer"
    """Shows and measures how the program answers, on lists of nobody."""


EVERYBODY = frozenset(Duty)


def duties_of(account: str, accounts: Accounts) -> frozenset[Duty]:
    """What an account may do: everything where nothing is said of any account; what an officer may
    where nothing is said of this one."""
    if not accounts:
        return EVERYBODY
    return frozenset(dict(accounts).get(account, (Duty.OFFICER,)))
