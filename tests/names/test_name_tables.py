"""The tables of names are readable, and say what the code that reads them needs."""

from __future__ import annotations

from importlib.resources import files

import pytest

from border_check.names import tables
from border_check.names.equivalents import equivalent
from border_check.names.frequencies import share
from border_check.names.keys import sound
from border_check.names.words import spell

TABLES = (
    "particles",
    "titles",
    "nicknames",
    "equivalents",
    "romanisations",
    "surnames",
    "frequencies",
    "japanese",
)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_where_it_is_from(name: str) -> None:
    text = files(tables).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert tables.lines(name)


@pytest.mark.parametrize("name", ["nicknames", "equivalents", "romanisations"])
def test_groups_hold_two_names_at_least(name: str) -> None:
    assert all(len(line.split()) >= 2 for line in tables.lines(name))


def test_equivalence_goes_both_ways() -> None:
    assert equivalent(sound("bill"), sound("william")) and equivalent(
        sound("william"), sound("bill")
    )
    assert not equivalent(sound("bill"), sound("anna"))


def test_common_names_are_common_in_every_spelling() -> None:
    common = [share(spell(name)[0]) for name in ("Mohammed", "Muhammad", "Mohamad")]
    assert min(common) == max(common) > 0.01
    assert share(spell("Quxarnabold")[0]) == 0.0
