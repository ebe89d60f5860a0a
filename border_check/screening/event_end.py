"""Whether the event is over for which a home was set up: once it was, it stays so.

A clock that goes back does not open the home again. That it was over is written down the first time
that somebody asks; and an entry of the journal that is later than the end says so as well.
"""

from __future__ import annotations

import os
from contextlib import suppress

from border_check.errors import BorderCheckError, SnapshotError
from border_check.language import marked, sentence
from border_check.screening.screener import Outcome
from border_check.values.json_text import canonical, from_json
from border_check.values.moments import datetime
from border_check.values.screening import Action, Problem, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from border_check.journal.recorder import Recorder
    from border_check.language import Sentence
    from border_check.screening.queries import Query
    from border_check.values.event import Event

_IS_OVER = marked("event {event} ended {day} {time} UTC")
_WIPE = marked(
    "The event is over, and its lists may not be asked any more. Keep nothing of them: export the "
    "journal, then wipe this home (border-check wipe)."
)


class EventEnd:
    """Knows whether an event is over, by the clock, by the journal and by what was written down."""

    def __init__(self, event: Event, mark: str, recorder: Recorder) -> None:
        self._event = event
        self._mark = mark
        self._recorder = recorder
        self._is_over = False
        self._has_read_journal = False

    def is_over(self, now: datetime) -> bool:
        """Whether it is, or was when somebody asked before."""
        if not self._is_over:
            moment = now.strftime("%Y-%m-%dT%H:%M:%SZ")
            self._is_over = moment >= self._event.ends or self._was_marked() or self._was_entered()
            if self._is_over:
                self._write_mark()
        return self._is_over

    def outcome(self, query: Query) -> Outcome:
        """What is answered from then on, whatever is asked."""
        problems = (*query.problems, Problem("event_over", self._told()))
        return Outcome(Verdict.NOT_CHECKED, (), (), problems, Action(None, _WIPE))

    def require(self, now: datetime) -> None:
        """Raise `SnapshotError` once it is over."""
        if self.is_over(now):
            raise SnapshotError(self._told(), hint="its lists may not be asked any more")

    def _told(self) -> Sentence:
        day, _, time = self._event.ends.partition("T")
        return sentence(_IS_OVER, event=self._event.name, day=day, time=time[:5])

    def _was_marked(self) -> bool:
        try:
            with open(self._mark, encoding="utf-8") as file:
                return bool(from_json(file.read())["ends"] == self._event.ends)
        except (OSError, ValueError, LookupError, TypeError):
            return False

    def _was_entered(self) -> bool:
        """Whether the newest entry is later than the end; read once in the life of a process."""
        if self._has_read_journal:
            return False
        self._has_read_journal = True
        with suppress(BorderCheckError):  # then nothing can be entered, or answered, either
            for _, entry in self._recorder.entries(newest=1):
                if str(entry.facts.get("at", "")) >= self._event.ends:
                    return True
        return False

    def _write_mark(self) -> None:
        if self._was_marked():
            return
        with suppress(OSError):  # the clock and the journal still tell
            fresh = f"{self._mark}.{os.getpid()}"
            with open(fresh, "w", encoding="utf-8") as file:
                file.write(canonical({"event": self._event.name, "ends": self._event.ends}))
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, self._mark)
