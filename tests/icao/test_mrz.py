"""Zones to fields: the specimens of Doc 9303 and what issuers and readers make of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from border_check.errors import MrzShapeError
from border_check.icao.check_digit import ALPHABET, check_digit
from border_check.icao.mrz import CheckDigitFailure, Checks, parse_mrz
from border_check.values.dates import PartialDate

TD3 = [
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
]
TD2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"]
TD1 = [
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
]
MRVA = [
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8988901C4XXX4009078F9612109ZE184226B<<<<<<<",
]
MRVB = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"]
ASKED = date(2026, 11, 22)


def with_line_2(**changes: str) -> list[str]:
    """The passport specimen with fields of its second line changed; `?` is the right digit."""
    places = {"birth": (13, 20), "expiry": (21, 28), "optional": (28, 43), "number": (0, 10)}
    line = TD3[1]
    for name, text in changes.items():
        start, end = places[name]
        text = text.replace("?", check_digit(text[:-1]))
        assert len(text) == end - start
        line = line[:start] + text + line[end:]
    composite = check_digit(line[:10] + line[13:20] + line[21:43])
    return [TD3[0], line[:43] + composite]


def test_passport_specimen() -> None:
    mrz = parse_mrz(TD3)
    assert mrz.format == "TD3"
    assert (mrz.document_code, mrz.issuing_state, mrz.nationality) == ("P", "UTO", "UTO")
    assert (mrz.surname, mrz.given_names, mrz.truncated) == ("ERIKSSON", "ANNA MARIA", False)
    assert (mrz.number, mrz.number_raw, mrz.number_overflow) == ("L898902C3", "L898902C3", False)
    assert (mrz.birth_date, mrz.sex, mrz.expiry_date) == ("740812", "F", "120415")
    assert (mrz.optional_1, mrz.optional_2) == ("ZE184226B", "")
    assert mrz.born(ASKED) == PartialDate(1974, 8, 12)
    assert mrz.expires() == PartialDate(2012, 4, 15)
    assert mrz.checks == Checks(True, True, True, True, True)
    assert mrz.valid
    assert mrz.number_check_digit == "6"


FORMATS = [
    ("TD2", TD2, Checks(True, True, True, None, True)),
    ("TD1", TD1, Checks(True, True, True, None, True)),
    ("MRVA", MRVA, Checks(True, True, True, None, None)),
    ("MRVB", MRVB, Checks(True, True, True, None, None)),
]


@pytest.mark.parametrize(("name", "lines", "checks"), FORMATS, ids=[row[0] for row in FORMATS])
def test_formats_have_the_checks_of_their_part(name: str, lines: list[str], checks: Checks) -> None:
    mrz = parse_mrz(lines)
    assert (mrz.format, mrz.checks, mrz.failures) == (name, checks, ())
    assert (mrz.surname, mrz.given_names) == ("ERIKSSON", "ANNA MARIA")


def test_the_old_french_card_has_its_own_layout() -> None:
    lines = ["IDFRAERIKSSON<<<<<<<<<<<<<<<<<123456", "8806923102858ANNA<MARIA<<<<7408122F"]
    digit = check_digit("".join(lines))
    mrz = parse_mrz([lines[0], lines[1] + digit])
    assert (mrz.format, mrz.valid) == ("FRA_ID", True)
    assert (mrz.surname, mrz.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (mrz.number, mrz.nationality, mrz.optional_1) == ("880692310285", "FRA", "123456")
    assert (mrz.birth_date, mrz.sex) == ("740812", "F")
    assert mrz.expiry_date is None
    assert mrz.expires() is None
    assert mrz.checks == Checks(True, True, None, None, True)


def test_a_new_french_card_is_an_ordinary_one() -> None:
    lines = [TD1[0].replace("I<UTO", "IDFRA"), *TD1[1:]]
    assert parse_mrz(lines).format == "TD1"


def test_germany_is_one_letter() -> None:
    mrz = parse_mrz([
        "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<",
        "C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0",
    ])  # fmt: skip
    assert (mrz.issuing_state, mrz.nationality, mrz.valid) == ("D", "D", True)


FAILURES = [
    ("a wrong digit of the number", {"number": "L898902C37"}, ("document_number", "7", "6")),
    ("a wrong digit of birth", {"birth": "7408120"}, ("birth_date", "0", "2")),
    ("a wrong digit of expiry", {"expiry": "1204150"}, ("expiry_date", "0", "9")),
    ("a wrong digit of the option", {"optional": "ZE184226B<<<<<0"}, ("optional", "0", "1")),
    ("a filler for a digit", {"optional": "ZE184226B<<<<<<"}, ("optional", "<", "1")),
    ("30 February", {"birth": "740230?"}, ("birth_date", "740230", "YYMMDD")),
    ("month 13", {"expiry": "121315?"}, ("expiry_date", "121315", "YYMMDD")),
    ("a letter its digit does not see", {"birth": "B80812?"}, ("birth_date", "B80812", "YYMMDD")),
    ("half a day", {"birth": "74081<?"}, ("birth_date", "74081<", "YYMMDD")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "failure"), [row[1:] for row in FAILURES], ids=[row[0] for row in FAILURES]
)
def test_a_failure_is_named_and_costs_no_other_field(
    changes: dict[str, str], failure: tuple[str, str, str]
) -> None:
    mrz = parse_mrz(with_line_2(**changes))
    assert mrz.failures == (CheckDigitFailure(*failure),)
    assert not mrz.valid
    assert (mrz.surname, mrz.number, mrz.nationality) == ("ERIKSSON", "L898902C3", "UTO")


def test_all_failures_are_named_in_the_order_of_the_contract() -> None:
    mrz = parse_mrz([TD3[0], "L898902C30UTO7408120F1204150ZE184226B<<<<<09"])
    fields = [failure.field for failure in mrz.failures]
    assert fields == ["document_number", "birth_date", "expiry_date", "optional", "composite"]


@pytest.mark.parametrize("digit", ["0", "<"])
def test_empty_optional_data_may_carry_zero_or_a_filler(digit: str) -> None:
    mrz = parse_mrz(with_line_2(optional="<" * 14 + digit))
    assert mrz.checks.optional is True
    assert mrz.optional_1 == ""


BIRTHS = [
    ("nothing known, digit 0", "<<<<<<?", None),
    ("nothing known, filler", "<<<<<<<", None),
    ("the year known", "83<<<<?", PartialDate(1983)),
    ("the month known", "8308<<?", PartialDate(1983, 8)),
    ("a day without its month", "83<<12?", PartialDate(1983)),
    ("no year", "<<0812?", None),
]


@pytest.mark.parametrize(
    ("birth", "born"), [row[1:] for row in BIRTHS], ids=[row[0] for row in BIRTHS]
)
def test_unknown_parts_of_a_birth_date_are_no_failure(birth: str, born: PartialDate | None) -> None:
    mrz = parse_mrz(with_line_2(birth=birth))
    assert mrz.valid
    assert mrz.born(ASKED) == born


def test_a_wrong_digit_of_an_unknown_birth_date_is_a_failure() -> None:
    mrz = parse_mrz(with_line_2(birth="<<<<<<6"))
    assert mrz.failures == (CheckDigitFailure("birth_date", "6", "0"),)


OVERFLOWS = [
    ("digit without the filler", "D23145890<7349<<<<<<<<<<<", "D23145890734", True, "", "9"),
    ("digit with the filler", "000590240<6013<<<<<<<<<<<", "000590240601", True, "", None),
    ("wrong digit", "000590240<6016<<<<<<<<<<<", "000590240601", False, "", None),
    ("the longest", "ABCDEFGHI<01234567890126<", "ABCDEFGHI0123456789012", True, "", "6"),
    ("more data after it", "D23145890<7349<AB<C<<<<<<", "D23145890734", True, "AB C", "9"),
    ("not one character more", "D23145890<7<<<<<<<<<<<<<<", "D23145890", False, "7", None),
    ("a short number has none", "D231458<<<7349<<<<<<<<<<<", "D231458", False, "7349", None),
]


@pytest.mark.parametrize(
    ("field", "number", "is_right", "optional", "digit"),
    [row[1:] for row in OVERFLOWS],
    ids=[row[0] for row in OVERFLOWS],
)
def test_long_numbers_overflow(
    field: str, number: str, is_right: bool, optional: str, digit: str | None
) -> None:
    mrz = parse_mrz(["I<UTO" + field, *TD1[1:]])
    assert (mrz.number, mrz.checks.document_number) == (number, is_right)
    assert mrz.number_overflow == (len(number) > 9)
    assert mrz.optional_1 == optional
    assert mrz.number_check_digit == digit


def test_overflow_in_two_lines() -> None:
    mrz = parse_mrz([TD2[0], "D23145890<UTO7408122F34041597349<<<8"])
    assert (mrz.number, mrz.number_overflow, mrz.valid) == ("D23145890734", True, True)


def test_a_passport_number_does_not_overflow() -> None:
    mrz = parse_mrz(with_line_2(number="L898902C3<"))
    assert mrz.failures == (CheckDigitFailure("document_number", "<", "6"),)


def test_fillers_inside_a_number_are_taken_out_and_kept_raw() -> None:
    number = "AB<1234<<"
    mrz = parse_mrz(with_line_2(number=number + check_digit(number)))
    assert (mrz.number, mrz.number_raw) == ("AB1234", "AB<1234")
    assert mrz.number_check_digit is None


NAMES = [
    ("one name", "ARKFREITH<<<<<<<", "ARKFREITH", "", False),
    ("given names only", "<<FIRST<NAME<<<<", "", "FIRST NAME", False),
    ("a leading filler", "<SMITH<<JOHN<<<<", "SMITH", "JOHN", False),
    ("two fillers between given names", "SMITH<<JOHN<<PAUL<", "SMITH", "JOHN PAUL", False),
    ("truncated", "PAPANDROPOULOUS<<JONATHOON<ALE", "PAPANDROPOULOUS", "JONATHOON ALE", True),
    ("nothing", "<<", "", "", False),
]


@pytest.mark.parametrize(
    ("field", "surname", "given_names", "truncated"),
    [row[1:] for row in NAMES],
    ids=[row[0] for row in NAMES],
)
def test_names(field: str, surname: str, given_names: str, truncated: bool) -> None:
    mrz = parse_mrz([*TD1[:2], field.ljust(30, "<")])
    assert (mrz.surname, mrz.given_names, mrz.truncated) == (surname, given_names, truncated)


@given(st.text() | st.lists(st.text()))
@settings(deadline=None)
def test_any_text_is_read_or_refused_with_a_reason(text: str | list[str]) -> None:
    with_reason(text)


@given(st.sampled_from([30, 36, 44]), st.data())
@settings(deadline=None)
def test_any_text_of_the_right_size_is_read(width: int, data: st.DataObject) -> None:
    count = 3 if width == 30 else 2
    line = st.text(ALPHABET, min_size=width, max_size=width)
    mrz = parse_mrz(data.draw(st.lists(line, min_size=count, max_size=count)))
    assert mrz.valid == (not mrz.failures)
    assert [name for name, passed in mrz.checks._asdict().items() if passed is False] == [
        failure.field for failure in mrz.failures
    ]
    mrz.born(ASKED)
    mrz.expires()


@given(st.integers(0, 9), st.data())
@settings(deadline=None)
def test_a_changed_digit_of_the_number_is_a_failure(digit: int, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([1, 2, 3, 4, 5, 6, 8]))
    line = TD3[1][:at] + str(digit) + TD3[1][at + 1 :]
    mrz = parse_mrz([TD3[0], line])
    assert mrz.valid == (line == TD3[1])


def with_reason(text: str | list[str]) -> None:
    try:
        parse_mrz(text)
    except MrzShapeError as error:
        assert error.message
        assert error.hint
