"""Which journal a home has: its own, or one that it shares with others."""

from __future__ import annotations

from border_check.journal.book import Journal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.journal.chain import Chain


def journal_at(folder: str, database: str | None) -> Chain:
    """The journal in a folder of a home, or in the database of the configuration.

    Raises `BorderCheckError` where what that takes is not installed, or may not be.
    """
    if database is None:
        return Journal(folder)
    from border_check.journal.shared import SharedJournal

    return SharedJournal(folder, database)
