"""One poster of the FBI to a record: whom it is about, and whether that is a suspect at all.

The FBI publishes fugitives, missing people, victims, unidentified bodies and unsolved cases in one
list. A missing person or a victim must never be met as a suspect, so such a record has a class of
its own, whatever the class of its list: `protect` for a child, `inquire` for an adult, whose
whereabouts are not passed on without consent. People about whom information is sought are asked.
Fugitives have the class of their list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from html import unescape
from typing import Any

from border_check.errors import ListFileError
from border_check.sources.countries import state_of
from border_check.sources.interface import Entry, Rejected, SetAside
from border_check.sources.json_texts import JsonObject, as_text
from border_check.sources.written_dates import is_plain, read_births
from border_check.sources.written_names import read_alias, unique_aliases
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, Nominal, Sex

_READ = (
    "uid", "title", "status", "subjects", "poster_classification", "person_classification",
    "aliases", "dates_of_birth_used", "nationality", "place_of_birth", "sex", "ncic", "url",
    "description", "warning_message", "images",
)  # fmt: skip
_DESCRIBING = (
    "sex", "race", "race_raw", "age_min", "age_max", "age_range", "hair", "hair_raw", "eyes",
    "eyes_raw", "height_min", "height_max", "weight", "weight_min", "weight_max", "build",
    "complexion", "scars_and_marks", "nationality", "place_of_birth", "dates_of_birth_used",
)  # fmt: skip
_OTHERS = (
    "additional_information", "caution", "coordinates", "details", "field_offices", "files",
    "languages", "legat_names", "locations", "modified", "occupations", "path", "pathId", "@id",
    "possible_countries", "possible_states", "publication", "remarks", "reward_max", "reward_min",
    "reward_text", "suspects",
)  # fmt: skip
_KNOWN = frozenset((*_READ, *_DESCRIBING, *_OTHERS))
_NOT_KEPT = frozenset((*_READ, "caution", "files", "path", "pathId", "@id", "coordinates"))

_ENDED = frozenset(("captured", "arrested", "surrendered", "located", "recovered", "deceased",
                    "identified"))  # fmt: skip
_NAMELESS = re.compile(r"(JOHN|JANE|BABY) DOE\b|UNKNOWN\b|UNIDENTIFIED\b|UNSUB\b", re.IGNORECASE)
_VICTIM_POSTERS = frozenset(("missing", "kidnap", "kidnapping"))
_VICTIM_SUBJECT = re.compile(r"missing person|victim|homicide|sexual assault", re.IGNORECASE)
_SEXES = {"Male": Sex.MALE, "Female": Sex.FEMALE}
_MAJORITY = 18
_NO_SUSPECT = "Missing person or victim, not a suspect"
_TAG = re.compile(r"<[^>]*>")


def entry_of_poster(item: JsonObject, day: date | None) -> Entry:
    """The record of a poster, something set aside, or a reject; `day` is that of the list.

    Raises `ListFileError` where a key that is read has been renamed.
    """
    poster = item.mapping
    _refuse_renamed(item)
    title = _text(poster.get("title"))
    if not _text(poster.get("uid")):
        return Rejected(item.place, "no uid", "uid", item.raw)
    if not title:
        return Rejected(item.place, "no title, which is the name", "title", item.raw)
    if "poster_classification" not in poster and "subjects" not in poster:
        reason = "nothing says whether the person is sought or missing"
        return Rejected(item.place, reason, "poster_classification", item.raw)
    if _text(poster.get("status")).lower() in _ENDED:
        return SetAside(item.place, "no longer sought")
    if _NAMELESS.match(title) or "unidentified" in " ".join(_subjects(poster)).lower():
        return SetAside(item.place, "unidentified person")
    if not any(poster.get(key) for key in _DESCRIBING):
        return SetAside(item.place, "case without a person")
    return _nominal(poster, title, day)


def _nominal(poster: Mapping[str, Any], title: str, day: date | None) -> Nominal:
    name, place = (*re.split(r"\s[-–—]\s", title, maxsplit=1), "")[:2]
    name = " ".join(name.replace(",", " ").split())
    written = _texts(poster.get("dates_of_birth_used"))
    births = tuple(dict.fromkeys(birth for text in written for birth in read_births(text)))
    nations = re.split(r",|/| and ", _text(poster.get("nationality")))
    described = _text(poster.get("description"))
    victim = _is_victim(poster)
    suspect = not victim and not _is_information(poster)
    warning = _text(poster.get("warning_message"))
    states = [(nation.strip(), state_of(nation)) for nation in nations if nation.strip()]
    birthplace = _text(poster.get("place_of_birth"))
    return Nominal(
        record_id=_text(poster.get("uid")),
        name=name,
        aliases=unique_aliases(name, map(_alias, _texts(poster.get("aliases")))),
        births=births,
        nationalities=tuple(dict.fromkeys(state for _, state in states if state)),
        sex=_SEXES.get(_text(poster.get("sex")).capitalize()),
        birthplaces=(birthplace,) if birthplace else (),
        action=_action(poster, births, day),
        caution="; ".join(filter(None, (_NO_SUSPECT if victim else "", warning))) or None,
        reference=_text(poster.get("ncic")) or None,
        offence=(suspect and described) or None,
        source_url=_text(poster.get("url")) or None,
        extra=_extra(
            poster,
            births_listed="; ".join(text for text in written if not is_plain(text)),
            nationality_listed="; ".join(nation for nation, state in states if not state),
            place=place,
            circumstances="" if suspect else described,
            background=_text(poster.get("caution")),
        ),
    )


def _action(
    poster: Mapping[str, Any], births: tuple[PartialDate, ...], day: date | None
) -> ActionClass | None:
    """The class of a record that is not about a suspect; None leaves it to the list."""
    if not (_is_victim(poster) or _is_information(poster)):
        return None
    return ActionClass.PROTECT if _is_minor(poster, births, day) else ActionClass.INQUIRE


def _is_victim(poster: Mapping[str, Any]) -> bool:
    return (
        _text(poster.get("person_classification")).lower() == "victim"
        or _text(poster.get("poster_classification")).lower() in _VICTIM_POSTERS
        or any(_VICTIM_SUBJECT.search(subject) for subject in _subjects(poster))
    )


def _is_information(poster: Mapping[str, Any]) -> bool:
    kind = _text(poster.get("poster_classification")).lower()
    return kind == "information" or "Seeking Information" in _subjects(poster)


def _is_minor(poster: Mapping[str, Any], births: tuple[PartialDate, ...], day: date | None) -> bool:
    """Whether the person may be a child. A child overlooked is worse than the reverse, so an
    unknown month or day counts as the last one, and without a day any birth may be a child's."""
    if not births:
        age = poster.get("age_max") or poster.get("age_min")
        return isinstance(age, int) and age < _MAJORITY
    return day is None or any(
        day.year - born.year - ((day.month, day.day) < (born.month or 12, born.day or 31))
        < _MAJORITY
        for born in births
    )


