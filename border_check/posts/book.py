"""The journal of a post as its centre sees it: hits that were brought, and what was done since.

What officers of the centre do about a hit is entered in the journal of the centre, and sent to the
post, which enters it in its own; until that has come back, the message stands for it here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from border_check.journal.cases import HIT
from border_check.journal.entries import Entry
from border_check.journal.recorder import Entered, Recorder
from border_check.posts.messages import FLOWS_BACK, POST_HIT, message_of
from border_check.posts.store import Posts
from border_check.values.json_text import canonical
from border_check.values.posts import Message, PostState

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class PostBook:
    """The entries of one post about hits, read once, and written by way of the centre's journal."""

    def __init__(self, posts: Posts, state: PostState, centre: Recorder) -> None:
        self._posts, self._state, self._centre = posts, state, centre
        self._read: list[tuple[str, Entry]] | None = None

    @property
    def state(self) -> PostState:
        """Whose it is."""
        return self._state

    @property
    def user(self) -> str:
        """Under whose account entries are made."""
        return self._centre.user

    def entries(
        self, newest: int | None = None, saying: Sequence[str] = ()
    ) -> Iterator[tuple[str, Entry]]:
        """As of `Recorder`."""
        found = self._all()
        for reference, entry in found if newest is None else found[-newest:]:
            if not saying or any(text in entry.body for text in saying):
                yield reference, entry

    def brought(self) -> Iterator[tuple[str, Entry]]:
        """All that the post has brought, with what the centre had it enter."""
        for one in self._posts.entries(self._state.journal):
            yield self._centre.found(Entry(*one[:6]), self._state.mark)

    def entry(self, number: str) -> tuple[str, Entry] | None:
        """As of `Recorder`: the search of a number, with what stands before it in references."""
        return next(
            (one for one in self._all() if one[0].rpartition("/")[2] == number),
            None,
        )

    def enter(self, at: str, facts: Mapping[str, Any], query: Mapping[str, Any]) -> Entered:
        """Enter what was done about a hit, and have the post told; raises `JournalError`."""
        body = {**facts, "check": POST_HIT, "journal": self._state.journal}
        entered = self._centre.enter(at, body, query)
        if facts.get("event") in FLOWS_BACK:
            message = message_of(entered.reference, self.user, {**body, "at": at}, query)
            self._posts.send(self._state.journal, [message])
        self._read = None
        return entered

    def _all(self) -> list[tuple[str, Entry]]:
        if self._read is None:
            sent = self._posts.sent(self._state.journal)
            known = {message.id for message in sent}
            own = [one for one in self.brought() if one[1].facts.get("message") not in known]
            self._read = [*own, *map(self._told, sent)]
        return self._read

    def _told(self, message: Message) -> tuple[str, Entry]:
        body = {**message.body, "check": HIT, "user": message.user}
        return "", Entry(0, canonical(body), canonical(dict(message.query)), None, "", "")
