"""Machine readable zones: from lines to fields.

`parse_mrz` raises `MrzShapeError` only, and only where no field can be cut. A wrong check digit is
named among the `failures`, and all fields are delivered: it must not cost the officer the name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from border_check.icao.check_digit import FILLER, check_digit
from border_check.icao.cleaning import zone_lines
from border_check.icao.dates import birth_date, expiry_date, is_date
from border_check.icao.layouts import Layout, layout_of
from border_check.icao.names_field import read_names, spaced
from border_check.icao.overflow import NumberReading, read_number
from border_check.values.dates import PartialDate
from border_check.values.record import NamedTuple

DATE_SHAPE = "YYMMDD"
"""What a failure expected where the check digit is right and the date is none."""


class CheckDigitFailure(NamedTuple):
    """A field whose check digit is wrong, or a date that is none although its digit is right."""

    field: str
    """`document_number`, `birth_date`, `expiry_date`, `optional` or `composite`."""
    found: str
    """The check digit in the zone; the date itself where that is what is wrong."""
    expected: str
    """The right check digit; `YYMMDD` where the date is wrong."""


class Checks(NamedTuple):
    """Whether each field passed its check; None where the format has no check of it."""

    document_number: bool | None = None
    birth_date: bool | None = None
    expiry_date: bool | None = None
    optional: bool | None = None
    composite: bool | None = None


class Mrz(NamedTuple):
    """The fields of a machine readable zone.

    Texts come without fillers and are empty where the zone gives nothing.
    """

    format: str
    """`TD1`, `TD2`, `TD3`, `MRVA`, `MRVB` or `FRA_ID`."""
    document_code: str
    """One or two letters: "P", "ID"; see `document_codes`."""
    issuing_state: str
    """Doc 9303-3 §5: "UTO", "D"; as printed, known or not."""
    surname: str
    given_names: str
    number: str
    """The whole document number, with what overflowed into the optional field."""
    number_raw: str
    """The same with the fillers that stand before or between its characters."""
    nationality: str
    birth_date: str
    """YYMMDD as printed, unknown parts as fillers; `born` reads it."""
    sex: str
    """`F`, `M`, `X` or `<`, as printed; both of the last two mean unspecified."""
    expiry_date: str | None
    """YYMMDD as printed; None where the format has none. `expires` reads it."""
    optional_1: str
    optional_2: str
    number_overflow: bool
    truncated: bool
    """Whether the name field is full, so that the name may go on unseen."""
    checks: Checks
    failures: tuple[CheckDigitFailure, ...]
    number_digit: str
    """The check digit of the number as printed, right or wrong."""

    @property
    def valid(self) -> bool:
        """Whether nothing that can be checked is wrong."""
        return not self.failures

    @property
    def number_check_digit(self) -> str | None:
        """The number's check digit, where it is right and says something about `number` alone.

        Only such a digit can rule out a look-alike. Fillers before or inside the number, or
        counted along with it, shift the weights of what follows.
        """
        is_plain = self.number != "" and self.number == self.number_raw
        is_right = self.checks.document_number and self.number_digit == check_digit(self.number)
        return self.number_digit if is_plain and is_right else None

    def born(self, asked: date) -> PartialDate | None:
        """The date of birth as far as it is known: the latest one not after the day `asked`."""
        return birth_date(self.birth_date, asked)

    def expires(self) -> PartialDate | None:
        """The date of expiry, between 1980 and 2079; None where there is none to read."""
        return expiry_date(self.expiry_date) if self.expiry_date else None


def parse_mrz(text: str | Sequence[str]) -> Mrz:
    """Read a zone from its lines, or from a text that holds them (see `cleaning`).

    Raises `MrzShapeError` when the lines fit no format.
    """
    lines = zone_lines(text)
    layout = layout_of(lines)

    def cut(positions: str) -> str:
        return layout.cut(lines, positions)

    number = read_number(
        cut(layout.number),
        cut(layout.number_check),
        cut(layout.optional_1),
        may_overflow=layout.number_overflows,
    )
    names = read_names(cut(layout.surname), cut(layout.given_names))
    findings = _findings(layout, cut, number)
    return Mrz(
        format=layout.format,
        document_code=cut(layout.document_code).strip(FILLER),
        issuing_state=cut(layout.issuing_state).strip(FILLER),
        surname=names.surname,
        given_names=names.given_names,
        number=number.raw.replace(FILLER, ""),
        number_raw=number.raw.rstrip(FILLER),
        nationality=cut(layout.nationality).strip(FILLER),
        birth_date=cut(layout.birth_date),
        sex=cut(layout.sex),
        expiry_date=cut(layout.expiry_date) or None,
        optional_1=spaced(number.optional),
        optional_2=spaced(cut(layout.optional_2)),
        number_overflow=number.overflow,
        truncated=names.truncated,
        checks=Checks(**{field: failure is None for field, failure in findings.items()}),
        failures=tuple(failure for failure in findings.values() if failure),
        number_digit=number.found,
    )


def _findings(
    layout: Layout, cut: Callable[[str], str], number: NumberReading
) -> dict[str, CheckDigitFailure | None]:
    """Every check that the format has, with what is wrong or None."""
    findings = {
        "document_number": _check_number(number),
        "birth_date": _check_date("birth_date", cut(layout.birth_date), cut(layout.birth_check)),
    }
    if layout.expiry_check:
        expires = cut(layout.expiry_date)
        findings["expiry_date"] = _check_date("expiry_date", expires, cut(layout.expiry_check))
    if layout.optional_check:
        findings["optional"] = _check_optional(cut(layout.optional_1), cut(layout.optional_check))
    if layout.composite_check:
        composite = cut(layout.composite)
        findings["composite"] = _check("composite", composite, cut(layout.composite_check))
    return findings


def _check(field: str, text: str, found: str) -> CheckDigitFailure | None:
    expected = check_digit(text)
    return None if found == expected else CheckDigitFailure(field, found, expected)


def _check_number(number: NumberReading) -> CheckDigitFailure | None:
    if number.is_right:
        return None
    return CheckDigitFailure("document_number", number.found, number.accepted[0])


def _check_optional(text: str, found: str) -> CheckDigitFailure | None:
    """Doc 9303-4 §4.2.2.2: where nothing is given the digit may be 0 or a filler."""
    return None if _is_blank(text, found) else _check("optional", text, found)


def _check_date(field: str, text: str, found: str) -> CheckDigitFailure | None:
    """Unknown dates are treated alike: some issuers print a filler for their check digit."""
    if not _is_blank(text, found) and (failure := _check(field, text, found)):
        return failure
    return None if is_date(text) else CheckDigitFailure(field, text, DATE_SHAPE)


def _is_blank(text: str, found: str) -> bool:
    return not (text + found).strip(FILLER)
