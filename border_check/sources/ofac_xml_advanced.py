"""The advanced edition of OFAC's XML: parties whose facts are numbers that stand elsewhere.

    <DistinctParties>
      <DistinctParty FixedRef="900001">
        <Profile ID="900001" PartySubTypeID="4">
          <Identity> <Alias AliasTypeID="1403" Primary LowQuality> <DocumentedName> parts
          <Feature FeatureTypeID="8"> <FeatureVersion> DatePeriod, VersionLocation, VersionDetail

`ofac_xml_references` tells what the numbers mean. Where a file leaves out the groups that say which
part of a name is which, the first part is the surname, as in all of OFAC's files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from border_check.sources import xml_elements
from border_check.sources.files import Member, opened
from border_check.sources.interface import Entry, Place, SetAside
from border_check.sources.ofac_births import birth_in_words
from border_check.sources.ofac_person import KINDS, OfacPerson, name_of, nominal_of
from border_check.sources.ofac_xml_references import References, read_references
from border_check.sources.xml_elements import (
    About,
    found,
    local,
    plain,
    refuse_renamed,
    rejected,
    text,
)
from border_check.values.dates import PartialDate
from border_check.values.person import Nominal

_KNOWN = {
    "DistinctParty": ("Comment", "Profile"),
    "Profile": ("Comment", "Identity", "Feature", "SanctionsEntryReference",
                "ExternalReference"),
    "Identity": ("Alias", "NamePartGroups"),
    "Alias": ("Comment", "DocumentedName"),
    "DocumentedName": ("DocumentedNamePart", "DocumentedNameCountry"),
    "Feature": ("FeatureVersion", "IdentityReference"),
}  # fmt: skip
_PARTY_TYPES = {"1": "individual", "2": "entity"}
_OF_SURNAME = frozenset(("Last Name", "Maiden Name", "Matronymic", "Entity Name"))
_ENDS = (("Start", "From"), ("Start", "To"), ("End", "From"), ("End", "To"))


class _Name(NamedTuple):
    text: str
    main: bool
    weak: bool
    latin: bool


def about(member: Member) -> About:
    """Its day of issue."""
    parts: dict[str, str] = {}
    with opened(member) as stream:
        for entry in xml_elements.entries(stream, member.name):
            if entry.section != "DateOfIssue":
                break
            parts[local(entry.element.tag)] = plain(entry.element.text)
    try:
        day = PartialDate.of(*(int(parts[name][:4]) for name in ("Year", "Month", "Day")))
    except (KeyError, ValueError):
        return About(None)
    return About(f"{day}T00:00:00Z")


def entries(member: Member) -> Iterator[Entry]:
    """Every `DistinctParty`: a person, something set aside, or a reject. Reads the file twice."""
    with opened(member) as stream:
        references = read_references(xml_elements.entries(stream, member.name))
    number = 0
    with opened(member) as stream:
        for entry in xml_elements.entries(stream, member.name):
            if entry.section == "DistinctParties":
                number += 1
                yield _entry(entry.element, Place(member.name, number, "element"), references)


def _entry(party: Element, place: Place, references: References) -> Entry:
    if local(party.tag) != "DistinctParty":
        return rejected(place, "no DistinctParty", local(party.tag), party)
    refuse_renamed(party, _KNOWN, place)
    number, profiles = party.get("FixedRef"), found(party, "Profile")
    if not number or not profiles:
        field = "FixedRef" if profiles else "Profile"
        return rejected(place, f"no {field}", field, party)
    kind = _kind(profiles[0], references)
    if kind not in KINDS:
        reason = "a sub-type of party that its reference values do not tell"
        return rejected(place, reason, "PartySubTypeID", party)
    if set_aside := KINDS[kind]:
        return SetAside(place, set_aside)
    names = [name for profile in profiles for name in _names(profile, references)]
    names.sort(key=lambda name: not (name.main and name.latin))
    if not names or not names[0].main:
        return rejected(place, "no primary name", "Alias", party)
    try:
        return _nominal(party, number, names, references)
    except ValueError as error:
        return rejected(place, str(error), "DatePeriod", party)


def _kind(profile: Element, references: References) -> str:
    """ "individual", "entity", "vessel", "aircraft"; "?" where the file does not tell."""
    subtype = profile.get("PartySubTypeID", "")
    word = references.word("PartySubType", subtype).lower()
    if word in ("vessel", "aircraft"):
        return word
    number = references.party_types.get(subtype, "")
    return references.word("PartyType", number).lower() or _PARTY_TYPES.get(number, "?")


def _nominal(party: Element, number: str, names: list[_Name], references: References) -> Nominal:
    profiles = found(party, "Profile")
    identities = [identity.get("ID", "") for identity in found(party, "Profile", "Identity")]
    facts = _features(profiles, references)
    return nominal_of(
        OfacPerson(
            record_id=number,
            name=names[0].text,
            strong=tuple(name.text for name in names[1:] if not name.weak),
            weak=tuple(name.text for name in names[1:] if name.weak),
            births=tuple(facts.pop("Birthdate", ())),
            birthplaces=tuple(facts.pop("Place of Birth", ())),
            countries=(
                *facts.pop("Nationality Country", ()),
                *facts.pop("Citizenship Country", ()),
            ),
            sexes=tuple(facts.pop("Gender", ())),
            ids=tuple(number for one in identities for number in references.ids.get(one, ())),
            program="; ".join(
                program
                for profile in profiles
                for program in references.programs.get(profile.get("ID", ""), ())
            ),
            title="; ".join(facts.pop("Title", ())),
            extra=(
                ("addresses", "; ".join(facts.pop("Location", ()))),
                ("remarks", text(party, "Comment")),
                *((kind, "; ".join(values)) for kind, values in facts.items() if kind),
            ),
        )
    )


def _names(profile: Element, references: References) -> Iterator[_Name]:
    for identity in found(profile, "Identity"):
        groups = {
            group.get("ID", ""): references.word("NamePartType", group.get("NamePartTypeID"))
            for group in found(identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
        }
        for alias in found(identity, "Alias"):
            main, weak = alias.get("Primary") == "true", alias.get("LowQuality") == "true"
            for documented in found(alias, "DocumentedName"):
                parts = found(documented, "DocumentedNamePart", "NamePartValue")
                scripts = {references.word("Script", part.get("ScriptID")) for part in parts}
                if written := _written(parts, groups):
                    yield _Name(written, main, weak, latin=scripts <= {"", "Latin"})


def _written(parts: list[Element], groups: dict[str, str]) -> str:
    told = [(groups.get(one.get("NamePartGroupID", ""), ""), plain(one.text)) for one in parts]
    if not any(kind for kind, _ in told):
        told = [("" if number else "Last Name", value) for number, (_, value) in enumerate(told)]
    surname = " ".join(value for kind, value in told if kind in _OF_SURNAME)
    given = " ".join(value for kind, value in told if kind not in _OF_SURNAME)
    return name_of(surname, given)


def _features(profiles: list[Element], references: References) -> dict[str, list[str]]:
    """What the features say, by their kind."""
    facts: dict[str, list[str]] = {}
    for profile in profiles:
        for feature in found(profile, "Feature"):
            kind = references.word("FeatureType", feature.get("FeatureTypeID"))
            for version in found(feature, "FeatureVersion"):
                if value := _value(version, kind, references):
                    facts.setdefault(kind, []).append(value)
    return facts


def _value(version: Element, kind: str, references: References) -> str:
    for period in found(version, "DatePeriod"):
        return _birth(period)
    for location in found(version, "VersionLocation"):
        if place := references.places.get(location.get("LocationID", "")):
            return place.country if kind.endswith(" Country") else place.whole
    for detail in found(version, "VersionDetail"):
        word = references.word("DetailReference", detail.get("DetailReferenceID"))
        return plain(detail.text) or word
    return text(version, "Comment")


def _birth(period: Element) -> str:
    """A period in words; raises `ValueError` for a day that is none."""
    days = [_date(day) for path in _ENDS for day in found(period, *path)]
    about = any(one.get("Approximate") == "true" for one in period)
    return birth_in_words(days[0], days[-1], about=about) if days else ""


def _date(day: Element) -> PartialDate:
    parts = (text(day, name) for name in ("Year", "Month", "Day"))
    year, month, number = (int(part[:4]) if part else None for part in parts)
    if year is None:
        raise ValueError("a date without a year")
    return PartialDate.of(year, month, number)
