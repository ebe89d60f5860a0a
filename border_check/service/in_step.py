"""Machines of one service kept in step: what one of them enters counts on all within a second.

Nothing of it is kept by a machine but what can be made anew from the journal that they share:
which tokens are revoked, which records are recalled, which travellers are told apart.
"""

from __future__ import annotations

import asyncio
import time

from border_check.errors import BorderCheckError
from border_check.journal.recalls import RECALL, recalls
from border_check.journal.requests import REQUEST
from border_check.screening.carrying import two_people_of
from border_check.screening.clearing import keep_cleared
from border_check.screening.recalled import keep_recalls
from border_check.screening.screener import Screener
from border_check.service.refusals import out_of_reach, tell
from border_check.service.register import REFRESHED, TRUSTED, Register

_SAYING = (f'"check":"{RECALL}"', f'"check":"{REQUEST}"')


class InStep:
    """What one machine has seen of the others."""

    def __init__(self, screener: Screener, register: Register) -> None:
        self._screener, self._register = screener, register
        self._seen = 0
        self._looked = float("-inf")

    @property
    def is_kept(self) -> bool:
        """Whether what others have changed was seen, so lately that it is relied upon."""
        return time.monotonic() - self._looked <= TRUSTED

    async def keep(self) -> None:
        """Look again and again; what goes wrong is told, and tried again."""
        told = ""
        while True:
            wrong = ""
            try:
                await asyncio.to_thread(self.look)
            except Exception as error:
                wrong = _told_of(error)
            if wrong and wrong != told:
                tell(f"not in step with other machines: {wrong}")
            told = wrong
            await asyncio.sleep(REFRESHED)

    def look(self) -> None:
        """See what others have changed, and have it count here. Raises `BorderCheckError`, and
        `OSError` where it cannot be written down."""
        begun = time.monotonic()
        self._see()
        self._looked = begun

    def _see(self) -> None:
        self._register.refresh()
        ((_, chain), *_) = self._screener.recorder.chains
        newest = chain.newest
        if newest is None or newest.sequence <= self._seen:
            return
        is_known = any(True for _ in chain.entries(None, _SAYING, after=self._seen))
        if is_known:
            screener = self._screener
            keep_recalls(screener.recalled, recalls(screener.recorder))
            keep_cleared(screener.cleared, two_people_of(screener), screener.now().date())
        self._seen = newest.sequence


def _told_of(error: Exception) -> str:
    if isinstance(error, OSError):
        error = out_of_reach(error)
    return error.in_one_line if isinstance(error, BorderCheckError) else type(error).__name__
