"""What a post brings, and what it is told: the types that these are read and described by."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from border_check.errors import UnreadableInput
from border_check.journal.cases import is_readable
from border_check.journal.entries import Entry, fault
from border_check.values.json_text import from_json
from border_check.values.posts import Brought, Place, Visit

_PATTERN = "^[0-9a-f]{16}$"
Journal = Annotated[str, Meta(pattern=_PATTERN)]
"""By which a journal is known: the beginning of the hash of its oldest entry."""
Number = Annotated[int, Meta(ge=1, lt=1 << 53)]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Word = Annotated[str, Meta(max_length=200)]


class PlaceOfJournal(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of a journal: how far that was gone through."""

    sequence: Number
    hash: Hash


class BroughtEntry(msgspec.Struct, forbid_unknown_fields=True):
    """An entry about a hit, as its journal has it."""

    sequence: Number
    body: str
    """JSON of what the entry says."""
    query: str | None
    """JSON of what was asked; nothing once erased."""
    salt: str | None
    query_digest: Hash
    hash: Hash
    before: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
    """Hash of the entry before it; nothing of the oldest one that the journal still has."""


class VisitOfPost(msgspec.Struct, forbid_unknown_fields=True):
    """What a post brings at one time."""

    journal: Journal
    home: Journal
    """The same of the first journal of its home."""
    device: Word
    mark: Literal["", "B"]
    """What stands before numbers in its references."""
    entries: Annotated[list[BroughtEntry], Meta(max_length=10_000)]
    upto: PlaceOfJournal | None
    anew: bool
    """Whether the journal was put back, and does not have what the centre has seen."""
    lists: Annotated[list[dict[str, Any]], Meta(max_length=1000)] | None
    """As `GET /v1/lists` tells them."""
    day: Word
    searches: dict[str, Annotated[int, Meta(ge=0)]]
    """Of that day, by verdict."""


class TakenAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """How far the centre has a journal."""

    schema: Literal["border-check/1"]
    taken: PlaceOfJournal | None


class MessageAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """An entry that a home is to make in its journal."""

    id: str
    user: str
    body: dict[str, Any]
    query: dict[str, Any]


class WaitingAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """How far the centre has a journal, and what there is for the home that has it."""

    schema: Literal["border-check/1"]
    taken: PlaceOfJournal | None
    messages: list[MessageAnswer]


def visit_of(content: bytes) -> Visit:
    """What a post brings; raises `UnreadableInput` for what is none, and where an entry is not as
    its journal has it."""
    try:
        found = msgspec.json.decode(content, type=VisitOfPost)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = str(error) if isinstance(error, msgspec.DecodeError) else "it is no JSON"
        raise UnreadableInput(
            f"this is nothing that a post brings: {why}", hint="see /openapi.json"
        ) from None
    told = msgspec.structs.asdict(found)
    entries = tuple(Brought(**msgspec.structs.asdict(one)) for one in found.entries)
    for one in entries:
        _require_whole(one, found.journal)
    upto = Place(found.upto.sequence, found.upto.hash) if found.upto else None
    lists = tuple(found.lists) if found.lists is not None else None
    return Visit(**{**told, "entries": entries, "upto": upto, "lists": lists})


def is_journal(name: str) -> bool:
    """Whether a journal can be known by that name."""
    try:
        msgspec.convert(name, Journal)
    except msgspec.ValidationError:
        return False
    return True


def _require_whole(brought: Brought, journal: str) -> None:
    """Raise `UnreadableInput` where the hash of an entry is not that of what it says. Of the oldest
    one that a journal still has, nobody knows the one before; the journal is known by its hash."""
    entry = Entry(*brought[:6])
    if not _says_something(entry):
        raise UnreadableInput(
            f"entry {entry.sequence} says nothing that this version knows",
            hint="is the version of the post a newer one than that of its centre?",
        )
    found = None
    if brought.before or not brought.hash.startswith(journal):
        found = fault(entry, brought.sequence, brought.before)
    if found:
        raise UnreadableInput(
            found, hint="see `border-check journal verify` at the post, and call the auditor"
        )


def _says_something(entry: Entry) -> bool:
    try:
        return isinstance(from_json(entry.body), dict) and is_readable(entry)
    except ValueError:
        return False
