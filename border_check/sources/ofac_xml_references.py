"""What the parties of the advanced edition refer to: words, places, documents, programmes.

    <Sanctions>
      <DateOfIssue> Year, Month, Day
      <ReferenceValueSets> <FeatureTypeValues> <FeatureType ID="8">Birthdate</FeatureType>
      <Locations> <Location ID="500"> LocationCountry, LocationPart/LocationPartValue/Value
      <IDRegDocuments> <IDRegDocument ID IDRegDocTypeID IdentityID IssuedBy-CountryID>
      <DistinctParties> …
      <SanctionsEntries> <SanctionsEntry ProfileID> <SanctionsMeasure SanctionsTypeID="1"> Comment

The programmes stand behind the parties, so all of this is read before them, in a pass of its own.
The model is the UN's Sanctions Data Model; identities, profiles and parties have separate numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from border_check.sources import xml_elements
from border_check.sources.ofac_person import OfacId
from border_check.sources.xml_elements import found, local, plain, text

_PROGRAM = "1"
"""SanctionsTypeID of a measure that names a programme."""
# As an address is written; a part of a kind that is not here comes last.
_PARTS = (
    "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION",
)  # fmt: skip


class Place(NamedTuple):
    """A location: its country, and the whole of it in words."""

    country: str
    whole: str


class References(NamedTuple):
    """Everything outside of the parties, by its number."""

    words: dict[tuple[str, str], str]
    """What a value of a reference set means: ("FeatureType", "8") is "Birthdate"."""
    party_types: dict[str, str]
    """The number of the type that a sub-type belongs to."""
    places: dict[str, Place]
    ids: dict[str, list[OfacId]]
    """Documents and other numbers by the number of the identity that they were issued to."""
    programs: dict[str, list[str]]
    """By the number of the profile."""

    def word(self, name: str, number: str | None) -> str:
        """The meaning of a number; nothing where the sets do not have it."""
        return self.words.get((name, number or ""), "")


def read_references(entries: Iterable[xml_elements.Entry]) -> References:
    """Read all sections but the parties."""
    references = References({}, {}, {}, defaultdict(list), defaultdict(list))
    for entry in entries:
        element = entry.element
        if entry.section == "ReferenceValueSets":
            _read_words(element, references)
        elif entry.section == "Locations":
            references.places[element.get("ID", "")] = _place(element, references)
        elif entry.section == "IDRegDocuments":
            references.ids[element.get("IdentityID", "")].append(_id(element, references))
        elif entry.section == "SanctionsEntries":
            references.programs[element.get("ProfileID", "")] += _programs(element)
    return references


def _read_words(values: Element, references: References) -> None:
    for value in values:
        name, number = local(value.tag), value.get("ID", "")
        references.words[name, number] = plain(value.text)
        if party_type := value.get("PartyTypeID"):
            references.party_types[number] = party_type


def _place(location: Element, references: References) -> Place:
    countries = [one.get("CountryID") for one in found(location, "LocationCountry")]
    country = references.word("Country", countries[0]) if countries else ""
    parts = [
        (references.word("LocPartType", part.get("LocPartTypeID")), value)
        for part in found(location, "LocationPart")
        if (value := text(part, "LocationPartValue", "Value"))
    ]
    order = {name: number for number, name in enumerate(_PARTS)}
    written = [value for _, value in sorted(parts, key=lambda part: order.get(part[0], len(order)))]
    if country and not any(value.endswith(country) for value in written):
        written.append(country)
    return Place(country or (written[-1] if len(written) == 1 else ""), ", ".join(written))


def _id(element: Element, references: References) -> OfacId:
    issuers = [one.get("CountryID") for one in found(element, "IssuedBy")]
    issuer = element.get("IssuedBy-CountryID") or next(iter(issuers), None)
    return OfacId(
        references.word("IDRegDocType", element.get("IDRegDocTypeID")),
        text(element, "IDRegistrationNo"),
        references.word("Country", issuer),
    )


def _programs(entry: Element) -> list[str]:
    return [
        name
        for measure in found(entry, "SanctionsMeasure")
        if measure.get("SanctionsTypeID") == _PROGRAM and (name := text(measure, "Comment"))
    ]
