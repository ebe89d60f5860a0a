"""Whom to call about a hit: who has it confirmed, and who knows its kind of case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from border_check.language import marked
from border_check.screening.classes import is_child
from border_check.values.actions import ActionClass
from border_check.values.contacts import Call, Contact, contacts_of, ncb_of
from border_check.values.dates import PartialDate
from border_check.values.lists import ListKind
from border_check.values.screening import Hit
from border_check.values.settings import Settings

_OF_THINGS = (ListKind.DOCUMENTS, ListKind.VEHICLES)
_SMUGGLING = marked("migrant smuggling")
_TRAFFICKING = marked("human trafficking")
_VICTIMS = marked("care of victims")
_CHILDREN = marked("care of children")

_PEOPLE = (
    *("migrant", "person", "people", "human", "alien", "being", "victim", "child", "women"),
    *("humain", "enfant", "femme", "ser humano", "seres humanos", "niñ", "mujer"),
    *("بشر", "مهاجر", "أشخاص"),
)
_SMUGGLED = ("smuggl", "trafic illicite", "trafic de migrants", "tráfico", "تهريب")
_TRAFFICKED = ("traffick", "traite d", "trata de", "اتجار")
"""Words of offences and cautions in the languages of INTERPOL. Drugs and goods are smuggled and
trafficked, too: people must be named beside them."""


def calls_for(hit: Hit, owner: str, settings: Settings, asked: date) -> tuple[Call, ...]:
    """Whom to call about a hit on a list of this owner, the one who has it confirmed first."""
    if hit.action is ActionClass.INFORM:
        return ()
    return tuple(_calls(hit, owner, settings, asked))


def concerns_child(hit: Hit, asked: date | None) -> bool:
    """Whether the record may be about a child, by its birth dates."""
    births = []
    for text in hit.record.get("dobs", ()):
        try:
            births.append(PartialDate.parse(str(text)))
        except ValueError:
            continue  # a date that is none says nothing
    return asked is not None and is_child(births, asked)


def confirming(hit: Hit, owner: str, settings: Settings) -> Contact | None:
    """Who has a hit confirmed: of things and INTERPOL's records the own NCB, of others the owner
    of the list or record."""
    for name, contact in contacts_of(settings).owners:
        if name == hit.list:
            return contact
    if is_asked_through_ncb(hit, owner):
        return ncb_of(settings)
    return Contact(str(hit.record.get("owner") or owner))


def is_asked_through_ncb(hit: Hit, owner: str) -> bool:
    """Whether the owner of the record is asked through the own NCB."""
    interpol = not owner or owner.upper().startswith("INTERPOL")
    return hit.kind in _OF_THINGS or "notice" in hit.record or interpol


def asked_about(hit: Hit, owner: str) -> str:
    """Which country is asked about a hit, as the record says: the one that issued the document or
    reported the vehicle; of people, the owner of the record, or of the list."""
    if hit.kind is ListKind.DOCUMENTS:
        return str(hit.record.get("issuing_state") or owner)
    return str(hit.record.get("reporting_state") or hit.record.get("owner") or owner)


def _calls(hit: Hit, owner: str, settings: Settings, asked: date) -> Iterator[Call]:
    contacts = contacts_of(settings)
    about = f"{hit.record.get('offence', '')} {hit.record.get('caution', '')}".lower()
    of_people = any(word in about for word in _PEOPLE)
    smuggled = of_people and any(word in about for word in _SMUGGLED)
    trafficked = of_people and any(word in about for word in _TRAFFICKED)
    victims, care = contacts.victims, _VICTIMS
    if concerns_child(hit, asked):
        victims, care = contacts.children or victims, _CHILDREN
    for what, contact, wanted in (
        ("", confirming(hit, owner, settings), True),
        (_SMUGGLING, contacts.smuggling, smuggled),
        (_TRAFFICKING, contacts.trafficking, trafficked),
        (care, victims, hit.action is ActionClass.PROTECT or trafficked),
    ):
        if wanted and contact is not None and contact.told:
            yield Call(what, contact.told)
