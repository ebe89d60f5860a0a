"""A list of invented nominals, as `nominal-jsonl` has it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from generator.chance import Weighted
from generator.facts import BIRTHS_LISTED, birth_date, document_number, other_birth_date
from generator.people import Invented, People
from generator.spelling import kunya, other_spelling

ALIASES = Weighted({0: 0.45, 1: 0.21, 2: 0.14, 3: 0.12, 4: 0.08})
"""How many aliases a person has: near OFAC's list of 2021, whose longer rows end at four here."""
WOMEN = 0.08
SEX_KNOWN = 0.7
NATIONALITY_KNOWN = 0.7
SECOND_BIRTH_DATE = 0.08
DOCUMENTS = Weighted({0: 0.77, 1: 0.17, 2: 0.06})
KUNYA = 0.1
"""Of the aliases of Arabs, those that are bynames."""
YEARS = (1935, 2006)

_GENDERS = {"F": "female", "M": "male"}


def nominals(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """So many records, one after the other; a longer list begins like a shorter one."""
    chance = Random(f"nominals {seed}")
    people = People(lambda culture: culture.listed, WOMEN)
    for number in range(1, count + 1):
        yield _record(f"GEN-{number:08}", people.draw(chance), chance)


def _record(record_id: str, person: Invented, chance: Random) -> dict[str, Any]:
    given, surname, sex, nationality, _ = person
    record: dict[str, Any] = {
        "id": record_id,
        "name": f"{given} {surname.upper()}",
        "surname": surname.upper(),
        "given": given,
    }
    aliases = {_alias(person, chance): None for _ in range(ALIASES.draw(chance))}
    aliases.pop(f"{given} {surname}", None)
    if aliases:
        record["aliases"] = [_with_strength(alias) for alias in aliases]
    born = birth_date(chance, BIRTHS_LISTED, YEARS)
    if born:
        record["dobs"] = [born]
        if chance.random() < SECOND_BIRTH_DATE:
            record["dobs"].append(other_birth_date(chance, born))
    if chance.random() < NATIONALITY_KNOWN:
        record["nationality"] = [nationality]
    if chance.random() < SEX_KNOWN:
        record["gender"] = _GENDERS[sex]
    documents = DOCUMENTS.draw(chance)
    if documents:
        record["passports"] = [[document_number(chance), nationality] for _ in range(documents)]
    return record


def _alias(person: Invented, chance: Random) -> str:
    if person.culture == "arabic" and chance.random() < KUNYA:
        return kunya(chance)
    return other_spelling(chance, person.given, person.surname)


def _with_strength(alias: str) -> dict[str, str]:
    return {"name": alias, "strength": "weak" if alias.startswith("Abu ") else "strong"}
