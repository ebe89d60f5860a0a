"""The light `StrEnum` behaves as that of the standard library, as far as it is used."""

from __future__ import annotations

import copy
import enum
import json
import pickle

import pytest

from border_check.values.lists import ListState
from border_check.values.str_enum import StrEnum


class Light(StrEnum):
    """Words."""

    ONE = "one"
    TWO = "two"

    @property
    def rank(self) -> int:
        return list(Light).index(self)


class Standard(enum.StrEnum):
    """Words."""

    ONE = "one"
    TWO = "two"


def test_members_are_texts_and_singletons() -> None:
    assert Light("one") is Light.ONE
    assert Light(Light.ONE) is Light["ONE"] is Light.ONE
    assert str(Light.ONE) == "one"
    assert f"{Light.ONE:<5}|{Light.TWO!s}" == f"{Standard.ONE:<5}|{Standard.TWO!s}"
    assert repr(Light.ONE) == repr(Standard.ONE).replace("Standard", "Light")
    assert (Light.ONE.name, Light.ONE.value) == (Standard.ONE.name, Standard.ONE.value)
    assert {str(Light.ONE): 1}[Light.ONE] == 1
    assert json.dumps([Light.ONE]) == json.dumps([Standard.ONE])


def test_members_are_listed_in_their_order() -> None:
    assert [*map(str, Light)] == [*map(str, Standard)] == ["one", "two"]
    assert len(Light) == len(Standard)
    assert Light.TWO.rank == 1
    assert Light.TWO in Light


@pytest.mark.parametrize("value", ["three", "", None, 1, []])
def test_what_is_none_of_them_is_an_error(value: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Light"):
        Light(value)  # type: ignore[arg-type]


def test_they_stay_what_they_are() -> None:
    state = ListState.STALE
    assert pickle.loads(pickle.dumps(state)) is copy.deepcopy(state) is copy.copy(state) is state
    with pytest.raises(AttributeError):
        ListState.OK = "x"  # type: ignore[misc]
