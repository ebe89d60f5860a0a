"""How likely an innocent document meets a look-alike, because a list is full of its neighbours.

On a short list a look-alike is nearly always the listed document, misread. On a list that holds one
in sixty of all numbers of an issuer's form, one in twenty documents with an A, D, O or Q in the
number looks like a listed one, and is another. So a look-alike is a hit only where chance would
give one to fewer than `MOST` of innocent documents; elsewhere it is a note.

The chance is computed from the list: for each form in which it has numbers of the issuer (where
letters stand and where digits), how often each character stands in each place. What stands in one
place is taken to say nothing of the others. Of a scanned number whose check digit is right only
look-alikes with the same digit count.
"""

from __future__ import annotations

from border_check.icao.check_digit import ALPHABET, check_digit
from border_check.values.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 1e-4
"""Of innocent documents, one in ten thousand may be referred for a look-alike."""

_PRIOR = 1000.0
"""Numbers that are taken to be on the list, evenly spread, before it is looked at: of a few numbers
it cannot be said what the others of their form look like."""

_ALIKE = ("0OQDA", "1IL", "2Z", "5S", "6G", "8B")
_LOOKS_LIKE = {c: next((alike for alike in _ALIKE if c in alike), c) for c in ALPHABET}
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = (7, 3, 1)


class Form(NamedTuple):
    """Numbers of one issuer that have letters and digits in the same places."""

    shape: str
    """A for a letter, 9 for a digit."""
    records: int
    counts: Sequence[Sequence[int]]
    """For each place, how many of the counted numbers have each of 0-9 and A-Z there."""


def shape_of(number: str) -> str:
    """Where letters and digits of a number stand."""
    return "".join(["9" if c.isdigit() else "A" for c in number])


def chance_of_look_alike(number: str, forms: Iterable[Form], digit: str | None = None) -> float:
    """How many listed look-alikes of a compact number are to be expected if it is innocent.

    `digit` is its check digit, where it was scanned and is right. A number of a form that hardly
    any of the issuer's numbers have, such as one with the letter O for a zero, is not the number of
    an innocent document: it was misread or mistyped.
    """
    forms = list(forms)
    own = sum(form.records for form in forms if form.shape == shape_of(number))
    if own <= MOST * sum(form.records for form in forms) or any(c not in _VALUE for c in number):
        return 0.0
    return sum(_expected(number, form, digit) for form in forms if len(form.shape) == len(number))


def _expected(number: str, form: Form, digit: str | None) -> float:
    """Of one form: all that looks like the number, by check digit, without the number itself."""
    sums, itself = [1.0] + [0.0] * 9, 1.0
    for at, character in enumerate(number):
        shares = _shares(form, at, _LOOKS_LIKE[character])
        following = [0.0] * 10
        for other, share in shares:
            step = _VALUE[other] * _WEIGHTS[at % 3]
            for total, likely in enumerate(sums):
                if likely:
                    following[(total + step) % 10] += likely * share
        itself *= next((share for other, share in shares if other == character), 0.0)
        sums = following
    likely = sum(sums) if digit is None else sums[int(check_digit(number))]
    return form.records * max(likely - itself, 0.0)


def _shares(form: Form, at: int, alike: str) -> list[tuple[str, float]]:
    """Those of these characters that can stand in a place of a form, and how often they do."""
    is_digit = form.shape[at] == "9"
    even = _PRIOR / (10 if is_digit else 26)
    counts = form.counts[at]
    total = sum(counts) + _PRIOR
    return [
        (other, (counts[_VALUE[other]] + even) / total)
        for other in alike
        if other.isdigit() == is_digit
    ]
