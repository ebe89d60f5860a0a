"""Recalls: a record is withdrawn at the centre, and every post is to know."""

from __future__ import annotations

from border_check.errors import UsageError
from border_check.journal.recalls import RECALL, recalls
from border_check.posts.messages import messages_in, send_the_rest
from border_check.posts.queue import queued
from border_check.posts.store import Posts
from border_check.screening.recalled import keep_recalls
from border_check.screening.screener import Screener
from border_check.values.posts import EVERYBODY, RecallState
from border_check.values.settings import Role

_LONGEST = 200


def recall(screener: Screener, posts: Posts, name: str, record_id: str, reason: str) -> str:
    """Withdraw a record of a list here, and have all posts told; returns the reference.

    Raises `UsageError` at a first-line desk, for a list that is not here and without a reason, and
    `JournalError`.
    """
    if screener.settings.desk.role is Role.FIRST_LINE:
        raise UsageError("a first-line desk may not recall records", hint="ask the second line")
    known = [one.status.name for one in screener.lists()]
    if name not in known:
        raise UsageError(
            f"{name:.60}: no such list is installed", hint=f"installed: {', '.join(known)}"
        )
    if not record_id.strip() or len(record_id) > _LONGEST or not record_id.isprintable():
        raise UsageError("a record is recalled by its id", hint="it stands on each hit")
    if not reason.strip():
        raise UsageError("a record is recalled for a reason", hint="give it with --reason")
    at = screener.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    facts = {"check": RECALL, "list": name, "record_id": record_id}
    entered = screener.recorder.enter(at, facts, {"reason": reason})
    keep_recalls(screener.recalled, recalls(screener.recorder))
    send_the_rest(posts, messages_in(screener.recorder))
    return entered.reference


def has_hit(screener: Screener, posts: Posts, name: str, record_id: str) -> bool:
    """Whether a search, here or at a post, has hit on that record. Else it may be misspelled, and
    the one that is meant goes on to hit."""
    return any(
        (hit.list, hit.record_id) == (name, record_id)
        for one in queued(screener, posts, posts.states())
        for hit in one.standing.case.hits
    )


def recall_states(posts: Posts) -> list[RecallState]:
    """All recalls that were sent, oldest first, and who has applied each."""
    states = [one for one in posts.states() if not (one.mark or one.put_back)]
    found = []
    for message in posts.sent(EVERYBODY):
        done = posts.confirmed(message.id)
        body = message.body
        applied = tuple(one for one in states if one.journal in done)
        missing = tuple(one for one in states if one.journal not in done and not one.retired)
        record = (str(body["list"]), str(body["record_id"]))
        found.append(RecallState(message.id, *record, message.at, message.user, applied, missing))
    return found
