"""One row of a list of vehicles to a record.

The fields are those of INTERPOL's database of stolen motor vehicles as far as they are public (VIN,
plate, engine number, make, model, country and date of theft), those of vessels in the Schengen
Information System (registration, engine), and our own of every list of reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from border_check.sources.countries import state_of
from border_check.sources.record_cells import (
    Unusable,
    clean,
    date_of,
    plain_word,
    reporting_state,
    word_of,
)
from border_check.values.actions import ActionClass
from border_check.values.document import RecordStatus
from border_check.values.vehicle import (
    Mark,
    MarkKind,
    VehicleReason,
    VehicleRecord,
    VehicleType,
)
from border_check.vehicles import imo
from border_check.vehicles.marks import compact_mark, flaw_of, is_partial

MARKS = tuple(MarkKind)
"""Columns of numbers, of which a row needs one at least; several in a cell are parted by `|`."""
MANDATORY = ("category",)
FIELDS = (
    *("record_id", "vehicle_type", "make", "model", "colour", "year", "name", "country"),
    *MARKS,
    *("category", "date_of_theft", "place_of_theft", "reporting_country", "review_date"),
    *("national_reference", "additional_info", "status", "action", "caution"),
)


def read_vehicle(fields: Mapping[str, str], extra: tuple[tuple[str, str], ...]) -> VehicleRecord:
    """The record of a row, given by field; absent fields may be missing or empty.

    Raises `Unusable`. A row without a `record_id` is named by its first number, so that the next
    edition of the list names it the same. A type that is none of ours is `other`, and its word is
    kept.
    """
    fields, extra = clean(fields, extra)
    marks = tuple(dict.fromkeys(_marks(fields)))
    if not marks:
        raise Unusable("vin", f"no number to find it by: expected one of {', '.join(MARKS)}")
    kind = _type(fields.get("vehicle_type", ""))
    if kind is VehicleType.OTHER:
        extra = (*extra, ("vehicle_type", fields["vehicle_type"]))
    return VehicleRecord(
        record_id=fields.get("record_id") or _derived_id(marks[0]),
        marks=marks,
        type=kind,
        reason=word_of("category", fields["category"], VehicleReason),
        make=fields.get("make") or None,
        model=fields.get("model") or None,
        colour=fields.get("colour") or None,
        year=fields.get("year") or None,
        name=fields.get("name") or None,
        status=word_of("status", fields.get("status") or "active", RecordStatus),
        theft=date_of(fields, "date_of_theft"),
        theft_place=fields.get("place_of_theft") or None,
        reporting_state=reporting_state(fields.get("reporting_country", "")),
        review=date_of(fields, "review_date"),
        reference=fields.get("national_reference") or None,
        information=fields.get("additional_info") or None,
        action=word_of("action", fields["action"], ActionClass) if fields.get("action") else None,
        caution=fields.get("caution") or None,
        extra=extra,
    )


def _marks(fields: Mapping[str, str]) -> Iterator[Mark]:
    usual = _country("country", fields.get("country", ""))
    for kind in MARKS:
        for cell in filter(None, map(str.strip, fields.get(kind, "").split("|"))):
            number, colon, country = cell.partition(":")
            if colon and not kind.has_country:
                raise Unusable(kind, "has a colon: only plates and registrations have a country")
            own = _country(kind, country) if kind.has_country else None
            yield Mark(kind, _number(kind, number), own or (usual if kind.has_country else None))


def _number(kind: MarkKind, text: str) -> str:
    if is_partial(text):
        raise Unusable(kind, "has wild cards: a list names whole numbers")
    number = compact_mark(kind, text)
    if flaw := flaw_of(kind, number):
        raise Unusable(kind, flaw)
    # A VIN may lack a check character and stand all the same; of an IMO number it is a part.
    if kind is MarkKind.IMO and imo.fails(number):
        raise Unusable(kind, f"check digit {number[-1]}, expected {imo.check_digit(number)}")
    return number


def _country(field: str, text: str) -> str | None:
    if not text.strip():
        return None
    code = state_of(text)
    if code is None:
        raise Unusable(field, f"{text.strip()!r:.40} is neither a code nor a known name of a state")
    return code


def _type(text: str) -> VehicleType | None:
    word = plain_word(text)
    if not word:
        return None
    return VehicleType(word) if word in set(VehicleType) else VehicleType.OTHER


def _derived_id(mark: Mark) -> str:
    return "-".join(filter(None, (mark.country, mark.kind, mark.number)))
