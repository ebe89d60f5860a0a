"""Erasing what was asked at posts, once nobody at the centre needs it."""

from __future__ import annotations

from border_check.journal.erasure import ERASURE, is_needed
from border_check.posts.book import PostBook
from border_check.posts.store import EVERYBODY, Posts
from border_check.screening.screener import Screener
from border_check.screening.second_line import SecondLine


def erase_brought(screener: Screener, posts: Posts, before: str, at: str) -> int:
    """Erase what was asked, and what is noted, in all that posts have brought or were told before a
    moment (UTC, ISO 8601 with Z), unless it is of an open hit; how many entries that were.

    Raises `JournalError` where that cannot be entered, and then nothing is erased.
    """
    hashes: list[str] = []
    messages = posts.sent(EVERYBODY)
    for state in posts.states():
        book = PostBook(posts, state, screener.recorder)
        waiting = SecondLine(screener, book).queue(only_open=True)
        needed = {one.case.reference for one in waiting}
        hashes += [
            entry.hash
            for reference, entry in book.brought()
            if entry.query not in (None, "{}")
            and str(entry.facts.get("at", "")) < before
            and not is_needed(reference, entry, needed)
        ]
        messages += [one for one in posts.sent(state.journal) if one.body["of"] not in needed]
    told = [one.id for one in messages if one.query and one.at < before]
    count = len(hashes) + len(told)
    if count:
        facts = {"check": ERASURE, "of": "posts", "before": before, "count": count}
        screener.recorder.enter(at, facts, {})
        posts.erase(hashes, told)
    return count
