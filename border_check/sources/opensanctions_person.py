"""A Person of FollowTheMoney, and the entities that point to it, to one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from border_check.sources.countries import state_of_code
from border_check.sources.interface import Rejected
from border_check.sources.json_texts import JsonObject, as_text
from border_check.sources.opensanctions import (
    alias_in_parts,
    documents_among,
    name_in_parts,
    notice_of,
    offence_of,
)
from border_check.sources.written_documents import kind_of
from border_check.sources.written_names import unique_aliases
from border_check.values.dates import PartialDate
from border_check.values.document import DocumentType
from border_check.values.mapping import sex_of
from border_check.values.person import Alias, DocumentReference, Nominal, Sex

_READ = frozenset(
    (
        "name", "alias", "weakAlias", "previousName", "lastName", "firstName", "birthDate",
        "birthPlace", "nationality", "citizenship", "gender", "passportNumber", "sourceUrl",
        "addressEntity",
    )
)  # fmt: skip


class Linked(NamedTuple):
    """What an entity that points to a person says: a document, or the ground of a listing."""

    documents: tuple[DocumentReference, ...] = ()
    sanction: str = ""
    notices: tuple[str, ...] = ()


def linked_of(entity: Mapping[str, Any]) -> Linked:
    """Read a Passport, an Identification or a Sanction."""
    facts = entity.get("properties")
    facts = facts if isinstance(facts, Mapping) else {}
    if entity.get("schema") == "Sanction":
        told = [*_texts(facts, "program"), *_texts(facts, "reason")]
        words = [*_texts(facts, "authority"), *told, *_texts(facts, "startDate")]
        return Linked(sanction=", ".join(words), notices=tuple(told))
    country = next(iter(_texts(facts, "country")), "")
    kind: DocumentType | None = DocumentType.PASSPORT
    if entity.get("schema") != "Passport":
        kind = kind_of(" ".join(["identification", *_texts(facts, "type")]))
    if kind is None:
        return Linked()
    return Linked(
        tuple(
            DocumentReference(number, state_of_code(country), kind.value)
            for number in _texts(facts, "number")
        )
    )


def nominal_or_rejected(item: JsonObject, linked: Sequence[Linked]) -> Nominal | Rejected:
    """The record of a Person; rejected without a name, or with a birth or a sex that is none."""
    facts = item.mapping["properties"]
    surnames = _texts(facts, "lastName")
    caption = item.mapping.get("caption")
    names = _texts(facts, "name") or ([caption] if isinstance(caption, str) and caption else [])
    if not names:
        return Rejected(item.place, "no name", "name", item.raw)
    try:
        births = tuple(PartialDate.parse(date[:10]) for date in _texts(facts, "birthDate"))
    except ValueError as error:
        return Rejected(item.place, str(error), "birthDate", item.raw)
    name = name_in_parts(caption if caption in names else names[0], surnames)
    notices = [text for one in linked for text in one.notices]
    return Nominal(
        record_id=item.mapping["id"],
        name=name.text,
        surname=name.surname,
        given=name.given,
        aliases=unique_aliases(name.text, list(_aliases(facts, names, surnames))),
        births=births,
        nationalities=_states(facts),
        sex=_sex(facts),
        documents=_documents(facts, linked),
        birthplaces=tuple(_texts(facts, "birthPlace")),
        notice=notice_of(notices),
        offence=offence_of(notices),
        source_url=next(iter(_texts(facts, "sourceUrl")), None),
        extra=_extra(facts, linked),
    )


def _aliases(facts: Mapping[str, Any], names: list[str], surnames: list[str]) -> Iterator[Alias]:
    for name in [*names, *_texts(facts, "alias"), *_texts(facts, "previousName")]:
        yield alias_in_parts(name, surnames)
    for name in _texts(facts, "weakAlias"):
        yield alias_in_parts(name, surnames, "weak")


def _states(facts: Mapping[str, Any]) -> tuple[str, ...]:
    codes = [*_texts(facts, "nationality"), *_texts(facts, "citizenship")]
    return tuple(dict.fromkeys(filter(None, map(state_of_code, codes))))


def _sex(facts: Mapping[str, Any]) -> Sex | None:
    """The sex, where the sources agree on one."""
    words = {word for word in _texts(facts, "gender") if word in ("male", "female", "other")}
    return sex_of(words.pop()) if len(words) == 1 else None


def _documents(facts: Mapping[str, Any], linked: Iterable[Linked]) -> tuple[DocumentReference, ...]:
    """Each number once, with what an entity of its own says of it before the bare number."""
    found = {document.number: document for one in linked for document in one.documents}
    for number in _texts(facts, "passportNumber"):
        found.setdefault(number, DocumentReference(number, None, DocumentType.PASSPORT.value))
    for document in documents_among(_texts(facts, "idNumber")):
        found.setdefault(document.number, document)
    return tuple(found.values())


def _extra(facts: Mapping[str, Any], linked: Iterable[Linked]) -> tuple[tuple[str, str], ...]:
    """Everything else worth showing; what points to other entities says nothing by itself."""
    extra = {key: "; ".join(_texts(facts, key)) for key in facts if key not in _READ}
    extra["sanctions"] = "; ".join(one.sanction for one in linked if one.sanction)
    extra["sources"] = "; ".join(_texts(facts, "sourceUrl")[1:])
    return tuple((key, text) for key, text in extra.items() if text)


def _texts(facts: Mapping[str, Any], key: str) -> list[str]:
    values = facts.get(key)
    values = values if isinstance(values, list) else [values]
    return [as_text(value) for value in values if isinstance(value, str) and value.strip()]
