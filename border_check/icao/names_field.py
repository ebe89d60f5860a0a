"""The name field of a machine readable zone (Doc 9303-3 §4.6).

The primary identifier, two fillers, the secondary identifiers, fillers to the end; one filler
stands for every space, hyphen or comma between parts. `writing` makes such fields.
"""

from __future__ import annotations

from border_check.icao.check_digit import FILLER
from border_check.values.record import NamedTuple

BETWEEN = FILLER * 2
"""What stands between primary and secondary identifiers."""


class NameReading(NamedTuple):
    """The names in a zone, one space between their parts."""

    surname: str
    given_names: str
    truncated: bool
    """Whether the field is full to its last character, so that the name may go on unseen."""


def read_names(field: str, given_field: str = "") -> NameReading:
    """The names of a name field, or of two where the format has one for the given names.

    A name that ends in the last place must be treated as truncated: nothing tells it from one
    that fits exactly (Doc 9303-4 §4.2.3).
    """
    if given_field:
        surname, given = field, given_field
    else:
        surname, _, given = field.partition(BETWEEN)
    full = any(text and text[-1] != FILLER for text in (field, given_field))
    return NameReading(spaced(surname), spaced(given), full)


def spaced(field: str) -> str:
    """The parts of a field, with one space in place of the fillers between them."""
    return " ".join(part for part in field.split(FILLER) if part)
