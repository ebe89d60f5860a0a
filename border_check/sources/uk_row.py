"""One row of a UK sanctions list, to a record: one name of a person, with one birth.

    26/01/2022,UTO0006,7172,,ERIKSSON,ANNA,MARIA,,,,Primary Name,,…,00/00/1974,Utopia,…

Surnames stand in `Name 6`. Cells may hold several values, parted by semicolons or numbered
"(1) … (2) …". What the older list has no column for stands in its `Other Information`, as
"(Gender):Female".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from border_check.sources.countries import state_of, state_within
from border_check.sources.fields import FieldError, once
from border_check.sources.written_dates import read_births, read_date
from border_check.sources.written_documents import read_document
from border_check.sources.written_names import unique_aliases
from border_check.values.dates import PartialDate
from border_check.values.person import Alias, DocumentReference, Name, Nominal, Sex

_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}
_PRIMARY = "primary name"
_LOW = "low"
_PARTED = re.compile(r"\s*(?:[;|\n]|\(\d{1,2}\))\s*")
_TOLD = re.compile(r"\((?P<label>Gender|UK Sanctions List Ref)\): ?(?P<value>\w+)")
_BIRTH = re.compile(r"(?P<day>\d\d?|dd)/(?P<month>\d\d?|mm)/(?P<year>\d{4})", re.IGNORECASE)
_ISSUED_IN = re.compile(r"(?i)\bissued (?:in|by) ([^,;()]+)")
_KEPT = (
    "title", "position", "regime", "sanctions", "united_nations_id", "group_id", "information",
    "reasons",
)  # fmt: skip
Cells = Mapping[str, str]


def id_of(cells: Cells) -> str:
    """What names the person: of the older list the group, else its place on the newer list."""
    return cells.get("id") or _told(cells).get("UK Sanctions List Ref", "")


def name_of(cells: Cells) -> Name | None:
    """The name of this row; None where it has none."""
    given = " ".join(cells[f"name_{part}"].strip(" ,") for part in range(1, 6)
                     if cells.get(f"name_{part}"))  # fmt: skip
    surname = cells.get("name_6", "").strip(" ,")
    text = " ".join(f"{given} {surname}".split())
    if not text:
        return None
    return Name(text, surname, given) if surname and given else Name(text)


def main_name(rows: list[Cells]) -> Name | None:
    """The primary name among the rows of a person, else the first there is."""
    primary = [name_of(cells) for cells in rows if cells.get("name_type", "").lower() == _PRIMARY]
    return next(filter(None, [*primary, *map(name_of, rows)]), None)


def nominal_of(cells: Cells, main: Name) -> Nominal:
    """The record of a person of that name; raises `FieldError` for a birth that is none."""
    name, listed = name_of(cells), _values(cells.get("nationality", ""))
    strength = "weak" if _LOW in cells.get("strength", "").lower() else "strong"
    aliases = [Alias(name.text, strength, name.surname, name.given)] if name else []
    aliases += [Alias(text) for text in _values(cells.get("original", ""))]
    states = once(filter(None, map(state_of, listed)))
    sex = (cells.get("gender") or _told(cells).get("Gender", "")).lower()
    return Nominal(
        record_id=id_of(cells),
        name=main.text,
        surname=main.surname,
        given=main.given,
        aliases=unique_aliases(main.text, aliases),
        births=once(birth for text in _values(cells.get("birth", "")) for birth in _births(text)),
        nationalities=states,
        sex=_SEXES.get(sex),
        documents=once(_documents(cells, states)),
        birthplaces=_birthplaces(cells),
        extra=_extra(cells, [text for text in listed if not state_of(text)]),
    )


def _births(text: str) -> tuple[PartialDate, ...]:
    """`00/00/1974` and `dd/mm/1974` stand for a year."""
    try:
        if not (found := _BIRTH.fullmatch(text)):
            return read_births(text) or (read_date(text),)
        day, month = (int(part) if part.isdecimal() else 0 for part in found.group("day", "month"))
        return (PartialDate.of(int(found["year"]), month or None, (month and day) or None),)
    except ValueError as error:
        raise FieldError("date of birth", str(error)) from None


def _documents(cells: Cells, states: Container[str]) -> Iterator[DocumentReference]:
    for column, kind in (("passport", "passport"), ("identifier", "national identity number")):
        numbers = _values(cells.get(column, ""))
        words = _values(cells.get(f"{column}_words", ""))
        # Words that are fewer than the numbers do not say which of them they are about.
        words = words if len(words) == len(numbers) else [""] * len(numbers)
        for number, said in zip(numbers, words, strict=True):
            about = kind if column == "passport" else f"{said} {kind}"
            issuer = state_within(said) or _issued_in(f"{number}; {said}", states)
            if document := read_document(number, kind=about, issuer=issuer):
                yield document


def _issued_in(text: str, states: Container[str]) -> str | None:
    """The place of issue, where it is the person's own country: elsewhere it may be a consulate."""
    places = (state_of(place) for place in _ISSUED_IN.findall(text))
    return next((place for place in places if place and place in states), None)


def _birthplaces(cells: Cells) -> tuple[str, ...]:
    """Each town with the country, if there is one country; else both as they stand."""
    towns, countries = (_values(cells.get(f"birth_{part}", "")) for part in ("town", "country"))
    if len(countries) == 1:
        return once(f"{town}, {countries[0]}" for town in towns) or tuple(countries)
    if len(countries) == len(towns):
        return once(f"{town}, {country}" for town, country in zip(towns, countries, strict=True))
    return once([*towns, *countries])


def _extra(cells: Cells, unknown: list[str]) -> tuple[tuple[str, str], ...]:
    lines = [cells.get(f"address_{part}", "") for part in (*range(1, 7), "country")]
    documents = [f"{cells[column]} ({cells.get(f'{column}_words', '')})".removesuffix(" ()")
                 for column in ("passport", "identifier") if cells.get(column)]  # fmt: skip
    extra = {
        **{word: cells.get(word, "") for word in _KEPT},
        "addresses": ", ".join(filter(None, lines)),
        "nationality_listed": "; ".join(unknown),
        "documents_listed": "; ".join(documents),
    }
    return tuple((key, " ".join(text.split())) for key, text in extra.items() if text)


def _values(cell: str) -> list[str]:
    return [text for part in _PARTED.split(cell) if (text := " ".join(part.split()))]


def _told(cells: Cells) -> dict[str, str]:
    return {one["label"]: one["value"] for one in _TOLD.finditer(cells.get("information", ""))}
