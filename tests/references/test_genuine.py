"""Documents held against what genuine ones look like: what is told, and what never is."""

from __future__ import annotations

from datetime import date

import pytest

from border_check.icao.mrz import parse_mrz
from border_check.icao.writing import MrzFields, write_mrz
from border_check.references.genuine import Difference, of_the_type, unlike_genuine
from border_check.values.dates import PartialDate
from border_check.values.document import TravelDocument
from border_check.values.guidance import ReferenceDocument

TODAY = date(2026, 11, 22)
NEW = ReferenceDocument(
    "R1", "UTO", "P", series="2019", layout="TD3", numbers=("[KL]#######",), validity=(5, 10),
    issued_from=PartialDate(2019, 3, 1), certain=True,
)  # fmt: skip
OLD = ReferenceDocument(
    "R2", "UTO", "P", series="2009", layout="TD3", numbers=("T#######",), validity=(10,),
    issued_from=PartialDate(2009, 6), issued_to=PartialDate(2019, 2, 28), certain=True,
)  # fmt: skip
BOTH = (NEW, OLD)
NUMBER, LAYOUT, VALIDITY = Difference.NUMBER, Difference.LAYOUT, Difference.VALIDITY


def typed(
    number: str, expiry: str | None, *records: ReferenceDocument
) -> list[tuple[Difference, str]]:
    until = PartialDate.parse(expiry) if expiry else None
    document = TravelDocument(number, "UTO", "P", until)
    return [(one.code, one.text) for one in unlike_genuine(document, None, records, TODAY)]


def codes(number: str, expiry: str | None, *records: ReferenceDocument) -> list[Difference]:
    return [code for code, _ in typed(number, expiry, *records)]


CASES = [
    ("as it should be", "K7654321", "2031-04-15", BOTH, []),
    ("a number of the old series", "T7654321", "2028-01-01", BOTH, []),
    ("no record of this type", "X1", "2090-01-01", (), []),
    ("a number of no series", "X7654321", None, BOTH, [NUMBER]),
    ("a character is missing", "K765432", None, BOTH, [NUMBER]),
    ("to the day", "K7654321", "2036-11-22", BOTH, []),
    ("where it is tomorrow", "K7654321", "2036-11-23", BOTH, []),
    ("longer than ten years from today", "K7654321", "2036-11-24", BOTH, [VALIDITY]),
    ("longer than the end of its series allows", "T7654321", "2029-03-02", BOTH, [VALIDITY]),
    ("ten years from the last day of its series", "T7654321", "2029-02-28", BOTH, []),
    ("expired before its series began", "K7654321", "2019-02-01", BOTH, [VALIDITY]),
    ("only the year is known", "K7654321", "2090", BOTH, []),
    ("a record that is not certain", "X1", "2090-01-01", (NEW._replace(certain=False),), []),
    ("one uncertain series admits all", "X1", "2090-01-01", (NEW, OLD._replace(certain=False)), []),
    ("no pattern is known", "X1", None, (NEW._replace(numbers=()),), []),
    ("no validity is known", "K7654321", "2090-01-01", (NEW._replace(validity=()),), []),
    ("number and date both", "X1", "2090-01-01", BOTH, [NUMBER, VALIDITY]),
    ("half a year more", "K7654321", "2037-05-22", (NEW._replace(validity=(10.5,)),), []),
]


@pytest.mark.parametrize(
    ("number", "expiry", "records", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_what_is_told(
    number: str,
    expiry: str | None,
    records: tuple[ReferenceDocument, ...],
    expected: list[Difference],
) -> None:
    assert codes(number, expiry, *records) == expected


def test_in_words() -> None:
    assert [text for _, text in typed("X1", "2090-01-01", *BOTH)] == [
        "this number does not fit the pattern of this issuer: UTO P (series 2019) [KL]#######; "
        "UTO P (series 2009) T#######",
        "valid to 2090-01-01, longer than this issuer gives: UTO P (series 2019) 5 or 10 years; "
        "UTO P (series 2009) 10 years, made out until 2019-02-28",
    ]


def test_a_leap_day_ends_with_its_month() -> None:
    leap = date(2028, 2, 29)
    document = TravelDocument("K7654321", "UTO", "P", PartialDate(2033, 3, 1))
    five = NEW._replace(validity=(5,))
    assert unlike_genuine(document, None, [five], leap) == []
    later = document._replace(expiry=PartialDate(2033, 3, 2))
    assert [one.code for one in unlike_genuine(later, None, [five], leap)] == [VALIDITY]


def scanned(number: str, layout: str = "TD3", *, spoilt: bool = False) -> list[Difference]:
    fields = MrzFields("P", "UTO", "Doe", "Jane", number, "UTO", "900101", "F", "310415")
    first, second = write_mrz(layout, fields)
    if spoilt:
        second = f"{second[:9]}{(int(second[9]) + 1) % 10}{second[10:]}"
    zone = parse_mrz([first, second])
    document = TravelDocument(number, "UTO", "P", zone.expires(), zone.number_check_digit)
    return [one.code for one in unlike_genuine(document, zone, BOTH, TODAY)]


def test_a_zone() -> None:
    assert scanned("K7654321") == []
    assert scanned("K7654321", "TD2") == [LAYOUT]
    assert scanned("X7654321") == [NUMBER]


def test_a_number_that_may_be_misread_is_not_held_against_patterns() -> None:
    assert scanned("X7654321", spoilt=True) == []


@pytest.mark.parametrize(
    ("document_type", "expected"),
    [("P", ["R1"]), ("P<", ["R1"]), ("p", ["R1"]), ("PD", ["R3"]), ("PP", []), (None, [])],
)
def test_other_codes_are_other_documents(document_type: str | None, expected: list[str]) -> None:
    records = [NEW, NEW._replace(record_id="R3", type="PD")]
    found = of_the_type(records, "UTO", document_type)
    assert [one.record_id for one in found] == expected


def test_codes_of_one_family_are_one_issuer() -> None:
    german = NEW._replace(issuing_state="DEU")
    assert of_the_type([german, NEW], "D", "P") == [german]
