"""INTERPOL's public notices, as their API answers: pages of a list, details, or both.

A page is `{"_embedded": {"notices": […]}}` and its items say little; a detail is an object of its
own and says more. Collections flatten pages into arrays, or write one object a line. Each item and
each detail is an entry under the same `entity_id`; a snapshot joins them. Any field may be null,
dates are YYYY/MM/DD or YYYY, countries have two letters. The colour of a notice stands only in the
address of its details. Public notices carry no document numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from border_check.sources.files import Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Place, Reading, Rejected
from border_check.sources.interpol_notice import entry_of_notice
from border_check.sources.json_texts import (
    JsonObject,
    as_text,
    first_object,
    read_document,
    read_lines,
)
from border_check.values.lists import ListDescription, ListKind

_EXPECTED = "INTERPOL notices in JSON, with an entity_id"


class InterpolNoticesJson:
    """Red, yellow and UN notices from INTERPOL's public API."""

    name: ClassVar[str] = "interpol-notices-json"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "INTERPOL public notices: list pages, details, JSON or JSON Lines"

    def recognises(self, path: Path) -> bool:
        """Whether a file is JSON whose objects have an `entity_id`."""
        with members_of(path) as members:
            return any(_is_notices(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read every page and detail that was given; the answers carry no date."""
        with members_of(path) as members:
            warnings = choose(members, _is_notices, _EXPECTED).warnings
        return Reading(None, _entries(path), warnings)


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in choose(members, _is_notices, _EXPECTED).members:
            for item in _objects(member):
                yield item if isinstance(item, Rejected) else entry_of_notice(item)


def _objects(member: Member) -> Iterator[JsonObject | Rejected]:
    first = first_object(glance(member))
    with opened_text(member) as text:
        if first is not None and "entity_id" in first:
            yield from read_lines(text, member.name)
            return
        document = read_document(text, member.name)
    for number, notice in enumerate(_notices(document), 1):
        place = Place(member.name, number, "element")
        if isinstance(notice, dict):
            yield JsonObject(place, notice, as_text(notice))
        else:
            yield Rejected(place, "expected an object", raw=as_text(notice))


def _notices(document: Any) -> Iterator[Any]:
    """The notices of a document: a page, a detail, or an array of either."""
    if isinstance(document, list):
        for item in document:
            yield from _notices(item)
    elif isinstance(document, Mapping) and "entity_id" not in document:
        embedded = document.get("_embedded")
        notices = embedded.get("notices") if isinstance(embedded, Mapping) else None
        yield from notices if isinstance(notices, list) else [document]
    else:
        yield document


def _is_notices(head: str) -> bool:
    return (
        head.lstrip()[:1] in ("{", "[")
        and '"entity_id"' in head
        and ('"_links"' in head or '"forename"' in head)
    )
