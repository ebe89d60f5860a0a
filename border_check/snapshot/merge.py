"""Two records under one name of the list, made one; nothing of either is lost."""

from __future__ import annotations

from collections.abc import Iterable

from border_check.values.guidance import CounterfeitAlert, ReferenceDocument
from border_check.values.person import Alias, Nominal
from border_check.values.vehicle import VehicleRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")
    Guide = ReferenceDocument | CounterfeitAlert

_COLLECTED = ("births", "nationalities", "documents", "birthplaces")
_SINGLE = (
    "surname",
    "given",
    "sex",
    "notice",
    "published",
    "action",
    "caution",
    "reference",
    "owner",
    "offence",
    "source_url",
    "expires",
)

_OF_ALL_VEHICLES = ("record_id", "marks", "extra")
_MANY_OF_GUIDES = frozenset(
    ("numbers", "validity", "materials", "checks", "pictures", "ranges", "failing")
)


def merge_nominals(known: Nominal, more: Nominal) -> Nominal:
    """The known record with whatever the other one adds; the first name stays the main one."""
    names = [*known.aliases, *more.aliases]
    if more.name != known.name:
        names.append(Alias(more.name, surname=more.surname, given=more.given))
    facts: dict[str, Any] = {
        field: getattr(known, field) or getattr(more, field) for field in _SINGLE
    }
    for field in _COLLECTED:
        facts[field] = _distinct([*getattr(known, field), *getattr(more, field)])
    return known._replace(
        **facts,
        aliases=_distinct(names),
        misused_identity=known.misused_identity or more.misused_identity,
        diffusion=known.diffusion and more.diffusion,
        extra=_joined([*known.extra, *more.extra]),
    )


def merge_vehicles(known: VehicleRecord, more: VehicleRecord) -> VehicleRecord:
    """The known record with whatever the other one adds; what it says otherwise is kept beside."""
    sides = list(zip(VehicleRecord._fields, known, more, strict=True))
    facts: dict[str, Any] = {field: own or other for field, own, other in sides}
    others = [
        (f"other_{field}", str(other))
        for field, own, other in sides
        if field not in _OF_ALL_VEHICLES and own and other and own != other
    ]
    return VehicleRecord(**facts)._replace(
        marks=_distinct([*known.marks, *more.marks]),
        extra=_joined([*known.extra, *more.extra, *others]),
    )


def merge_guides(known: Guide, more: Guide) -> Guide:
    """The known record with whatever the other one adds; it is certain if both are."""
    facts: dict[str, Any] = {}
    others: list[tuple[str, str]] = []
    for field in known._fields:
        own: Any = getattr(known, field)
        other: Any = getattr(more, field)
        if field == "certain":
            facts[field] = own and other
        elif field in _MANY_OF_GUIDES:
            facts[field] = _distinct([*own, *other])
        elif field != "extra":
            facts[field] = own or other
            if own and other and own != other:
                others.append((f"other_{field}", str(other)))
    return known._replace(**facts, extra=_joined([*known.extra, *more.extra, *others]))


def _distinct(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _joined(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """One value a key: where the records differ, both, divided by a semicolon."""
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        known = values.setdefault(key, [])
        known += [part for part in value.split("; ") if part not in known]
    return tuple((key, "; ".join(found)) for key, found in values.items())
