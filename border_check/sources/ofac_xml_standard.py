"""The standard edition of OFAC's XML: one `sdnEntry` an entry, its facts in lists of items.

    <sdnList>
      <publshInformation> <Publish_Date>03/28/2025</Publish_Date> <Record_Count>…
      <sdnEntry> uid, firstName, lastName, sdnType, programList, idList, akaList, addressList, …

The spelling of `publshInformation` is the publisher's. `idList` also holds what is no document
(Gender, Website, Tax ID No., Secondary sanctions risk).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element

from border_check.sources import xml_elements
from border_check.sources.files import Member, opened
from border_check.sources.interface import Entry, Place, SetAside
from border_check.sources.ofac_person import KINDS, OfacId, OfacPerson, name_of, nominal_of
from border_check.sources.xml_elements import (
    About,
    found,
    local,
    refuse_renamed,
    rejected,
    text,
    texts,
)
from border_check.values.person import Nominal

_KNOWN = {
    "sdnEntry": (
        "uid", "firstName", "lastName", "title", "sdnType", "remarks", "programList", "idList",
        "akaList", "addressList", "nationalityList", "citizenshipList", "dateOfBirthList",
        "placeOfBirthList", "vesselInfo",
    ),
    "idList": ("id",),
    "id": ("uid", "idType", "idNumber", "idCountry", "issueDate", "expirationDate"),
    "akaList": ("aka",),
    "aka": ("uid", "type", "category", "lastName", "firstName"),
    "nationalityList": ("nationality",),
    "nationality": ("uid", "country", "mainEntry"),
    "citizenshipList": ("citizenship",),
    "citizenship": ("uid", "country", "mainEntry"),
    "dateOfBirthList": ("dateOfBirthItem",),
    "dateOfBirthItem": ("uid", "dateOfBirth", "mainEntry"),
    "placeOfBirthList": ("placeOfBirthItem",),
    "placeOfBirthItem": ("uid", "placeOfBirth", "mainEntry"),
}  # fmt: skip
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?sdnEntry[\s>]")


def about(member: Member) -> About:
    """Its day of publication, and a warning where it counts other entries than it holds."""
    with opened(member) as stream:
        for entry in xml_elements.entries(stream, member.name, depth=1):
            if local(entry.element.tag) == "publshInformation":
                day = _day(text(entry.element, "Publish_Date"))
                told = text(entry.element, "Record_Count")
                return About(day, tuple(_miscounted(member, told)))
            break
    return About(None)


def entries(member: Member) -> Iterator[Entry]:
    """Every `sdnEntry`: a person, something set aside, or a reject."""
    number = 0
    with opened(member) as stream:
        for entry in xml_elements.entries(stream, member.name, depth=1):
            if local(entry.element.tag) != "publshInformation":
                number += 1
                yield _entry(entry.element, Place(member.name, number, "element"))


def _entry(element: Element, place: Place) -> Entry:
    kind = text(element, "sdnType").lower()
    surname, given = text(element, "lastName"), text(element, "firstName")
    if local(element.tag) != "sdnEntry":
        return rejected(place, "no sdnEntry", local(element.tag), element)
    refuse_renamed(element, _KNOWN, place)
    if not text(element, "uid"):
        return rejected(place, "expected a number that names the entry", "uid", element)
    if not kind or kind not in KINDS:
        return rejected(place, f"unknown type {kind!r}" if kind else "no type", "sdnType", element)
    if set_aside := KINDS[kind]:
        return SetAside(place, set_aside)
    if not surname and not given:
        return rejected(place, "no name", "lastName", element)
    return _nominal(element, name_of(surname, given))


def _nominal(element: Element, name: str) -> Nominal:
    known = _KNOWN["sdnEntry"]
    return nominal_of(
        OfacPerson(
            record_id=text(element, "uid"),
            name=name,
            strong=tuple(_aliases(element, weak=False)),
            weak=tuple(_aliases(element, weak=True)),
            births=tuple(_items(element, "dateOfBirth")),
            birthplaces=tuple(_items(element, "placeOfBirth")),
            countries=(
                *_main_first(found(element, "nationalityList", "nationality"), "country"),
                *_main_first(found(element, "citizenshipList", "citizenship"), "country"),
            ),
            ids=tuple(map(_id, found(element, "idList", "id"))),
            program="; ".join(texts(element, "programList", "program")),
            title=text(element, "title"),
            extra=(
                ("addresses", "; ".join(map(_address, found(element, "addressList", "address")))),
                ("remarks", text(element, "remarks")),
                *(
                    (local(one.tag), " ".join("".join(one.itertext()).split()))
                    for one in element
                    if local(one.tag) not in known
                ),
            ),
        )
    )


def _aliases(element: Element, *, weak: bool) -> Iterator[str]:
    for aka in found(element, "akaList", "aka"):
        if (text(aka, "category").lower() == "weak") is weak:
            yield name_of(text(aka, "lastName"), text(aka, "firstName"))


def _items(element: Element, name: str) -> list[str]:
    """The values of `nameList/nameItem/name`."""
    return _main_first(found(element, f"{name}List", f"{name}Item"), name)


def _main_first(items: list[Element], name: str) -> list[str]:
    """Their values; the flat files begin with the main one too."""
    ordered = sorted(items, key=lambda item: text(item, "mainEntry").lower() != "true")
    return [value for value in (text(item, name) for item in ordered) if value]


def _id(element: Element) -> OfacId:
    return OfacId(*(text(element, name) for name in _KNOWN["id"] if name != "uid"))


def _address(element: Element) -> str:
    parts = (" ".join((part.text or "").split()) for part in element if local(part.tag) != "uid")
    return ", ".join(filter(None, parts))


def _day(written: str) -> str | None:
    try:
        return datetime.strptime(written, "%m/%d/%Y").strftime("%Y-%m-%dT00:00:00Z")
    except ValueError:
        return None


def _miscounted(member: Member, told: str) -> Iterator[str]:
    if not told.isdecimal():
        return
    with opened(member) as stream:
        holds = sum(len(_ENTRY.findall(line)) for line in stream)
    if holds != int(told):
        yield f"{member.name}: says that it has {told} entries, holds {holds}"
