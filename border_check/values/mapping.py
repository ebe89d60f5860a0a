"""Persons as plain mappings, and back: the keys of the Python interface and of `nominal-jsonl`.

A query names its facts one by one and is refused when it uses a key that does not exist, so that
a misspelt fact is never silently left out of a check. A record keeps what it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from border_check.errors import UnreadableInput, UsageError
from border_check.values.actions import ActionClass
from border_check.values.dates import PartialDate
from border_check.values.person import (
    Alias,
    DocumentReference,
    Name,
    Nominal,
    NoticeColour,
    Person,
    Sex,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

QUERY_KEYS = ("name", "surname", "given", "dob", "nationality", "gender", "documents", "pob")

_SEX_WORDS = {
    "male": Sex.MALE,
    "m": Sex.MALE,
    "female": Sex.FEMALE,
    "f": Sex.FEMALE,
    "other": Sex.UNSPECIFIED,
    "x": Sex.UNSPECIFIED,
    "<": Sex.UNSPECIFIED,
    "u": Sex.UNSPECIFIED,
}
_GENDER_WORDS = {Sex.MALE: "male", Sex.FEMALE: "female", Sex.UNSPECIFIED: "other"}


def sex_of(text: str) -> Sex:
    """Sex from "male", "F", "x" …; raise `ValueError` for any other word."""
    try:
        return _SEX_WORDS[text.strip().lower()]
    except KeyError:
        raise ValueError(f"{text!r} is not male, female, other, M, F or X") from None


def person_from_mapping(mapping: Mapping[str, Any]) -> Person:
    """A query as `Person`: `name`, or `surname` and `given`, and optional facts.

    Raises `UsageError` for an unknown key and `UnreadableInput` for a value that cannot be read;
    both name the key. Empty values count as absent.
    """
    unknown = mapping.keys() - set(QUERY_KEYS)
    if unknown:
        raise UsageError(
            f"unknown key in the query: {', '.join(sorted(unknown))}",
            hint=f"keys are {', '.join(QUERY_KEYS)}",
        )
    return Person(
        name=name_of(_text(mapping, "name"), _text(mapping, "surname"), _text(mapping, "given")),
        born=_birth_asked(mapping),
        sex=_read(mapping, "gender", sex_of),
        nationality=_text(mapping, "nationality").upper() or None,
        documents=_documents_asked(mapping),
        birthplace=_text(mapping, "pob") or None,
    )


def _birth_asked(mapping: Mapping[str, Any]) -> PartialDate | None:
    """The birth date of a query. Its error does not repeat it: errors end in logs."""
    try:
        return _read(mapping, "dob", PartialDate.parse)
    except UnreadableInput:
        raise UnreadableInput(
            "dob: expected a day, month or year of the calendar, written YYYY-MM-DD, YYYY-MM or "
            "YYYY",
            hint="as in 1985-07-12, or 1985-07 or 1985 where the rest is not known",
        ) from None


def name_of(whole: str, surname: str = "", given: str = "") -> Name:
    """A name from whichever of its forms are known."""
    return Name(whole or f"{given} {surname}".strip(), surname, given)


def nominal_from_mapping(mapping: Mapping[str, Any]) -> Nominal:
    """A record in the shape of `nominal-jsonl`, or a query held as a record, as `Nominal`.

    Unknown keys are kept in `extra`. Raises `UnreadableInput`, naming the key.
    """
    surname, given = _text(mapping, "surname"), _text(mapping, "given")
    births = [*_list(mapping, "dobs"), *_list(mapping, "dob")]
    documents = [*_list(mapping, "passports"), *_list(mapping, "documents")]
    return Nominal(
        record_id=_text(mapping, "id"),
        name=_text(mapping, "name") or f"{given} {surname}".strip(),
        surname=surname,
        given=given,
        aliases=tuple(filter(None, map(_alias, _list(mapping, "aliases")))),
        births=tuple(_value("dobs", birth, PartialDate.parse) for birth in births if birth),
        nationalities=tuple(str(code).upper() for code in _list(mapping, "nationality") if code),
        sex=_read(mapping, "gender", sex_of),
        documents=_documents(documents, "passports"),
        birthplaces=tuple(str(place) for place in _list(mapping, "pob") if place),
        notice=_read(mapping, "notice", NoticeColour),
        diffusion=_flag(mapping, "diffusion"),
        published=_read(mapping, "published", PartialDate.parse),
        action=_read(mapping, "action", ActionClass),
        caution=_text(mapping, "caution") or None,
        reference=_text(mapping, "reference") or None,
        owner=_text(mapping, "owner") or None,
        offence=_text(mapping, "offence") or None,
        source_url=_text(mapping, "source_url") or None,
        expires=_read(mapping, "expires", PartialDate.parse),
        misused_identity=_flag(mapping, "misused_identity"),
        extra=tuple(
            (key, value if isinstance(value, str) else repr(value))
            for key, value in mapping.items()
            if key not in _NOMINAL_KEYS and value not in (None, "", [], {})
        ),
    )


def nominal_to_mapping(nominal: Nominal) -> dict[str, Any]:
    """The shape of `nominal-jsonl`; absent facts are absent keys."""
    known = {
        "id": nominal.record_id,
        "name": nominal.name,
        "surname": nominal.surname,
        "given": nominal.given,
        "aliases": [_present(alias._asdict()) for alias in nominal.aliases],
        "dobs": [str(birth) for birth in nominal.births],
        "nationality": list(nominal.nationalities),
        "gender": _GENDER_WORDS[nominal.sex] if nominal.sex else None,
        "passports": [[part or "" for part in document] for document in nominal.documents],
        "pob": list(nominal.birthplaces),
        "notice": nominal.notice,
        "diffusion": nominal.diffusion or None,
        "published": str(nominal.published) if nominal.published else None,
        "action": nominal.action,
        "caution": nominal.caution,
        "reference": nominal.reference,
        "owner": nominal.owner,
        "offence": nominal.offence,
        "source_url": nominal.source_url,
        "expires": str(nominal.expires) if nominal.expires else None,
        "misused_identity": nominal.misused_identity or None,
    }
    return {**dict(nominal.extra), **_present(known)}


_NOMINAL_KEYS = frozenset(
    (
        "id",
        "name",
        "surname",
        "given",
        "aliases",
        "dobs",
        "dob",
        "nationality",
        "gender",
        "passports",
        "documents",
        "pob",
        "notice",
        "diffusion",
        "published",
        "action",
        "caution",
        "reference",
        "owner",
        "offence",
        "source_url",
        "expires",
        "misused_identity",
    )
)


def _present(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value not in (None, "", [], ())}


def _text(mapping: Mapping[str, Any], key: str) -> str:
    value = mapping.get(key)
    if value is None:
        return ""
    if not isinstance(value, str | int):
        raise UnreadableInput(f"{key}: expected text, found {type(value).__name__}")
    return _readable(key, " ".join(str(value).split()))


def _readable(key: str, text: str) -> str:
    """The text; raises `UnreadableInput` where it has half a character (a lone surrogate)."""
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableInput(
            f"{key}: not text: a character of it could not be read",
            hint="see to the encoding of the terminal or of whatever writes it",
        )
    return text


_FLAGS = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}


def _flag(mapping: Mapping[str, Any], key: str) -> bool:
    """Whether something is so: true or false, as JSON or as people write them."""
    value = mapping.get(key)
    text = "" if value is None else str(value).strip().lower()
    if text not in _FLAGS:
        raise UnreadableInput(f"{key}: {value!r:.40} is neither true nor false")
    return _FLAGS[text]


def _list(mapping: Mapping[str, Any], key: str) -> list[Any]:
    value = mapping.get(key)
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _value(key: str, value: object, read: Callable[[str], T]) -> T:
    try:
        return read(str(value))
    except ValueError as error:
        raise UnreadableInput(f"{key}: {error}") from None


def _read(mapping: Mapping[str, Any], key: str, read: Callable[[str], T]) -> T | None:
    text = _text(mapping, key)
    return _value(key, text, read) if text else None


def _alias(alias: object) -> Alias | None:
    """An alias, or None for an empty one, which is absent."""
    facts = {"name": alias} if isinstance(alias, str) else alias
    if not isinstance(facts, Mapping) or "name" not in facts:
        raise UnreadableInput("aliases: expected an object with a name")
    name = _text(facts, "name")
    if not name:
        return None
    return Alias(
        name=name,
        strength=_text(facts, "strength") or "strong",
        surname=_text(facts, "surname"),
        given=_text(facts, "given"),
    )


def _documents_asked(mapping: Mapping[str, Any]) -> tuple[DocumentReference, ...]:
    """The documents of a query, of which no character may be left out."""
    documents = _documents(_list(mapping, "documents"), "documents")
    for document in documents:
        _readable("documents", document.number)
    return documents


def _documents(documents: Iterable[object], key: str) -> tuple[DocumentReference, ...]:
    found = []
    for document in documents:
        parts = [document] if isinstance(document, str) else document
        if not isinstance(parts, list | tuple) or not 1 <= len(parts) <= 3:
            raise UnreadableInput(f"{key}: expected [number, issuer] pairs")
        number, issuer, kind = (*(str(part or "").strip() for part in parts), "", "")[:3]
        if number:
            found.append(DocumentReference(number, issuer.upper() or None, kind or None))
    return tuple(found)
