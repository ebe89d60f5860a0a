"""Where names come from: the lists of Faker (MIT licence), with their frequencies.

Faker gives shares for some locales and bare lists for others. What a bare list does not say, the
shares of a people's commonest names, is set in `commonest.csv` (per cent of those who bear one:
general knowledge, rounded); the rest of it counts alike. Letters become those of a passport, A to
Z, by `anyascii`.

Half of all people of many countries bear surnames that no list of the commonest has. This tail is
composed: the beginning of a surname or of a father's name, and the end of a surname.
"""

from __future__ import annotations

import csv
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from anyascii import anyascii

from generator.chance import Weighted, one_of
from generator.cultures import Culture

_FEWEST = 5
"""Names in a list of Faker; shorter ones stand for "not known here" (Doe, John, Jane)."""

_SYLLABIC = frozenset(("zh_CN", "ko_KR"))
"""Locales whose given names are made of two syllables, each a sign and any with any."""

_TABLE = Path(__file__).with_name("commonest.csv")
_BEGINNING = re.compile(r"(?:[^aeiouy]*[aeiouy]+[^aeiouy]){1,2}", re.IGNORECASE)
_END = re.compile(r"[aeiouy]+[^aeiouy]*[aeiouy]*[^aeiouy]*$", re.IGNORECASE)

_KOREAN = {"Gim": "Kim", "I": "Lee", "Bag": "Park", "Choe": "Choi", "Gang": "Kang", "Im": "Lim",
           "O": "Oh", "Sin": "Shin", "U": "Woo", "No": "Roh", "An": "Ahn", "Jo": "Cho"}  # fmt: skip
"""Surnames as Koreans write them in passports, where the letters alone would give another form."""


class Names(NamedTuple):
    """The names of one part and one sex."""

    given: Weighted[str]
    middle: Weighted[str] | None
    """Patronymics, or names that stand in the middle; None where a culture has none of its own."""
    surnames: Weighted[str]


class Pool:
    """All names of one culture."""

    def __init__(self, culture: Culture) -> None:
        self.culture = culture
        self.male = _names(culture, "male")
        self.female = _names(culture, "female")
        fathers = self.male.given.values
        self._tails = {
            "M": _Tail(self.male.surnames.values, fathers),
            "F": _Tail(self.female.surnames.values, fathers),
        }

    def names(self, sex: str) -> Names:
        """Of women (F) or men (M)."""
        return self.female if sex == "F" else self.male

    def surname(self, chance: Random, sex: str) -> str:
        """One surname, of the list or of the tail."""
        if chance.random() < self.culture.tail:
            return self._tails[sex].draw(chance)
        return self.names(sex).surnames.draw(chance)


class _Tail:
    """Surnames that nobody listed: a surname or a father's name begins them, a surname ends."""

    def __init__(self, surnames: Iterable[str], fathers: Iterable[str]) -> None:
        own, others = _last_words(surnames), _last_words(fathers)
        self._starts = [found[0] for word in own + others if (found := _BEGINNING.match(word))]
        self._ends = [found[0] for word in own if (found := _END.search(word))]

    def draw(self, chance: Random) -> str:
        return one_of(chance, self._starts) + one_of(chance, self._ends)


def _last_words(names: Iterable[str]) -> list[str]:
    return [name.split()[-1].rpartition("-")[2] for name in names]


def _names(culture: Culture, sex: str) -> Names:
    given = _shares(culture, sex, (f"first_names_{sex}", "first_names"))
    middle = _shares(culture, "", (f"middle_names_{sex}", "middle_names"))
    surnames = _shares(culture, "surname", (f"last_names_{sex}", "last_names"))
    return Names(Weighted(given), Weighted(middle) if middle else None, Weighted(surnames))


def _shares(culture: Culture, part: str, attributes: Iterable[str]) -> dict[str, float]:
    """Names with their shares: those of the table first, the rest as Faker has it."""
    known = _commonest().get((culture.name, part), {})
    lists = [found for locale in culture.locales if (found := _listed(locale, attributes))]
    rest = 1 - sum(known.values()) if lists else 0.0
    shares: dict[str, float] = defaultdict(float, known)
    for listed in lists:
        total = sum(listed.values()) * len(lists)
        for name, weight in listed.items():
            shares[name] += rest * weight / total
    return shares


def _listed(locale: str, attributes: Iterable[str]) -> dict[str, float]:
    """The first of these lists that a locale has, in letters of the zone."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in attributes:
        found = getattr(provider, attribute, None)
        if isinstance(found, Mapping):
            weights = {str(name): float(weight) for name, weight in found.items()}
        elif isinstance(found, list | tuple | set | frozenset):
            weights = dict.fromkeys(sorted(map(str, found)), 1.0)
        else:
            continue
        if len(weights) >= _FEWEST:
            return _in_latin(_syllables(weights) if locale in _SYLLABIC else weights, locale)
    return {}


def _syllables(names: Mapping[str, float]) -> dict[str, float]:
    """The signs of given names, each of which is a syllable; surnames are one sign as they are."""
    syllables: dict[str, float] = defaultdict(float)
    for name, weight in names.items():
        for sign in name:
            syllables[sign] += weight
    return syllables


def _in_latin(weights: Mapping[str, float], locale: str) -> dict[str, float]:
    latin: dict[str, float] = defaultdict(float)
    for name, weight in weights.items():
        written = "".join(sign for sign in anyascii(name) if sign.isalpha() or sign in " -")
        if not written.isspace():
            latin[_KOREAN.get(written, written) if locale == "ko_KR" else written] += weight
    return {_capitalised(name): weight for name, weight in latin.items() if len(name) > 1}


def _capitalised(name: str) -> str:
    return " ".join("-".join(map(str.capitalize, word.split("-"))) for word in name.split())


@cache
def _commonest() -> dict[tuple[str, str], dict[str, float]]:
    table = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pairs = (entry.rpartition(" ") for entry in row["names"].split("|"))
            table[row["culture"], row["part"]] = {
                name: float(per_cent) / 100 for name, _, per_cent in pairs
            }
    return table
