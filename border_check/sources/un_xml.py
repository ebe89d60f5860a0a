"""The UN Security Council's consolidated list in XML.

    <CONSOLIDATED_LIST dateGenerated="…">
      <INDIVIDUALS><INDIVIDUAL>…</INDIVIDUAL>…</INDIVIDUALS>
      <ENTITIES><ENTITY>…</ENTITY>…</ENTITIES>
    </CONSOLIDATED_LIST>

A record goes by its permanent reference number ("QDi.001"). Empty elements stand everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from xml.etree.ElementTree import tostring

from border_check.errors import ListFileError
from border_check.sources import xml_elements
from border_check.sources.fields import FieldError
from border_check.sources.files import choose, glance, members_of, opened
from border_check.sources.interface import Entry, Place, Reading, Rejected, SetAside
from border_check.sources.un_individual import nominal_of
from border_check.sources.written_dates import read_moment
from border_check.values.lists import ListDescription, ListKind

_ROOT = "CONSOLIDATED_LIST"
_EXPECTED = "the UN consolidated list in XML"


class UnXml:
    """Individuals of the UN Security Council's consolidated list."""

    name: ClassVar[str] = "un-xml"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "UN Security Council consolidated list, XML"

    def recognises(self, path: Path) -> bool:
        """Whether the root element of a file is the consolidated list."""
        with members_of(path) as members:
            return any(_is_un(glance(member)) for member in members)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each consolidated list that was given; its date is `dateGenerated`."""
        dates = []
        with members_of(path) as members:
            chosen = choose(members, _is_un, _EXPECTED)
            for member in chosen.members:
                with opened(member) as stream:
                    root, attributes = xml_elements.root_of(stream, member.name)
                if root != _ROOT:
                    raise ListFileError(f"{member.name}: expected {_ROOT}, found {root}")
                dates.append(read_moment(attributes.get("dateGenerated", "")))
        # Of several files the oldest decides: the whole is no more current than that.
        known = [date for date in dates if date]
        as_of = min(known) if len(known) == len(dates) else None
        return Reading(as_of, _entries(path), chosen.warnings)


def _entries(path: Path) -> Iterator[Entry]:
    with members_of(path) as members:
        for member in choose(members, _is_un, _EXPECTED).members:
            with opened(member) as stream:
                for entry in xml_elements.entries(stream, member.name):
                    yield _entry(entry, Place(member.name, entry.number, "element"))


def _entry(entry: xml_elements.Entry, place: Place) -> Entry:
    name = xml_elements.local(entry.element.tag)
    if name == "ENTITY":
        return SetAside(place, "organisation")
    try:
        if name != "INDIVIDUAL":
            raise FieldError(name, "neither an INDIVIDUAL nor an ENTITY")
        return nominal_of(entry.element)
    except FieldError as error:
        raw = tostring(entry.element, encoding="unicode")
        return Rejected(place, str(error), error.field, raw)


def _is_un(head: str) -> bool:
    return f"<{_ROOT}" in head
