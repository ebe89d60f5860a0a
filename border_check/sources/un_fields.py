"""Births, places and documents of a UN individual: fields, and the prose written in them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from xml.etree.ElementTree import Element

from border_check.sources.countries import state_of, state_within
from border_check.sources.fields import FieldError
from border_check.sources.written_dates import read_births, read_date, years_between
from border_check.sources.written_documents import read_document
from border_check.sources.xml_elements import local, plain, text
from border_check.values.dates import PartialDate
from border_check.values.person import DocumentReference

_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of this local name; the list is full of empty ones, which are left out."""
    return (child for child in element if local(child.tag) == name and len(child))


def births_of(individual: Element) -> list[PartialDate]:
    """The births of the person and of the identities that the aliases stand for.

    Raises `FieldError` for a date that cannot be read.
    """
    births: list[PartialDate] = []
    for field in children(individual, "INDIVIDUAL_DATE_OF_BIRTH"):
        births += _births_of_field(field)
    for alias in children(individual, "INDIVIDUAL_ALIAS"):
        if date := text(alias, "DATE_OF_BIRTH"):
            births.append(_date(date, "INDIVIDUAL_ALIAS/DATE_OF_BIRTH"))
    return births


def births_listed(individual: Element) -> Iterator[str]:
    """Births that say more, or less, than a date does, in the words of the list."""
    for field in children(individual, "INDIVIDUAL_DATE_OF_BIRTH"):
        words = [plain(part.text) for part in field]
        if text(field, "TYPE_OF_DATE") not in ("", "EXACT") or text(field, "NOTE"):
            yield " ".join(filter(None, words))


def places_of(individual: Element) -> Iterator[str]:
    """The birthplaces of the person and of the identities that the aliases stand for."""
    for field in children(individual, "INDIVIDUAL_PLACE_OF_BIRTH"):
        if place := ", ".join(filter(None, (text(field, part) for part in _PLACE))):
            yield place
    for alias in children(individual, "INDIVIDUAL_ALIAS"):
        parts = (text(alias, "CITY_OF_BIRTH"), text(alias, "COUNTRY_OF_BIRTH"))
        if place := ", ".join(filter(None, parts)):
            yield place


def documents_of(individual: Element, states: Container[str]) -> Iterator[DocumentReference]:
    """The documents of the person, whose nationalities are `states`."""
    for field in children(individual, "INDIVIDUAL_DOCUMENT"):
        kind = f"{text(field, 'TYPE_OF_DOCUMENT')} {text(field, 'TYPE_OF_DOCUMENT2')}"
        note = text(field, "NOTE")
        issuer = state_of(text(field, "ISSUING_COUNTRY"))
        # The country in which a consulate handed it out says little about whose document it is.
        place = state_of(text(field, "COUNTRY_OF_ISSUE"))
        issuer = issuer or (place if place and place in states else None)
        number = text(field, "NUMBER")
        document = read_document(number or kind, kind=f"{kind} {note}", issuer=issuer)
        if document is None and not number:
            document = read_document(note, kind=kind, issuer=issuer)
        if document and not document.issuing_state:
            named = state_within(text(field, "TYPE_OF_DOCUMENT2"))
            document = document._replace(issuing_state=named)
        if document:
            yield document


def documents_listed(individual: Element) -> Iterator[str]:
    """Documents in the words of the list, with their dates and notes."""
    for field in children(individual, "INDIVIDUAL_DOCUMENT"):
        yield ", ".join(filter(None, (plain(part.text) for part in field)))


def _births_of_field(field: Element) -> tuple[PartialDate, ...]:
    note, year = text(field, "NOTE"), text(field, "YEAR")
    first, last = text(field, "FROM_YEAR"), text(field, "TO_YEAR")
    if date := text(field, "DATE"):
        return (_date(date, "INDIVIDUAL_DATE_OF_BIRTH/DATE"),)
    if first and last:
        name = "INDIVIDUAL_DATE_OF_BIRTH/FROM_YEAR"
        return years_between(_date(first, name), _date(last, name))
    if year:
        within = read_births(f"{note} {year}")  # the month may stand in the note
        return within if len(within) == 1 else (_date(year, "INDIVIDUAL_DATE_OF_BIRTH/YEAR"),)
    return read_births(note)


def _date(value: str, field: str) -> PartialDate:
    try:
        return read_date(value[:10])
    except ValueError as error:
        raise FieldError(field, str(error)) from None
