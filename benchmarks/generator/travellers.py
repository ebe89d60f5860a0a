"""A list of invented travellers, as carriers send it: what stands in their passports."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from generator.facts import BIRTHS_TRAVELLING, birth_date, document_number
from generator.people import Invented, People

WOMEN = 0.48
YEARS = (1940, 2020)

COLUMNS = (
    *("surname", "given_names", "sex", "birth_date", "nationality"),
    *("document_type", "number", "issuing_state"),
)


def travellers(count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """So many rows of `COLUMNS`; a longer list begins like a shorter one.

    Nobody of them is on a generated list, but for what chance brings together.
    """
    chance = Random(f"travellers {seed}")
    people = People(lambda culture: culture.travelling, WOMEN)
    for _ in range(count):
        yield _row(people.draw(chance), chance)


def _row(person: Invented, chance: Random) -> tuple[str, ...]:
    given, surname, sex, nationality, _ = person
    born = birth_date(chance, BIRTHS_TRAVELLING, YEARS)
    number = document_number(chance)
    name = (surname.upper(), given.upper())
    return (*name, sex, born, nationality, "P", number, nationality)
