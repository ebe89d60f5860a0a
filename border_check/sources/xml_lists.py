"""Lists in XML that differ in their elements, and are found, dated and read in the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from border_check.errors import ListFileError
from border_check.sources import xml_elements
from border_check.sources.fields import FieldError
from border_check.sources.files import Choice, Member, choose, glance, members_of, opened
from border_check.sources.interface import Entry, Place, Reading

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_NEAR = 0.8
"""Likeness of two names from which one is taken for the other, renamed."""


class Layout(NamedTuple):
    """What a list in XML looks like from outside."""

    root: str
    """Local name of the root element."""
    sign: str
    """What else stands near the start of such a file; names of roots are not unique."""
    expected: str
    """What messages call such a file."""
    date: Callable[[dict[str, str]], str | None]
    """The date of a file by the attributes of its root, as `Reading.as_of`."""
    caution: Callable[[dict[str, str]], str | None] = lambda _: None
    """What these attributes warn of; None where all is well."""


def is_layout(path: Path, layout: Layout) -> bool:
    """Whether a file has this root."""
    with members_of(path) as members:
        return any(_has_root(glance(member), layout) for member in members)


def read_layout(
    path: Path, layout: Layout, entries_of: Callable[[Member], Iterator[Entry]]
) -> Reading:
    """Read each file with this root; the oldest of their dates is that of the list.

    Raises `ListFileError` for another root, and where none has it.
    """
    dates, cautions = [], []
    with members_of(path) as members:
        chosen = chosen_of(members, layout)
        for member in chosen.members:
            with opened(member) as stream:
                root, attributes = xml_elements.root_of(stream, member.name)
            if root != layout.root:
                raise ListFileError(f"{member.name}: expected {layout.root}, found {root}")
            dates.append(layout.date(attributes))
            if caution := layout.caution(attributes):
                cautions.append(f"{member.name}: {caution}")
    # Of several files the oldest decides: the whole is no more current than that.
    known = [date for date in dates if date]
    as_of = min(known) if len(known) == len(dates) else None
    return Reading(as_of, _entries(path, layout, entries_of), (*chosen.warnings, *cautions))


def chosen_of(members: list[Member], layout: Layout) -> Choice:
    """Of what was given, the files with this root; raises `ListFileError` where none has it."""
    return choose(members, lambda head: _has_root(head, layout), layout.expected)


def read_elements(
    member: Member, entry_of: Callable[[Element, Place], Entry | None], depth: int
) -> Iterator[Entry]:
    """The entries of a file, one for each element that far below the root.

    `entry_of` gives None for an element that is no entry, and raises `FieldError` for one that
    cannot be used, which is then rejected as it stands.
    """
    with opened(member) as stream:
        for found in xml_elements.entries(stream, member.name, depth):
            place = Place(member.name, found.number, "element")
            try:
                entry = entry_of(found.element, place)
            except FieldError as error:
                entry = xml_elements.rejected(place, str(error), error.field, found.element)
            if entry is not None:
                yield entry


def require_unrenamed(names: Iterable[str], read: Collection[str], place: Place) -> None:
    """Raise `ListFileError` when one of these names looks like one that is read, and that is gone.

    Publishers rename elements and attributes; what they held would be lost in silence.
    """
    if renamed := _renamed(frozenset(names), frozenset(read)):
        raise ListFileError(
            f"{place}: expected {renamed[0]!r}, found {renamed[1]!r}",
            hint="was it renamed? then this format has changed, and cannot be read",
        )


@lru_cache(maxsize=1024)
def _renamed(names: frozenset[str], read: frozenset[str]) -> tuple[str, str] | None:
    missing = {name.lower(): name for name in read - names}
    for name in sorted(names - read):
        if near := get_close_matches(name.lower(), missing, n=1, cutoff=_NEAR):
            return missing[near[0]], name
    return None


def _entries(
    path: Path, layout: Layout, entries_of: Callable[[Member], Iterator[Entry]]
) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in chosen_of(members, layout).members:
            yield from entries_of(member)


def _has_root(head: str, layout: Layout) -> bool:
    """Whether the first element has this name (its namespace may have a prefix), and the sign."""
    found = _ELEMENT.search(_COMMENT.sub("", head))
    return found is not None and found[1] == layout.root and layout.sign in head
