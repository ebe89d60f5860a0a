"""Canada's consolidated list of autonomous sanctions, XML.

    <data-set><record><Country>Utopia / Utopie</Country><LastName>Eriksson</LastName>
      <GivenName>Anna Maria</GivenName><DateOfBirthOrShipBuildDate>1974-08-12</…>
      <Schedule>1, Part 1</Schedule><Item>7</Item><Aliases>…</Aliases></record>…</data-set>

Published by Global Affairs Canada. A record has no id; regulation, schedule and item name it in the
law, and so they do here. The regulation (`Country`) says nothing of nationality, and there are no
documents. The file has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from xml.etree.ElementTree import Element

from border_check.sources.fields import FieldError, once
from border_check.sources.files import Member
from border_check.sources.interface import Entry, Place, Reading, SetAside
from border_check.sources.written_dates import is_plain, read_births
from border_check.sources.written_names import is_latin, read_alias, unique_aliases
from border_check.sources.xml_elements import local, text
from border_check.sources.xml_lists import (
    Layout,
    is_layout,
    read_elements,
    read_layout,
    require_unrenamed,
)
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Alias, Nominal

_LAYOUT = Layout(
    root="data-set",
    sign="<record>",
    expected="Canada's list of autonomous sanctions in XML",
    date=lambda attributes: None,  # noqa: ARG005 there is none
)
_BIRTH = "DateOfBirthOrShipBuildDate"
_READ = (
    "Country", "LastName", "GivenName", "EntityOrShip", _BIRTH, "Schedule", "Item", "Aliases",
    "TitleOrShip", "ShipIMONumber", "DateOfListing",
)  # fmt: skip
_LANGUAGE = re.compile(r"\b(?:Russian|Belarus+ian|Ukrainian|Arabic|Persian|Farsi|Hebrew) ?:")
_PARTED = re.compile(r"\s*(?:;| / |,|\band\b(?=\s+\W*[^\W\da-zA-Z]))\s*")
_SURNAME_FIRST = re.compile(r"\w+, \w+(?: \w+)+")
_OR = re.compile(r"(?i)^(.+) or (.+)$")


class CanadaXml:
    """Persons of Canada's consolidated list of autonomous sanctions."""

    name: ClassVar[str] = "canada-xml"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "Canadian consolidated autonomous sanctions list, XML"

    def recognises(self, path: Path) -> bool:
        """Whether the root element of a file is a data-set of its records."""
        return is_layout(path, _LAYOUT)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each list that was given; it gives no date of its own."""
        return read_layout(path, _LAYOUT, _entries_of)


def _entries_of(member: Member) -> Iterator[Entry]:
    return read_elements(member, _entry, depth=1)


def _entry(record: Element, place: Place) -> Entry:
    if local(record.tag) != "record":
        raise FieldError(local(record.tag), "no record")
    require_unrenamed((local(field.tag) for field in record), _READ, place)
    person = text(record, "LastName") or text(record, "GivenName")
    if text(record, "EntityOrShip") and not person:
        return SetAside(place, "vessel" if text(record, "ShipIMONumber") else "organisation")
    if not person:
        raise FieldError("LastName", "neither a name of a person nor of an entity or ship")
    if not text(record, "Item"):
        raise FieldError("Item", "no item of a schedule, which names the record")
    return _nominal(record)


def _nominal(record: Element) -> Nominal:
    surname, given = text(record, "LastName"), text(record, "GivenName")
    name = " ".join(filter(None, (given, surname)))
    birth = text(record, _BIRTH)
    extra = {
        "regulation": text(record, "Country"),
        "schedule": text(record, "Schedule"),
        "item": text(record, "Item"),
        "title": text(record, "TitleOrShip"),
        "listed_on": text(record, "DateOfListing"),
        "births_listed": "" if is_plain(birth) else birth,
        "aliases_listed": text(record, "Aliases"),
    }
    return Nominal(
        record_id=_id(record),
        name=name,
        surname=surname if given else "",
        given=given if surname else "",
        aliases=unique_aliases(name, _aliases(text(record, "Aliases"))),
        births=once(one for part in _either(birth) for one in read_births(part)),
        extra=tuple((key, value) for key, value in extra.items() if value),
    )


def _id(record: Element) -> str:
    """ "Utopia, schedule 1, Part 1, item 7": the English name of the regulation, and the place."""
    regulation = text(record, "Country").partition(" / ")[0]
    schedule = text(record, "Schedule")
    parts = (regulation, f"schedule {schedule}" if schedule else "", f"item {text(record, 'Item')}")
    return ", ".join(filter(None, parts))


def _either(birth: str) -> tuple[str, ...]:
    """Two dates of which one is right: both are births."""
    found = _OR.match(birth)
    return (found[1], found[2]) if found else (birth,)


def _aliases(cell: str) -> Iterator[Alias]:
    """The names in a cell: several, parted in several ways, in one script or another.

    Words for a language are none. A name of one word is weak, it says little. "Surname, Given"
    looks like two names; it is taken for one where nothing else is in the cell.
    """
    parts = [part.strip(" ()") for part in _PARTED.split(_LANGUAGE.sub(";", cell))]
    names = [part for part in parts if part]
    if len(names) == 2 and _SURNAME_FIRST.fullmatch(cell):
        first, rest = map(is_latin, names)
        names = [cell] if first == rest else names
    for name in names:
        yield read_alias(name, "strong" if " " in name else "weak")
