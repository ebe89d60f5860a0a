"""A vehicle in words: what was asked, the finding in a few words, and why a record hits."""

from __future__ import annotations

from border_check.formats.safe_text import plain
from border_check.values.screening import Evidence, Grade, Hit, Relation
from border_check.values.vehicle import MarkKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_TITLES = {
    MarkKind.VIN: "VIN",
    MarkKind.PLATE: "plate",
    MarkKind.REGISTRATION: "registration",
    MarkKind.IMO: "IMO",
    MarkKind.ENGINE: "engine",
    MarkKind.PART: "part",
}
_OF_THE_VEHICLE = (MarkKind.VIN, MarkKind.IMO)


def vehicle_line(query: Mapping[str, Any]) -> str:
    """What was asked, in one line."""
    of = f" of {query['country']}" if "country" in query else ""
    pieces = [
        f"{title} {query[kind]}{of if kind.has_country else ''}"
        for kind, title in _TITLES.items()
        if kind in query
    ]
    return plain(", ".join(pieces))


def vehicle_headline(hit: Hit) -> str:
    """The finding in a few words, beside the verdict."""
    if hit.grade is not Grade.POSSIBLE:
        what = "VESSEL" if hit.record.get("vehicle_type") == "vessel" else "VEHICLE"
        return plain(f"{what} LISTED: {hit.record.get('category', 'reported').upper()}")
    agreeing = [_title(piece) for piece in hit.evidence if piece.relation is Relation.AGREES]
    if any(_is_other_vehicle(piece) for piece in hit.evidence):
        listed = agreeing or [
            _title(piece) for piece in hit.evidence if piece.relation is Relation.SIMILAR
        ]
        return f"LISTED {' AND '.join(listed)}, OTHER VEHICLE".upper()
    if not agreeing:
        similar = next(piece for piece in hit.evidence if piece.relation is Relation.SIMILAR)
        if set("?*") & set(similar.query):
            return "PART OF A PLATE: fits a listed one"
        return f"RE-READ: looks like a listed {_title(similar)}"
    if any(piece.feature == "country" for piece in hit.evidence):
        return f"{agreeing[0].upper()} LISTED, COUNTRY NOT KNOWN"
    return f"{' AND '.join(agreeing).upper()} LISTED: compare the vehicle"


def vehicle_why(list_title: str, hit: Hit) -> str:
    """A hit in words: the record, then what agrees and what does not."""
    record = hit.record
    what = [record.get("vehicle_type", "vehicle"), record.get("make"), record.get("model")]
    facts = [
        " ".join(filter(None, what)),
        f'"{record["name"]}"' if "name" in record else None,
        record.get("colour"),
        record.get("year"),
    ]
    told = [record.get("category", "listed"), record.get("date_of_theft")]
    why = " ".join(filter(None, told))
    if "place_of_theft" in record:
        why += f", {record['place_of_theft']}"
    found = "; ".join(_said(piece) for piece in hit.evidence if _is_told(piece))
    what_and_why = f"{list_title} {hit.record_id}: {', '.join(filter(None, facts))}: {why}."
    caution = f" Caution: {record['caution']}." if "caution" in record else ""
    return plain(f"{what_and_why} {found[0].upper()}{found[1:]}.{caution}")


def _said(piece: Evidence) -> str:
    if piece.feature == "country":
        return piece.note
    title = _title(piece)
    if piece.relation is Relation.AGREES:
        return f"{title} {piece.record} agrees"
    if piece.relation is Relation.SIMILAR:
        return f"{title} {piece.query}, listed {piece.record}: {piece.note}"
    note = f" ({piece.note})" if piece.note else ""
    return f"{title} {piece.query} differs from {piece.record}{note}"


def _is_told(piece: Evidence) -> bool:
    return piece.relation is not Relation.MISSING or piece.feature == "country"


def _is_other_vehicle(piece: Evidence) -> bool:
    return piece.relation is Relation.DIFFERS and piece.feature in _OF_THE_VEHICLE


def _title(piece: Evidence) -> str:
    return _TITLES[MarkKind(piece.feature)]
