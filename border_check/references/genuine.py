"""A document against what genuine ones of its issuer and type look like.

Whatever differs is a reason to look, never a finding: series overlap, lists lag behind, and readers
misread. Only what the keeper of the list vouches for counts; a record that is not certain admits
every document, and what it leaves open admits all.
"""

from __future__ import annotations

from border_check.icao.states import family
from border_check.language import Sentence, enumeration, marked, sentence
from border_check.values.dates import PartialDate
from border_check.values.moments import date
from border_check.values.number_mask import fits
from border_check.values.record import NamedTuple
from border_check.values.str_enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from border_check.icao.mrz import Mrz
    from border_check.values.document import TravelDocument
    from border_check.values.guidance import ReferenceDocument

_DAY_OF_GRACE = 1
"""The issuer may lie where it is tomorrow already."""


class Difference(StrEnum):
    """What of a document is not as genuine ones have it: codes of problems in the JSON contract."""

    LAYOUT = "layout_unlike_reference"
    NUMBER = "number_unlike_reference"
    VALIDITY = "validity_unlike_reference"


class Unlike(NamedTuple):
    """In what a document is not as genuine ones are."""

    code: Difference
    field: str
    text: str


def code_of(document_type: str | None) -> str:
    """A document code, or a word for one, as it is compared."""
    return (document_type or "").strip().strip("<").upper()


def of_the_type(
    records: Sequence[ReferenceDocument], issuing_state: str, document_type: str | None
) -> list[ReferenceDocument]:
    """The records of this issuer and exactly this type: other codes are other documents."""
    own, code = family(issuing_state), code_of(document_type)
    return [
        record
        for record in records
        if family(record.issuing_state) == own and code_of(record.type) == code
    ]


class _Fact(NamedTuple):
    """Something that was read of the document."""

    admits: Callable[[ReferenceDocument], bool]
    """Whether documents of a series may have it."""
    tell: Callable[[list[ReferenceDocument]], Unlike]
    """What is said if those of none of these may."""


def unlike_genuine(
    document: TravelDocument, zone: Mrz | None, records: Sequence[ReferenceDocument], asked: date
) -> list[Unlike]:
    """In what a document differs from all series of its issuer and type, which are these records.

    The series that one fact leaves are those that the next one is held against: a number of an old
    series does not go with a date of a new one. Facts that were not read say nothing.
    """
    found = []
    left = list(records)
    for fact in _facts(document, zone, asked):
        fitting = [record for record in left if not record.certain or fact.admits(record)]
        if left and not fitting:
            found.append(fact.tell(left))
        left = fitting or left
    return found


def _facts(document: TravelDocument, zone: Mrz | None, asked: date) -> list[_Fact]:
    facts = [_layout(zone.format)] if zone is not None else []
    if zone is None or document.check_digit is not None:  # else it may be misread
        facts.append(_number(document.number))
    expiry = document.expiry.full() if document.expiry else None
    return [*facts, _expiry(expiry, asked)] if expiry else facts


def _layout(layout: str) -> _Fact:
    def tell(left: list[ReferenceDocument]) -> Unlike:
        known = _each(left, lambda one: one.layout)
        text = sentence(
            "the zone is {layout}, genuine ones have: {known}", layout=layout, known=known
        )
        return Unlike(Difference.LAYOUT, "mrz", text)

    return _Fact(lambda one: one.layout in ("", layout), tell)


def _number(number: str) -> _Fact:
    def tell(left: list[ReferenceDocument]) -> Unlike:
        known = _each(left, lambda one: enumeration(one.numbers, marked("{words} or {next}")))
        text = sentence("this number does not fit the pattern of this issuer: {known}", known=known)
        return Unlike(Difference.NUMBER, "number", text)

    return _Fact(
        lambda one: not one.numbers or any(fits(number, mask) for mask in one.numbers), tell
    )


def _expiry(expiry: date, asked: date) -> _Fact:
    day = PartialDate(expiry.year, expiry.month, expiry.day)

    def tell(left: list[ReferenceDocument]) -> Unlike:
        late = [one for one in left if _too_late(one, expiry, asked)]
        if late:
            known = _each(late, _given)
            text = sentence(
                "valid to {day}, longer than this issuer gives: {known}", day=day, known=known
            )
        else:
            known = _each(left, lambda one: sentence("made out from {day} on", day=one.issued_from))
            text = sentence(
                "valid to {day}, which is before any such document: {known}", day=day, known=known
            )
        return Unlike(Difference.VALIDITY, "expiry_date", text)

    return _Fact(lambda one: not (_too_late(one, expiry, asked) or _too_early(one, expiry)), tell)


def _too_late(record: ReferenceDocument, expiry: date, asked: date) -> bool:
    """Whether it is valid for longer than the issuer gives, even if made out on the last day."""
    if not record.validity:
        return False
    ended = record.issued_to.full() if record.issued_to else None
    last_made = min(asked, ended) if ended else asked
    latest = _months_after(last_made, round(12 * max(record.validity)))
    return (expiry - latest).days > _DAY_OF_GRACE


def _too_early(record: ReferenceDocument, expiry: date) -> bool:
    """Whether it had expired before the first of its series was made out."""
    return record.issued_from is not None and expiry < record.issued_from.first_day()


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:  # the month is shorter
            continue
    raise ValueError("no month is that short")


def years(validity: Sequence[float]) -> Sentence:
    """For how long a document is made out: "5 or 10 years"."""
    spans = enumeration((f"{one:g}" for one in validity), marked("{words} or {next}"))
    return sentence("{spans} years", spans=spans)


def _given(record: ReferenceDocument) -> Sentence:
    validity = years(record.validity)
    if not record.issued_to:
        return validity
    return sentence("{validity}, made out until {day}", validity=validity, day=record.issued_to)


def _each(records: list[ReferenceDocument], say: Callable[[ReferenceDocument], str]) -> Sentence:
    told = {sentence("{series} {told}", series=one.name, told=say(one)): one for one in records}
    return enumeration(told, marked("{words}; {next}"))
