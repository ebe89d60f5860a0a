"""A document against alerts to counterfeits.

An alert says by what a counterfeit is known. All that it says and that was read must be so, and
something must have been read of it; the rest is named, so that the officer looks.
"""

from __future__ import annotations

from border_check.icao.check_digit import check_digit, reckoned
from border_check.icao.document_codes import document_types
from border_check.icao.states import family
from border_check.language import marked
from border_check.values.document_number import compact, in_series
from border_check.values.moments import date
from border_check.values.number_mask import fits
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from border_check.icao.mrz import Mrz
    from border_check.values.document import TravelDocument
    from border_check.values.guidance import CounterfeitAlert


class Resemblance(NamedTuple):
    """By what a document resembles a counterfeit."""

    agrees: tuple[str, ...]
    unread: tuple[str, ...]
    """What else the alert says, and was not read."""


def resemblance(
    alert: CounterfeitAlert,
    issuing_state: str,
    document: TravelDocument | None,
    zone: Mrz | None,
    asked: date,
) -> Resemblance | None:
    """By what a document resembles an alert; None where it does not, or the alert has lapsed."""
    if family(alert.issuing_state) != family(issuing_state) or _has_lapsed(alert, asked):
        return None
    if not _may_be_of(alert.type, document.type if document else None):
        return None
    agrees, unread = [marked("issuing state")], []
    for trait, holds in _traits(alert, document, zone):
        if holds is None:
            unread.append(trait)
        elif holds:
            agrees.append(trait)
        else:
            return None
    if unread and len(agrees) == 1:  # every document of the issuer would do
        return None
    return Resemblance(tuple(agrees), tuple(unread))


def has_traits(alert: CounterfeitAlert) -> bool:
    """Whether it says more than whose document it is."""
    return any(True for _ in _traits(alert, None, None))


def _has_lapsed(alert: CounterfeitAlert, asked: date) -> bool:
    if alert.expires is None:
        return False
    last = alert.expires
    return (last.year, last.month or 12, last.day or 31) < (asked.year, asked.month, asked.day)


def _may_be_of(alerted: str, presented: str | None) -> bool:
    """Whether the types may be one; what is not known may be any."""
    ours, theirs = document_types(presented or ""), document_types(alerted)
    return not ours or not theirs or bool(ours & theirs)


def _traits(
    alert: CounterfeitAlert, document: TravelDocument | None, zone: Mrz | None
) -> list[tuple[str, bool | None]]:
    """What the alert says, each with whether it is so; None where that was not read."""
    number = document.number if document else None
    traits: list[tuple[str, bool | None]] = []
    if alert.numbers or alert.ranges:
        traits.append((marked("number"), _has_number(alert, number) if number else None))
    in_zone: list[tuple[str, str | tuple[str, ...], Callable[[Mrz], bool]]] = [
        (marked("layout of the zone"), alert.layout, lambda read: read.format == alert.layout),
        (marked("optional data"), alert.optional, lambda read: _has_optional(alert.optional, read)),
        (marked("wrong check digits"), alert.failing, lambda read: _fails(alert.failing, read)),
        (
            marked("way of the check digits"),
            alert.weights,
            lambda read: _reckons(alert.weights, read),
        ),
        (
            marked("birth date"),
            alert.birth_date,
            lambda read: fits(read.birth_date, alert.birth_date),
        ),
        (marked("expiry date"), alert.expiry_date, lambda read: _expires(alert.expiry_date, read)),
    ]
    traits += [(name, holds(zone) if zone else None) for name, said, holds in in_zone if said]
    return traits


def _has_number(alert: CounterfeitAlert, number: str) -> bool:
    return any(fits(number, mask) for mask in alert.numbers) or any(
        in_series(number, first, last) for first, last in alert.ranges
    )


def _has_optional(text: str, zone: Mrz) -> bool:
    return compact(text) in compact(f"{zone.optional_1} {zone.optional_2}")


def _fails(fields: tuple[str, ...], zone: Mrz) -> bool:
    return set(fields) <= {failure.field for failure in zone.failures}


def _reckons(weights: str, zone: Mrz) -> bool:
    """Whether the check digits of number and dates, of which one at least is wrong, all come of
    these weights: one alone comes of any weights once in ten misread zones."""
    by = tuple(map(int, weights))
    printed = {failure.field: failure.found for failure in zone.failures}
    fields = {
        "document_number": zone.number_raw,
        "birth_date": zone.birth_date,
        "expiry_date": zone.expiry_date or "",
    }
    return bool(fields.keys() & printed.keys()) and all(
        printed.get(field, check_digit(text)) == reckoned(text, by)
        for field, text in fields.items()
    )


def _expires(mask: str, zone: Mrz) -> bool:
    return zone.expiry_date is not None and fits(zone.expiry_date, mask)
