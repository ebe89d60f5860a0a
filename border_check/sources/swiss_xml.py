"""The consolidated list of Swiss sanctions (SECO), XML.

    <swiss-sanctions-list list-type="whole-list" date="2026-11-20">
      <sanctions-program>…</sanctions-program><target ssid="64398">
        <individual sex="female"><identity main="true"><name>…</name></identity></individual>
        <modification modification-type="listed" …/></target>…<place ssid="…">…</place>

Published by the State Secretariat for Economic Affairs. Targets that have been taken off the list
stay in the file and are set aside. Every modification repeats what it changed, in elements of the
same names inside of it, which are history and are not read. The file is read twice: places are
named by their ids, and described after the targets that name them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import ClassVar
from xml.etree.ElementTree import Element

from border_check.sources import xml_elements
from border_check.sources.fields import FieldError
from border_check.sources.files import Member, opened
from border_check.sources.interface import Entry, Place, Reading, SetAside
from border_check.sources.swiss_target import nominal_of, place_of
from border_check.sources.written_dates import read_moment
from border_check.sources.xml_elements import found, local
from border_check.sources.xml_lists import (
    Layout,
    is_layout,
    read_elements,
    read_layout,
    require_unrenamed,
)
from border_check.values.lists import ListDescription, ListKind


def _caution(attributes: dict[str, str]) -> str | None:
    found = attributes.get("list-type", "whole-list")
    if found == "whole-list":
        return None
    return f"holds {found!r} only, not the whole list: add it to one with --add"


_LAYOUT = Layout(
    root="swiss-sanctions-list",
    sign="",
    expected="the Swiss sanctions list (SECO) in XML",
    date=lambda attributes: read_moment(attributes.get("date", "")),
    caution=_caution,
)
_OTHERS = ("sanctions-program", "place")
_TARGET = ("individual", "entity", "object", "modification", "sanctions-set-id")
_IDENTITY = ("name", "nationality", "day-month-year", "place-of-birth", "identification-document",
             "address")  # fmt: skip


class SwissXml:
    """Persons of the consolidated list of Swiss sanctions."""

    name: ClassVar[str] = "swiss-xml"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "Swiss consolidated sanctions list (SECO), XML"

    def recognises(self, path: Path) -> bool:
        """Whether the root element of a file is the Swiss list."""
        return is_layout(path, _LAYOUT)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each list that was given; its date is `date`."""
        return read_layout(path, _LAYOUT, _entries_of)


def _entries_of(member: Member) -> Iterator[Entry]:
    places, programmes = _described(member)
    entry = partial(_entry, places, programmes)
    return read_elements(member, entry, depth=1)


def _described(member: Member) -> tuple[dict[str, str], dict[str, str]]:
    """Places, and programmes of sanctions, by the ids under which targets name them."""
    places: dict[str, str] = {}
    programmes: dict[str, str] = {}
    with opened(member) as stream:
        for one in xml_elements.entries(stream, member.name, 1):
            kind = local(one.element.tag)
            if kind == "place":
                places[one.element.get("ssid", "")] = place_of(one.element)
            elif kind == "sanctions-program":
                programmes |= _sets_of(one.element)
    return places, programmes


def _sets_of(programme: Element) -> dict[str, str]:
    """The sets of a programme, by id, in English where they are told in English."""
    names = {one.get("lang"): xml_elements.plain(one.text)
             for one in found(programme, "program-name")}  # fmt: skip
    name = names.get("eng") or next(iter(names.values()), "")
    sets: dict[str, str] = {}
    for one in sorted(found(programme, "sanctions-set"), key=lambda one: one.get("lang") != "eng"):
        sets.setdefault(one.get("ssid", ""), f"{name}: {xml_elements.plain(one.text)}")
    return sets


def _entry(
    places: Mapping[str, str], programmes: Mapping[str, str], element: Element, place: Place
) -> Entry | None:
    kind = local(element.tag)
    if kind in _OTHERS:
        return None
    if kind != "target":
        raise FieldError(kind, "neither a target, a programme nor a place")
    require_unrenamed((local(one.tag) for one in element), _TARGET, place)
    if _is_off(element):
        return SetAside(place, "de-listed")
    for one in element:
        if local(one.tag) == "individual":
            for identity in found(one, "identity"):
                require_unrenamed((local(field.tag) for field in identity), _IDENTITY, place)
            return nominal_of(element, one, places, programmes)
    return SetAside(place, _kind_of(element))


def _kind_of(target: Element) -> str:
    for one in target:
        if local(one.tag) == "entity":
            return "organisation"
        if local(one.tag) == "object":
            return one.get("object-type") or "object"
    raise FieldError("individual", "neither an individual, an entity nor an object")


def _is_off(target: Element) -> bool:
    """Whether its last modification took it off the list; of one day, the first that is told."""
    modifications = found(target, "modification")
    if not modifications:
        return False
    last = max(modifications, key=_day)
    return last.get("modification-type") == "de-listed"


def _day(modification: Element) -> str:
    names = ("effective-date", "enactment-date", "publication-date")
    return next(filter(None, (modification.get(name) for name in names)), "")
