"""Whoever answers: one thread, which asks the lists and enters what was asked.

Questions that come while entries are being written wait, and are then answered together: a write to
the disk takes longer than many answers, and one lasts for all of them. No answer leaves before its
entry lasts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from border_check.errors import BorderCheckError, JournalError
from border_check.screening.entering import entered_as, unentered
from border_check.screening.screener import Screener
from border_check.values.screening import Screening
from border_check.values.settings import Desk

if TYPE_CHECKING:
    from border_check.journal.recorder import Prepared

_TOGETHER = 64
"""Questions that are answered on one write at most."""

Ask = Callable[[Screener], Screening]


class Caller(NamedTuple):
    """On whose behalf a question is asked."""

    desk: Desk
    user: str
    token: str
    """Id of the token by which the caller is known."""

    @property
    def entered(self) -> Mapping[str, str]:
        """What the journal is to say of them, beside their desk."""
        return {"user": self.user, "token": self.token}


class _Waiting(NamedTuple):
    caller: Caller
    ask: Ask
    answer: Future[Screening]


class Clerk:
    """Answers questions one after the other, in a thread of its own. Whoever asks counts how many
    are `waiting` for their answers, and asks no more than `most`."""

    def __init__(self, name: str, open_screener: Callable[[], Screener], most: int) -> None:
        self.waiting, self.most = 0, most
        self._open = open_screener
        self._questions: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Open the lists; raises what that raises."""
        self._thread.start()
        self._opened.result()

    def stop(self) -> None:
        """Answer what was asked, and end."""
        self._questions.put(None)
        self._thread.join()

    @property
    def is_working(self) -> bool:
        """Whether it answers."""
        return self._thread.is_alive()

    def ask(self, caller: Caller, ask: Ask) -> Future[Screening]:
        """Have a question answered; the answer may be an error of the question."""
        answer: Future[Screening] = Future()
        self._questions.put(_Waiting(caller, ask, answer))
        return answer

    def _work(self) -> None:
        try:
            screener = self._open()
        except BaseException as error:
            self._opened.set_exception(error)
            return
        with screener:
            self._opened.set_result(None)
            while (first := self._questions.get()) is not None:
                together = [first]
                ends = False
                while len(together) < _TOGETHER and not ends:
                    try:
                        following = self._questions.get_nowait()
                    except Empty:
                        break
                    if following is None:
                        ends = True
                    else:
                        together.append(following)
                self._answer(screener, together)
                if ends:
                    return

    def _answer(self, screener: Screener, together: list[_Waiting]) -> None:
        entries: list[Prepared] = []
        found: list[tuple[_Waiting, Screening]] = []
        for one in together:
            if not one.answer.set_running_or_notify_cancel():
                continue  # whoever asked has stopped waiting, before anything was done
            mine: list[Prepared] = []
            behalf = screener.on_behalf(one.caller.desk, one.caller.entered, mine)
            try:
                screening = one.ask(behalf)
            except BaseException as error:
                one.answer.set_exception(error)
                continue
            if mine:
                entries += mine
                found.append((one, screening))
            else:  # it could not even be prepared, and says so
                one.answer.set_result(screening)
        if not found:
            return
        try:
            entered = screener.recorder.enter_all(entries)
        except JournalError as error:
            for one, screening in found:
                one.answer.set_result(unentered(screening, error))
            return
        except BaseException as error:
            for one, _ in found:
                one.answer.set_exception(error)
            return
        for (one, screening), entry in zip(found, entered, strict=True):
            one.answer.set_result(entered_as(screening, entry))


def is_of_question(error: BaseException) -> bool:
    """Whether an error lies in what was asked, and not with the service."""
    return isinstance(error, BorderCheckError) and error.exit_code in (2, 3)
