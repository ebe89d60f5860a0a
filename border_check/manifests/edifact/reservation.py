"""Who travels on one reservation: its names and the requests under them, put together.

A traveller may be named several times, and their documents told once or often, under their own
name or under that of whoever booked. Two that might be one are kept as two: a traveller too many
is looked at for nothing, one too few is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from border_check.manifests.edifact.listed import Listed
from border_check.manifests.edifact.special_requests import Request


class Named(NamedTuple):
    """A traveller as the reservation names them."""

    line: int
    surname: str
    given: str
    reference: str
    """By which requests name the traveller; empty where there is none."""


class Reservation:
    """What was said of one reservation so far."""

    def __init__(self) -> None:
        self.locator = ""
        self._names: list[Named] = []
        self._people: list[_Person] = []

    def take_name(self, named: Named) -> None:
        """Take a name; the same one again adds nothing."""
        if not any(_is_again(named, known) for known in self._names):
            self._names.append(named)

    def take_request(self, request: Request) -> None:
        """Take what is said of documents, or of an infant."""
        under = self._names[-1] if self._names else None
        if not (request.surname or request.given):
            self._person_of(request, under).requests.append(request)
            return
        for person in self._people:
            if person.is_of(request):
                person.requests.append(request)
                return
        self._people.append(_Person(under, [request]))

    def travellers(self, journey: Mapping[str, str]) -> Iterator[Listed]:
        """Whoever has a request about documents, then whoever is only named."""
        if self.locator:
            journey = {**journey, "reservation": self.locator}
        for person in self._people:
            yield person.listed(journey)
        known = {named for person in self._people if (named := self._name_of(person))}
        for named in self._names:
            if named not in known and not any(person.is_named(named) for person in self._people):
                yield _Person(named, []).listed(journey)

    def _name_of(self, person: _Person) -> Named | None:
        """The name under which a traveller was told of, if it must be theirs though spelled
        otherwise: nobody else was told of there, and no other name fits."""
        under = person.under
        if under is None or person.is_infant:
            return None
        if sum(other.under == under for other in self._people) > 1:
            return None
        if any(person.is_named(named) for named in self._names):
            return None
        return under if person.is_nearly_named(under) else None

    def _person_of(self, request: Request, under: Named | None) -> _Person:
        """Whom a request without a name is about: by reference, else who was told of last."""
        meant = [one for one in self._people if request.reference in one.references]
        meant = meant or [one for one in self._people if one.under == under]
        if meant:  # infants go by the reference of whoever takes them along
            return next((one for one in meant if not one.is_infant), meant[-1])
        self._people.append(_Person(under, []))
        return self._people[-1]


class _Person:
    """A traveller, and all requests about them."""

    def __init__(self, under: Named | None, requests: list[Request]) -> None:
        self.under = under
        self.requests = requests

    @property
    def references(self) -> set[str]:
        """By which the reservation knows them."""
        return {one.reference for one in self.requests if one.reference}

    def is_of(self, request: Request) -> bool:
        """Whether a request, which names somebody, is about this traveller."""
        return any(_is_same(request, known) for known in self.requests if known.surname)

    @property
    def is_infant(self) -> bool:
        """Whether the carrier says so: FI and MI, or no document of their own."""
        return any(
            one.document is None or one.cells.get("sex", "")[1:] == "I" for one in self.requests
        )

    def is_named(self, named: Named) -> bool:
        """Whether a name of the reservation is this traveller's, with all given names or some."""
        if not self._names:
            return self.under == named
        return any(
            letters(surname) == letters(named.surname) and _begin_alike(given, named.given)
            for surname, given in self._names
        )

    def is_nearly_named(self, named: Named) -> bool:
        """Whether the surname or a given name is the same."""
        return any(
            letters(surname) == letters(named.surname) or _begin_alike(given, named.given)
            for surname, given in self._names
        )

    @property
    def _names(self) -> list[tuple[str, str]]:
        return [(one.surname, one.given) for one in self.requests if one.surname or one.given]

    def listed(self, journey: Mapping[str, str]) -> Listed:
        """All that was said, under the fullest name, with the fewest spaces in it."""
        names = self._names
        if not names and self.under is not None:
            names = [(self.under.surname, self.under.given)]
        surname, given = max(names, key=_fullness, default=("", ""))
        cells = {"surname": surname, "given_names": given}
        for request in self.requests:
            for field, text in request.cells.items():
                cells.setdefault(field, text)
        documents = dict.fromkeys(one.document for one in self.requests if one.document is not None)
        told = [one.line for one in self.requests]
        return Listed(
            min(told) if told else self.under.line if self.under else 1,
            {field: text for field, text in cells.items() if text},
            tuple(documents),
            {**journey, "role": "passenger"},
        )


def letters(text: str) -> str:
    """A name by its letters alone: spaces come and go where a line was broken."""
    return "".join(filter(str.isalpha, text)).upper()


def _fullness(name: tuple[str, str]) -> tuple[int, int]:
    whole = "".join(name)
    return len(letters(whole)), -whole.count(" ")


def _begin_alike(one: str, other: str) -> bool:
    """Whether one has the given names of the other, or the first of them."""
    first, second = letters(one), letters(other)
    return first.startswith(second) or second.startswith(first)


def _is_again(one: Named, known: Named) -> bool:
    """Whether a name was there before; its reference makes up for a slip in one part of it."""
    same_surname = letters(one.surname) == letters(known.surname)
    same_given = letters(one.given) == letters(known.given)
    if one.reference and one.reference == known.reference:
        return same_surname or same_given
    return same_surname and same_given


def _is_same(one: Request, other: Request) -> bool:
    """Whether two requests that name somebody are about the same traveller."""
    born, known = one.cells.get("birth_date"), other.cells.get("birth_date")
    if (born and known and born != known) or letters(one.surname) != letters(other.surname):
        return False
    if letters(one.given) == letters(other.given):
        return True
    numbers = {each.document.number if each.document else "" for each in (one, other)}
    is_certain = (born and born == known) or (len(numbers) == 1 and "" not in numbers)
    return bool(is_certain) and _begin_alike(one.given, other.given)
