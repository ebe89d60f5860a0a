"""The enhanced edition of OFAC's XML: `entity` elements whose values come with their codes.

    <sanctionsData>
      <publicationInfo> <dataAsOf>2026-11-20T08:00:00-05:00</dataAsOf>
      <referenceValues> <referenceValue refId="91526"> type, value
      <entities>
        <entity id="900001"> generalInfo, sanctionsPrograms, names, addresses, features,
                             identityDocuments, …

A name stands in each of its scripts. OFAC publishes files of changes with the same root, whose
elements have an `action`; they are no list and are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from border_check.errors import ListFileError
from border_check.sources import xml_elements
from border_check.sources.files import Member, opened
from border_check.sources.interface import Entry, Place, SetAside
from border_check.sources.ofac_births import birth_in_words
from border_check.sources.ofac_person import KINDS, OfacId, OfacPerson, name_of, nominal_of
from border_check.sources.written_dates import read_moment
from border_check.sources.xml_elements import (
    About,
    found,
    local,
    refuse_renamed,
    rejected,
    text,
    texts,
)
from border_check.values.dates import PartialDate
from border_check.values.person import Nominal

_KNOWN = {
    "entity": (
        "generalInfo", "sanctionsLists", "sanctionsPrograms", "sanctionsTypes", "legalAuthorities",
        "names", "addresses", "features", "identityDocuments", "relationships",
    ),
    "generalInfo": ("identityId", "entityType", "title", "remarks"),
    "names": ("name",),
    "translations": ("translation",),
    "features": ("feature",),
    "identityDocuments": ("identityDocument",),
    "identityDocument": (
        "type", "name", "documentNumber", "isValid", "issuingCountry", "issuingAuthority",
        "issueDate", "expirationDate", "comment", "comments",
    ),
}  # fmt: skip

_PERIOD = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")
_ID = ("type", "documentNumber", "issuingCountry", "issueDate", "expirationDate")
_ADDRESS_PARTS = ("addressParts", "addressPart", "value")


def about(member: Member) -> About:
    """The moment of its data."""
    with opened(member) as stream:
        for entry in xml_elements.entries(stream, member.name):
            if entry.section == "entities":
                break
            if local(entry.element.tag) == "dataAsOf":
                return About(read_moment((entry.element.text or "").strip()))
    return About(None)


def entries(member: Member) -> Iterator[Entry]:
    """Every `entity`: a person, something set aside, or a reject."""
    number = 0
    references: dict[str, str] = {}
    with opened(member) as stream:
        for entry in xml_elements.entries(stream, member.name):
            if entry.section == "referenceValues":
                references[entry.element.get("refId", "")] = text(entry.element, "value")
            elif entry.section == "entities":
                number += 1
                yield _entry(entry.element, Place(member.name, number, "element"), references)


def _entry(element: Element, place: Place, references: Mapping[str, str]) -> Entry:
    if local(element.tag) != "entity":
        return rejected(place, "no entity", local(element.tag), element)
    if element.get("action"):
        raise ListFileError(
            f"{place}: a file of changes (action {element.get('action')!r}), and no whole list",
            hint="fetch the whole list, SDN_ENHANCED.XML",
        )
    refuse_renamed(element, _KNOWN, place)
    kind = text(element, "generalInfo", "entityType").lower()
    if not element.get("id"):
        return rejected(place, "expected an id", "id", element)
    if not kind or kind not in KINDS:
        reason = f"unknown type {kind!r}" if kind else "no type"
        return rejected(place, reason, "entityType", element)
    if set_aside := KINDS[kind]:
        return SetAside(place, set_aside)
    names = list(_names(element))
    if not any(main for main, _, _ in names):
        return rejected(place, "no primary name", "names", element)
    try:
        return _nominal(element, names, references)
    except ValueError as error:
        return rejected(place, str(error), "valueDate", element)


def _nominal(
    element: Element, names: list[tuple[bool, bool, str]], references: Mapping[str, str]
) -> Nominal:
    main, *spellings = (name for is_main, _, name in names if is_main)
    features: dict[str, list[str]] = {}
    for kind, value in _features(element, references):
        features.setdefault(kind, []).append(value)
    return nominal_of(
        OfacPerson(
            record_id=element.get("id", ""),
            name=main,
            strong=(*spellings, *(name for is_main, weak, name in names if not (is_main or weak))),
            weak=tuple(name for is_main, weak, name in names if weak and not is_main),
            births=tuple(features.pop("Birthdate", ())),
            birthplaces=tuple(features.pop("Place of Birth", ())),
            countries=(
                *features.pop("Nationality Country", ()),
                *features.pop("Citizenship Country", ()),
            ),
            sexes=tuple(features.pop("Gender", ())),
            ids=tuple(map(_id, found(element, "identityDocuments", "identityDocument"))),
            program="; ".join(texts(element, "sanctionsPrograms", "sanctionsProgram")),
            title=text(element, "generalInfo", "title"),
            extra=(
                ("addresses", "; ".join(map(_address, found(element, "addresses", "address")))),
                ("remarks", text(element, "generalInfo", "remarks")),
                *((kind, "; ".join(values)) for kind, values in features.items()),
            ),
        )
    )


def _names(element: Element) -> Iterator[tuple[bool, bool, str]]:
    """Whether it is the main name, whether it is weak, and the name; Latin scripts first."""
    for name in found(element, "names", "name"):
        main, weak = _is_true(name, "isPrimary"), _is_true(name, "isLowQuality")
        for translation in sorted(found(name, "translations", "translation"), key=_rank):
            parts = text(translation, "formattedLastName"), text(translation, "formattedFirstName")
            if written := name_of(*parts) or text(translation, "formattedFullName"):
                yield main, weak, written


def _rank(translation: Element) -> tuple[bool, bool]:
    script = text(translation, "script")
    return script not in ("", "Latin"), not _is_true(translation, "isPrimary")


def _features(element: Element, references: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Kind and value of each feature, the main ones first."""
    features = found(element, "features", "feature")
    for feature in sorted(features, key=lambda feature: not _is_true(feature, "isPrimary")):
        kind = text(feature, "type")
        value = text(feature, "value") or references.get(text(feature, "valueRefId"), "")
        if kind == "Birthdate":
            value = _birth(feature, value)
        if value:
            yield kind, value


def _birth(feature: Element, value: str) -> str:
    """The birth in words: those of the value, else the period from its first to its last day."""
    about = any(_is_true(date, "isApproximate") for date in found(feature, "valueDate"))
    if value:
        return f"circa {value}" if about and value[:1].isdigit() else value
    days = [text(feature, "valueDate", name)[:10] for name in _PERIOD]
    known = [PartialDate.parse(day) for day in days if day]
    return birth_in_words(known[0], known[-1], about=about) if known else ""


def _id(element: Element) -> OfacId:
    return OfacId(*(text(element, name) for name in _ID))


def _address(element: Element) -> str:
    translations = sorted(found(element, "translations", "translation"), key=_rank)[:1]
    parts = [part for one in translations for part in texts(one, *_ADDRESS_PARTS)]
    return ", ".join(filter(None, (*parts, text(element, "country"))))


def _is_true(element: Element, name: str) -> bool:
    return text(element, name).lower() == "true"
