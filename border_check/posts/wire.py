"""What a post and its centre tell each other, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from border_check.errors import UnreadableInput
from border_check.journal.entries import Entry, fault
from border_check.values.json_text import from_json
from border_check.values.posts import Brought, Message, Place, Visit

JOURNAL_LETTERS = 16
"""Of the hash of the oldest entry of a journal, by which that is known."""
_HEXADECIMAL = frozenset("0123456789abcdef")


def visit_to_wire(visit: Visit) -> dict[str, Any]:
    """What a post brings, for `visit_of`."""
    upto = visit.upto._asdict() if visit.upto else None
    entries = [one._asdict() for one in visit.entries]
    return {**visit._asdict(), "entries": entries, "upto": upto}


def visit_of(wire: Mapping[str, Any]) -> Visit:
    """What a post brings; raises `UnreadableInput` for what is none, and where an entry is not as
    its journal has it."""
    try:
        told = {key: wire[key] for key in Visit._fields}
        upto = Place(**told["upto"]) if told["upto"] else None
        entries = tuple(Brought(**one) for one in told["entries"])
        visit = Visit(**{**told, "entries": entries, "upto": upto})
        _require_well_made(visit)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableInput(
            f"this is nothing that a post brings: {error!s:.100}", hint="see /openapi.json"
        ) from None
    for one in visit.entries:
        _require_whole(one, visit.journal)
    return visit


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


def is_journal(name: object) -> bool:
    """Whether a journal can be known by that name."""
    return isinstance(name, str) and len(name) == JOURNAL_LETTERS and _HEXADECIMAL.issuperset(name)


def _require_well_made(visit: Any) -> None:
    texts = (visit.device, visit.mark, visit.day)
    if not (is_journal(visit.journal) and is_journal(visit.home)) or not all(
        isinstance(one, str) for one in texts
    ):
        raise ValueError("the journal, home, device, mark and day are texts")
    if visit.mark not in ("", "B"):
        raise ValueError("the mark is B or nothing")
    known = [(one.sequence, one.hash) for one in visit.entries]
    for number, own in [*known, *([visit.upto] if visit.upto else [])]:
        if not isinstance(number, int) or not 0 < number < 1 << 62 or not isinstance(own, str):
            raise ValueError("an entry has a number and a hash")
    for one in visit.entries:
        asked = [] if one.query is None and one.salt is None else [one.query, one.salt]
        said = (one.body, one.query_digest, one.before, *asked)
        if not all(isinstance(text, str) for text in said):
            raise ValueError("what an entry says is text")
        if not isinstance(from_json(one.body), dict):
            raise ValueError("the body of an entry is an object")
    if visit.lists is not None and not all(isinstance(one, dict) for one in visit.lists):
        raise ValueError("lists are objects")
    if not all(isinstance(count, int) for count in dict(visit.searches).values()):
        raise ValueError("searches are counts")


def _require_whole(brought: Brought, journal: str) -> None:
    """Raise `UnreadableInput` where the hash of an entry is not that of what it says. Of the oldest
    one that a journal still has, nobody knows the one before; the journal is known by its hash."""
    entry = Entry(*brought[:6])
    if not brought.before and brought.hash.startswith(journal):
        return
    found = fault(entry, brought.sequence, brought.before)
    if found:
        raise UnreadableInput(
            found, hint="see `border-check journal verify` at the post, and call the auditor"
        )
