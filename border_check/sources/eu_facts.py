"""What the EU's list of persons under financial sanctions says, in whichever of its formats.

XML and CSV name the same facts: a birth by date, year or range of years, in one of several
calendars; documents by a code and its words; countries by code or description, where `00` and
UNKNOWN stand for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from border_check.sources.countries import state_of
from border_check.sources.fields import FieldError, once
from border_check.sources.opensanctions import documents_among
from border_check.sources.written_dates import read_births, read_date, years_between
from border_check.sources.written_documents import read_document
from border_check.sources.written_names import unique_aliases
from border_check.values.dates import PartialDate
from border_check.values.document import DocumentType
from border_check.values.person import Alias, DocumentReference, Name, Nominal, Sex

_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
_PERSON = frozenset(("p", "person"))
_ORGANISATION = frozenset(("e", "enterprise"))
_NOTHING = frozenset(("", "00", "unknown", "n/a"))
_ISSUED_IN = re.compile(r"(?i)\bissued (?:in|by) ([^,;()]+)")
_OTHER = "other"
_VALIDITY = re.compile(r"(?i)issue|expir|valid")


class Birth(NamedTuple):
    """One birth as the list gives it, texts as they stand."""

    date: str = ""
    year: str = ""
    first: str = ""
    """First year of a range."""
    last: str = ""
    circa: bool = False
    calendar: str = ""
    """GREGORIAN, or one whose years are counted in another way."""


class Identification(NamedTuple):
    """One document or number as the list gives it, texts as they stand."""

    number: str
    code: str
    """`passport`, `id`, `other`, …"""
    words: str = ""
    """What it is, in words, and what is remarked on it."""
    country: str = ""


class Facts(NamedTuple):
    """What an element, or a row of a table, says of a person."""

    record_id: str
    names: tuple[tuple[Name, bool], ...] = ()
    """Names, and whether the list stands by each."""
    genders: tuple[str, ...] = ()
    births: tuple[Birth, ...] = ()
    birthplaces: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    """Citizenships: code and description."""
    identifications: tuple[Identification, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


def is_person(*codes: str) -> bool:
    """Whether the codes of a subject are those of a person, and not of an enterprise.

    Raises `FieldError` where they are of neither.
    """
    found = {code.strip().lower() for code in codes}
    if not found & (_PERSON | _ORGANISATION):
        raise FieldError("subjectType", "neither a person nor an enterprise")
    return bool(found & _PERSON)


def main_name(facts: Facts) -> Name | None:
    """The first name that the list stands by, though a weak one may come before."""
    names = [name for name, strong in facts.names if strong and name.text]
    weak = [name for name, _ in facts.names if name.text]
    return next(iter([*names, *weak]), None)


def nominal_of(facts: Facts, main: Name) -> Nominal:
    """The record of a person who goes by that name; raises `FieldError` for a date that is none."""
    states = once(
        filter(None, (state_of(said(code)) or state_of(said(words))
                      for code, words in facts.countries))
    )  # fmt: skip
    unknown = [said(words) or said(code) for code, words in facts.countries
               if not (state_of(said(code)) or state_of(said(words)))]  # fmt: skip
    sexes = {_SEXES[code] for gender in facts.genders if (code := gender.strip().upper()) in _SEXES}
    documents = (document_of(one, states) for one in facts.identifications)
    listed = {
        "births_listed": "; ".join(filter(None, map(birth_listed, facts.births))),
        "nationality_listed": "; ".join(filter(None, unknown)),
        "documents_listed": "; ".join(_document_listed(one) for one in facts.identifications),
    }
    return Nominal(
        record_id=facts.record_id,
        name=main.text,
        surname=main.surname,
        given=main.given,
        aliases=unique_aliases(main.text, (_alias(name, strong) for name, strong in facts.names)),
        births=once(birth for one in facts.births for birth in births_of(one)),
        nationalities=states,
        sex=sexes.pop() if len(sexes) == 1 else None,
        documents=once(filter(None, documents)),
        birthplaces=once(filter(None, facts.birthplaces)),
        extra=tuple((key, text) for key, text in (*facts.extra, *listed.items()) if text),
    )


def said(text: str) -> str:
    """A text with its spaces made single; empty where it only says that nothing is known."""
    text = " ".join(text.split())
    return "" if text.lower() in _NOTHING else text


def name_of(whole: str, last: str, first: str, middle: str) -> Name:
    """The name in its parts where the list has them."""
    given = " ".join(filter(None, (said(first), said(middle))))
    text, surname = said(whole), said(last)
    text = text or " ".join(filter(None, (given, surname)))
    return Name(text, surname, given) if surname and given else Name(text)


def births_of(birth: Birth) -> tuple[PartialDate, ...]:
    """The births that can be compared; none where it is told in another calendar.

    Raises `FieldError` for a date that cannot be read.
    """
    if birth.calendar.upper() not in ("", "GREGORIAN"):
        return ()
    date, year = said(birth.date), said(birth.year)
    first, last = said(birth.first), said(birth.last)
    try:
        if date:
            return read_births(f"circa {date}" if birth.circa else str(read_date(date)))
        if year and year != "0":
            return (read_date(year),)
        if first and last:
            return years_between(read_date(first), read_date(last))
    except ValueError as error:
        raise FieldError("birthdate", str(error)) from None
    return ()


def birth_listed(birth: Birth) -> str:
    """A birth that says more, or less, than a date does, in the words of the list."""
    words = said(birth.date) or said(birth.year)
    if said(birth.first) or said(birth.last):
        words = f"{said(birth.first)} to {said(birth.last)}"
    calendar = birth.calendar.lower()
    aside = "" if calendar in ("", "gregorian") else f" ({calendar} calendar)"
    plain = not (birth.circa or aside or said(birth.first) or said(birth.last))
    return "" if plain or not words else f"{'circa ' if birth.circa else ''}{words}{aside}"


def document_of(identification: Identification, states: Container[str]) -> DocumentReference | None:
    """The document, if it is one to be shown at a border; `states` are the person's own.

    Of an *other* number nothing says what it is. It is taken, as of an unknown type, where it looks
    like that of a document or has a time of validity; tax and register numbers have neither.
    """
    text = " ".join(identification.number.split())
    words = f"{identification.code} {identification.words}"
    issuer = state_of(said(identification.country)) or _named(text, states)
    if identification.code.lower() == _OTHER:
        bare = text.partition(" (")[0].partition(",")[0].strip()
        looks = any(documents_among([bare])) or bool(_VALIDITY.search(identification.words))
        return DocumentReference(bare, issuer, DocumentType.OTHER.value) if bare and looks else None
    return read_document(text, kind=words, issuer=issuer)


def _alias(name: Name, strong: bool) -> Alias:
    return Alias(name.text, "strong" if strong else "weak", name.surname, name.given)


def _document_listed(one: Identification) -> str:
    parts = (one.number, said(one.words) or one.code, said(one.country))
    return ", ".join(filter(None, (" ".join(part.split()) for part in parts)))


def _named(text: str, states: Container[str]) -> str | None:
    """The place of issue, where it is the person's own country: elsewhere it may be a consulate."""
    found = _ISSUED_IN.search(text)
    place = state_of(found[1].partition("/")[0]) if found else None
    return place if place and place in states else None
