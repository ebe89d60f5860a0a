"""A vehicle in words: what was asked, the finding in a few words, and why a record hits."""

from __future__ import annotations

from border_check.formats.speech import translated
from border_check.formats.words import said, word
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.screening import Evidence, Grade, Hit, Relation
from border_check.values.vehicle import MarkKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_TITLES = {
    MarkKind.VIN: marked("VIN"),
    MarkKind.PLATE: marked("plate"),
    MarkKind.REGISTRATION: marked("registration"),
    MarkKind.IMO: marked("IMO"),
    MarkKind.ENGINE: marked("engine"),
    MarkKind.PART: marked("part"),
}
_OF_THE_VEHICLE = (MarkKind.VIN, MarkKind.IMO)


def vehicle_line(query: Mapping[str, Any]) -> str:
    """What was asked, in one line."""
    return translated(enumeration(_asked(kind, query) for kind in _TITLES if kind in query))


def _asked(kind: MarkKind, query: Mapping[str, Any]) -> Sentence:
    title, number = sentence(_TITLES[kind]), query[kind]
    if not kind.has_country or "country" not in query:
        return sentence("{title} {number}", title=title, number=number)
    country = query["country"]
    return sentence("{title} {number} of {country}", title=title, number=number, country=country)


def vehicle_headline(hit: Hit) -> str:
    """The finding in a few words, beside the verdict."""
    if hit.grade is not Grade.POSSIBLE:
        category = said(hit.record.get("category", "reported")).upper()
        if hit.record.get("vehicle_type") == "vessel":
            return translated("VESSEL LISTED: {category}", category=category)
        return translated("VEHICLE LISTED: {category}", category=category)
    agreeing = [_title(piece) for piece in hit.evidence if piece.relation is Relation.AGREES]
    if any(_is_other_vehicle(piece) for piece in hit.evidence):
        listed = agreeing or [
            _title(piece) for piece in hit.evidence if piece.relation is Relation.SIMILAR
        ]
        return translated("LISTED {numbers}, OTHER VEHICLE", numbers=_upper(listed))
    if not agreeing:
        similar = next(piece for piece in hit.evidence if piece.relation is Relation.SIMILAR)
        if set("?*") & set(similar.query):
            return translated("PART OF A PLATE: fits a listed one")
        return translated("RE-READ: looks like a listed {number}", number=_title(similar))
    if any(piece.feature == "country" for piece in hit.evidence):
        number = _upper(agreeing[:1])
        return translated("{number} LISTED, COUNTRY NOT KNOWN", number=number)
    return translated("{numbers} LISTED: compare the vehicle", numbers=_upper(agreeing))


def _upper(titles: list[Sentence]) -> str:
    return translated(enumeration(titles, marked("{words} and {next}"))).upper()


def vehicle_why(list_title: str, hit: Hit) -> str:
    """A hit in words: the record, then what agrees and what does not."""
    record = hit.record
    made = (word(record.get("vehicle_type", "vehicle")), record.get("make"), record.get("model"))
    named = f'"{record["name"]}"' if "name" in record else ""
    facts = (
        enumeration(filter(None, made), marked("{words} {next}")),
        *(named, record.get("colour"), record.get("year")),
    )
    since = (word(record.get("category", "listed")), record.get("date_of_theft"))
    why = enumeration(filter(None, since), marked("{words} {next}"))
    if "place_of_theft" in record:
        why = enumeration((why, record["place_of_theft"]))
    found = translated(
        enumeration(
            (_found(piece) for piece in hit.evidence if _is_told(piece)), marked("{words}; {next}")
        )
    )
    told = translated(
        "{list} {record}: {facts}: {why}.",
        list=list_title,
        record=hit.record_id,
        facts=enumeration(filter(None, facts)),
        why=why,
    )
    text = f"{told} {found[0].upper()}{found[1:]}."
    if "caution" not in record:
        return text
    return f"{text} {translated('Caution: {caution}.', caution=record['caution'])}"


def _found(piece: Evidence) -> Sentence:
    if piece.feature == "country":
        return sentence(piece.note)
    title = _title(piece)
    if piece.relation is Relation.AGREES:
        return sentence("{title} {number} agrees", title=title, number=piece.record)
    told = marked("{title} {number}, listed {listed}: {note}")
    if piece.relation is Relation.DIFFERS:
        told = marked("{title} {number} differs from {listed} ({note})")
        if not piece.note:
            told = marked("{title} {number} differs from {listed}")
    return sentence(
        told, title=title, number=piece.query, listed=piece.record, note=sentence(piece.note)
    )


def _is_told(piece: Evidence) -> bool:
    return piece.relation is not Relation.MISSING or piece.feature == "country"


def _is_other_vehicle(piece: Evidence) -> bool:
    return piece.relation is Relation.DIFFERS and piece.feature in _OF_THE_VEHICLE


def _title(piece: Evidence) -> Sentence:
    return sentence(_TITLES[MarkKind(piece.feature)])
