"""What a post and its centre tell each other, as JSON; the service reads it by types of its own."""

from __future__ import annotations

from typing import Any

from border_check.values.posts import Message, Visit

JOURNAL_LETTERS = 16
"""Of the hash of the oldest entry of a journal, by which that is known."""


def visit_to_wire(visit: Visit) -> dict[str, Any]:
    """What a post brings."""
    upto = visit.upto._asdict() if visit.upto else None
    entries = [one._asdict() for one in visit.entries]
    return {**visit._asdict(), "entries": entries, "upto": upto}


def messages_to_wire(messages: list[Message]) -> list[dict[str, Any]]:
    """What the centre has for a post, for `messages_of`."""
    return [one._asdict() for one in messages]


def messages_of(wire: object) -> list[Message]:
    """The same, read; raises `ValueError`, `LookupError` or `TypeError` for what is none."""
    if not isinstance(wire, list):
        raise ValueError("expected messages")
    found = [Message(**one) for one in wire]
    for one in found:
        told: tuple[object, ...] = (one.id, one.user, one.body["at"])
        contents: tuple[object, ...] = (one.body, one.query)
        if not all(isinstance(text, str) for text in told):
            raise ValueError("a message without a name")
        if not all(isinstance(content, dict) for content in contents):
            raise ValueError("a message without content")
    return found
