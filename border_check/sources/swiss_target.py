"""One target of the Swiss sanctions list, to a record.

An individual has one identity or several, a main one among them. A name is made of parts, each
with its kind, its place in the name and spellings of it in other scripts or languages.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from xml.etree.ElementTree import Element

from border_check.sources.countries import state_of
from border_check.sources.fields import FieldError, once
from border_check.sources.written_documents import read_document
from border_check.sources.written_names import unique_aliases
from border_check.sources.xml_elements import found, plain, text, texts
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Name, Nominal, Sex

_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
_SURNAMES = frozenset(("family-name", "maiden-name"))
_GIVEN = frozenset(("given-name", "further-given-name", "father-name", "grand-father-name"))
_NO_NAME = frozenset(("title",))
_PLACE = ("location", "area", "country")
_ADDRESS = ("c-o", "address-details", "p-o-box", "zip-code", *_PLACE)


def nominal_of(
    target: Element, individual: Element, places: Mapping[str, str], programmes: Mapping[str, str]
) -> Nominal:
    """The record of an individual; raises `FieldError` where it cannot be one.

    `places` and `programmes` are what the list says of them elsewhere, by their ids.
    """
    record_id = target.get("ssid", "")
    if not record_id:
        raise FieldError("ssid", "no number that names the target")
    identities = sorted(found(individual, "identity"), key=lambda one: one.get("main") != "true")
    names = [name for identity in identities for name in _names(identity)]
    if not names:
        raise FieldError("name", "no name")
    main = next((alias for alias in names if alias.strength == "strong"), names[0])
    countries = [country for one in identities for country in found(one, "nationality", "country")]
    states = once(filter(None, map(_state, countries)))
    documents = [
        one for identity in identities for one in found(identity, "identification-document")
    ]
    return Nominal(
        record_id=record_id,
        name=main.name,
        surname=main.surname,
        given=main.given,
        aliases=unique_aliases(main.name, names),
        births=once(birth for one in identities for birth in _births(one)),
        nationalities=states,
        sex=_SEXES.get(individual.get("sex", "")),
        documents=once(filter(None, (_document(one, states) for one in documents))),
        birthplaces=once(
            filter(None, (_place(field, places, _PLACE) for one in identities
                          for field in found(one, "place-of-birth")))
        ),
        extra=_extra(target, individual, places, programmes),
    )  # fmt: skip


def place_of(place: Element) -> str:
    """A place of the list in one line."""
    return ", ".join(texts_of(place, _PLACE))


def texts_of(element: Element, names: tuple[str, ...]) -> list[str]:
    """The texts of these children, in the order of their names."""
    return [value for name in names if (value := text(element, name))]


def _names(identity: Element) -> Iterator[Alias]:
    """Primary names first; of each, as it is and in its other spellings."""
    names = found(identity, "name")
    for name in sorted(names, key=lambda one: one.get("name-type") != "primary-name"):
        strength = "weak" if name.get("quality") == "low" else "strong"
        for written in _spellings(name):
            yield Alias(written.text, strength, written.surname, written.given)


def _spellings(name: Element) -> Iterator[Name]:
    """The name, and once for each script (else language) in which a part of it is spelled.

    The second spelling of one part goes with the second of another; a part without that spelling
    stays as it is.
    """
    parts = sorted(found(name, "name-part"), key=_order)
    kinds = [part.get("name-part-type", "") for part in parts]
    variants = [_variants(part) for part in parts]
    ways = once((way, at) for one in variants for way, texts in one.items()
                for at in range(len(texts)))  # fmt: skip
    for way, at in (("", 0), *ways):
        words = [_spelled(part, one.get(way, []), at)
                 for part, one in zip(parts, variants, strict=True)]  # fmt: skip
        if written := _name(list(zip(kinds, words, strict=True))):
            yield written


def _variants(part: Element) -> dict[str, list[str]]:
    """The spellings of a part by script, or by language where no script is named."""
    by_way: dict[str, list[str]] = {}
    for one in found(part, "spelling-variant"):
        way = one.get("script") or one.get("lang") or "other"
        by_way.setdefault(way, []).append(plain(one.text))
    return by_way


def _spelled(part: Element, variants: list[str], at: int) -> str:
    return variants[min(at, len(variants) - 1)] if variants else text(part, "value")


def _order(part: Element) -> int:
    order = part.get("order", "")
    return int(order) if order.isdecimal() else 0


def _name(parts: list[tuple[str, str]]) -> Name | None:
    """The name as it is read aloud: surnames last, whatever their place in the list."""
    words = [(kind, word) for kind, word in parts if word and kind not in _NO_NAME]
    words.sort(key=lambda one: one[0] in _SURNAMES)
    whole = " ".join(word for _, word in words)
    surname = " ".join(word for kind, word in words if kind in _SURNAMES)
    given = " ".join(word for kind, word in words if kind in _GIVEN)
    if not whole:
        return None
    return Name(whole, surname, given) if surname and given else Name(whole)


def _births(identity: Element) -> Iterator[PartialDate]:
    for field in found(identity, "day-month-year"):
        if field.get("calendar", "Gregorian").lower() != "gregorian" or not field.get("year"):
            continue
        try:
            parts = [int(field.get(name) or 0) or None for name in ("year", "month", "day")]
            yield PartialDate.of(parts[0] or 0, parts[1], parts[2] if parts[1] else None)
        except ValueError as error:
            raise FieldError("day-month-year", str(error)) from None


def _document(field: Element, states: Container[str]) -> DocumentReference | None:
    """The document; the place of issue counts where it is the person's own country."""
    issuer = next((state for one in found(field, "issuer") if (state := _state(one))), None)
    issuers = [one for name in ("place-of-issue", "country") for one in found(field, name)]
    own = (state for one in issuers if (state := _state(one)) and state in states)
    kind = field.get("document-type", "").replace("-", " ")
    words = " ".join((kind, *texts(field, "remark")))
    return read_document(text(field, "number"), kind=words, issuer=issuer or next(own, None))


