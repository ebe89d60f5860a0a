"""The EU's consolidated list of persons under financial sanctions, XML, version 1.1.

    <export generationDate="…"><sanctionEntity logicalId="13" euReferenceNumber="EU.27.28">
      <subjectType code="person"/><nameAlias wholeName="…" strong="true"/><birthdate …/>
      <citizenship …/><identification number="…" identificationTypeCode="passport" …/>
    </sanctionEntity>…</export>

Published by the European Commission (Financial Sanctions Files). Facts stand in attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from xml.etree.ElementTree import Element

from border_check.sources.eu_facts import (
    Birth,
    Facts,
    Identification,
    is_person,
    main_name,
    name_of,
    nominal_of,
    said,
)
from border_check.sources.fields import FieldError
from border_check.sources.files import Member
from border_check.sources.interface import Entry, Place, Reading, SetAside
from border_check.sources.written_dates import read_moment
from border_check.sources.xml_elements import found, local, text, texts
from border_check.sources.xml_lists import (
    Layout,
    is_layout,
    read_elements,
    read_layout,
    require_unrenamed,
)
from border_check.values.lists import ListDescription, ListKind
from border_check.values.person import Name

_LAYOUT = Layout(
    root="export",
    sign="sanctionEntity",
    expected="the EU list of financial sanctions in XML",
    date=lambda attributes: read_moment(attributes.get("generationDate", "")),
)
_BIRTHPLACE = ("place", "city", "region", "countryDescription")
_ADDRESS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")

_CHILDREN = (
    "subjectType", "nameAlias", "birthdate", "citizenship", "identification", "address",
    "regulation", "remark",
)  # fmt: skip
_ATTRIBUTES = {
    "sanctionEntity": ("euReferenceNumber", "logicalId", "unitedNationId"),
    "subjectType": ("code", "classificationCode"),
    "nameAlias": ("wholeName", "lastName", "firstName", "middleName", "gender", "strong"),
    "birthdate": ("birthdate", "year", "yearRangeFrom", "yearRangeTo", "circa", "calendarType"),
    "citizenship": ("countryIso2Code", "countryDescription"),
    "identification": (
        "number", "latinNumber", "identificationTypeCode", "countryIso2Code", "issuedBy",
    ),
}  # fmt: skip
_STANDING = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
_VALIDITY = ("issueDate", "issuedDate", "validFrom", "validTo")


class EuFsfXml:
    """Persons of the EU's consolidated list of financial sanctions, from the XML."""

    name: ClassVar[str] = "eu-fsf-xml"
    kind: ClassVar[ListKind] = ListKind.NOMINALS
    summary: ClassVar[str] = "EU consolidated financial sanctions list, XML 1.1"

    def recognises(self, path: Path) -> bool:
        """Whether the root element of a file is an export."""
        return is_layout(path, _LAYOUT)

    def read(self, path: Path, description: ListDescription) -> Reading:  # noqa: ARG002 one layout
        """Read each export that was given; its date is `generationDate`."""
        return read_layout(path, _LAYOUT, _entries_of)


def _entries_of(member: Member) -> Iterator[Entry]:
    return read_elements(member, _entry, depth=1)


def _entry(entity: Element, place: Place) -> Entry:
    if local(entity.tag) != "sanctionEntity":
        raise FieldError(local(entity.tag), "no sanctionEntity")
    require_unrenamed((local(one.tag) for one in entity), _CHILDREN, place)
    for one in (entity, *entity):
        require_unrenamed(one.keys(), _ATTRIBUTES.get(local(one.tag), ()), place)
    subject = [one.get(key, "") for one in found(entity, "subjectType")
               for key in ("code", "classificationCode")]  # fmt: skip
    if not is_person(*subject):
        return SetAside(place, "organisation")
    facts = _facts(entity)
    if not facts.record_id:
        raise FieldError("euReferenceNumber", "neither a reference number nor a logicalId")
    main = main_name(facts)
    if main is None:
        raise FieldError("nameAlias", "no name")
    return nominal_of(facts, main)


def _facts(entity: Element) -> Facts:
    aliases, births = found(entity, "nameAlias"), found(entity, "birthdate")
    return Facts(
        record_id=said(entity.get("euReferenceNumber", "")) or said(entity.get("logicalId", "")),
        names=tuple((_name(alias), alias.get("strong") != "false") for alias in aliases),
        genders=tuple(alias.get("gender", "") for alias in aliases),
        births=tuple(map(_birth, births)),
        birthplaces=tuple(_joined(birth, _BIRTHPLACE) for birth in births),
        countries=tuple(
            (one.get("countryIso2Code", ""), one.get("countryDescription", ""))
            for one in found(entity, "citizenship")
        ),
        identifications=tuple(map(_identification, found(entity, "identification"))),
        extra=_extra(entity),
    )


def _name(alias: Element) -> Name:
    return name_of(*(alias.get(f"{part}Name", "") for part in ("whole", "last", "first", "middle")))


def _birth(field: Element) -> Birth:
    return Birth(
        date=field.get("birthdate", ""),
        year=field.get("year", ""),
        first=field.get("yearRangeFrom", ""),
        last=field.get("yearRangeTo", ""),
        circa=field.get("circa") == "true",
        calendar=field.get("calendarType", ""),
    )


def _identification(field: Element) -> Identification:
    number = said(field.get("latinNumber", "")) or field.get("number", "")
    words = (
        field.get("identificationTypeDescription", ""),
        *(name for name in _STANDING if field.get(name) == "true"),
        *(f"{name} {field.get(name)}" for name in _VALIDITY if field.get(name)),
        *texts(field, "remark"),
    )
    issuer = said(field.get("countryIso2Code", "")) or said(field.get("issuedBy", ""))
    return Identification(
        number, field.get("identificationTypeCode", ""), "; ".join(filter(None, words)), issuer
    )


def _extra(entity: Element) -> tuple[tuple[str, str], ...]:
    """Everything else worth showing, in the words of the list."""
    regulations = found(entity, "regulation")
    aliases = found(entity, "nameAlias")
    extra = {
        "logical_id": [entity.get("logicalId", "")],
        "united_nations_id": [entity.get("unitedNationId", "")],
        "programme": [one.get("programme", "") for one in regulations],
        "regulation": [one.get("numberTitle", "") for one in regulations],
        "title": [alias.get("title", "") for alias in aliases],
        "function": [alias.get("function", "") for alias in aliases],
        "addresses": [_joined(one, _ADDRESS) for one in found(entity, "address")],
        "designation": [entity.get("designationDetails", "")],
        "remark": [text(entity, "remark")],
    }
    return tuple(
        (key, "; ".join(dict.fromkeys(filter(None, map(said, values)))))
        for key, values in extra.items()
    )


def _joined(element: Element, names: tuple[str, ...]) -> str:
    return ", ".join(filter(None, (said(element.get(name, "")) for name in names)))
