"""A vehicle at the barrier against a reported one, number by number.

What counts as the same vehicle follows what the contract fixes for documents: a number of the
vehicle itself identifies it, a plate does together with its country, and whatever else agrees is a
reason to look. The points say how much each finding is worth against the others.
"""

from __future__ import annotations

from datetime import date

from border_check.icao.states import same_issuer
from border_check.language import marked
from border_check.values.document import RecordStatus
from border_check.values.record import NamedTuple
from border_check.values.screening import Evidence, Grade, Relation
from border_check.values.str_enum import StrEnum
from border_check.values.vehicle import Mark, MarkKind, Vehicle, VehicleRecord
from border_check.vehicles import vin
from border_check.vehicles.look_alikes import fold
from border_check.vehicles.marks import is_partial, known_in, pattern_of

SAME = {
    # One number in the world, stamped into the vehicle: as good as a number of a document.
    MarkKind.VIN: 20.0,
    MarkKind.IMO: 20.0,
    # Of one country there is one at a time; but plates are copied, moved and given out again.
    MarkKind.PLATE: 16.0,
    MarkKind.REGISTRATION: 16.0,
    # Unique with its maker only, who is not asked; and engines and parts are changed.
    MarkKind.ENGINE: 12.0,
    MarkKind.PART: 10.0,
}
LOOK_ALIKE = 0.5
"""Share that is left of a number that only looks alike: most misread characters are read rightly on
the second look."""
COUNTRY_MISSING = -6.0
"""Countries number from the same shapes, so a plate without its country says far less."""
OF_ONE_CHARACTER = 2.0
"""Points of each character that was read of a plate, up to those of a look-alike: each leaves about
one of seven plates, since letters and digits are not spread evenly."""
OTHER_VEHICLE = -8.0
"""Another VIN or IMO number: the plate, engine or part is listed, and sits on another vehicle."""
CHANGED = -2.0
"""Another plate, engine or part: thieves change them, so they speak little against a VIN."""

_OF_THE_VEHICLE = (MarkKind.VIN, MarkKind.IMO)
_DECISIVE = (*_OF_THE_VEHICLE, MarkKind.PLATE, MarkKind.REGISTRATION)


class VehicleNote(StrEnum):
    """Why a record that was found is no hit, where the second line should still know of it."""

    OTHER_COUNTRY = "same_plate_other_country"
    RULED_OUT = "vin_look_alike_ruled_out"
    RECOVERED = "vehicle_recovered"


class VehicleComparison(NamedTuple):
    """A vehicle held against one record: evidence, and a grade, a note or neither."""

    evidence: tuple[Evidence, ...] = ()
    grade: Grade | None = None
    note: VehicleNote | None = None


NOTHING = VehicleComparison()


class _Held(NamedTuple):
    """A number that was read, held against the one of the record that is nearest to it."""

    mark: Mark
    relation: Relation
    listed: Mark | None = None
    country: Relation = Relation.AGREES
    note: VehicleNote | None = None
    """Why it differs all the same."""


def compare_vehicle(vehicle: Vehicle, record: VehicleRecord, asked: date) -> VehicleComparison:
    """Hold a vehicle against a record found under one of its numbers or a look-alike of it.

    `asked` is the day on which the record must be live.
    """
    if record.status in (RecordStatus.DELETED, RecordStatus.WITHDRAWN) or _lapsed(record, asked):
        return NOTHING
    held = [_held(mark, record.marks) for mark in vehicle.marks]
    if not any(one.relation in (Relation.AGREES, Relation.SIMILAR) for one in held):
        notes = [one.note for one in held if one.note is not None]
        return VehicleComparison(note=notes[0]) if notes else NOTHING
    if record.status is RecordStatus.RECOVERED:
        return VehicleComparison(note=VehicleNote.RECOVERED)
    evidence = tuple(piece for one in held for piece in _evidence(one))
    return VehicleComparison(evidence, _grade(held))


def _lapsed(record: VehicleRecord, asked: date) -> bool:
    """Whether the review date has surely come. A record without one stays live: it is never
    guessed."""
    return record.review is not None and record.review.last_day() <= asked


def _held(mark: Mark, listed: tuple[Mark, ...]) -> _Held:
    """The best that a record says to one number."""
    known = [_against(mark, other) for other in listed if other.kind is mark.kind]
    return min(known, key=_rank, default=_Held(mark, Relation.MISSING))