def _alias(text: str) -> Alias:
    """An alias; what stands in quotation marks is a nickname."""
    bare = text.strip("\"'“”‘’ ")
    return read_alias(bare, "strong" if bare == text else "weak")


def _extra(poster: Mapping[str, Any], **told: str) -> tuple[tuple[str, str], ...]:
    images = poster.get("images")
    first = images[0] if isinstance(images, list) and images else None
    extra = {
        **told,
        "subjects": "; ".join(_subjects(poster)),
        "poster": _text(poster.get("poster_classification")),
        "thumbnail": _text(first.get("thumb")) if isinstance(first, Mapping) else "",
        **{
            key: _plain(as_text(value))
            for key, value in poster.items()
            if key not in _NOT_KEPT and value
        },
    }
    return tuple((key, value) for key, value in extra.items() if value)


def _refuse_renamed(item: JsonObject) -> None:
    unknown = item.mapping.keys() - _KNOWN
    for key in _READ:
        near = [] if key in item.mapping else get_close_matches(key, unknown, n=1)
        if near:
            raise ListFileError(
                f"{item.place}: expected the key {key!r}, found {near[0]!r}",
                hint="its publisher seems to have renamed it; nothing of it would be read",
            )


def _subjects(poster: Mapping[str, Any]) -> list[str]:
    return _texts(poster.get("subjects"))


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_text, values) if text]


def _text(value: Any) -> str:
    return _plain(str(value)) if isinstance(value, str | int | float) else ""


def _plain(html: str) -> str:
    """The words of a text that may hold tags and entities."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())
