"""What is written on a vehicle, in the form in which it is compared, and plates read in part."""

from __future__ import annotations

from border_check.values.document_number import compact
from border_check.values.vehicle import MarkKind
from border_check.vehicles import imo

ONE, ANY = "?", "*"
"""In a plate of which only a part was read: one character, and any number of them."""
LEAST_KNOWN = 3
"""Characters that must have been read of a plate: with fewer, whole series would fit."""
LONGEST = {MarkKind.VIN: 17, MarkKind.PLATE: 15}
LONGEST_OTHER = 30
"""Of engines, parts and vessels, whose makers and registrars number as they please."""


def compact_mark(kind: MarkKind, text: str) -> str:
    """A number in the form that is compared: upper case, letters and digits of any script only.

    Cyrillic letters that look Latin become Latin, since the states that put them on plates use no
    others. IMO numbers lose the letters IMO.

    >>> compact_mark(MarkKind.PLATE, "о 123-ав")
    'O123AB'
    """
    number = compact(text)
    return imo.bare(number) if kind is MarkKind.IMO else number


def flaw_of(kind: MarkKind, number: str) -> str | None:
    """Why a compact number cannot be one of this kind; None where it can. Never quotes it."""
    longest = LONGEST.get(kind, LONGEST_OTHER)
    if not number:
        return "has no letter or digit"
    if kind is MarkKind.IMO and not imo.is_shaped(number):
        return f"has {len(number)} characters, expected {imo.LENGTH} digits"
    if kind is MarkKind.VIN and not number.isascii():
        return "has letters other than A-Z"
    if len(number) > longest:
        return f"has {len(number)} letters and digits, expected at most {longest}"
    return None


def is_partial(text: str) -> bool:
    """Whether a plate is given in part."""
    return ONE in text or ANY in text


def compact_partial(text: str) -> str:
    """A plate that was read in part, compact, with its wild cards.

    >>> compact_partial("ut ?2* ab")
    'UT?2*AB'
    """
    pieces: list[str] = [""]
    for char in text:
        if char in (ONE, ANY):
            pieces += [char, ""]
        else:
            pieces[-1] += char
    return "".join(piece if piece in (ONE, ANY) else compact(piece) for piece in pieces)


def known_in(partial: str) -> int:
    """How many characters of a plate were read."""
    return len(partial) - partial.count(ONE) - partial.count(ANY)


def pattern_of(partial: str) -> str:
    """A folded plate that was read in part, as a regular expression over a folded plate.

    Nothing else in it is special, since a compact number has letters and digits only.
    """
    return partial.replace(ONE, r"\w").replace(ANY, r"\w*")
