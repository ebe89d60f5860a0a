"""The name of a traveller from the cells that hold it, whole or in parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from border_check.icao.mrz import Mrz
from border_check.icao.transliteration import spellings, to_mrz
from border_check.manifests.facts import NO_NAME, problem
from border_check.values.person import Name
from border_check.values.screening import Problem

_LONGEST = 300
"""Characters; longer than any name, short enough for every comparison."""

_SURNAME = ("surname_prefix", "surname", "second_surname")
_GIVEN = ("given_names", "middle_names")
NAME_FIELDS = frozenset((*_SURNAME, *_GIVEN, "name"))


def read_name(cells: Mapping[str, str], zone: Mrz | None, problems: list[Problem]) -> Name | None:
    """The name from its cells (clean texts by field), else from the zone; None without either.

    What is wrong with it is added to `problems`.
    """
    surname, given = _joined(cells, _SURNAME, problems), _joined(cells, _GIVEN, problems)
    whole = _joined(cells, ("name",), problems)
    if not (surname and given) and (parts := split_name(surname or whole)):
        surname, given = parts[0], given or parts[1]
        whole = ""  # its order is that of a list, not that of a voice
    surname, given, whole = map(_without_fillers, (surname, given, whole))
    own = f"{given} {surname}".strip() or whole
    in_zone = f"{zone.given_names} {zone.surname}".strip() if zone is not None else ""
    if zone is not None and in_zone:
        if not own:
            return Name(in_zone, zone.surname, zone.given_names, zone.truncated)
        if not _same(own, in_zone, zone.truncated):
            text = f"{own} in its column, {in_zone} in the MRZ"
            problems.append(problem("mrz_differs", "surname" if surname else "name", text))
    if given and not surname:
        text = "there is none, so only the given names are compared"
        problems.append(problem("incomplete_name", "surname", text))
    return Name(whole or own, surname, given) if own else None


def names_say_themselves(cells: Collection[str]) -> bool:
    """Whether each of these cells is empty or a name that `read_name` takes as it stands: words of
    letters, with hyphens and apostrophes in them."""
    text = "\n".join(["", *cells, ""])
    letters = text.replace("\n", "").replace(" ", "").replace("-", "").replace("'", "")
    return (
        (letters.isalpha() or not letters)
        and not any(edge in text for edge in ("\n ", "\n-", "\n'", " \n", "  "))
        and text.count("\n") == len(cells) + 1
        and max(map(len, cells), default=0) <= _LONGEST
        and NO_NAME.isdisjoint(map(str.casefold, cells))
    )


def _joined(cells: Mapping[str, str], fields: tuple[str, ...], problems: list[Problem]) -> str:
    parts = []
    for field in fields:
        if (text := cells.get(field)) is None:
            continue
        if len(text) <= _LONGEST and any(map(str.isalpha, text)):
            parts.append(text)
        else:
            expected = f"expected letters, at most {_LONGEST} characters"
            problems.append(problem("unreadable_name", field, expected))
    return " ".join(parts)


def _without_fillers(text: str) -> str:
    return " ".join(text.replace("<", " ").split()) if "<" in text else text


_SUFFIXES = frozenset(("jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd", "md"))


def split_name(text: str) -> tuple[str, str] | None:
    """Surname and given names of a whole name that marks its parts; None for one that does not.

    Marked are `SPECIMEN<<ANNA<MARIA`, `SPECIMEN, ANNA MARIA`, and `SPECIMEN/ANNA MARIA` of the
    reservation systems.
    """
    for sign in ("<<", ",", "/"):
        parts = [part.replace("<", " ").strip() for part in text.split(sign)]
        if len(parts) == 2 and all(parts):
            if sign == "," and parts[1].rstrip(".").casefold() in _SUFFIXES:
                return None
            if sign == "/" and not text.isascii():  # one name in two scripts
                return None
            return parts[0], parts[1]
    return None


def _same(own: str, in_zone: str, truncated: bool) -> bool:
    """Whether a name can be written as the zone has it, in whatever order its parts stand."""
    zone = "".join(in_zone.split())
    for spelling in dict.fromkeys((to_mrz(own), *spellings(own))):
        parts = spelling.split()
        if not spelling.isascii():
            return True  # of a script that Doc 9303 has no table for, nothing can be said
        if sorted(parts) == sorted(in_zone.split()) or "".join(parts) == zone:
            return True
    return truncated and _may_go_on(own, in_zone)


def _may_go_on(own: str, in_zone: str) -> bool:
    """Whether every part of a cut name begins a part of the whole one."""
    parts = to_mrz(own).split()
    return all(any(part.startswith(cut) for part in parts) for cut in in_zone.split())
