"""One individual of the UN Security Council's consolidated list, to a record.

The list has fields for most facts, and people who write prose into them. A field is read first; its
notes, the notes on aliases and the comments then add what they say of births, documents and sex.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from border_check.sources.countries import state_of
from border_check.sources.fields import FieldError, once
from border_check.sources.prose import read_facts
from border_check.sources.un_aliases import AliasCell, read_alias_cell
from border_check.sources.un_fields import (
    births_listed,
    births_of,
    children,
    documents_listed,
    documents_of,
    places_of,
)
from border_check.sources.written_names import unique_aliases
from border_check.sources.xml_elements import plain, text, texts
from border_check.values.person import Alias, DocumentReference, Nominal, NoticeColour, Sex

_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
_SPECIAL_NOTICE = "INTERPOL-UN Security Council Special Notice"


def nominal_of(individual: Element) -> Nominal:
    """The record of an INDIVIDUAL; raises `FieldError` where it cannot be one."""
    name = " ".join(" ".join(text(individual, field) for field in _NAMES).replace(",", " ").split())
    record_id = text(individual, "REFERENCE_NUMBER") or text(individual, "DATAID")
    if not record_id:
        raise FieldError("REFERENCE_NUMBER", "neither a reference number nor a DATAID")
    if not name:
        raise FieldError("FIRST_NAME", "no name")
    cells = list(_alias_cells(individual))
    stories = read_facts("; ".join(cell.story for cell in cells))
    told = read_facts(" ".join(texts(individual, "COMMENTS1")))
    states = once(filter(None, map(state_of, texts(individual, "NATIONALITY", "VALUE"))))
    births = [*births_of(individual), *told.births, *stories.births, *stories.born]
    documents = [*documents_of(individual, states), *told.documents, *stories.documents]
    aliases = [alias for cell in cells for alias in cell.aliases]
    return Nominal(
        record_id=record_id,
        name=name,
        aliases=unique_aliases(name, [*_original(individual), *aliases]),
        births=once(births or told.born),
        nationalities=once([*states, *stories.nationalities]),
        sex=_SEXES.get(text(individual, "GENDER").lower()) or told.sex,
        documents=_distinct(documents),
        birthplaces=once([*places_of(individual), *stories.birthplaces, *told.birthplaces]),
        notice=NoticeColour.UN if _SPECIAL_NOTICE in text(individual, "COMMENTS1") else None,
        extra=_extra(individual, cells),
    )


def _alias_cells(individual: Element) -> Iterator[AliasCell]:
    for alias in children(individual, "INDIVIDUAL_ALIAS"):
        strength = "weak" if text(alias, "QUALITY").lower() == "low" else "strong"
        yield read_alias_cell(text(alias, "ALIAS_NAME"), text(alias, "NOTE"), strength)


def _original(individual: Element) -> list[Alias]:
    return [Alias(name) for name in texts(individual, "NAME_ORIGINAL_SCRIPT")]


def _distinct(documents: Iterable[DocumentReference]) -> tuple[DocumentReference, ...]:
    """Each number once: the fullest of what is said of it, in the order of first mention."""
    best: dict[str, DocumentReference] = {}
    for document in documents:
        key = "".join(char for char in document.number.upper() if char.isalnum())
        if key not in best or (best[key].issuing_state is None and document.issuing_state):
            best[key] = document
    return tuple(best.values())


def _extra(individual: Element, cells: Iterable[AliasCell]) -> tuple[tuple[str, str], ...]:
    """Everything else worth showing, in the words of the list."""
    addresses = (
        ", ".join(filter(None, (plain(part.text) for part in address)))
        for address in children(individual, "INDIVIDUAL_ADDRESS")
    )
    unknown = [name for name in texts(individual, "NATIONALITY", "VALUE") if not state_of(name)]
    extra = {
        "list_type": text(individual, "UN_LIST_TYPE"),
        "listed_on": text(individual, "LISTED_ON"),
        "last_updated": max(texts(individual, "LAST_DAY_UPDATED", "VALUE"), default=""),
        "title": "; ".join(texts(individual, "TITLE", "VALUE")),
        "designation": "; ".join(texts(individual, "DESIGNATION", "VALUE")),
        "births_listed": "; ".join(births_listed(individual)),
        "nationality_listed": "; ".join(unknown),
        "documents_listed": "; ".join(documents_listed(individual)),
        "alias_notes": "; ".join(cell.story for cell in cells if cell.story),
        "addresses": "; ".join(filter(None, addresses)),
        "comments": text(individual, "COMMENTS1"),
    }
    return tuple((key, value) for key, value in extra.items() if value)
