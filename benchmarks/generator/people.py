"""Whole people: a culture, a sex, a name made as that culture makes names, and a nationality."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from generator.chance import Weighted
from generator.cultures import CULTURES, Culture, Manner
from generator.pools import Pool

_SECOND_GIVEN = 0.35
_SECOND_SURNAME = 0.8
_PATRONYMIC = 0.6
_FATHER, _GRANDFATHER = 0.7, 0.3
_ARTICLE = 0.3
_SECOND_SYLLABLE = 0.85
_NATURALISED = 0.04
"""People with the nationality of another culture than that of their name."""


class Invented(NamedTuple):
    """Somebody who does not exist."""

    given: str
    surname: str
    sex: str
    """F or M."""
    nationality: str
    """Doc 9303-3 code."""
    culture: str


class People:
    """Draws people from a mix of cultures: `Culture.listed` or `Culture.travelling`."""

    def __init__(self, share: Callable[[Culture], float], women: float) -> None:
        self._pools = Weighted({Pool(culture): share(culture) for culture in CULTURES})
        self._nationalities = {
            culture.name: Weighted(culture.nationalities) for culture in CULTURES
        }
        self._women = women

    def draw(self, chance: Random) -> Invented:
        """One of them."""
        pool = self._pools.draw(chance)
        sex = "F" if chance.random() < self._women else "M"
        home = pool.culture
        if chance.random() < _NATURALISED:
            home = self._pools.draw(chance).culture
        return Invented(
            _given(pool, sex, chance),
            _surname(pool, sex, chance),
            sex,
            self._nationalities[home.name].draw(chance),
            pool.culture.name,
        )


def _given(pool: Pool, sex: str, chance: Random) -> str:
    names, manner = pool.names(sex), pool.culture.manner
    given = names.given.draw(chance)
    if manner is Manner.SYLLABLES:
        if chance.random() < _SECOND_SYLLABLE:
            given += names.given.draw(chance).lower()
    elif manner is Manner.FATHERS:
        fathers = pool.male.given
        if chance.random() < _FATHER:
            given += f" {fathers.draw(chance)}"
            if chance.random() < _GRANDFATHER:
                given += f" {fathers.draw(chance)}"
    elif names.middle is not None:
        if chance.random() < _PATRONYMIC:
            given += f" {names.middle.draw(chance)}"
    elif chance.random() < _SECOND_GIVEN:
        second = names.given.draw(chance)
        given += f" {second}" if second != given else ""
    return given


def _surname(pool: Pool, sex: str, chance: Random) -> str:
    surname = pool.surname(chance, sex)
    if pool.culture.manner is Manner.TWO_SURNAMES and chance.random() < _SECOND_SURNAME:
        return f"{surname} {pool.surname(chance, sex)}"
    if pool.culture.name == "arabic" and "-" not in surname and chance.random() < _ARTICLE:
        return f"al-{surname}"
    return surname
