"""Document numbers that are longer than their field (Doc 9303-5 and 9303-6 §4.2.2, note j).

In TD1 and TD2 the field holds the first nine characters and its check digit is a filler; the rest
stands at the start of the optional field, then the check digit of the whole number, then a filler.
Issuers differ on whether that filler in the middle counts when the digit is computed: Doc 9303-11
appendix D and Portugal leave it out, Belgium takes it along. Both are right here.
"""

from __future__ import annotations

from border_check.icao.check_digit import FILLER, check_digit
from border_check.values.record import NamedTuple


class NumberReading(NamedTuple):
    """A document number as it stands in the zone, put together again."""

    raw: str
    """With all its fillers."""
    found: str
    """Its check digit in the zone."""
    accepted: tuple[str, ...]
    """The check digits that would be right; the one of Doc 9303 first."""
    optional: str
    """What is left of the optional field."""
    overflow: bool

    @property
    def is_right(self) -> bool:
        """Whether the zone carries one of the right check digits."""
        return self.found in self.accepted


def read_number(field: str, digit: str, optional: str, *, may_overflow: bool) -> NumberReading:
    """Put a number together from its field, its check digit and the optional field."""
    rest, _, optional_left = optional.partition(FILLER)
    is_full = not field.endswith(FILLER)
    if may_overflow and digit == FILLER and is_full and len(rest) > 1:
        rest, digit = rest[:-1], rest[-1]
        accepted = (check_digit(field + rest), check_digit(field + FILLER + rest))
        return NumberReading(field + rest, digit, accepted, optional_left, overflow=True)
    return NumberReading(field, digit, (check_digit(field),), optional, overflow=False)
