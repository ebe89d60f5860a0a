"""Questions about a vehicle or a vessel."""

from __future__ import annotations

from border_check.errors import UnreadableInput, UsageError
from border_check.language import enumeration, sentence
from border_check.screening.queries import Query, present, state_of
from border_check.values.screening import Problem
from border_check.values.vehicle import Mark, MarkKind, Vehicle
from border_check.vehicles import imo, vin
from border_check.vehicles.marks import (
    LEAST_KNOWN,
    compact_mark,
    compact_partial,
    flaw_of,
    is_partial,
    known_in,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_TITLES = {
    MarkKind.VIN: "VIN",
    MarkKind.IMO: "IMO number",
    MarkKind.PLATE: "plate",
    MarkKind.REGISTRATION: "registration",
    MarkKind.ENGINE: "engine number",
    MarkKind.PART: "part number",
}


def vehicle_query(
    given: Mapping[MarkKind, str | None], country: str | None, *, may_browse: bool
) -> Query:
    """A vehicle by the numbers that were read on it; only who `may_browse` gives a plate in part.

    Raises `UsageError` where nothing is given, or nothing that a country belongs to;
    `UnreadableInput` for a number or a country that cannot be one.
    """
    texts = {kind: text for kind, text in given.items() if text and text.strip()}
    if not texts:
        raise UsageError(
            "no number of a vehicle is given",
            hint="as in `border-check vehicle --plate 'UT 101 AB' --country UTO`, or --vin -",
        )
    if country and not any(kind.has_country for kind in texts):
        raise UsageError(
            "a country is given, and neither a plate nor a registration that it belongs to",
            hint="leave out --country, or give the plate too",
        )
    state = state_of(country, "country") if country else None
    marks = tuple(
        Mark(kind, _number(kind, text, may_browse), state if kind.has_country else None)
        for kind, text in texts.items()
    )
    shown = {**{mark.kind.value: mark.number for mark in marks}, "country": state}
    problems = tuple(problem for mark in marks for problem in _problems(mark))
    return Query(
        None,
        None,
        present(shown),
        problems,
        keyed=True,
        number_unread=any(map(_is_misread, marks)),
        vehicle=Vehicle(marks),
    )


def _number(kind: MarkKind, text: str, may_browse: bool) -> str:
    if is_partial(text):
        return _partial(kind, text, may_browse)
    number = compact_mark(kind, text)
    if flaw := flaw_of(kind, number):
        raise UnreadableInput(
            f"{_TITLES[kind]}: {flaw}", hint="type it as it stands on the vehicle or in its papers"
        )
    return number


def _partial(kind: MarkKind, text: str, may_browse: bool) -> str:
    if kind is not MarkKind.PLATE:
        raise UsageError(
            f"{_TITLES[kind]}: given with wild cards, which are for plates alone",
            hint="type the whole number",
        )
    if not may_browse:
        raise UsageError(
            "a first-line desk may not search by a part of a plate",
            hint="type the whole plate with its country, or refer the vehicle to the second line",
        )
    number = compact_partial(text)
    if known_in(number) < LEAST_KNOWN:
        raise UnreadableInput(
            f"plate: found {known_in(number)} characters beside the wild cards, expected at least "
            f"{LEAST_KNOWN}",
            hint="? stands for one character, * for any number of them; give what is sure",
        )
    return number


def _is_misread(mark: Mark) -> bool:
    """Whether a number stands on no vehicle as it was read, so that no hit means nothing."""
    if mark.kind is MarkKind.IMO:
        return imo.fails(mark.number)
    if mark.kind is not MarkKind.VIN:
        return False
    # That O was read for 0 is sure where the check character agrees with it.
    is_guessed = bool(vin.never_in(mark.number)) and vin.check_character(mark.number) is None
    return is_guessed or vin.fails(mark.number)


def _problems(mark: Mark) -> list[Problem]:
    """What is odd about a number, and must be looked at again."""
    number = mark.number
    if mark.kind is MarkKind.IMO and imo.fails(number):
        text = sentence(
            "the IMO number ends in {found}, its other digits call for {expected}",
            found=number[-1],
            expected=imo.check_digit(number),
        )
        return [Problem("check_digit", text, field=mark.kind.value)]
    if mark.kind is not MarkKind.VIN:
        return []
    problems = []
    if letters := vin.never_in(number):
        meant = enumeration(
            sentence("{letter} for {figure}", letter=letter, figure=vin.NEVER[letter])
            for letter in letters
        )
        text = sentence("no VIN has the letters I, O, Q: taken {meant}; look again", meant=meant)
        problems.append(Problem("vin_letters", text, field="vin"))
    if len(number) < vin.LENGTH:
        text = sentence(
            "{count} characters: a chassis number from before 1981, or not all of a VIN",
            count=len(number),
        )
        problems.append(Problem("vin_short", text, field="vin"))
    if vin.fails(number):
        text = sentence(
            "the VIN has {found} as its check character, the others call for {expected}: misread, "
            "or not the maker's",
            found=vin.as_meant(number)[vin.CHECK_PLACE],
            expected=vin.check_character(number),
        )
        problems.append(Problem("check_digit", text, field="vin"))
    return problems
