"""Documents held against alerts: all that an alert says and that was read must be so."""

from __future__ import annotations

from datetime import date

import pytest

from border_check.icao.check_digit import reckoned
from border_check.icao.mrz import Mrz, parse_mrz
from border_check.icao.writing import MrzFields, write_mrz
from border_check.references.alerts import has_traits, resemblance
from border_check.values.dates import PartialDate
from border_check.values.document import TravelDocument
from border_check.values.guidance import CounterfeitAlert

TODAY = date(2026, 11, 22)
ALERT = CounterfeitAlert("A1", "UTO", "look")
FIELDS = MrzFields("P", "UTO", "Doe", "Jane", "L8995123", "UTO", "900101", "F", "310431", "ZENITH7")


def zone(layout: str = "TD3", **changes: str) -> Mrz:
    return parse_mrz(write_mrz(layout, FIELDS._replace(**{"expiry_date": "310415", **changes})))


def of(read: Mrz | None, number: str = "L8995123", kind: str | None = "P") -> TravelDocument:
    return TravelDocument(number, "UTO", read.document_code if read else kind)


def agreed(alert: CounterfeitAlert, read: Mrz | None, number: str = "L8995123") -> object:
    document = of(read, read.number if read else number)
    found = resemblance(alert, "UTO", document, read, TODAY)
    return found and (found.agrees[1:], found.unread)


NUMBER = ALERT._replace(ranges=(("L8995000", "L8995999"),))
OPTIONAL = ALERT._replace(optional="ZENITH 7")
SCANS = [
    ("a number in a range", NUMBER, zone(), (("number",), ())),
    ("a number outside", NUMBER, zone(number="L8996000"), None),
    ("a number of a mask", ALERT._replace(numbers=("L89951##",)), zone(), (("number",), ())),
    ("mask or range", NUMBER._replace(numbers=("X#",)), zone(), (("number",), ())),
    ("a layout", ALERT._replace(layout="TD3"), zone(), (("layout of the zone",), ())),
    ("another layout", ALERT._replace(layout="TD1"), zone(), None),
    ("an office in the optional data", OPTIONAL, zone(), (("optional data",), ())),
    ("another office", OPTIONAL, zone(optional_1="ARCADE7"), None),
    ("an expiry", ALERT._replace(expiry_date="####15"), zone(), (("expiry date",), ())),
    ("another expiry", ALERT._replace(expiry_date="####31"), zone(), None),
    ("a birth date", ALERT._replace(birth_date="##0101"), zone(), (("birth date",), ())),
    ("all of it", NUMBER._replace(optional="ZENITH7"), zone(), (("number", "optional data"), ())),
    ("half of it", NUMBER._replace(optional="ARCADE"), zone(), None),
    ("right check digits", ALERT._replace(failing=("composite",)), zone(), None),
    ("right check digits, other weights", ALERT._replace(weights="137"), zone(), None),
]


@pytest.mark.parametrize(
    ("alert", "read", "expected"), [s[1:] for s in SCANS], ids=[s[0] for s in SCANS]
)
def test_a_scan(alert: CounterfeitAlert, read: Mrz, expected: object) -> None:
    assert agreed(alert, read) == expected


def test_what_was_not_read_is_named_beside_what_agrees() -> None:
    alert = NUMBER._replace(optional="ZENITH7", layout="TD3")
    assert agreed(alert, None) == (("number",), ("layout of the zone", "optional data"))
    assert agreed(alert, None, "L8990000") is None


def test_the_issuer_alone_is_no_resemblance() -> None:
    assert agreed(OPTIONAL, None) is None


def test_unless_nobody_issues_such_documents() -> None:
    fantasy = ALERT._replace(issuing_state="WQX")
    assert not has_traits(fantasy)
    found = resemblance(fantasy, "WQX", None, None, TODAY)
    assert found == (("issuing state",), ())


@pytest.mark.parametrize(
    ("expires", "told"),
    [(None, True), ("2026-11-22", True), ("2026-11", True), ("2026", True), ("2026-11-21", False)],
)
def test_an_alert_lapses(expires: str | None, told: bool) -> None:
    until = PartialDate.parse(expires) if expires else None
    assert (agreed(NUMBER._replace(expires=until), zone()) is not None) is told


@pytest.mark.parametrize(
    ("alerted", "shown", "told"),
    [
        ("P", "P", True),
        ("PD", "P", True),  # diplomatic passports bear P, too
        ("ID", "P", False),
        ("", "P", True),
        ("P", None, True),
        ("P", "scroll", True),
    ],
)
def test_types_that_may_be_one(alerted: str, shown: str | None, told: bool) -> None:
    document = of(None, kind=shown)
    found = resemblance(NUMBER._replace(type=alerted), "UTO", document, None, TODAY)
    assert (found is not None) is told


def reckoned_by(weights: tuple[int, ...], *fields: str) -> Mrz:
    """A zone in which the check digits of these fields come of other weights."""
    first, second = write_mrz("TD3", FIELDS._replace(expiry_date="310415"))
    at = {"number": (0, 9), "birth": (13, 19), "expiry": (21, 27)}
    for field in fields:
        start, end = at[field]
        digit = reckoned(second[start:end], weights)
        second = f"{second[:end]}{digit}{second[end + 1 :]}"
    return parse_mrz([first, second])


def test_check_digits_by_other_weights() -> None:
    alert = ALERT._replace(weights="137")
    wrong = reckoned_by((1, 3, 7), "number", "birth", "expiry")
    assert wrong.failures
    assert agreed(alert, wrong) == (("way of the check digits",), ())
    assert agreed(alert._replace(weights="173"), wrong) is None


def test_one_digit_alone_may_come_of_any_weights() -> None:
    only_number = reckoned_by((1, 3, 7), "number")
    assert {failure.field for failure in only_number.failures} == {"document_number", "composite"}
    assert agreed(ALERT._replace(weights="137"), only_number) is None


def test_check_digits_that_are_wrong() -> None:
    wrong = reckoned_by((1, 3, 7), "number")
    assert agreed(ALERT._replace(failing=("composite",)), wrong) == (("wrong check digits",), ())
    assert agreed(ALERT._replace(failing=("composite", "expiry_date")), wrong) is None
