"""One INTERPOL notice, as an item of a list or as a detail, to a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from border_check.icao.states import state_name
from border_check.sources.countries import state_of
from border_check.sources.interface import Entry, Rejected, SetAside
from border_check.sources.json_texts import JsonObject, as_text
from border_check.sources.written_documents import read_document
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, Nominal, NoticeColour, Sex

_COLOUR = re.compile(r"/notices/v\d+/(?P<colour>[a-z]+)/(?P<entities>entities/)?")
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}
# What has a field of its own in a record, or says nothing about the person.
_READ = frozenset(
    (
        "entity_id", "forename", "name", "date_of_birth", "sex_id", "nationalities",
        "arrest_warrants", "place_of_birth", "country_of_birth_id", "_embedded", "_links",
        "birth_name", "name_at_birth", "aliases", "name_in_original_script",
        "forename_in_original_script",
    )
)  # fmt: skip


def entry_of_notice(item: JsonObject) -> Entry:
    """The record of a notice; rejected without an id, a name, or with a birth that is no date."""
    notice = item.mapping
    links = notice.get("_links")
    url = _text(_of(_of(links, "self"), "href"))
    path = _COLOUR.search(url)
    if path and path["entities"]:
        return SetAside(item.place, "organisation")
    surname, given = _text(notice.get("name")), _text(notice.get("forename"))
    if not _text(notice.get("entity_id")):
        return Rejected(item.place, "no entity_id", "entity_id", item.raw)
    if not surname and not given:
        return Rejected(item.place, "neither name nor forename", "name", item.raw)
    try:
        birth = _birth(_text(notice.get("date_of_birth")))
    except ValueError as error:
        return Rejected(item.place, str(error), "date_of_birth", item.raw)
    colour = path["colour"] if path else ""
    return Nominal(
        record_id=_text(notice.get("entity_id")),
        name=f"{given} {surname}".strip(),
        surname=surname,
        given=given,
        aliases=_aliases(notice, given),
        births=(birth,) if birth else (),
        nationalities=tuple(filter(None, map(state_of, _texts(notice.get("nationalities"))))),
        sex=_SEXES.get(_text(notice.get("sex_id"))),
        documents=tuple(filter(None, map(read_document, _texts(notice.get("identity_documents"))))),
        birthplaces=_birthplace(notice),
        notice=NoticeColour(colour) if colour in set(NoticeColour) else None,
        owner=", ".join(_issuers(notice)) or None,
        offence="; ".join(_charges(notice, "charge")) or None,
        source_url=url or None,
        extra=_extra(notice),
    )


def _birth(text: str) -> PartialDate | None:
    """YYYY/MM/DD or YYYY; raises `ValueError`."""
    return PartialDate.parse(text.replace("/", "-")) if text else None


def _aliases(notice: Mapping[str, Any], given: str) -> tuple[Alias, ...]:
    """Further names: those of UN notices, the original script, the surname at birth."""
    aliases = [Alias(name) for name in _texts(notice.get("aliases"))]
    original = _text(notice.get("name_in_original_script"))
    for first, last in (
        (_text(notice.get("forename_in_original_script")), original),
        (given, _text(notice.get("birth_name")) or _text(notice.get("name_at_birth"))),
    ):
        if last:
            aliases.append(Alias(f"{first} {last}".strip(), "strong", last, first))
    return tuple(aliases)


def _birthplace(notice: Mapping[str, Any]) -> tuple[str, ...]:
    place, country = _text(notice.get("place_of_birth")), _text(notice.get("country_of_birth_id"))
    whole = ", ".join(filter(None, (place, state_name(state_of(country) or "") or country)))
    return (whole,) if whole else ()


def _issuers(notice: Mapping[str, Any]) -> list[str]:
    """The states whose warrants stand behind the notice: their bureaus own it."""
    ids = _charges(notice, "issuing_country_id")
    return list(dict.fromkeys(state_of(country) or country for country in ids))


def _charges(notice: Mapping[str, Any], key: str) -> list[str]:
    warrants = notice.get("arrest_warrants")
    found = [_text(_of(one, key)) for one in warrants] if isinstance(warrants, list) else []
    return list(dict.fromkeys(filter(None, found)))


def _extra(notice: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Whatever else the notice says; zero is how the API writes an unknown height or weight."""
    states = _texts(notice.get("nationalities"))
    extra = {
        "charge_translation": "; ".join(_charges(notice, "charge_translation")),
        "nationality_listed": ", ".join(code for code in states if not state_of(code)),
        "thumbnail": _text(_of(_of(notice.get("_links"), "thumbnail"), "href")),
        **{key: as_text(value) for key, value in notice.items() if key not in _READ and value},
    }
    return tuple((key, value) for key, value in extra.items() if value)


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, Mapping) else None


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_text, values) if text]


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
