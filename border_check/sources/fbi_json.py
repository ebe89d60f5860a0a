"""The FBI's wanted list, as its API answers: pages of posters.

    {"total": 1044, "page": 1, "items": [{"uid": …, "title": …, "subjects": […], …}, …]}

Published at api.fbi.gov/wanted/v1/list; a work of the US government, in the public domain. A page
holds twenty posters or as many as were asked for, so a whole list is a folder of pages; a warning
says when some are missing. Collections flatten pages into arrays, or write one poster a line. Any
value may be null. Posters carry no document numbers; the answers carry no date of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from border_check.sources.fbi_poster import entry_of_poster
from border_check.sources.files import Member, choose, glance, members_of, opened_text
from border_check.sources.interface import Entry, Place, Reading, Rejected
from border_check.sources.json_texts import (
    JsonObject,
    as_text,
    first_object,
    read_document,
    read_lines,
)
from border_check.values.lists import ListDescription, ListKind

_EXPECTED = "posters of the FBI in JSON, with a poster_classification"


class _Pages(NamedTuple):
    """What all pages say together."""

    told: int
    """How many posters there are, as the pages tell; 0 where none tells."""
    held: int
    """How many different ones the pages hold."""
    day: date | None
    """The day of the latest change to any of them."""


class FbiJson:
    """People on the posters of the FBI."""

    name: ClassVar[str] = "fbi-json"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "FBI wanted list: pages of api.fbi.gov, JSON or JSON Lines"

    def recognises(self, path: Path) -> bool:
        """Whether a file is JSON whose objects have a `poster_classification`."""
        with members_of(path) as members:
            return any(_is_fbi(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read every page that was given, once for what all of them say and once for the posters.

        Whether a missing person is a child is judged on the day of the latest change, which is as
        near to the day of the answers as they tell.
        """
        with members_of(path) as members:
            chosen = choose(members, _is_fbi, _EXPECTED)
            pages = _pages(chosen.members)
        missing = (
            (f"the pages tell of {pages.told:,} posters and hold {pages.held:,}: fetch every page",)
            if pages.told > pages.held
            else ()
        )
        return Reading(None, _entries(path, pages.day), (*chosen.warnings, *missing))


def _entries(path: Path, day: date | None) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in choose(members, _is_fbi, _EXPECTED).members:
            for item in _Posters(member):
                yield item if isinstance(item, Rejected) else entry_of_poster(item, day)


def _pages(members: list[Member]) -> _Pages:
    told = 0
    held: set[str] = set()
    days: list[date] = []
    for member in members:
        posters = _Posters(member)
        for item in posters:
            if isinstance(item, JsonObject):
                held.add(as_text(item.mapping.get("uid")))
                days += filter(None, map(_day, map(item.mapping.get, ("modified", "publication"))))
        told = max(told, posters.told)
    return _Pages(told, len(held), max(days, default=None))


class _Posters:
    """The posters of a file; `told` is known when all of them have been asked for."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self.told = 0

    def __iter__(self) -> Iterator[JsonObject | Rejected]:
        first = first_object(glance(self._member))
        with opened_text(self._member) as text:
            if first is not None and "uid" in first:
                yield from read_lines(text, self._member.name)
                return
            document = read_document(text, self._member.name)
        for number, poster in enumerate(self._within(document), 1):
            place = Place(self._member.name, number, "element")
            if isinstance(poster, dict):
                yield JsonObject(place, poster, as_text(poster))
            else:
                yield Rejected(place, "expected an object", raw=as_text(poster))

    def _within(self, document: Any) -> Iterator[Any]:
        """The posters of a document: a page, a poster, or an array of either."""
        if isinstance(document, list):
            for item in document:
                yield from self._within(item)
        elif isinstance(document, Mapping) and isinstance(document.get("items"), list):
            total = document.get("total")
            self.told = max(self.told, total if isinstance(total, int) else 0)
            yield from document["items"]
        else:
            yield document


def _day(moment: Any) -> date | None:
    try:
        return date.fromisoformat(moment[:10]) if isinstance(moment, str) else None
    except ValueError:
        return None


def _is_fbi(head: str) -> bool:
    return head.lstrip()[:1] in ("{", "[") and '"poster_classification"' in head