def _state(country: Element) -> str | None:
    codes = (country.get("iso-code", ""), country.get("code", ""), plain(country.text))
    return next(filter(None, map(state_of, codes)), None)


def _place(field: Element, places: Mapping[str, str], names: tuple[str, ...]) -> str:
    there = places.get(field.get("place-id", ""), "")
    return ", ".join(filter(None, (*texts_of(field, names), there)))


def _extra(
    target: Element, individual: Element, places: Mapping[str, str], programmes: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    identities = found(individual, "identity")
    sets = [target.get("sanctions-set-id", ""), *texts(target, "sanctions-set-id")]
    addresses = (_place(one, places, _ADDRESS) for each in identities
                 for one in found(each, "address"))  # fmt: skip
    documents = (
        ", ".join([one.get("document-type", ""), *(plain(part.text) for part in one)])
        for each in identities
        for one in found(each, "identification-document")
    )
    titles = (
        text(part, "value")
        for each in identities
        for part in found(each, "name", "name-part")
        if part.get("name-part-type") in _NO_NAME
    )
    extra = {
        "programme": [programmes.get(one, one) for one in sets],
        "foreign_id": texts(target, "foreign-identifier"),
        "title": titles,
        "addresses": addresses,
        "births_listed": map(_birth_listed, found(individual, "identity", "day-month-year")),
        "documents_listed": documents,
        "reason": texts(individual, "justification"),
        "other_information": texts(individual, "other-information"),
    }
    found_values = ((key, once(filter(None, values))) for key, values in extra.items())
    return tuple((key, "; ".join(values)) for key, values in found_values if values)


def _birth_listed(field: Element) -> str:
    """A birth that says less than a date does: of low quality, or in another calendar."""
    calendar = field.get("calendar", "Gregorian")
    if field.get("quality") != "low" and calendar.lower() == "gregorian":
        return ""
    date = "-".join(filter(None, (field.get(name) for name in ("year", "month", "day"))))
    return f"{date} ({calendar} calendar, {field.get('quality', 'good')} quality)"
