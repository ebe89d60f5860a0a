"""The tables of names are readable, and say what the code that reads them needs."""

from __future__ import annotations

from importlib.resources import files
from itertools import combinations

import pytest

from border_check.names import tables
from border_check.names.equivalents import SPELLED, Tie, key, sounds, tie
from border_check.names.frequencies import family, share
from border_check.names.keys import sound
from border_check.names.tables import build_equivalents
from border_check.names.words import Word, spell

TABLES = (
    "particles",
    "titles",
    "nicknames",
    "counterparts",
    "equivalents",
    "given_names",
    "romanisations",
    "sounds",
    "surnames",
    "frequencies",
    "japanese_surnames",
    "japanese_given_names",
)
FORMS = build_equivalents.TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_where_it_is_from(name: str) -> None:
    text = files(tables).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert tables.lines(name)


@pytest.mark.parametrize("name", FORMS)
def test_groups_hold_two_names_at_least(name: str) -> None:
    assert all(len(line.replace(":", " ").split()) >= 2 for line in tables.lines(name))


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_one_word(name: str) -> None:
    forms = {form for line in tables.lines(name) for form in line.replace(":", " ").split()}
    assert [form for form in sorted(forms) if len(spell(form)) != 1] == []


def test_sounds_are_those_of_the_tables() -> None:
    made = list(build_equivalents.sounds())
    assert made == tables.lines("sounds"), "run border_check/names/tables/build_equivalents.py"


def test_frequencies_are_found_by_the_sound_of_their_names() -> None:
    lost = [
        line
        for line in tables.lines("frequencies")
        if family(_word(line.split("\t")[2])) != line.split("\t")[0]
    ]
    assert lost == [], "run border_check/names/tables/build_frequencies.py"


TIES = [
    ("a short form", "Bill", "William", Tie.FORM),
    ("a short form of many names", "Slava", "Vyacheslav", Tie.FORM),
    ("another spelling of a short form", "Cathie", "Katherine", Tie.FORM),
    ("two short forms of one name", "Bob", "Bert", Tie.NONE),
    ("two names with one short form", "Olga", "Vyacheslav", Tie.NONE),
    ("spelling habits", "Maxamed", "Muhammad", Tie.FORM),
    ("Russian and Ukrainian", "Vladimir", "Volodymyr", Tie.FORM),
    ("a name of the Koran and of the Greeks", "Iskandar", "Alexander", Tie.COUNTERPART),
    ("one name in two languages", "Diego", "Santiago", Tie.COUNTERPART),
    ("one name in two scripts", "Джордж", "George", Tie.FORM),
    ("one short name in two scripts, without vowels", "דוד", "David", Tie.FORM),
    ("one name in two scripts, without vowels", "יצחק", "Isaac", Tie.FORM),
    ("short names that sound alike to keys", "Jon", "June", Tie.NONE),
    ("a short form that sounds like another name", "Sally", "Saleh", Tie.NONE),
    ("short and common, yet two names", "Ali", "Lee", Tie.NONE),
    ("nothing in common", "Bill", "Anna", Tie.NONE),
    ("unknown to the tables", "Quxarnabold", "Bill", Tie.NONE),
]


@pytest.mark.parametrize(
    ("one", "other", "expected"), [r[1:] for r in TIES], ids=[r[0] for r in TIES]
)
def test_ties_between_names_go_both_ways(one: str, other: str, expected: Tie) -> None:
    assert tie(_word(one), _word(other)) == tie(_word(other), _word(one)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"), [r[1:] for r in TIES], ids=[r[0] for r in TIES]
)
def test_every_tie_can_be_found_by_sound(one: str, other: str, expected: Tie) -> None:
    assert (_word(other).sound in sounds(_word(one))) == (expected is not Tie.NONE)


@pytest.mark.parametrize("name", FORMS)
def test_a_short_word_is_looked_up_by_what_sounds_like_it(name: str) -> None:
    forms = {form for line in tables.lines(name) for form in line.replace(":", " ").split()}
    spelled = [(word, key(word)) for form in forms for word in spell(form)]
    assert not [it for it, by in spelled if by[0] == SPELLED and sound(by[1:]) != it.sound]


def test_few_common_names_are_taken_for_one() -> None:
    """Names at random: nearly all of the pairs that are tied ought to be."""
    names = [_word(line.split("\t")[2]) for line in tables.lines("frequencies")]
    pairs = list(combinations(names, 2))
    forms = sum(tie(one, other) is Tie.FORM for one, other in pairs)
    assert forms < 0.001 * len(pairs)


def _word(name: str) -> Word:
    return spell(name)[0]


def test_common_names_are_common_in_every_spelling() -> None:
    common = [share(spell(name)[0]) for name in ("Mohammed", "Muhammad", "Mohamad")]
    assert min(common) == max(common) > 0.01
    assert share(spell("Quxarnabold")[0]) == 0.0