def _rank(held: _Held) -> tuple[int, bool, bool]:
    """Smaller for what says more."""
    relations = list(Relation)
    return relations.index(held.relation), held.country is Relation.MISSING, held.note is None


def _against(mark: Mark, listed: Mark) -> _Held:
    relation = _likeness(mark, listed)
    country = _country(mark, listed)
    if relation is Relation.DIFFERS:
        return _Held(mark, relation, listed)
    if country is Relation.DIFFERS:
        note = VehicleNote.OTHER_COUNTRY if relation is Relation.AGREES else None
        return _Held(mark, Relation.DIFFERS, listed, country, note)
    if relation is Relation.SIMILAR and _both_hold(mark, listed):
        return _Held(mark, Relation.DIFFERS, listed, note=VehicleNote.RULED_OUT)
    return _Held(mark, relation, listed, country)


def _both_hold(mark: Mark, listed: Mark) -> bool:
    """Whether both are VINs whose check character is right, so that neither was misread."""
    is_vin = mark.kind is MarkKind.VIN
    return is_vin and vin.holds(mark.number) and vin.holds(listed.number)


def _likeness(mark: Mark, listed: Mark) -> Relation:
    if mark.number == listed.number:
        return Relation.AGREES
    folded, other = fold(mark.kind, mark.number), fold(listed.kind, listed.number)
    if is_partial(mark.number):
        import re

        fits = re.fullmatch(pattern_of(folded), other) is not None
    else:
        fits = folded == other
    return Relation.SIMILAR if fits else Relation.DIFFERS


def _country(mark: Mark, listed: Mark) -> Relation:
    if not mark.kind.has_country:
        return Relation.AGREES
    if not mark.country or not listed.country:
        return Relation.MISSING
    return Relation.AGREES if same_issuer(mark.country, listed.country) else Relation.DIFFERS


def _grade(held: list[_Held]) -> Grade:
    """Another VIN is another vehicle; beside it the others are a reason to look, as is an engine,
    whose maker is not known. Two numbers of parts make up for that."""
    agreeing = [
        one.mark.kind
        for one in held
        if one.relation is Relation.AGREES and one.country is Relation.AGREES
    ]
    differing = [one.mark.kind for one in held if one.relation is Relation.DIFFERS]
    if any(kind in _OF_THE_VEHICLE for kind in differing):
        return Grade.POSSIBLE
    if any(kind in _DECISIVE for kind in agreeing):
        doubts = differing or any(one.relation is Relation.SIMILAR for one in held)
        return Grade.STRONG if doubts else Grade.EXACT
    return Grade.STRONG if len(set(agreeing)) > 1 else Grade.POSSIBLE


def _evidence(held: _Held) -> tuple[Evidence, ...]:
    mark, listed = held.mark, held.listed
    number = Evidence(
        mark.kind,
        held.relation,
        mark.number,
        listed.number if listed else "",
        _points(held),
        _note(held),
    )
    if held.country is not Relation.MISSING or held.relation is Relation.DIFFERS:
        return (number,)
    country = Evidence(
        "country",
        Relation.MISSING,
        mark.country or "",
        (listed.country if listed else None) or "",
        COUNTRY_MISSING,
        marked("country not read or not given")
        if listed and listed.country
        else marked("not on record"),
    )
    return (number, country)


def _points(held: _Held) -> float:
    kind = held.mark.kind
    if held.relation is Relation.AGREES:
        return SAME[kind]
    if held.relation is Relation.SIMILAR:
        alike = SAME[kind] * LOOK_ALIKE
        if is_partial(held.mark.number):
            return min(alike, OF_ONE_CHARACTER * known_in(held.mark.number))
        return alike
    if held.relation is Relation.DIFFERS:
        return OTHER_VEHICLE if kind in _OF_THE_VEHICLE else CHANGED
    return 0.0


def _note(held: _Held) -> str:
    if held.relation is Relation.AGREES and held.mark.kind.has_country:
        return (
            marked("same country and number")
            if held.country is Relation.AGREES
            else marked("same number")
        )
    if held.relation is Relation.AGREES:
        return marked("same number")
    if held.relation is Relation.SIMILAR and is_partial(held.mark.number):
        return marked("fits what was read of it")
    if held.relation is Relation.SIMILAR:
        return marked("differs only in characters that look alike")
    if held.note is VehicleNote.OTHER_COUNTRY:
        return marked("of another country")
    return ""
