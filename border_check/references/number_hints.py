"""What the numbers of ordinary passports look like, for 60 issuers: hints, and no more than that.

Facts of validator.js (github.com/validatorjs/validator.js, src/lib/isPassportNumber.js and its
tests, MIT licence, as of 2026-08-08), written as masks (`values/number_mask`). They say nothing of
other passports, old series are still about, and new ones come without notice: of 610 numbers of
passports on sanctions lists, 351 fit the mask of their issuer. So a hint never says that a number
is wrong. All it prompts is a second look where characters seem to be missing: issuers make numbers
longer when a series runs out, never shorter. And that only of documents whose code says that they
are ordinary passports (PP, Doc 9303-4 §4.4, from 2026 on); P alone is any passport.
"""

from __future__ import annotations

from border_check.icao.states import family
from border_check.values.number_mask import places_of
from border_check.values.record import NamedTuple

ORDINARY = "PP"
"""The code of an ordinary passport, which P alone does not say."""

_FILE = f"{__file__.rpartition('number_hints.')[0]}number_hints.csv"


class NumberHint(NamedTuple):
    """A row of the table."""

    issuing_state: str
    numbers: tuple[str, ...]
    """Masks of the numbers of ordinary passports."""
    prompts: bool
    """Whether it is sound enough to prompt a second look."""
    remark: str

    @property
    def shortest(self) -> int:
        """Characters of the shortest number."""
        return min(len(places_of(mask)) for mask in self.numbers)


def hint_for(issuing_state: str) -> NumberHint | None:
    """What is known of the passport numbers of an issuer, if anything."""
    own = family(issuing_state)
    return next((hint for hint in all_hints() if family(hint.issuing_state) == own), None)


def all_hints() -> list[NumberHint]:
    """The whole table."""
    with open(_FILE, encoding="utf-8") as file:
        rows = [line.split(";") for line in file.read().splitlines()[1:]]
    return [
        NumberHint(state, tuple(numbers.split()), prompts == "yes", remark)
        for state, numbers, prompts, remark in rows
    ]


def seems_short(hint: NumberHint, code: str | None, number: str) -> bool:
    """Whether characters of the number of an ordinary passport seem to be missing."""
    return hint.prompts and code == ORDINARY and len(number) < hint.shortest
