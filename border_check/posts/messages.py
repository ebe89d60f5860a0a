"""What the centre sends to posts, made of entries of its own journal.

A message is known by the reference of the entry that it is made of and a digest of what it says. So
one that was not sent, because a process was killed between the two, can be sent later, and is there
once; and references that come again after the journal was put back name no other message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from border_check.journal.cases import HIT
from border_check.journal.recalls import RECALL
from border_check.journal.recorder import Recorder
from border_check.posts.store import Posts
from border_check.values.case import CaseEvent
from border_check.values.digest import sha256
from border_check.values.json_text import canonical
from border_check.values.posts import EVERYBODY, Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from border_check.journal.entries import Entry

POST_HIT = "post_hit"
"""The `check` of entries of the centre about hits of posts."""
FLOWS_BACK = frozenset((CaseEvent.STEP, CaseEvent.RULED, CaseEvent.LIFTED, CaseEvent.PROTECTION))
"""What a post is told of; that a hit was opened at the centre stays there."""
_SAYING = (f'"check":"{POST_HIT}"', f'"check":"{RECALL}"')
_OF_HITS = ("of", "event", "step", "asked", "disposition", "records", "missing", "limit_reached")
_OF_RECALLS = ("list", "record_id")
_OWN = ("check", "at", *_OF_HITS, *_OF_RECALLS)
"""What a message says of its entry; device, post and role are those of the centre."""


def message_of(
    reference: str, user: str, facts: Mapping[str, Any], query: Mapping[str, Any]
) -> Message:
    """The message that tells of an entry of the centre."""
    body = {key: facts[key] for key in _OWN if key in facts}
    if body["check"] == POST_HIT:
        body["check"] = HIT
    digest = sha256(canonical(body).encode()).hexdigest()
    return Message(f"{reference}.{digest[:8]}", user, body, query)


def messages_in(centre: Recorder, seen: dict[str, int] | None = None) -> dict[str, list[Message]]:
    """All that the journals of the centre have for posts, by the journals that it is for.

    `seen` has the number of the entry, by medium, after which is looked, and then that of the last
    one which was found.
    """
    found: dict[str, list[Message]] = {}
    for reference, entry in _after(centre, {} if seen is None else seen):
        facts = entry.facts
        is_sent_on = facts.get("check") == RECALL and "message" not in facts
        if is_sent_on or facts.get("event") in FLOWS_BACK:
            to = EVERYBODY if is_sent_on else str(facts["journal"])
            one = message_of(reference, str(facts.get("user", "")), facts, entry.asked or {})
            found.setdefault(to, []).append(one)
    return found


def _after(centre: Recorder, seen: dict[str, int]) -> Iterator[tuple[str, Entry]]:
    for mark, chain in centre.chains:
        for entry in chain.entries(saying=_SAYING, after=seen.get(mark, 0)):
            seen[mark] = entry.sequence
            yield centre.found(entry, mark)


def send_the_rest(posts: Posts, messages: Mapping[str, list[Message]]) -> None:
    """Send those of these messages that nobody has sent yet."""
    for journal, those in messages.items():
        posts.send(journal, those)
