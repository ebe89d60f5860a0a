"""The tables of names are readable, and say what the code that reads them needs."""

from __future__ import annotations

from importlib.resources import files

import pytest

from border_check.names import tables
from border_check.names.equivalents import equivalent, sounds
from border_check.names.frequencies import share
from border_check.names.tables import build_equivalents
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


@pytest.mark.parametrize("name", ["nicknames", "equivalents", "romanisations", "given_names"])
def test_groups_hold_two_names_at_least(name: str) -> None:
    assert all(len(line.split()) >= 2 for line in tables.lines(name))


FORMS = [
    ("a short form", "Bill", "William", True),
    ("a form of another language", "Iskandar", "Alexander", True),
    ("two short forms of one name", "Sandy", "Lex", False),
    ("two names", "Bill", "Anna", False),
    ("a short sound that many names share", "Lee", "Ali", False),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS]
)
def test_forms_of_one_name(one: str, other: str, expected: bool) -> None:
    ours, theirs = spell(one)[0], spell(other)[0]
    assert equivalent(ours, theirs) is equivalent(theirs, ours) is expected


def test_every_form_can_be_found_by_its_sound() -> None:
    william = spell("William")[0]
    assert all(spell(name)[0].sound in sounds(william) for name in ("Bill", "Guillermo"))


def test_what_is_looked_up_is_what_the_tables_say() -> None:
    assert list(build_equivalents.sounds()) == tables.lines("sounds")


def test_common_names_are_common_in_every_spelling() -> None:
    common = [share(spell(name)[0]) for name in ("Mohammed", "Muhammad", "Mohamad")]
    assert min(common) == max(common) > 0.01
    assert share(spell("Quxarnabold")[0]) == 0.0
